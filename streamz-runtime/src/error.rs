//! What can go wrong at run time.

/// A bounded operator had no room for an item.
///
/// Returned by `emit` of a pipeline with a bounded queue in it (`try_zip`, `feedback`, …). The event that met the
/// full queue stops there; what other operators hold is untouched, and the pipeline stays usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{operator}` is full: it holds {capacity} items already; \
     give it a larger bound, or let what it waits for arrive before more is emitted"
)]
#[non_exhaustive]
pub struct Overflow {
    /// The operator's name as it is written in the pipeline.
    pub operator: &'static str,
    /// Its bound, in items.
    pub capacity: usize,
}

impl Overflow {
    /// The error of the operator `operator`, which is bounded to `capacity` items.
    #[must_use]
    pub const fn new(operator: &'static str, capacity: usize) -> Self {
        Self { operator, capacity }
    }
}

/// An index was outside a slice whose length is known only at run time (`try_pluck`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("`try_pluck({index})` met an item of {len} elements; pluck a smaller index or filter such items out")]
#[non_exhaustive]
pub struct OutOfRange {
    /// The index asked for; negative ones count from the end.
    pub index: isize,
    /// How many elements the item had.
    pub len: usize,
}

impl OutOfRange {
    /// The error of index `index` into `len` elements.
    #[must_use]
    pub const fn new(index: isize, len: usize) -> Self {
        Self { index, len }
    }
}

/// Nothing came for too long (`try_timeout`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "`try_timeout` has waited for {interval} ticks and nothing came; look at what should emit, or allow for longer pauses"
)]
#[non_exhaustive]
pub struct Silence {
    /// How long it may take, in ticks.
    pub interval: u64,
}

impl Silence {
    /// The error of a pause longer than `interval` ticks.
    #[must_use]
    pub const fn new(interval: u64) -> Self {
        Self { interval }
    }
}
