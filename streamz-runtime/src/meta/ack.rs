//! The token that stands for one holder of an element.

use core::fmt;
use core::mem;

#[cfg(doc)]
use super::PoolIn;
use super::group::Node;
use super::handle::{Handle, sealed::Pointer};
use super::store::sealed::Slots;
use super::{Exhausted, JoinError, Metas, Outcome, Unjoined};

/// What is kept with each element of the pool behind `P`.
pub(super) type Meta<P> = <<P as Pointer>::Store as Slots>::Meta;

/// One holder of an element: whoever has it has not finished with the element yet.
///
/// * [`clone`](Clone::clone) is one holder more.
/// * [`done`](Self::done) says that this holder's effects are done.
/// * Dropping the token without that (the element failed, a panic unwinds, the pipeline is dropped with the element in
///   it), or [`fail`](Self::fail), says that they are not, and never will be.
///
/// When the last holder is gone, the element settles: as [`Outcome::Done`] if all of them were done, else as
/// [`Outcome::Failed`]. The pool reports that once, with [`PoolIn::next_settled`].
///
/// A token that is leaked (`mem::forget`) holds its element for ever: it settles never, rather than wrongly.
///
/// `P` is the pointer to the pool: `&Pool` from [`PoolIn::issue`], or `Arc<Pool>` from [`Ack::issue`].
///
/// ```
/// use streamz_runtime::meta::{Outcome, Pool, Settled};
///
/// let pool = Pool::<&str, 4>::new();
/// let ack = pool.issue("a").unwrap();
/// let other = ack.clone();
/// ack.done();
/// assert_eq!(pool.next_settled(), None); // `other` still holds it
/// drop(other); // never done
/// assert_eq!(pool.next_settled(), Some(Settled { meta: "a", outcome: Outcome::Failed }));
/// ```
#[must_use = "dropping a token fails its element; call `done` when its effects are done"]
pub struct Ack<P: Handle> {
    pool: P,
    // One hold on this node is this token's, until the node is replaced by `NONE`.
    node: Node,
}

#[allow(unsafe_code, reason = "a token owns one hold on its node")]
impl<P: Handle> Ack<P> {
    /// Begins an element in the pool behind `pool`, as [`PoolIn::issue`] does, for any pointer to it.
    ///
    /// # Errors
    ///
    /// [`Exhausted`] gives the metadata back if all elements are in use.
    ///
    /// ```
    /// # #[cfg(feature = "alloc")] {
    /// use std::sync::Arc;
    /// use streamz_runtime::meta::{Ack, HeapPool};
    ///
    /// let pool = Arc::new(HeapPool::with_capacity(100, 0));
    /// let ack = Ack::issue(Arc::clone(&pool), 7).unwrap();
    /// std::thread::spawn(move || ack.done()).join().unwrap();
    /// assert_eq!(pool.next_settled().unwrap().meta, 7);
    /// # }
    /// ```
    #[inline]
    pub fn issue(pool: P, meta: Meta<P>) -> Result<Self, Exhausted<Meta<P>>> {
        match pool.pool().begin(meta) {
            Ok(node) => Ok(Self { pool, node }),
            Err(meta) => Err(Exhausted::new(meta, pool.pool().capacity())),
        }
    }

    /// This holder's effects are done.
    #[inline]
    pub fn done(mut self) {
        self.let_go(Outcome::Done);
    }

    /// This holder's effects will never be done. The same as dropping the token, said aloud.
    #[inline]
    pub fn fail(mut self) {
        self.let_go(Outcome::Failed);
    }

    /// Lets go as `outcome` says.
    #[inline]
    pub fn settle(self, outcome: Outcome) {
        match outcome {
            Outcome::Done => self.done(),
            Outcome::Failed => self.fail(),
        }
    }

    /// What was given to `issue`; of a joined token, that of its first member.
    #[inline]
    #[must_use]
    pub fn meta(&self) -> &Meta<P> {
        // SAFETY: this token's hold lasts as long as the borrow of it.
        unsafe { self.pool.pool().meta_at(self.node, 0) }
    }

