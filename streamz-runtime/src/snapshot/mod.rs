//! Stop, save, start again: what the operators of a pipeline hold, written and read with `serde` (feature `serde`).
//!
//! A pipeline written `pipeline!(#[snapshot] |..| { .. })` has two methods more, those of [`Restore`]. `snapshot` looks at the
//! pipeline between two events and returns something to serialize in any format; `restore` takes a pipeline that was just
//! built, reads into it what was saved, and returns it. It then goes on as the saved one would have gone on.
//!
//! ```
//! use streamz::prelude::*;
//!
//! // Written in one place, so that the saved pipeline and the restored one are of one shape.
//! let build = || {
//!     pipeline!(#[snapshot] |numbers: i32| {
//!         let out = numbers.accumulate(|sum, x| sum + x).sliding_window(2).map(|w| w.to_vec()).sink_to_list(8);
//!     })
//! };
//!
//! let mut p = build();
//! p.emit(1);
//! p.emit(2);
//! let saved = serde_json::to_string(&p.snapshot().unwrap()).unwrap();
//! drop(p);
//!
//! let mut p = build().restore(&mut serde_json::Deserializer::from_str(&saved)).unwrap();
//! p.emit(3);
//! assert_eq!(*p.out(), [vec![1], vec![1, 3], vec![3, 6]]);
//! ```
//!
//! # What is saved
//!
//! What the operators hold: sums and states, windows, batches, histories, queues, lists, what waits before boundaries with the
//! time at which it is due; that the pipeline was closed, and how often it failed. Items and states must implement `Serialize`
//! and `DeserializeOwned`, or the pipeline does not compile.
//!
//! Operators on frames save what they hold too: the cells of windows, the rows that wait or are joined, keys, and the states of
//! aggregates. All results behind a restore are the same bits. Cells, keys and states of aggregates of one's own must implement
//! `Serialize` and `DeserializeOwned`; floats are saved as their bits, whatever the format, for JSON has no `NaN`.
//!
//! Not saved is what `serde` cannot see: what closures captured (keep it in a `scan` instead), iterators, streams and sinks
//! of which the pipeline pulls or into which it sends. Of a pulled source only whether it has ended is saved: give the
//! restored pipeline one that begins where the old one stopped. Keys of `try_partition_by`, `timed_window_unique_by` and the
//! like are not saved but found anew, by the same closure, from the items.
//!
//! Futures in flight cannot be saved, nor what is left of a `flatten` that waits for room. Then `snapshot` returns
//! [`NotAtRest`], which names the operator. Awaiting `emit`, or polling until nothing is under way, brings the pipeline to rest.
//!
//! # Time
//!
//! A pipeline with operators that need time has the methods of [`RestoreAt`], which take the time first: `p.snapshot(now)` and
//! `p.restore(now, saved)`. What was due 30 ticks after the one is due 30 ticks after the other, so the two clocks need not
//! begin at the same instant, and the pause does not count. To have it count, restore at the `now` of the snapshot, on the
//! same clock, and poll with the time that it is. What was overdue for longer than the clock of the restored pipeline has run
//! counts as due since that began.
//!
//! # What may change in between
//!
//! Closures, intervals, the sources that are pulled. Bounds too: one that is smaller than what was saved is an error, never a
//! loss. Not the extents of windows of frames, `min_periods` and the like: another one is an error. What may not change is the shape: operators and the streams they are attached to, in the order they are written. The
//! snapshot bears a mark of it, and a pipeline of another shape refuses it: [`RestoreError::OtherShape`]. Types of items are not
//! part of the mark. A format that does not describe itself, such as `postcard`, may read an item of one type as another.
//!
//! What is in a snapshot is no stable format: it is for the same program, or a later build of it with the same version of this
//! crate.
//!
//! # Acknowledgements
//!
//! In a pipeline with [metadata](crate::tags) the items are saved and their tags are not: after `restore` they have none. An
//! element whose items are still held is not acknowledged yet, but it is in the snapshot. So that nothing is lost or seen
//! twice, save between two elements, at a known offset of the source; when the snapshot is safely stored, commit that offset
//! instead of what was acknowledged; on restart, restore and read on from there.
//!
//! # An operator of one's own
//!
//! It implements [`Snapshot`]; a stateless one by [`stateless!`](crate::stateless).

#[cfg(feature = "frame")]
mod digest;
#[cfg(feature = "frame")]
mod exact;
#[cfg(feature = "frame")]
mod made;
mod parts;
mod pipeline;
#[cfg(feature = "frame")]
mod sealed;
mod sequence;
mod shift;
mod sparse;
mod stateless;
mod storages;
mod tagged;
mod whole;

#[cfg(feature = "frame")]
pub(crate) use exact::{Exact, ReadExact, read_exact};
#[cfg(feature = "frame")]
pub(crate) use made::{parts_each, save_parts_each};
pub(crate) use parts::tuple_of;
#[doc(hidden)]
pub use parts::{Elements, Parts, at_rest, save_part};
pub use pipeline::{Restore, RestoreAt};
#[cfg(feature = "frame")]
pub(crate) use sealed::{restore_sealed, save_sealed};
pub(crate) use sequence::{check_not_full, each, save_each, too_many};
pub use shift::Shift;
pub(crate) use sparse::{restore_sparse, save_sparse};
#[cfg(feature = "alloc")]
pub(crate) use tagged::restore_places;
#[doc(hidden)]
pub use whole::{Whole, restore, whole};

