//! Fused chains of filters and expressions, beside the copy bandwidth of the same run.

use core::hint::black_box;
use std::time::Instant;

use streamz::frame::{Frame, Rows, Table};
use streamz::prelude::*;

#[derive(Frame)]
struct Point {
    x: f64,
    y: f64,
    name: String,
}

fn best(mut work: impl FnMut()) -> f64 {
    work();
    let mut best = f64::INFINITY;
    for _ in 0..7 {
        let begin = Instant::now();
        for _ in 0..50 {
            work();
        }
        best = best.min(begin.elapsed().as_secs_f64() / 50.0);
    }
    best
}

fn main() {
    for rows in [1_usize, 100, 10_000, 1_000_000] {
        let mut table = Table::new();
        for i in 0..rows {
            table.push(PointRow {
                x: i as f64 * 0.5 - rows as f64 / 4.0,
                y: i as f64,
                name: "Alice",
            });
        }
        let from = vec![1.0_f64; rows];
        let mut to = vec![0.0_f64; rows];
        let copy = best(|| black_box(&mut to).copy_from_slice(black_box(&from)));
        let report = |name: &str, bytes: usize, seconds: f64| {
            let ratio = (bytes as f64 / seconds) / (16.0 * rows as f64 / copy);
            println!(
                "{rows:>8} {name:<24} {:>8.2} ns/row {:>6.2} of copy bandwidth",
                seconds * 1e9 / rows as f64,
                ratio
            );
        };
        let mut p = pipeline!(|points: &Table<Point>| {
            points.frame().map(|p| p.x * 2.0 + 1.0).lay().sink(|rows| {
                black_box(rows.places());
            });
        });
        report("x*2+1", 16 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points.frame().map(|p| (p.x + p.y) * 2.0 + 1.0).lay().sink(|rows| {
                black_box(rows.places());
            });
        });
        report("(x+y)*2+1", 24 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points
                .frame()
                .filter(|p| p.x > 0.0)
                .map(|p| p.y * 2.0)
                .lay()
                .sink(|rows| {
                    black_box(rows.places());
                });
        });
        report("x>0 then y*2", 24 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points.frame().sum(|p| p.x * 2.0 + 1.0).sink(|sum| {
                black_box(sum);
            });
        });
        report("sum(x*2+1)", 8 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points.frame().filter(|p| p.name == "Alice").sum(|p| p.x).sink(|sum| {
                black_box(sum);
            });
        });
        report("name==Alice, sum(x)", 16 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points.frame().rolling(100).mean(|p| p.x).sink(|rows| {
                black_box(rows.places());
            });
        });
        report("rolling(100).mean(x)", 16 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points.frame().window(1000).sum(|p| p.x).sink(|sum| {
                black_box(sum);
            });
        });
        report("window(1000).sum(x)", 8 * rows, best(|| p.emit(black_box(&table))));
        let mut p = pipeline!(|points: &Table<Point>| {
            points
                .frame()
                .groupby(|p| (p.y as i64) % 1000)
                .mean(|p| p.x)
                .sink(|rows| {
                    black_box(rows.places());
                });
        });
        report("groupby(i64).mean(x)", 16 * rows, best(|| p.emit(black_box(&table))));
    }
}
