//! Rows per second of groups and of quantiles, beside a copy of as many numbers in the same run.
//!
//! `cargo run --release -p streamz-benches --bin groups` prints a Markdown table; words after `--` name the lines wanted.

use core::hint::black_box;
use core::time::Duration;
use std::env;
use std::time::Instant;

use streamz::frame::{
    Aggregate, Cell, Fold, Grouped, Groups, Interpolation, Key, KeyedRolling, KeyedRows, KeyedWindow, Median, OwnedKey,
    Quantiles, Queued, Running, Sliding, Starts, TwoStack,
};
use streamz_benches::{input, unit};

/// Rows of the data, which is fed again and again.
const ROWS: usize = 1 << 20;

/// How long a line is measured; its best repetition counts.
const LONG_ENOUGH: Duration = Duration::from_millis(400);

/// Lengths of batches.
const BATCHES: [usize; 4] = [1, 100, 10_000, 1_000_000];

fn main() {
    let wanted: Vec<String> = env::args().skip(1).collect();
    let line = |name: &str, batch: usize, run: &mut dyn FnMut(usize, usize)| {
        if wanted.is_empty() || wanted.iter().any(|word| name.contains(word)) {
            report(name, batch, run);
        }
    };
    println!("| what | batch | rows/s | ns/row | times a copy |");
    println!("|---|---|---|---|---|");

    let cells: Vec<f64> = (0..ROWS as u64).map(unit).collect();
    let near: Vec<i64> = (0..ROWS as u64).map(|i| (input(i) % 1000) as i64).collect();
    let far: Vec<i64> = near.iter().map(|&key| input(key as u64) as i64).collect();
    let names: Vec<String> = far.iter().map(|key| format!("name {:x}", key >> 40)).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    for batch in BATCHES {
        line(
            "mean of 1000 groups, i64 near each other",
            batch,
            &mut means(&near, &cells),
        );
        line("mean of 1000 groups, i64 far apart", batch, &mut means(&far, &cells));
        line("mean of 1000 groups, str", batch, &mut means(&names, &cells));
    }
    for batch in BATCHES {
        line("sum of 1000 groups in 10000 rows", batch, &mut windows(&near, &cells));
        line(
            "sum of the last 100 rows of each of 1000 groups",
            batch,
            &mut last(&near, &cells),
        );
    }
    let mut at = 0.0;
    let walk: Vec<f64> = cells
        .iter()
        .map(|cell| {
            at += cell - 0.5;
            at
        })
        .collect();
    let quartiles = Quantiles::new([0.25, 0.5, 0.75], Interpolation::Linear);
    for rows in [10, 100, 1000, 10_000, 1_000_000] {
        for batch in BATCHES {
            line(
                &format!("median of {rows} rows"),
                batch,
                &mut rolling(&Median::new(), rows, &walk),
            );
        }
        if let Ok(quartiles) = &quartiles {
            line(
                &format!("quartiles of {rows} rows"),
                10_000,
                &mut rolling(quartiles, rows, &walk),
            );
        }
    }
}

/// The sum of each group in a window.
fn windows<'a>(keys: &'a [i64], cells: &'a [f64]) -> impl FnMut(usize, usize) + use<'a> {
    let (mut groups, mut ids) = (Groups::new(), Vec::new());
    let (mut rows, mut sums) = (KeyedRows::new(), KeyedWindow::new(Summed, 1));
    move |from, to| {
        ids.clear();
        groups.extend(&keys[from..to], &mut ids);
        rows.advance(&ids, Starts::Rows(10_000));
        sums.extend(&cells[from..to], &rows);
        for &id in rows.gone() {
            groups.remove(id);
            sums.clear(id);
        }
        black_box(sums.value(ids[0]));
    }
}

/// The sum of the last rows of the group of each row.
fn last<'a>(keys: &'a [i64], cells: &'a [f64]) -> impl FnMut(usize, usize) + use<'a> {
    let (mut groups, mut ids, mut out) = (Groups::new(), Vec::new(), Vec::new());
    let mut sums = KeyedRolling::new(Summed, 100, 1);
    move |from, to| {
        ids.clear();
        out.clear();
        groups.extend(&keys[from..to], &mut ids);
        sums.scan(&ids, &cells[from..to], &mut out);
        black_box(&mut out);
    }
}

/// An aggregate of the last rows, after each.
fn rolling<'a, A: Aggregate<In = f64>>(
    aggregate: &A,
    rows: usize,
    cells: &'a [f64],
) -> impl FnMut(usize, usize) + use<'a, A> {
    let (mut window, mut out) = (aggregate.sliding(Some(rows), rows), Vec::new());
    move |from, to| {
        out.clear();
        window.scan(&cells[from..to], Starts::Rows(rows), &mut out);
        black_box(&mut out);
    }
}

