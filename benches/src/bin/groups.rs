//! Rows per second of groups and of quantiles, beside a copy of as many numbers in the same run.
//!
//! `cargo run --release -p streamz-benches --bin groups` prints a Markdown table; words after `--` name the lines wanted.

use core::hint::black_box;
use core::time::Duration;
use std::env;
use std::time::Instant;

use streamz::frame::{
    Aggregate, Grouped, Groups, Interpolation, Key, KeyedRolling, KeyedRows, KeyedWindow, Mean, Median, OwnedKey,
    Quantiles, Sliding, Starts, Sum,
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
    let (mut rows, mut sums) = (KeyedRows::new(), KeyedWindow::new(Sum::new(), 1));
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
    let mut sums = KeyedRolling::new(Sum::new(), 100, 1);
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
    let (mut groups, mut ids, mut means) = (Groups::new(), Vec::new(), Grouped::new(Mean::new()));
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
