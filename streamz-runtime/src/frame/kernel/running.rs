//! Folds of everything seen.

use alloc::vec::Vec;

use crate::frame::aggregate::Running;
use crate::frame::cell::Cell;
use crate::frame::fold::Fold;

/// A fold of everything seen: the state of one group, of a running total, of expanding windows.
///
/// With the feature `serde` it can be saved and read, if the fold and its total can: to go on another day.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(
    feature = "serde",
    serde(bound(
        serialize = "F: serde::Serialize, F::Total: serde::Serialize",
        deserialize = "F: serde::Deserialize<'de>, F::Total: serde::Deserialize<'de>"
    ))
)]
pub struct RunningFold<F: Fold> {
    fold: F,
    total: F::Total,
    /// How many cells were not missing.
    count: u64,
}

impl<F: Fold> RunningFold<F> {
    /// The fold of nothing.
    pub fn new(fold: F) -> Self {
        let total = fold.empty();
        Self { fold, total, count: 0 }
    }
}

impl<F: Fold> Running for RunningFold<F> {
    type In = F::In;
    type Out = F::Out;

    #[inline(always)]
    fn push(&mut self, cell: F::In) {
        self.fold.absorb(&mut self.total, cell);
        self.count += u64::from(!cell.is_missing());
    }

    #[inline]
    fn value(&self) -> F::Out {
        self.fold.finish(&self.total, self.count)
    }

    #[inline]
    fn scan(&mut self, cells: &[F::In], out: &mut Vec<F::Out>) {
        out.extend(cells.iter().map(|&cell| {
            self.push(cell);
            self.value()
        }));
    }
}

crate::saved!([F: Fold<Total: Value>] RunningFold<F> { exact total, value count });
