//! Rows per second of windows and scans of columns, beside a copy of as many numbers in the same run.
//!
//! `cargo run --release -p streamz-benches --bin windows` prints Markdown tables; words after `--` name the lines wanted.

use core::hint::black_box;
use core::time::Duration;
use std::env;
use std::time::Instant;

use streamz::frame::{
    Aggregate, CumMax, CumProd, CumSum, Ewm, Max, Mean, Min, Running, Sliding, Starts, Std, Sum, Var,
};
use streamz_benches::unit;

/// Rows of the data, which is fed again and again.
const ROWS: usize = 1 << 20;

/// Rows of it that small batches are taken from: they are in a cache, as a batch is that has just arrived.
const NEAR: usize = 1 << 16;

/// How long a line is measured; its best repetition counts.
const LONG_ENOUGH: Duration = Duration::from_millis(300);

/// Lengths of batches.
const BATCHES: [usize; 4] = [1, 100, 10_000, 1_000_000];

/// Lengths of windows.
const WINDOWS: [usize; 3] = [100, 10_000, 1_000_000];

/// What is done with the rows from one number to another.
type Run<'a> = dyn FnMut(usize, usize) + 'a;

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let cells: Vec<f64> = (0..ROWS as u64).map(|i| unit(i) - 0.5).collect();
    let holes: Vec<f64> = (0..ROWS as u64)
        .map(|i| if unit(i) < 0.01 { f64::NAN } else { unit(i) })
        .collect();
    let whole: Vec<i64> = (0..ROWS as u64).map(|i| (unit(i) * 1e6) as i64).collect();
    let mut lines: Vec<(String, Box<Run<'_>>)> = Vec::new();
    for rows in WINDOWS {
        lines.push((format!("sum, {rows} rows"), rolling(Sum::new(), &cells, rows)));
        lines.push((format!("mean, {rows} rows"), rolling(Mean::new(), &cells, rows)));
        lines.push((format!("min, {rows} rows"), rolling(Min::new(), &cells, rows)));
        lines.push((format!("max of i64, {rows} rows"), rolling(Max::new(), &whole, rows)));
        lines.push((format!("sum of i64, {rows} rows"), rolling(Sum::new(), &whole, rows)));
        lines.push((format!("var, {rows} rows"), rolling(Var::new(), &cells, rows)));
        lines.push((format!("std, {rows} rows"), rolling(Std::new(), &cells, rows)));
        lines.push((
            format!("mean, 1 % missing, {rows} rows"),
            rolling(Mean::new(), &holes, rows),
        ));
        lines.push((
            format!("sum, by index, {rows} rows"),
            by_index(Sum::new(), &cells, rows),
        ));
        lines.push((
            format!("min, by index, {rows} rows"),
            by_index(Min::new(), &cells, rows),
        ));
        lines.push((format!("sum, moved, {rows} rows"), moved(Sum::new(), &cells, rows)));
    }
    let mut scan = |name: &str, run| lines.push((name.to_owned(), run));
    scan("sum, expanding", expanding(Sum::new().running(), &cells));
    scan("var, expanding", expanding(Var::new().running(), &cells));
    scan("sum, running", running(Sum::new().running(), &cells));
    scan("var, running", running(Var::new().running(), &cells));
    let (mut sum, mut whole_sum) = (CumSum::new(), CumSum::new());
    let (mut product, mut most) = (CumProd::new(), CumMax::new());
    scan("cumsum", scanning(&cells, move |cells, out| sum.scan(cells, out)));
    scan(
        "cumsum of i64",
        scanning(&whole, move |cells, out| whole_sum.scan(cells, out)),
    );
    scan("cumprod", scanning(&cells, move |cells, out| product.scan(cells, out)));
    scan("cummax", scanning(&cells, move |cells, out| most.scan(cells, out)));
    let ewm = Ewm::span(100.0).unwrap_or_else(|error| panic!("{error}"));
    scan("ewm mean", expanding(ewm.mean(), &cells));
    scan("ewm mean, not adjusted", expanding(ewm.adjust(false).mean(), &cells));
    scan("ewm mean, 1 % missing", expanding(ewm.mean(), &holes));
    scan("ewm std", expanding(ewm.std(false), &cells));
    lines.retain(|(name, _)| wanted.is_empty() || wanted.iter().any(|word| name.contains(word)));

    println!("| what | batch | M rows/s | ns/row | times a copy |");
    println!("|---|---|---|---|---|");
    for batch in BATCHES {
        let copy = copy(batch);
        for (name, run) in &mut lines {
            let time = best(batch, run);
            println!(
                "| {name} | {batch} | {:.0} | {time:.2} | {:.1} |",
                1e3 / time,
                time / copy
            );
        }
    }

    println!("\n| one row at a time, in ns | p50 | p99 | p99.9 |");
    println!("|---|---|---|---|");
    latency("nothing", &mut |_, _| {});
    for (name, run) in &mut lines {
        latency(name, run);
    }
}

