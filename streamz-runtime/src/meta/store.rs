//! Where a pool keeps its slots.

use super::group::Group;
use super::slot::Slot;

/// Where a pool keeps its slots: [`InlineStore`], or `HeapStore` with the feature `alloc`. Not for others to implement.
pub trait Store: sealed::Slots {}

impl<S: sealed::Slots> Store for S {}

pub(super) mod sealed {
    use super::{Group, Slot};

    /// Two arrays that never change their lengths.
    pub trait Slots {
        /// What is kept with each element.
        type Meta;
        fn elements(&self) -> &[Slot<Self::Meta>];
        fn groups(&self) -> &[Group];
    }
}

/// Room for `N` elements and `JOINS` joins inside the pool.
#[derive(Debug)]
pub struct InlineStore<M, const N: usize, const JOINS: usize> {
    elements: [Slot<M>; N],
    groups: [Group; JOINS],
}

impl<M, const N: usize, const JOINS: usize> InlineStore<M, N, JOINS> {
    #[cfg(not(loom))]
    pub(super) const fn new() -> Self {
        Self {
            elements: [const { Slot::new() }; N],
            groups: [const { Group::new() }; JOINS],
        }
    }

    #[cfg(loom)]
    pub(super) fn new() -> Self {
        Self {
            elements: core::array::from_fn(|_| Slot::new()),
            groups: core::array::from_fn(|_| Group::new()),
        }
    }
}

impl<M, const N: usize, const JOINS: usize> sealed::Slots for InlineStore<M, N, JOINS> {
    type Meta = M;

    #[inline]
    fn elements(&self) -> &[Slot<M>] {
        &self.elements
    }

    #[inline]
    fn groups(&self) -> &[Group] {
        &self.groups
    }
}

#[cfg(feature = "alloc")]
pub use heap::HeapStore;

#[cfg(feature = "alloc")]
mod heap {
    use alloc::boxed::Box;

    use super::{Group, Slot, sealed};

    /// Room for as many elements and joins as were asked for, allocated once.
    #[derive(Debug)]
    pub struct HeapStore<M> {
        elements: Box<[Slot<M>]>,
        groups: Box<[Group]>,
    }

    impl<M> HeapStore<M> {
        pub(in crate::meta) fn new(elements: usize, joins: usize) -> Self {
            Self {
                elements: (0..elements).map(|_| Slot::new()).collect(),
                groups: (0..joins).map(|_| Group::new()).collect(),
            }
        }
    }

    impl<M> sealed::Slots for HeapStore<M> {
        type Meta = M;

        #[inline]
        fn elements(&self) -> &[Slot<M>] {
            &self.elements
        }

        #[inline]
        fn groups(&self) -> &[Group] {
            &self.groups
        }
    }
}
