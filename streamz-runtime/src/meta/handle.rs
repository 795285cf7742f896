//! How a token knows its pool.

use super::pool::PoolIn;
use super::store::Store;

/// A shared pointer to a pool: `&PoolIn<S>`, or `Arc<PoolIn<S>>` with the feature `alloc`. Not for others to implement.
///
/// Cloning a token clones its pointer. A `&` costs nothing there; an `Arc` costs a count that all tokens share, so where
/// many threads copy tokens, a `static` pool or scoped threads are faster.
pub trait Handle: Clone + sealed::Pointer {}

impl<P: Clone + sealed::Pointer> Handle for P {}

pub(super) mod sealed {
    use super::{PoolIn, Store};

    /// Points to the same pool for ever, and so do its clones: tokens rely on that, so only this crate implements it.
    pub trait Pointer {
        type Store: Store;
        fn pool(&self) -> &PoolIn<Self::Store>;
    }
}

impl<S: Store> sealed::Pointer for &PoolIn<S> {
    type Store = S;

    #[inline]
    fn pool(&self) -> &PoolIn<S> {
        self
    }
}

#[cfg(feature = "alloc")]
impl<S: Store> sealed::Pointer for alloc::sync::Arc<PoolIn<S>> {
    type Store = S;

    #[inline]
    fn pool(&self) -> &PoolIn<S> {
        self
    }
}
