//! The pipelines that are measured: of batches, and of rows one at a time.

use core::cell::Cell;
use core::hint::black_box;
use core::time::Duration;
use std::rc::Rc;

use streamz::frame::{Ewm, Interpolation, NoDecay, NoQuantile, Quantile, Rows, Table};
use streamz::prelude::*;

use crate::data::{APART, Named, Sample};

/// A pipeline: takes a batch or a row, and tells its last result.
pub(crate) type Run<B> = Box<dyn for<'a> FnMut(&'a B) -> f64>;

/// What the words on the command line do not name.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NoOperation {
    #[error("there is no operation `{0}`; see `operations.py`")]
    Unknown(String),
    #[error(transparent)]
    Quantile(#[from] NoQuantile),
    #[error(transparent)]
    Decay(#[from] NoDecay),
}

/// The result of the last row.
fn last<R: Rows<Row = f64>>(rows: R) -> f64 {
    let rows = black_box(rows);
    let place = rows.places().wrapping_sub(1);
    rows.get(place).map_or(f64::NAN, |(_, result)| result)
}

/// The last of the results of groups, all of which are worked out.
fn table<R: Rows<Row = f64>>(rows: R) -> f64 {
    let mut last = f64::NAN;
    rows.each(|_, result| last = black_box(result));
    last
}

/// One pipeline on a source of that type.
macro_rules! run {
    ([$($source:tt)+] $read:ident $(.$method:ident($($argument:tt)*))+) => {{
        let result = Rc::new(Cell::new(f64::NAN));
        let seen = Rc::clone(&result);
        let mut p = pipeline!(move |source: $($source)+| {
            source.frame() $(.$method($($argument)*))+ .sink(|rows| seen.set($read(rows)));
        });
        Box::new(move |batch: $($source)+| {
            p.emit(batch);
            result.get()
        })
    }};
}

/// The pipelines on numbers.
macro_rules! on_samples {
    ($name:ident [$($source:tt)+] $batch:ty) => {
        pub(crate) fn $name(operation: &str, window: usize) -> Result<Run<$batch>, NoOperation> {
            let span = Duration::from_nanos(APART * window as u64);
            let ninety = Quantile::new(0.9, Interpolation::Linear)?;
            let smooth = Ewm::alpha(0.1)?.adjust(false).mean();
            Ok(match operation {
                "sum" => run!([$($source)+] last.rolling(window).sum(|row| row.x)),
                "mean" => run!([$($source)+] last.rolling(window).mean(|row| row.x)),
                "min" => run!([$($source)+] last.rolling(window).min(|row| row.x)),
                "max" => run!([$($source)+] last.rolling(window).max(|row| row.x)),
                "var" => run!([$($source)+] last.rolling(window).var(|row| row.x)),
                "std" => run!([$($source)+] last.rolling(window).std(|row| row.x)),
                "median" => run!([$($source)+] last.rolling(window).median(|row| row.x)),
                "quantile" => run!([$($source)+] last.rolling(window).aggregate(|row| row.x, ninety)),
                "time sum" => run!([$($source)+] last.set_index(|row| row.at).rolling(span).sum(|row| row.x)),
                "time min" => run!([$($source)+] last.set_index(|row| row.at).rolling(span).min(|row| row.x)),
                "cumsum" => run!([$($source)+] last.cumsum(|row| row.x)),
                "cummax" => run!([$($source)+] last.cummax(|row| row.x)),
                "ewm mean" => run!([$($source)+] last.ewm(|row| row.x, smooth)),
                "group mean" => run!([$($source)+] table.groupby(|row| row.key).mean(|row| row.x)),
                "x*2+1" => run!([$($source)+] last.map(|row| row.x * 2.0 + 1.0).lay()),
                other => return Err(NoOperation::Unknown(other.to_owned())),
            })
        }
    };
}

on_samples!(of_tables [&Table<Sample>] Table<Sample>);
on_samples!(of_rows [&Sample] Sample);

/// The mean of each text, of batches.
pub(crate) fn of_named_tables() -> Run<Table<Named>> {
    run!([&Table<Named>] table.groupby(|row| row.name).mean(|row| row.x))
}

/// The mean of each text, of rows.
pub(crate) fn of_named_rows() -> Run<Named> {
    run!([&Named] table.groupby(|row| row.name).mean(|row| row.x))
}
