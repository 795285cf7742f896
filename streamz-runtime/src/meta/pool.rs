//! The pool that tokens are issued from and settle in.

use core::fmt;
use core::task::{Context, Poll};

use super::free::FreeList;
use super::group::Node;
use super::order::Order;
use super::store::{InlineStore, Store};
use super::sync::Waiting;
use super::{Ack, Exhausted, Settled};

/// A pool of `N` elements and `JOINS` joins, all inside the value: it can be a `static`.
///
/// ```
/// use streamz_runtime::meta::Pool;
///
/// static POOL: Pool<u64, 64> = Pool::new();
/// ```
pub type Pool<M, const N: usize, const JOINS: usize = 0> = PoolIn<InlineStore<M, N, JOINS>>;

/// A pool whose size is known at run time only, allocated once.
#[cfg(feature = "alloc")]
pub type HeapPool<M> = PoolIn<super::HeapStore<M>>;

/// A fixed number of elements in flight, each with metadata of type `M` = `S::Meta`.
///
/// Named through [`Pool`] (inline) or `HeapPool` (feature `alloc`). Shared as `&PoolIn` or `Arc<PoolIn>`; all methods
/// take `&self` and may be called on any thread, if `M` is `Send` and `Sync`. No method locks, allocates or panics.
///
/// An element takes one of the pool's places from [`issue`](Self::issue) until [`next_settled`](Self::next_settled) hands
/// out its metadata. A join takes places of its own, so that a source which issues as much as it can never starves the
/// joins behind it: see [`Ack::join`] for how many.
///
/// Dropping the pool drops the metadata that is left in it.
pub struct PoolIn<S> {
    pub(super) store: S,
    free: FreeList,
    pub(super) free_groups: FreeList,
    pub(super) order: Order,
    pub(super) waiting: Waiting,
}

impl<M, const N: usize, const JOINS: usize> Pool<M, N, JOINS> {
    /// An empty pool.
    #[cfg(not(loom))]
    #[must_use]
    pub const fn new() -> Self {
        Self::with(InlineStore::new(), N)
    }

    /// An empty pool.
    #[cfg(loom)]
    #[must_use]
    pub fn new() -> Self {
        Self::with(InlineStore::new(), N)
    }
}

impl<M, const N: usize, const JOINS: usize> Default for Pool<M, N, JOINS> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "alloc")]
impl<M> HeapPool<M> {
    /// An empty pool of `elements` elements and `joins` joins.
    ///
    /// # Panics
    ///
    /// As `Vec::with_capacity` does, if memory cannot hold it.
    #[must_use]
    pub fn with_capacity(elements: usize, joins: usize) -> Self {
        Self::with(super::HeapStore::new(elements, joins), elements)
    }
}

impl<S> PoolIn<S> {
    super::sync::constructor! {
        fn with(store: S, elements: usize) -> Self {
            Self {
                store,
                free: FreeList::full(),
                free_groups: FreeList::full(),
                order: Order::empty(elements),
                waiting: Waiting::new(),
            }
        }
    }
}

impl<S: Store> PoolIn<S> {
    /// Begins an element, whose only holder is the token returned. O(1).
    ///
    /// For a token that owns its share of an `Arc` of the pool, see [`Ack::issue`].
    ///
    /// # Errors
    ///
    /// [`Exhausted`] gives the metadata back if all elements are in use.
    #[inline]
    pub fn issue(&self, meta: S::Meta) -> Result<Ack<&Self>, Exhausted<S::Meta>> {
        Ack::issue(self, meta)
    }

    /// Takes the element that settled longest ago; its place is free from then on. O(1).
    ///
    /// Each settled element comes out once, in the order in which they settled. All that its holders did before they let
    /// go of it happened before this returns.
    ///
    /// `None` if nothing has settled; and for the moment in which another thread is about to report the next one, even if
    /// later ones are reported already. [`poll_settled`](Self::poll_settled) is woken after that.
    #[inline]
    pub fn next_settled(&self) -> Option<Settled<S::Meta>> {
        let slots = self.store.elements();
        let index = self.order.pop(slots)?;
        let settled = slots.get(index)?.take();
        self.free.push(slots, index);
        settled
    }

    /// Takes the element that settled longest ago, or has the task woken when one settles. O(1).
    ///
    /// Only the task that called this last is woken. Unlike the other methods, this one puts code that can panic into the
    /// program, in the crate that keeps the waker; that branch is never taken.
    pub fn poll_settled(&self, context: &mut Context<'_>) -> Poll<Settled<S::Meta>> {
        if let Some(settled) = self.next_settled() {
            return Poll::Ready(settled);
        }
        self.waiting.register(context.waker());
        // What settled before the registration woke nobody.
        self.next_settled().map_or(Poll::Pending, Poll::Ready)
    }

    /// How many elements can be in flight.
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.store.elements().len()
    }

    /// How many joins of two can be in flight.
    #[must_use]
    pub fn joins(&self) -> usize {
        self.store.groups().len()
    }

    /// Begins an element; the caller is its only holder. `Err` if there is no room.
    #[inline]
    pub(super) fn begin(&self, mut meta: S::Meta) -> Result<Node, S::Meta> {
        let slots = self.store.elements();
        // Once, unless the free list has lost its way (see `FreeList`); even then this must end.
        for _ in 0..slots.len() {
            let Some((index, slot)) = self.free.pop(slots) else {
                break;
            };
            match slot.issue(meta) {
                Ok(()) => return Ok(Node::element(index)),
                Err(back) => meta = back,
            }
        }
        Err(meta)
    }
}

impl<S: Store> fmt::Debug for PoolIn<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool")
            .field("capacity", &self.capacity())
            .field("joins", &self.joins())
            .finish_non_exhaustive()
    }
}
