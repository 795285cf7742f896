//! Many tokens as one.

use core::mem;

use super::group::Node;
use super::handle::Handle;
use super::{Ack, JoinError, Outcome};

/// More tokens than 2 to this power cannot be joined at once, and do not fit into memory either.
const HEIGHTS: usize = 32;

/// See [`Ack::join`].
pub(super) fn join<'a, P: Handle + 'a>(mut members: impl Iterator<Item = &'a Ack<P>>) -> Result<Ack<P>, JoinError> {
    let first = members.next().ok_or(JoinError::Empty)?;
    let mut forest = Forest::new(first.pool().clone());
    forest.plant(first)?;
    for member in members {
        if !member.same_pool(first) {
            return Err(JoinError::Foreign);
        }
        forest.plant(member)?;
    }
    forest.into_tree()
}

/// A binary counter of trees: there is one of 2^i members at `trees[i]`, or none. So joining is a loop with constant
/// memory, and what comes out is as flat as a tree can be.
///
/// It owns one hold on each tree. If it is dropped before they became one, it lets go of them as done, which leaves their
/// members as they were: each is still held by the token that was joined.
struct Forest<P: Handle> {
    pool: P,
    trees: [Node; HEIGHTS],
}

#[allow(unsafe_code, reason = "a forest owns one hold on each tree")]
impl<P: Handle> Forest<P> {
    const fn new(pool: P) -> Self {
        Self {
            pool,
            trees: [Node::NONE; HEIGHTS],
        }
    }

    /// Adds one hold on what `member` holds.
    fn plant(&mut self, member: &Ack<P>) -> Result<(), JoinError> {
        let pool = self.pool.pool();
        let mut right = member.node();
        // SAFETY: the member, which is borrowed, is a holder, and of this pool. The new hold goes into `trees`.
        unsafe { pool.hold(right) };
        for tree in &mut self.trees {
            if *tree == Node::NONE {
                *tree = right;
                return Ok(());
            }
            // SAFETY: the hold on `tree` is the forest's, that on `right` this function's; on success both are gone.
            let Some(pair) = (unsafe { pool.pair(*tree, right) }) else {
                break;
            };
            *tree = Node::NONE;
            right = pair;
        }
        // SAFETY: the hold is this function's.
        unsafe { pool.release(right, Outcome::Done) };
        let capacity = pool.joins();
        Err(JoinError::Exhausted { capacity })
    }

    /// Makes one tree of all.
    fn into_tree(mut self) -> Result<Ack<P>, JoinError> {
        let pool = self.pool.pool();
        let mut right = Node::NONE;
        // Higher trees came earlier, so they go to the left.
        for tree in &mut self.trees {
            if *tree == Node::NONE {
                continue;
            }
            if right != Node::NONE {
                // SAFETY: the hold on `tree` is the forest's, that on `right` this function's; on success both are gone.
                let Some(pair) = (unsafe { pool.pair(*tree, right) }) else {
                    // SAFETY: the hold is this function's.
                    unsafe { pool.release(right, Outcome::Done) };
                    let capacity = pool.joins();
                    return Err(JoinError::Exhausted { capacity });
                };
                right = pair;
            } else {
                right = *tree;
            }
            *tree = Node::NONE;
        }
        if right == Node::NONE {
            return Err(JoinError::Empty);
        }
        // SAFETY: the hold is this function's, and goes into the token.
        Ok(unsafe { Ack::own(self.pool.clone(), right) })
    }
}

#[allow(unsafe_code, reason = "a forest owns one hold on each tree")]
impl<P: Handle> Drop for Forest<P> {
    fn drop(&mut self) {
        for tree in &mut self.trees {
            let tree = mem::replace(tree, Node::NONE);
            // SAFETY: the hold was the forest's.
            unsafe { self.pool.pool().release(tree, Outcome::Done) };
        }
    }
}
