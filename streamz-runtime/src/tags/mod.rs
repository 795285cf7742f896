//! Metadata that rides beside the items: who else must know what becomes of an element.
//!
//! A source declared `lines: Tagged<String, M>` takes each item with a tag of type `M`. Operators see the items alone. What
//! holds an item from one event to another, a window, a batch, a join, a buffer, a future in flight, holds its tag exactly as
//! long; what is made from several items carries the tags of all of them. When an element has been dealt with, its tags are
//! told so by [`Tag::done`]; a tag that is merely dropped belongs to an element that failed, or was in the pipeline when that
//! was dropped.
//!
//! Pipelines without such a source have nothing of this in them.

mod held;
mod keep;
#[cfg(feature = "alloc")]
mod keeping;
#[cfg(feature = "alloc")]
mod twin;

pub use held::{Held, Keeper, Untagged};
pub use keep::{HoldsNothing, Keeps};
#[cfg(feature = "alloc")]
pub use keeping::Keeping;
#[cfg(feature = "alloc")]
pub use twin::{Fifo, Newest, OneByOne, OneTick, Pairs, Parts, Queues, Twin};

/// An item with its metadata: what a tagged source takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tagged<T, M>(pub T, pub M);

/// Metadata of an element: one value for each place that the element, or something made from it, is held in.
///
/// `clone` makes one for another place. It is ended by [`done`](Self::done) when that place has dealt with the element, and
/// dropped if it never will: after a failure, a panic, or with the pipeline itself.
///
/// [`Ack`](crate::meta::Ack) acknowledges elements. Metadata that only wants to be seen need not do anything:
///
/// ```
/// use streamz::tags::Tag;
///
/// #[derive(Clone)]
/// struct Origin(&'static str);
///
/// impl Tag for Origin {
///     fn done(self) {}
///     fn join(tags: &[Option<Self>]) -> Option<Self> {
///         tags.iter().flatten().next().cloned() // of things made from several: the first
///     }
/// }
/// ```
pub trait Tag: Clone {
    /// The place that held this has dealt with the element.
    fn done(self);

    /// One tag that stands for several, for something made from several elements that is to be held: ended or dropped, it ends
    /// or drops them all. There are two or more. `None` if that cannot be; then the elements count as failed.
    fn join(tags: &[Option<Self>]) -> Option<Self>;
}

/// The tags of what a sink is given: those of all elements it was made from, in the order of their streams and of their
/// arrival.
#[derive(Debug)]
pub struct Tags<'a, M>(pub(crate) &'a [Option<M>]);

impl<M> Clone for Tags<'_, M> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<M> Copy for Tags<'_, M> {}

impl<'a, M> Tags<'a, M> {
    /// Each of them. Something made from several elements and held since then has one tag for all of these.
    pub fn iter(self) -> impl Iterator<Item = &'a M> {
        self.0.iter().flatten()
    }
}

impl<'a, M: Tag> Tags<'a, M> {
    /// One tag that stands for all of them, to be ended by [`Tag::done`]: for a sink that goes on with the item elsewhere.
    /// `None` if there are no tags, or they cannot be joined.
    #[must_use]
    pub fn keep(self) -> Option<M> {
        keep(self.0)
    }
}

/// A tag for another place.
pub(crate) fn keep<M: Tag>(tags: &[Option<M>]) -> Option<M> {
    let mut present = tags.iter().flatten();
    let first = present.next()?;
    if present.next().is_none() {
        return Some(first.clone());
    }
    let joined = M::join(tags);
    if joined.is_none() {
        // What cannot be kept track of must not count as done: a place that gives up on each of them.
        for tag in tags.iter().flatten() {
            drop(tag.clone());
        }
    }
    joined
}

/// Ends a tag, if there is one.
#[cfg(feature = "alloc")]
pub(crate) fn done<M: Tag>(tag: Option<M>) {
    if let Some(tag) = tag {
        tag.done();
    }
}
