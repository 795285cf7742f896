//! Pipelines on frames, one measurement for each call: what `benches/peers/frames/run.sh` sets beside other libraries.
//!
//! ```text
//! frames check OPERATION WINDOW ROWS               the last result, of so many rows
//! frames speed OPERATION WINDOW BATCH MILLISECONDS nanoseconds for a row, of the processor's time
//! frames latency OPERATION WINDOW                  nanoseconds for a row alone: p50, p99, p99.9
//! ```

mod data;
mod measure;
mod pipelines;

use core::error::Error;
use core::time::Duration;
use std::env;
use std::process::ExitCode;

use streamz::frame::Frame;

use self::data::ROWS;
use self::pipelines::{NoOperation, Run};

/// The operation whose keys are texts.
const NAMED: &str = "group mean, str";

fn main() -> ExitCode {
    let words: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match answer(&words) {
        Ok(answer) => {
            println!("{answer}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn answer(words: &[&str]) -> Result<String, Box<dyn Error>> {
    match *words {
        ["check", operation, window, rows] => {
            let (window, rows) = (window.parse()?, rows.parse()?);
            let value = if operation == NAMED {
                check(&data::named(rows), pipelines::of_named_tables())
            } else {
                check(&data::samples(rows), pipelines::of_tables(operation, window)?)
            };
            Ok(format!("{value:e}"))
        }
        ["speed", operation, window, batch, millis] => {
            let (window, batch) = (window.parse()?, batch.parse()?);
            let long_enough = Duration::from_millis(millis.parse()?);
            Ok(format!("{}", speed(operation, window, batch, long_enough)?))
        }
        ["latency", operation, window] => {
            let window = window.parse()?;
            let mut run = pipelines::of_rows(operation, window)?;
            let [p50, p99, p999] = measure::latency(&data::samples(ROWS), window, &mut run);
            Ok(format!("{p50} {p99} {p999}"))
        }
        _ => Err("write `check`, `speed` or `latency`, and what; see main.rs".into()),
    }
}

/// The last result, with rows in batches of 100.
fn check<S: Frame + Clone>(rows: &[S], mut run: Run<streamz::frame::Table<S>>) -> f64 {
    let mut last = f64::NAN;
    for batch in &data::batches(rows, 100) {
        last = run(batch);
    }
    last
}

/// Nanoseconds for a row.
fn speed(operation: &str, window: usize, batch: usize, long_enough: Duration) -> Result<f64, NoOperation> {
    let measured = |warm: usize| measure::Plan {
        rows: batch,
        warm,
        long_enough,
    };
    if operation == NAMED {
        let rows = data::named(ROWS);
        return if batch == 1 {
            measure::speed(&rows, measured(0), || Ok(pipelines::of_named_rows()))
        } else {
            measure::speed(&data::batches(&rows, batch), measured(0), || {
                Ok(pipelines::of_named_tables())
            })
        };
    }
    let rows = data::samples(ROWS);
    if batch == 1 {
        measure::speed(&rows, measured(window), || pipelines::of_rows(operation, window))
    } else {
        let batches = data::batches(&rows, batch);
        drop(rows);
        measure::speed(&batches, measured(window), || pipelines::of_tables(operation, window))
    }
}
