//! How much is done for a row: it does not grow with the window.

use core::cell::Cell;

use streamz::frame::{Closed, Fold, Frame, Merging, Rows, Sided, Span};
use streamz::prelude::*;

std::thread_local! {
    static STEPS: Cell<u64> = const { Cell::new(0) };
}

fn step() {
    STEPS.set(STEPS.get() + 1);
}

/// The largest number, which counts how often it looks at one.
#[derive(Clone)]
struct Largest;

impl Fold for Largest {
    type In = f64;
    type Part = f64;
    type Total = f64;
    type Out = f64;
    type Scan = Merging;

    fn identity(&self) -> f64 {
        f64::NEG_INFINITY
    }

    fn lift(&self, cell: f64) -> f64 {
        step();
        cell
    }

    fn merge(&self, older: f64, newer: f64) -> f64 {
        step();
        older.max(newer)
    }

    fn lower(&self, part: f64, _: u64) -> f64 {
        part
    }

    fn missing(&self, part: f64, _: u64) -> f64 {
        part
    }

    fn empty(&self) -> f64 {
        f64::NEG_INFINITY
    }

    fn absorb(&self, total: &mut f64, cell: f64) {
        step();
        *total = total.max(cell);
    }

    fn finish(&self, total: &f64, _: u64) -> f64 {
        *total
    }
}

#[derive(Frame)]
struct Point {
    #[frame(index)]
    at: i64,
    x: f64,
}

/// Steps for one of many rows that come one by one, so many of them with each label, once the window has its length.
macro_rules! steps {
    ($of_label:expr, |$points:ident| $body:expr) => {{
        let mut p = pipeline!(|points: Point| {
            let $points = points.frame();
            $body;
        });
        let mut row = 0;
        let mut emit = |rows: i64| {
            for _ in 0..rows {
                p.emit(Point {
                    at: row / $of_label,
                    x: (row % 17) as f64,
                });
                row += 1;
            }
        };
        emit(5000);
        STEPS.set(0);
        emit(5000);
        STEPS.get() / 5000
    }};
}

#[test]
fn windows_that_end_before_the_newest_label() {
    for (closed, of_label) in [
        (Closed::Left, 1),
        (Closed::Neither, 1),
        (Closed::Left, 500),
        (Closed::Neither, 500),
    ] {
        let span = Sided(Span(2000 / of_label as u64), closed);
        let mut last = 0.0;
        let whole = steps!(of_label, |points| points
            .window(span)
            .aggregate(|p| p.x, Largest)
            .sink(|x| last = x));
        assert_eq!(last, 16.0);
        assert!((1..100).contains(&whole), "{whole} steps for a row, {closed:?}");
        let mut last = 0.0;
        let groups = steps!(of_label, |points| points
            .window(span)
            .groupby(|p| p.at % 2)
            .aggregate(|p| p.x, Largest)
            .sink(|rows| rows.each(|_, x| last = x)));
        assert_eq!(last, 16.0);
        assert!(
            (1..100).contains(&groups),
            "{groups} steps for a row of a group, {closed:?}"
        );
    }
}
