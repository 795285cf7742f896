//! A token as the tag of an item in a pipeline.

use crate::meta::Ack;
use crate::meta::handle::Handle;
use crate::tags::Tag;

/// Each place that holds the item holds the token. Something made from several items that is to be held takes one join of the
/// pool; where none is left, its elements count as failed, so a pool is best made with as many joins as there are places behind
/// windows and joins.
///
/// # Examples
///
/// Offsets of a log are committed when everything made from their lines has been dealt with.
///
/// ```
/// use streamz::meta::{HeapPool, Offsets};
/// use streamz::prelude::*;
///
/// let pool = HeapPool::with_capacity(64, 64);
/// let mut offsets = Offsets::with_capacity(64);
/// let mut p = pipeline!(|lines: Tagged<&'static str, _>| {
///     lines.filter(|line| !line.is_empty()).partition(2).map(|pair| pair.concat()).buffer(4).sink(|_| ());
/// });
/// let mut committed = Vec::new();
/// for (offset, line) in [(7, "a"), (8, ""), (9, "b"), (12, "c")] {
///     offsets.begin(offset).unwrap();
///     let ack = pool.issue(offset).unwrap();
///     p.try_push(0, Tagged(line, ack)).unwrap();
///     while let Some(settled) = pool.next_settled() {
///         offsets.settle(&settled);
///     }
///     committed.push(offsets.committed());
/// }
/// // The batch holds "a" until "b" has come, so 8, which was done at once, could not be committed alone.
/// assert_eq!(committed, [None, None, Some(10), Some(10)]);
/// ```
impl<P: Handle> Tag for Ack<P> {
    fn done(self) {
        Self::done(self);
    }

    fn join(tags: &[Option<Self>]) -> Option<Self> {
        Self::join(tags.iter().flatten()).ok()
    }
}
