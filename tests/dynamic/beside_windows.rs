//! Windows and running results, compiled and not.

use proptest::prelude::*;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::dynamic::{Aggregation, DynAggregate, DynFrame};
use streamz::frame::{
    Count, Ewm, First, Interpolation, Last, Max, Mean, Median, Min, Product, Quantile, Quantiles, Rows, Sided, Span,
    Std, Sum, Table, Var,
};
use streamz::prelude::*;

use crate::numbers;
use crate::support::{Reading, batches, close, closed, cuts, late, readings};

/// The aggregates that both sides make.
pub(crate) fn aggregations() -> [(&'static str, Aggregation); 6] {
    [
        ("sum", Aggregation::sum("value")),
        ("mean", Aggregation::mean("value")),
        ("min", Aggregation::min("value")),
        ("max", Aggregation::max("value")),
        ("var", Aggregation::var("value")),
        ("median", Aggregation::median("value")),
    ]
}

macro_rules! six {
    (of $row:ident) => {
        ($row.value, $row.value, $row.value, $row.value, $row.value, $row.value)
    };
    () => {
        (
            Sum::new(),
            Mean::new(),
            Min::new(),
            Max::new(),
            Var::new(),
            Median::new(),
        )
    };
    (flat $six:expr) => {{
        let (sum, mean, min, max, var, median) = $six;
        [sum, mean, min, max, var, median]
    }};
}
pub(crate) use six;

/// The results of a frame for batches of rows.
pub(crate) fn results<const N: usize>(
    mut frame: DynAggregate,
    rows: &[Reading],
    cuts: &[usize],
    from: usize,
) -> Vec<[f64; N]> {
    let batches = batches(rows, cuts).into_iter();
    batches
        .flat_map(|(table, _)| numbers::<N>(&frame.push(&RecordBatch::from(table)).unwrap(), from))
        .collect()
}

/// That both sides say the same.
pub(crate) fn same<const N: usize>(typed: &[[f64; N]], dynamic: &[[f64; N]]) -> Result<(), TestCaseError> {
    prop_assert_eq!(typed.len(), dynamic.len());
    for (place, (typed, dynamic)) in typed.iter().zip(dynamic).enumerate() {
        let same = typed.iter().zip(dynamic).all(|(a, b)| close(*a, *b));
        prop_assert!(same, "result {}: {:?} is not {:?}", place, typed, dynamic);
    }
    Ok(())
}

proptest! {
    #[test]
    fn of_everything(rows in readings(), cuts in cuts()) {
        let (mut all, mut each, mut grown) = (Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.aggregate(|r| six!(of r), six!()).sink(|x| all.push(six!(flat x)));
            readings.per_batch().aggregate(|r| six!(of r), six!()).sink(|x| each.push(six!(flat x)));
            readings.expanding().aggregate(|r| six!(of r), six!()).sink(|rows| rows.each(|_, x| grown.push(six!(flat x))));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let frame = DynFrame::new();
        same(&all, &results(frame.clone().aggregate(aggregations()).unwrap(), &rows, &cuts, 0))?;
        same(&each, &results(frame.clone().per_batch().aggregate(aggregations()).unwrap(), &rows, &cuts, 0))?;
        same(&grown, &results(frame.expanding().aggregate(aggregations()).unwrap(), &rows, &cuts, 0))?;
    }

    #[test]
    fn of_the_last(rows in readings(), cuts in cuts(), n in 1_usize..30, width in 1_u64..20, least in -20..20) {
        let (mut by_rows, mut by_index, mut each_row, mut each_index) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let some = readings.frame().filter(|r| r.number >= least);
            some.window(n).aggregate(|r| six!(of r), six!()).sink(|x| by_rows.push(six!(flat x)));
            some.window(Span(width)).aggregate(|r| six!(of r), six!()).sink(|x| by_index.push(six!(flat x)));
            some.rolling(n).aggregate(|r| six!(of r), six!()).sink(|rows| rows.each(|_, x| each_row.push(six!(flat x))));
            some.rolling(Span(width)).aggregate(|r| six!(of r), six!()).sink(|rows| {
                rows.each(|_, x| each_index.push(six!(flat x)));
            });
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let frame = DynFrame::new().query(&format!("number >= {least}")).unwrap().set_index("at");
        same(&by_rows, &results(frame.clone().window(n).aggregate(aggregations()).unwrap(), &rows, &cuts, 0))?;
        same(&by_index, &results(frame.clone().window(Span(width)).aggregate(aggregations()).unwrap(), &rows, &cuts, 0))?;
        same(&each_row, &results(frame.clone().rolling(n).aggregate(aggregations()).unwrap(), &rows, &cuts, 1))?;
        same(&each_index, &results(frame.rolling(Span(width)).aggregate(aggregations()).unwrap(), &rows, &cuts, 1))?;
    }

    #[test]
    fn other_aggregates(rows in readings(), cuts in cuts(), n in 1_usize..30, q in 0.0..=1.0) {
        let mut typed = Vec::new();
        let quantile = Quantile::new(q, Interpolation::Linear).unwrap();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let aggregates = (Std::new(), Product::new(), First::new(), Last::new(), quantile, Var::with_ddof(0), Count::new());
            readings.frame().window(n)
                .aggregate(|r| (r.value, r.value, r.value, r.value, r.value, r.value, r.value), aggregates)
                .sink(|(a, b, c, d, e, f, g)| typed.push([a, b, c, d, e, f, g as f64]));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let aggregates = [
            ("std", Aggregation::std("value")),
            ("product", Aggregation::product("value")),
            ("first", Aggregation::first("value")),
            ("last", Aggregation::last("value")),
            ("quantile", Aggregation::quantile("value", q, Interpolation::Linear)),
            ("var", Aggregation::var_with_ddof("value", 0)),
            ("count", Aggregation::count("value")),
        ];
        same(&typed, &results(DynFrame::new().window(n).aggregate(aggregates).unwrap(), &rows, &cuts, 0))?;
    }

    /// What is between two cells, and deviations.
    #[test]
    fn every_quantile(rows in readings(), cuts in cuts(), n in 1_usize..12, q in 0.0..=1.0, ddof in 0_u32..4) {
        use Interpolation::{Higher, Linear, Lower, Midpoint, Nearest};
        let mut typed = Vec::new();
        let quantiles = |between| Quantiles::new([q, 0.5], between).unwrap();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let aggregates = (
                quantiles(Linear), quantiles(Lower), quantiles(Higher), quantiles(Midpoint), quantiles(Nearest), Std::with_ddof(ddof),
            );
            readings.frame().window(n)
                .aggregate(|r| (r.number, r.number, r.number, r.number, r.number, r.value), aggregates)
                .sink(|(a, b, c, d, e, std)| typed.push([a[0], a[1], b[0], b[1], c[0], c[1], d[0], d[1], e[0], e[1], std]));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let aggregate = |between, q: f64, name: &str| (format!("{name} {between:?}"), Aggregation::quantile("number", q, between));
        let mut aggregates = Vec::new();
        for between in [Linear, Lower, Higher, Midpoint, Nearest] {
            aggregates.extend([aggregate(between, q, "any"), aggregate(between, 0.5, "half")]);
        }
        aggregates.push(("std".to_owned(), Aggregation::std_with_ddof("value", ddof)));
        same(&typed, &results(DynFrame::new().window(n).aggregate(aggregates).unwrap(), &rows, &cuts, 0))?;
    }

    /// The sides that belong to a window, and rows that come late.
    #[test]
    fn sides(rows in late(), cuts in cuts(), width in 0_u64..20, closed in closed(), periods in 0_usize..4) {
        let reach = Sided(Span(width), closed);
        let (mut window, mut rolling) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.window(reach).aggregate(|r| six!(of r), six!()).sink(|x| window.push(six!(flat x)));
            readings.rolling(reach).min_periods(periods).aggregate(|r| six!(of r), six!()).sink(|rows| {
                rows.each(|_, x| rolling.push(six!(flat x)));
            });
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let frame = DynFrame::new().set_index("at");
        same(&window, &results(frame.clone().window(reach).aggregate(aggregations()).unwrap(), &rows, &cuts, 0))?;
        let frame = frame.rolling(reach).min_periods(periods);
        same(&rolling, &results(frame.aggregate(aggregations()).unwrap(), &rows, &cuts, 1))?;
    }

    #[test]
    fn of_integers(rows in readings(), cuts in cuts(), n in 1_usize..30) {
        let (mut sums, mut different) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let windows = readings.frame().window(n);
            windows.sum(|r| r.number).sink(|x| sums.push([x as f64]));
            windows.nunique(|r| r.number).sink(|x| different.push([x as f64]));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let window = DynFrame::new().window(n);
        let sum = [("sum", Aggregation::sum("number"))];
        same(&sums, &results(window.clone().aggregate(sum).unwrap(), &rows, &cuts, 0))?;
        let unique = [("nunique", Aggregation::nunique("number"))];
        same(&different, &results(window.aggregate(unique).unwrap(), &rows, &cuts, 0))?;
    }

    #[test]
    fn row_by_row(
        rows in readings(), cuts in cuts(), alpha in 0.05..0.99, adjust in any::<bool>(), ignore in any::<bool>(),
        periods in 0_usize..20,
    ) {
        let ewm = Ewm::alpha(alpha).unwrap().adjust(adjust).ignore_na(ignore).min_periods(periods);
        let rows: Vec<Reading> = rows
            .into_iter()
            .map(|row| Reading { value: row.value.filter(|x| x.is_finite()), ..row })
            .collect();
        let mut columns: [Vec<f64>; 7] = Default::default();
        let [sums, products, mins, maxs, means, variances, deviations] = &mut columns;
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.cumsum(|r| r.value).sink(|rows| rows.each(|_, x| sums.push(x)));
            readings.cumprod(|r| r.value).sink(|rows| rows.each(|_, x| products.push(x)));
            readings.cummin(|r| r.value).sink(|rows| rows.each(|_, x| mins.push(x)));
            readings.cummax(|r| r.value).sink(|rows| rows.each(|_, x| maxs.push(x)));
            readings.ewm(|r| r.value, ewm.mean()).sink(|rows| rows.each(|_, x| means.push(x)));
            readings.ewm(|r| r.value, ewm.var(false)).sink(|rows| rows.each(|_, x| variances.push(x)));
            readings.ewm(|r| r.value, ewm.std(true)).sink(|rows| rows.each(|_, x| deviations.push(x)));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let row = |row| core::array::from_fn(|column| columns[column][row]);
        let typed: Vec<[f64; 7]> = (0..rows.len()).map(row).collect();
        let aggregates = [
            ("cumsum", Aggregation::cumsum("value")),
            ("cumprod", Aggregation::cumprod("value")),
            ("cummin", Aggregation::cummin("value")),
            ("cummax", Aggregation::cummax("value")),
            ("mean", Aggregation::ewm_mean("value", ewm)),
            ("var", Aggregation::ewm_var("value", ewm, false)),
            ("std", Aggregation::ewm_std("value", ewm, true)),
        ];
        same(&typed, &results(DynFrame::new().expanding().aggregate(aggregates).unwrap(), &rows, &cuts, 0))?;
    }
}
