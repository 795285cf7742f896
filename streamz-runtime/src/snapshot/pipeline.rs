//! What a pipeline with `#[snapshot]` is asked for, whoever holds it.

use serde::{Deserializer, Serialize};

use crate::snapshot::{NotAtRest, RestoreError};
use crate::time::Ticks;

/// A pipeline written `pipeline!(#[snapshot] ..)` in which nothing needs time.
///
/// It is in the prelude. A function may return such a pipeline as `impl Emit<Tick> + Restore`.
///
/// # Examples
///
/// ```
/// use streamz::prelude::*;
/// use streamz::snapshot::Restore;
///
/// fn sum() -> impl Emit<u32, Output = ()> + Restore {
///     pipeline!(#[snapshot] |numbers: u32| {
///         numbers.accumulate(|sum, x| sum + x).sink(|sum| println!("{sum}"));
///     })
/// }
///
/// let mut p = sum();
/// p.emit(40);
/// let saved = postcard::to_allocvec(&p.snapshot().unwrap()).unwrap();
///
/// let mut p = sum().restore(&mut postcard::Deserializer::from_bytes(&saved)).unwrap();
/// p.emit(2); // prints 42
/// ```
#[diagnostic::on_unimplemented(
    message = "this is no pipeline that can be saved without saying what time it is",
    note = "write `pipeline!(#[snapshot] |..| ..)`; a pipeline with operators that need time is a `RestoreAt`"
)]
pub trait Restore: Sized {
    /// What the pipeline holds, to be serialized in any format.
    ///
    /// # Errors
    ///
    /// [`NotAtRest`] if something is under way that cannot be saved.
    fn snapshot(&self) -> Result<impl Serialize, NotAtRest>;

    /// The same pipeline, holding what was saved instead of what it holds. It should have just been made: its futures and
    /// streams stay as they are.
    ///
    /// # Errors
    ///
    /// [`RestoreError`]: what was saved cannot be read, or does not fit. The pipeline is gone then, so none is left that holds
    /// half of it.
    fn restore<'de, D: Deserializer<'de>>(self, saved: D) -> Result<Self, RestoreError<D::Error>>;
}

/// A pipeline written `pipeline!(#[snapshot] ..)` with operators that need time.
///
/// It is in the prelude. What was due 30 ticks after the `now` of [`snapshot`](Self::snapshot) is due 30 ticks after the `now`
/// of [`restore`](Self::restore).
///
/// # Examples
///
/// ```
/// use streamz::prelude::*;
///
/// let build = || {
///     pipeline!(#[snapshot] |s: char| {
///         let out = s.delay(100, 8).sink_to_list(8);
///     })
/// };
///
/// let mut p = build();
/// p.try_push(5_000, 'a').unwrap();
/// let saved = serde_json::to_string(&p.snapshot(5_070).unwrap()).unwrap(); // 30 ticks are left
///
/// let mut p = build().restore(0, &mut serde_json::Deserializer::from_str(&saved)).unwrap();
/// let _ = p.poll(29);
/// assert!(p.out().is_empty());
/// let _ = p.poll(30);
/// assert_eq!(*p.out(), ['a']);
/// ```
#[diagnostic::on_unimplemented(
    message = "this is no pipeline that can be saved at a point in time",
    note = "write `pipeline!(#[snapshot] |..| ..)`; a pipeline in which nothing needs time is a `Restore`"
)]
pub trait RestoreAt: Sized {
    /// What the pipeline holds at the time `now`, to be serialized in any format.
    ///
    /// # Errors
    ///
    /// [`NotAtRest`] if something is under way that cannot be saved.
    fn snapshot(&self, now: Ticks) -> Result<impl Serialize, NotAtRest>;

    /// The same pipeline, holding what was saved instead of what it holds, at the time `now`. It should have just been made: its
    /// futures and streams stay as they are.
    ///
    /// # Errors
    ///
    /// [`RestoreError`]: what was saved cannot be read, or does not fit. The pipeline is gone then, so none is left that holds
    /// half of it.
    fn restore<'de, D: Deserializer<'de>>(self, now: Ticks, saved: D) -> Result<Self, RestoreError<D::Error>>;
}
