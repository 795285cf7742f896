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

#[cfg(feature = "dynamic")]
mod dynamic {
    use std::sync::Arc;

    use super::*;
    use streamz_runtime::frame::arrow::RecordBatch;
    use streamz_runtime::frame::arrow::arrow_array::{ArrayRef, Float64Array, Int64Array};
    use streamz_runtime::frame::dynamic::{Aggregation, DynAggregate, DynFrame, DynState};
    use streamz_runtime::frame::{Ewm, Span};

    fn batch(cells: &[f64], from: usize) -> RecordBatch {
        let at: ArrayRef = Arc::new(Int64Array::from_iter_values(
            (from..from + cells.len()).map(|at| at as i64),
        ));
        let values: ArrayRef = Arc::new(Float64Array::from(cells.to_vec()));
        let names: ArrayRef = Arc::new(Int64Array::from_iter_values(cells.iter().map(|cell| *cell as i64 % 3)));
        RecordBatch::try_from_iter([("at", at), ("value", values), ("name", names)]).unwrap()
    }

    fn frames() -> [DynAggregate; 4] {
        let aggregates = || {
            [
                ("sum", Aggregation::sum("value")),
                ("whole", Aggregation::sum("name")),
                ("var", Aggregation::var("value")),
                ("min", Aggregation::min("value")),
                ("median", Aggregation::median("value")),
                ("unique", Aggregation::nunique("value")),
            ]
        };
        let smooth = Aggregation::ewm_var("value", Ewm::alpha(0.5).unwrap(), false);
        let frame = || DynFrame::new().set_index("at");
        [
            frame().aggregate(aggregates()).unwrap(),
            frame().groupby(["name"]).aggregate(aggregates()).unwrap(),
            frame()
                .rolling(Span(7))
                .groupby(["name"])
                .aggregate(aggregates())
                .unwrap(),
            frame().expanding().aggregate([("smooth", smooth)]).unwrap(),
        ]
    }

    proptest! {
        #[test]
        fn of_what_is_known_at_run_time(cells in prop::collection::vec(-100.0_f64..100.0, 0..50), cut in 0_usize..50) {
            let cut = cut.min(cells.len());
            for (mut whole, other) in frames().into_iter().zip(frames()) {
                whole.push(&batch(&cells[..cut], 0)).unwrap();
                let saved = postcard::to_allocvec(&whole.state()).unwrap();
                let state: DynState = postcard::from_bytes(&saved).unwrap();
                let mut restored = other.resume(state).unwrap();
                let rest = batch(&cells[cut..], cut);
                prop_assert_eq!(restored.push(&rest).unwrap(), whole.push(&rest).unwrap());
            }
        }
    }
}