/// Windows of rows.
fn rolling<'a, A>(aggregate: A, cells: &'a [A::In], rows: usize) -> Box<Run<'a>>
where
    A: Aggregate + 'a,
{
    let (mut window, mut out) = (aggregate.sliding(Some(rows), 1), Vec::new());
    Box::new(move |from, to| {
        out.clear();
        window.scan(&cells[from..to], Starts::Rows(rows), &mut out);
        black_box(&mut out);
    })
}

/// Windows of which it is not known how many rows they have: about so many.
fn by_index<'a, A>(aggregate: A, cells: &'a [A::In], rows: usize) -> Box<Run<'a>>
where
    A: Aggregate + 'a,
{
    let (mut window, mut out, mut seen) = (aggregate.sliding(None, 1), Vec::new(), 0_u64);
    let mut starts: Vec<u64> = Vec::new();
    Box::new(move |from, to| {
        starts.clear();
        starts.extend(
            (seen..)
                .take(to - from)
                .map(|row| (row & !3).saturating_sub(rows as u64)),
        );
        seen += (to - from) as u64;
        out.clear();
        window.scan(&cells[from..to], Starts::At(black_box(&starts)), &mut out);
        black_box(&mut out);
    })
}

/// One result for each batch.
fn moved<'a, A>(aggregate: A, cells: &'a [A::In], rows: usize) -> Box<Run<'a>>
where
    A: Aggregate + 'a,
{
    let (mut window, mut seen) = (aggregate.sliding(Some(rows), 1), 0);
    Box::new(move |from, to| {
        seen += (to - from) as u64;
        window.extend(&cells[from..to], seen.saturating_sub(rows as u64));
        black_box(window.value());
    })
}

/// Everything seen, for each row.
fn expanding<'a, R: Running + 'a>(mut state: R, cells: &'a [R::In]) -> Box<Run<'a>> {
    scanning(cells, move |cells, out| state.scan(cells, out))
}

/// A result for each row.
fn scanning<'a, C, O: 'a>(cells: &'a [C], mut scan: impl FnMut(&[C], &mut Vec<O>) + 'a) -> Box<Run<'a>> {
    let mut out = Vec::new();
    Box::new(move |from, to| {
        out.clear();
        scan(&cells[from..to], &mut out);
        black_box(&mut out);
    })
}

/// Everything seen, for each batch.
fn running<'a, R: Running + 'a>(mut state: R, cells: &'a [R::In]) -> Box<Run<'a>> {
    Box::new(move |from, to| {
        state.extend(&cells[from..to]);
        black_box(state.value());
    })
}

/// Nanoseconds for a row that is copied.
fn copy(batch: usize) -> f64 {
    let (source, mut target) = (vec![1.0; ROWS], vec![0.0; batch]);
    best(batch, &mut |from, to| {
        target.copy_from_slice(black_box(&source[from..to]));
        black_box(&mut target);
    })
}

/// Nanoseconds for a row, in the best of some passes over the data.
fn best(batch: usize, run: &mut Run<'_>) -> f64 {
    let started = Instant::now();
    let mut best = f64::INFINITY;
    let rows = if batch < NEAR { NEAR } else { ROWS };
    let mut fed = 0;
    // The first passes fill the window.
    while started.elapsed() < LONG_ENOUGH || fed < 2 * ROWS {
        let pass = Instant::now();
        let mut from = 0;
        while from + batch <= rows {
            run(from, from + batch);
            from += batch;
        }
        best = best.min(pass.elapsed().as_nanos() as f64 / from as f64);
        fed += from;
    }
    best
}

/// Prints how long single rows take, the reading of the clock included.
fn latency(name: &str, run: &mut Run<'_>) {
    let mut times: Vec<u64> = Vec::with_capacity(ROWS);
    for row in 0..ROWS {
        let start = Instant::now();
        run(row, row + 1);
        times.push(start.elapsed().as_nanos() as u64);
    }
    times.sort_unstable();
    let at = |part: f64| times[(part * (ROWS - 1) as f64) as usize];
    println!("| {name} | {} | {} | {} |", at(0.5), at(0.99), at(0.999));
}