    /// The metadata of all elements that this token holds, in the order of joining.
    ///
    /// One element for each member of a joined token, and for joined members all of theirs. An element that was joined
    /// twice is there twice.
    #[inline]
    pub fn metas(&self) -> Metas<'_, P> {
        Metas::new(self)
    }

    /// The pointer to the pool.
    #[inline]
    #[must_use]
    pub const fn pool(&self) -> &P {
        &self.pool
    }

    /// Makes one token of two, for an element derived from both (a zipped pair), and takes both in.
    ///
    /// When the last holder of it is gone, both members are let go of with the same outcome. Takes one of the pool's
    /// joins, until then.
    ///
    /// # Errors
    ///
    /// [`Unjoined`] gives both tokens back if they are of different pools, or the pool has no join free.
    ///
    /// ```
    /// use streamz_runtime::meta::{Outcome, Pool};
    ///
    /// let pool = Pool::<char, 4, 1>::new();
    /// let (a, b) = (pool.issue('a').unwrap(), pool.issue('b').unwrap());
    /// let pair = a.and(b).unwrap();
    /// assert!(pair.metas().eq(&['a', 'b']));
    /// pair.done();
    /// assert_eq!(pool.next_settled().unwrap().outcome, Outcome::Done);
    /// assert_eq!(pool.next_settled().unwrap().meta, 'b');
    /// ```
    pub fn and(mut self, mut other: Self) -> Result<Self, Unjoined<P>> {
        let pool = self.pool.pool();
        if !self.same_pool(&other) {
            return Err(Unjoined::new([self, other], JoinError::Foreign));
        }
        // SAFETY: both holds are the tokens' own, of the same pool; on success neither has them any more.
        match unsafe { pool.pair(self.node, other.node) } {
            Some(node) => {
                other.node = Node::NONE;
                self.node = node;
                Ok(self)
            }
            None => {
                let capacity = pool.joins();
                Err(Unjoined::new([self, other], JoinError::Exhausted { capacity }))
            }
        }
    }

    /// Makes one token that holds the elements of all `members`, for an element derived from them (the mean of a window).
    ///
    /// The members stay held by their own tokens too. When the last holder of the joined token is gone, all members are
    /// let go of with its outcome. A join of one token is its clone. A join of `n` takes `n - 1` of the pool's joins,
    /// until its last holder is gone, and constant stack.
    ///
    /// # Errors
    ///
    /// [`JoinError`] if there are no members, if they are of different pools, or if the pool has not enough joins free.
    /// The members are then as they were.
    ///
    /// ```
    /// use streamz_runtime::meta::Pool;
    ///
    /// let pool = Pool::<u32, 4, 2>::new();
    /// let window = [pool.issue(1).unwrap(), pool.issue(2).unwrap(), pool.issue(3).unwrap()];
    /// let mean = streamz_runtime::meta::Ack::join(&window).unwrap();
    /// for ack in window {
    ///     ack.done();
    /// }
    /// assert_eq!(pool.next_settled(), None);
    /// assert_eq!(mean.metas().sum::<u32>(), 6);
    /// mean.done();
    /// assert_eq!(pool.next_settled().unwrap().meta, 1);
    /// ```
    pub fn join<'a, I>(members: I) -> Result<Self, JoinError>
    where
        I: IntoIterator<Item = &'a Self>,
        P: 'a,
    {
        super::join::join(members.into_iter())
    }

    /// Takes over one hold on `node`.
    ///
    /// # Safety
    ///
    /// The caller is a holder of `node`, which is of the pool behind `pool`, and is none after this.
    #[inline]
    pub(super) unsafe fn own(pool: P, node: Node) -> Self {
        Self { pool, node }
    }

    #[inline]
    pub(super) const fn node(&self) -> Node {
        self.node
    }

    #[inline]
    pub(super) fn same_pool(&self, other: &Self) -> bool {
        core::ptr::eq(self.pool.pool(), other.pool.pool())
    }

    #[inline]
    fn let_go(&mut self, outcome: Outcome) {
        // Before anything foreign can run (a waker), so that no panic lets go twice.
        let node = mem::replace(&mut self.node, Node::NONE);
        // SAFETY: the token's own hold; it has none from here on.
        unsafe { self.pool.pool().release(node, outcome) }
    }
}

#[allow(unsafe_code, reason = "a token owns one hold on its node")]
impl<P: Handle> Clone for Ack<P> {
    #[inline]
    fn clone(&self) -> Self {
        let pool = self.pool.clone();
        // SAFETY: this token, which is borrowed, is a holder. The new hold is the new token's.
        unsafe { pool.pool().hold(self.node) };
        Self { pool, node: self.node }
    }
}

impl<P: Handle> Drop for Ack<P> {
    #[inline]
    fn drop(&mut self) {
        if self.node != Node::NONE {
            self.let_go(Outcome::Failed);
        }
    }
}

impl<P: Handle> fmt::Debug for Ack<P>
where
    Meta<P>: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ack")?;
        f.debug_list().entries(self.metas()).finish()
    }
}
