//! The states of folds can be saved, and go on where they were.
#![cfg(feature = "serde")]
#![allow(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use streamz_runtime::frame::{Aggregate, Count, Fold, Max, Mean, Running, Std, Sum, Var};

fn goes_on<F>(fold: F, cells: &[f64], cut: usize) -> Result<(), TestCaseError>
where
    F: Fold<In = f64> + Aggregate<In = f64, Running: Serialize + DeserializeOwned, Out = <F as Fold>::Out>,
    <F as Fold>::Out: core::fmt::Debug,
{
    let mut whole = Aggregate::running(&fold);
    whole.extend(cells);
    let mut first = Aggregate::running(&fold);
    first.extend(&cells[..cut]);
    let mut restored: <F as Aggregate>::Running =
        postcard::from_bytes(&postcard::to_allocvec(&first).unwrap()).unwrap();
    restored.extend(&cells[cut..]);
    prop_assert_eq!(format!("{:?}", restored.value()), format!("{:?}", whole.value()));
    Ok(())
}

proptest! {
    #[test]
    fn of_every_fold(cells in prop::collection::vec(-100.0_f64..100.0, 0..50), cut in 0_usize..50) {
        let cut = cut.min(cells.len());
        goes_on(Sum::new(), &cells, cut)?;
        goes_on(Mean::new(), &cells, cut)?;
        goes_on(Var::new(), &cells, cut)?;
        goes_on(Std::with_ddof(0), &cells, cut)?;
        goes_on(Max::new(), &cells, cut)?;
        goes_on(Count::new(), &cells, cut)?;
    }
}
