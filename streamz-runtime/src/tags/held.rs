//! Tags of what boundaries hold.

use core::pin::Pin;

use crate::boundary::Boundary;
use crate::time::Ticks;

/// What a boundary tells of the items in it, so that their tags can be kept beside them.
///
/// The methods say how it differs from a queue that items leave in the order they came, one by one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not tell which items it holds, so it cannot stand in a pipeline with metadata",
    note = "implement `streamz::tags::Held` for it"
)]
pub trait Held: Boundary {
    /// Whether it hands on all that it holds in a place at once, as a window.
    const WINDOW: bool = false;

    /// The position of the item that made room when the last offer was taken, among those held before and the new one itself,
    /// which is the last.
    #[inline]
    fn displaced(&mut self) -> Option<usize> {
        None
    }

    /// Where the last item taken was put; items of one place leave in the order they came.
    #[inline]
    fn place(&self) -> usize {
        0
    }

    /// The place from which the next item leaves.
    #[inline]
    fn next_place(&self, pinned: Pin<&Self::Pinned>, now: Ticks) -> usize {
        let _ = (pinned, now);
        0
    }

    /// Whether it may have something to hand on: asked before each look, so that tags need not be moved for nothing.
    #[inline]
    fn may_leave(&self) -> bool {
        true
    }

    /// How many items it holds, if some of them end in it without leaving.
    #[inline]
    fn held(&self) -> Option<usize> {
        None
    }
}

/// What a gate does about the tags of the items that it hands to its boundary.
pub trait Keeper<B: Boundary> {
    /// The tag of an item that arrives.
    type Tag;

    /// The boundary took an item with this tag.
    fn taken(&mut self, boundary: &mut B, tag: Self::Tag);

    /// The boundary is about to hand on.
    fn leaving(&mut self, boundary: &B, pinned: Pin<&B::Pinned>, now: Ticks);

    /// There was nothing to hand on.
    fn nothing_left(&mut self);

    /// What was handed on has been dealt with; more may have ended inside.
    fn settled(&mut self, boundary: &B);

    /// What was handed on has failed.
    fn failed(&mut self);
}

/// The keeper of a pipeline without metadata.
#[derive(Clone, Copy, Debug, Default)]
pub struct Untagged;

impl<B: Boundary> Keeper<B> for Untagged {
    type Tag = ();

    #[inline(always)]
    fn taken(&mut self, _: &mut B, (): ()) {}

    #[inline(always)]
    fn leaving(&mut self, _: &B, _: Pin<&B::Pinned>, _: Ticks) {}

    #[inline(always)]
    fn nothing_left(&mut self) {}

    #[inline(always)]
    fn settled(&mut self, _: &B) {}

    #[inline(always)]
    fn failed(&mut self) {}
}
