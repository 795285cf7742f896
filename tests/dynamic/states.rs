//! States that are saved, beside those that are compiled and beside what never stopped.

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::dynamic::{Aggregation, DynAggregate, DynError, DynFrame};
use streamz::frame::{Aggregate, Ewm, Interpolation, Mean, Span, Sum, Table, Var};
use streamz::prelude::*;

use crate::beside_windows::same;
use crate::numbers;
use crate::support::{Reading, batches, cuts, readings};

/// Every aggregation that is not of one row after the other.
fn all() -> Vec<(&'static str, Aggregation)> {
    vec![
        ("sum", Aggregation::sum("value")),
        ("whole", Aggregation::sum("number")),
        ("mean", Aggregation::mean("value")),
        ("var", Aggregation::var("value")),
        ("product", Aggregation::product("number")),
        ("min", Aggregation::min("value")),
        ("first", Aggregation::first("value")),
        ("last", Aggregation::last("value")),
        ("count", Aggregation::count("name")),
        ("size", Aggregation::size("name")),
        ("unique", Aggregation::nunique("name")),
        ("median", Aggregation::quantile("value", 0.25, Interpolation::Lower)),
    ]
}

fn cumulative() -> Vec<(&'static str, Aggregation)> {
    let ewm = Ewm::alpha(0.25).unwrap().min_periods(3);
    vec![
        ("cumsum", Aggregation::cumsum("value")),
        ("cumprod", Aggregation::cumprod("number")),
        ("cummin", Aggregation::cummin("value")),
        ("cummax", Aggregation::cummax("value")),
        ("mean", Aggregation::ewm_mean("value", ewm)),
        ("var", Aggregation::ewm_var("value", ewm, false)),
    ]
}

/// What goes over rows in each of the ways that there are.
fn frames(n: usize) -> Vec<DynAggregate> {
    let frame = || DynFrame::new().set_index("at");
    vec![
        frame().aggregate(all()).unwrap(),
        frame().groupby(["name"]).aggregate(all()).unwrap(),
        frame().window(n).aggregate(all()).unwrap(),
        frame()
            .window(Span(n as u64))
            .groupby(["name", "number"])
            .aggregate(all())
            .unwrap(),
        frame().rolling(n).aggregate(all()).unwrap(),
        frame().groupby(["name"]).rolling(n).aggregate(all()).unwrap(),
        frame().rolling(Span(n as u64)).beside(all()).unwrap(),
        frame().expanding().aggregate(cumulative()).unwrap(),
        frame().groupby(["name"]).expanding().aggregate(cumulative()).unwrap(),
        frame().per_batch().aggregate(all()).unwrap(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Saved and resumed after each batch, they say what they would have said.
    #[test]
    fn as_if_they_had_never_stopped(rows in readings(), cuts in cuts(), n in 1_usize..12) {
        for (whole, part) in frames(n).into_iter().zip(frames(n)) {
            let (mut whole, mut parts) = (whole, part.clone());
            for (batch, _) in batches(&rows, &cuts) {
                let batch = RecordBatch::from(batch);
                prop_assert_eq!(whole.push(&batch).unwrap(), parts.push(&batch).unwrap());
                parts = part.clone().resume(parts.state()).unwrap();
            }
        }
    }

    #[test]
    fn beside_those_that_are_compiled(rows in readings(), cuts in cuts()) {
        let (mut typed, mut dynamic) = (Vec::new(), Vec::new());
        let (mut states, mut saved) = ((Sum::new().running(), Mean::new().running(), Var::new().running()), None);
        for (batch, _) in batches(&rows, &cuts) {
            let before = states.clone();
            let mut p = pipeline!(|readings: &Table<Reading>| {
                readings.frame().aggregate_with_state(|r| (r.value, r.value, r.value), before).sink(|(next, (sum, mean, var))| {
                    states = next;
                    typed.push([sum, mean, var]);
                });
            });
            p.emit(&batch);
            drop(p);
            let frame = DynFrame::new().aggregate([
                ("sum", Aggregation::sum("value")),
                ("mean", Aggregation::mean("value")),
                ("var", Aggregation::var("value")),
            ]).unwrap();
            let mut frame = match saved {
                Some(state) => frame.resume(state).unwrap(),
                None => frame,
            };
            dynamic.extend(numbers::<3>(&frame.push(&batch.into()).unwrap(), 0));
            saved = Some(frame.state());
        }
        same(&typed, &dynamic)?;
    }
}

#[test]
fn those_of_something_else() {
    let frame = |aggregation| {
        DynFrame::new()
            .groupby(["name"])
            .aggregate([("result", aggregation)])
            .unwrap()
    };
    let state = frame(Aggregation::sum("value")).state();
    let error = frame(Aggregation::quantile("value", 0.9, Interpolation::Lower))
        .resume(state.clone())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "the saved state is that of `sum(value) by name over everything`, and this is `quantile 0.9 Lower(value) by name \
         over everything`: resume what was saved"
    );
    let window = DynFrame::new()
        .groupby(["name"])
        .rolling(Span(3))
        .aggregate([("result", Aggregation::sum("value"))]);
    let error = window.unwrap().resume(state.clone()).unwrap_err();
    assert!(matches!(error, DynError::State { expected, .. }
        if expected == "sum(value) by name over windows of a span of 3 closed Right of each"));
    // Columns must hold what they held.
    let mut resumed = frame(Aggregation::sum("value")).resume(state).unwrap();
    resumed.push(&Table::<Reading>::new().into()).unwrap();
    let mut again = frame(Aggregation::sum("value")).resume(resumed.state()).unwrap();
    let texts = DynFrame::new()
        .assign("value", "name")
        .unwrap()
        .apply(&Table::<Reading>::new().into())
        .unwrap();
    assert!(matches!(again.push(&texts).unwrap_err(), DynError::Changed { .. }));
}