/// The mean of each group, of a batch at a time.
fn means<'a, K: Key>(keys: &'a [K], cells: &'a [f64]) -> impl FnMut(usize, usize) + use<'a, K>
where
    K::Owned: OwnedKey,
{
    let (mut groups, mut ids, mut means) = (Groups::new(), Vec::new(), Grouped::new(Mean));
    move |from, to| {
        ids.clear();
        groups.extend(&keys[from..to], &mut ids);
        means.extend(&ids, &cells[from..to]);
        black_box(means.value(ids[0]));
    }
}

/// Prints what `run` does with batches of rows, given by where they begin and end.
fn report(name: &str, batch: usize, run: &mut dyn FnMut(usize, usize)) {
    let (source, mut target) = (vec![1.0; ROWS], vec![0.0; ROWS]);
    let copy = best(batch, &mut |from, to| {
        target[from..to].copy_from_slice(black_box(&source[from..to]));
        black_box(&mut target);
    });
    let time = best(batch, run);
    println!(
        "| {name} | {batch} | {:.1} M | {:.2} | {:.1} |",
        1e3 / time,
        time,
        time / copy
    );
}

/// Nanoseconds for a row, in the best of some passes over the data.
fn best(batch: usize, run: &mut dyn FnMut(usize, usize)) -> f64 {
    let rows = ROWS / batch * batch;
    let started = Instant::now();
    let mut best = f64::INFINITY;
    // The first pass does not count: windows are filling.
    for pass_number in 0.. {
        if pass_number > 1 && started.elapsed() > LONG_ENOUGH {
            break;
        }
        let pass = Instant::now();
        let mut from = 0;
        while from + batch <= rows {
            run(from, from + batch);
            from += batch;
        }
        if pass_number > 0 {
            best = best.min(pass.elapsed().as_nanos() as f64 / rows as f64);
        }
    }
    best
}

/// A plain mean.
#[derive(Clone, Copy)]
struct Mean;

/// Its state.
#[derive(Clone, Copy)]
struct Total {
    sum: f64,
    count: u64,
}

/// A plain sum, which windows merge.
#[derive(Clone, Copy)]
struct Summed;

impl Fold for Summed {
    type In = f64;
    type Part = f64;
    type Total = f64;
    type Out = f64;

    #[inline(always)]
    fn identity(&self) -> f64 {
        0.0
    }
    #[inline(always)]
    fn lift(&self, cell: f64) -> f64 {
        if cell.is_missing() { 0.0 } else { cell }
    }
    #[inline(always)]
    fn merge(&self, older: f64, newer: f64) -> f64 {
        older + newer
    }
    #[inline(always)]
    fn lower(&self, part: f64, _: u64) -> f64 {
        part
    }
    fn missing(&self) -> f64 {
        f64::NAN
    }
    fn empty(&self) -> f64 {
        0.0
    }
    fn absorb(&self, total: &mut f64, cell: f64) {
        *total += self.lift(cell);
    }
    fn finish(&self, total: &f64, _: u64) -> f64 {
        *total
    }
}

impl Aggregate for Summed {
    type In = f64;
    type Out = f64;
    type Running = Total;
    type Sliding = Nowhere;
    type Queue = TwoStack<Self>;

    fn running(&self) -> Total {
        Mean.running()
    }
    fn sliding(&self, _: Option<usize>, _: usize) -> Nowhere {
        Nowhere
    }
    fn queue(&self, min_periods: usize) -> TwoStack<Self> {
        TwoStack::new(*self, min_periods)
    }
}

impl Aggregate for Mean {
    type In = f64;
    type Out = f64;
    type Running = Total;
    type Sliding = Nowhere;
    type Queue = Queued<Nowhere>;

    fn running(&self) -> Total {
        Total { sum: 0.0, count: 0 }
    }
    fn sliding(&self, _: Option<usize>, _: usize) -> Nowhere {
        Nowhere
    }
    fn queue(&self, _: usize) -> Queued<Nowhere> {
        Queued::new(Nowhere)
    }
}

impl Running for Total {
    type In = f64;
    type Out = f64;

    #[inline(always)]
    fn push(&mut self, cell: f64) {
        let there = !cell.is_missing();
        self.sum += if there { cell } else { 0.0 };
        self.count += u64::from(there);
    }
    fn value(&self) -> f64 {
        self.sum / self.count as f64
    }
}

/// The window that this mean has not.
#[derive(Clone, Copy)]
struct Nowhere;

impl Sliding for Nowhere {
    type In = f64;
    type Out = f64;

    fn scan(&mut self, _: &[f64], _: Starts<'_>, _: &mut Vec<f64>) {}
    fn extend(&mut self, _: &[f64], _: u64) {}
    fn value(&self) -> f64 {
        f64::NAN
    }
}
