//! What a token holds: one element, or two tokens' worth of others.

use core::sync::atomic::Ordering::Relaxed;

use super::free::Linked;
use super::holders::Holders;
use super::sync::AtomicUsize;
use super::sync::constructor;

/// An element's slot or a group's, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Node(usize);

/// A [`Node`], taken apart.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    Element(usize),
    Group(usize),
}

/// Arrays of slots are smaller than half the address space, so this bit is free.
const GROUP: usize = 1 << (usize::BITS - 1);

impl Node {
    /// What a token holds after it gave its share away.
    pub(super) const NONE: Self = Self(usize::MAX);

    #[inline]
    pub(super) const fn element(index: usize) -> Self {
        Self(index)
    }

    #[inline]
    pub(super) const fn group(index: usize) -> Self {
        Self(index | GROUP)
    }

    #[inline]
    pub(super) fn place(self) -> Option<Place> {
        if self == Self::NONE {
            None
        } else if self.0 & GROUP == 0 {
            Some(Place::Element(self.0))
        } else {
            Some(Place::Group(self.0 & !GROUP))
        }
    }

    /// Notes this node behind `linked`, for a list that only this thread knows.
    #[inline]
    pub(super) fn store(self, linked: &impl Linked) {
        linked.link().store(self.0, Relaxed);
    }

    /// The node noted behind `linked`.
    #[inline]
    pub(super) fn load(linked: &impl Linked) -> Self {
        Self(linked.link().load(Relaxed))
    }
}

/// Two nodes held as one. It owns one hold on each from `open` until its last holder is gone.
///
/// All words but the count are written by the one that claimed the group and read by holders, so they need no order of
/// their own.
#[derive(Debug)]
pub struct Group {
    holders: Holders,
    link: AtomicUsize,
    left: AtomicUsize,
    right: AtomicUsize,
    elements: AtomicUsize,
}

impl Group {
    constructor! {
        pub(super) fn new() -> Self {
            Self {
                holders: Holders::none(),
                link: AtomicUsize::new(0),
                left: AtomicUsize::new(0),
                right: AtomicUsize::new(0),
                elements: AtomicUsize::new(0),
            }
        }
    }

    #[inline]
    pub(super) fn holders(&self) -> &Holders {
        &self.holders
    }

    /// Fills the group and makes the caller its first holder; says whether it was free.
    #[inline]
    pub(super) fn issue(&self, [left, right]: [Node; 2], elements: usize) -> bool {
        let free = self.holders.claim();
        if free {
            self.left.store(left.0, Relaxed);
            self.right.store(right.0, Relaxed);
            self.elements.store(elements, Relaxed);
            self.holders.open();
        }
        free
    }

    #[inline]
    pub(super) fn members(&self) -> [Node; 2] {
        [Node(self.left.load(Relaxed)), Node(self.right.load(Relaxed))]
    }

    /// How many elements it holds, those held twice counted twice.
    #[inline]
    pub(super) fn elements(&self) -> usize {
        self.elements.load(Relaxed)
    }
}

impl Linked for Group {
    #[inline]
    fn link(&self) -> &AtomicUsize {
        &self.link
    }
}