use core::fmt;

use serde::de::DeserializeOwned;
#[doc(hidden)]
pub use serde::de::SeqAccess;
#[doc(hidden)]
pub use serde::ser::SerializeTuple;
#[doc(hidden)]
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// An operator or boundary whose state can be saved and restored.
///
/// # Examples
///
/// ```
/// use streamz::prelude::*;
/// use streamz::emission::One;
/// use streamz::operator::{EachTick, Node, Operator};
/// use streamz::snapshot::Snapshot;
/// use serde::{Deserialize, Deserializer, Serialize, Serializer};
///
/// /// Numbers the items.
/// #[derive(Default)]
/// struct Number { next: u64 }
///
/// impl Node for Number {
///     type Out = Own<(u64, char)>;
///     type Rate = EachTick;
/// }
///
/// impl Operator for Number {
///     type In = Own<char>;
///     type Emit<'a> = One<(u64, char)>;
///     fn step(&mut self, item: char) -> One<(u64, char)> {
///         self.next += 1;
///         One((self.next, item))
///     }
/// }
///
/// impl Snapshot for Number {
///     fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
///         self.next.serialize(serializer)
///     }
///     fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
///         self.next = Deserialize::deserialize(saved)?;
///         Ok(())
///     }
/// }
///
/// let mut p = pipeline!(#[snapshot] |s: char| {
///     s.then(Number::default()).sink(|_| ());
/// });
/// p.emit('a');
/// assert!(serde_json::to_string(&p.snapshot().unwrap()).unwrap().contains('1'));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not tell how its state is saved, so it cannot stand in a pipeline with `#[snapshot]`",
    label = "this operator cannot be saved",
    note = "implement `streamz::snapshot::Snapshot` for it; if it holds nothing between events, \
            `streamz::stateless!([..generics] ..)` does"
)]
pub trait Snapshot {
    /// Whether everything that it holds can be saved now: nothing is in flight.
    #[inline]
    fn is_at_rest(&self) -> bool {
        true
    }

    /// Writes what it holds.
    ///
    /// # Errors
    ///
    /// The serializer's.
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error>;

    /// Holds what was saved, instead of what it holds.
    ///
    /// # Errors
    ///
    /// The deserializer's, and an error of its kind if more was saved than fits. What the operator holds is then unspecified
    /// but valid.
    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error>;

    /// Called when the whole pipeline was restored: points in time move to the clock of now.
    #[inline]
    fn restored(&mut self, shift: Shift) {
        let _ = shift;
    }
}

/// What is saved as `serde` has it: items and states.
pub trait Value: Serialize + DeserializeOwned {}

impl<T: Serialize + DeserializeOwned> Value for T {}

/// Something is under way that cannot be saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{operator}` has something under way that cannot be saved; poll the pipeline until it has nothing to do, or await what \
     was emitted, and take the snapshot then"
)]
#[non_exhaustive]
pub struct NotAtRest {
    /// The operator's name as it is written in the pipeline; `sink_async` for `.sink(async ..)`.
    pub operator: &'static str,
}

impl NotAtRest {
    /// The error of the operator `operator`.
    #[must_use]
    pub const fn new(operator: &'static str) -> Self {
        Self { operator }
    }
}

/// A snapshot could not be restored; `E` is the error of the format.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum RestoreError<E> {
    /// It is the snapshot of another pipeline.
    #[error(
        "this is the snapshot of a pipeline of another shape: other operators, or the same ones wired in another way; restore \
         it into a pipeline written as the saved one was, or begin afresh"
    )]
    OtherShape,
    /// What was saved does not fit an operator.
    #[error(
        "what is saved for `{operator}` cannot be restored: {error}; the operator needs the types it had, and a bound that is \
         no smaller than what it held"
    )]
    Operator {
        /// The operator's name as it is written in the pipeline; `sink_async` for `.sink(async ..)`.
        operator: &'static str,
        /// What the format says.
        error: E,
    },
    /// It cannot be read at all.
    #[error("this is not the snapshot of a pipeline, or not all of it: {0}")]
    Read(E),
}

/// An operator or a part of one as `serde` wants it to be written.
pub(crate) struct Saving<'a, N>(pub(crate) &'a N);

impl<N: Snapshot> Serialize for Saving<'_, N> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.save(serializer)
    }
}

/// An operator or a part of one as `serde` wants it to be read.
pub(crate) struct Restoring<'a, N>(pub(crate) &'a mut N);

impl<'de, N: Snapshot> serde::de::DeserializeSeed<'de> for Restoring<'_, N> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, saved: D) -> Result<(), D::Error> {
        self.0.restore(saved)
    }
}

/// Finds out that a setting is not the one that was saved.
#[cfg(feature = "frame")]
pub(crate) fn check_same<T: PartialEq + fmt::Debug, E: serde::de::Error>(now: &T, saved: &T) -> Result<(), E> {
    if now == saved {
        return Ok(());
    }
    Err(E::custom(format_args!(
        "it was saved with {saved:?} and is to go on with {now:?}; give it what it had, or begin afresh"
    )))
}

/// What a visitor was looking for, in an error message.
pub(crate) fn expecting(f: &mut fmt::Formatter<'_>, what: &str) -> fmt::Result {
    write!(f, "the saved state of {what}, in a pipeline of the same shape")
}
