//! Windows of no rows and of more rows than there will ever be, and labels at both ends of what there is.

use core::hint::black_box;

use streamz::frame::{Frame, Rows, Span};
use streamz::prelude::*;

#[derive(Frame)]
struct Point {
    #[frame(index)]
    at: i64,
    x: f64,
}

const POINTS: [(i64, f64); 4] = [(i64::MIN, 1.0), (0, 2.0), (i64::MAX, 3.0), (i64::MIN, 4.0)];

#[test]
fn windows_that_never_fill() {
    for n in [usize::MAX, 1 << 40, 1 << 31] {
        let (mut sums, mut largest, mut medians, mut groups) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|points: Point| {
            let points = points.frame();
            points.window(n).sum(|p| p.x).sink(|x| sums.push(x));
            let rolling = points.rolling(n).min_periods(1);
            rolling.max(|p| p.x).sink(|rows| rows.each(|_, x| largest.push(x)));
            rolling.median(|p| p.x).sink(|rows| rows.each(|_, x| medians.push(x)));
            points
                .window(n)
                .groupby(|p| p.at % 2)
                .mean(|p| p.x)
                .sink(|rows| groups.push(rows.places()));
            points
                .groupby(|p| p.at % 2)
                .rolling(n)
                .mean(|p| p.x)
                .sink(|rows| rows.each(|_, x| assert!(x.is_nan())));
        });
        for (at, x) in POINTS {
            p.emit(Point { at, x });
        }
        drop(p);
        assert_eq!(sums, [1.0, 3.0, 6.0, 10.0]);
        assert_eq!(largest, [1.0, 2.0, 3.0, 4.0]);
        assert_eq!(medians, [1.0, 1.5, 2.0, 2.5]);
        assert_eq!(groups, [1, 1, 2, 2]);
    }
}

#[test]
fn labels_at_the_ends() {
    let (mut all, mut none, mut newest, mut ordered) = (Vec::new(), 0, Vec::new(), Vec::new());
    let mut p = pipeline!(|points: Point| {
        let points = points.frame();
        points.window(Span(u64::MAX)).sum(|p| p.x).sink(|x| all.push(x));
        points
            .rolling(Span(0))
            .count(|p| p.x)
            .sink(|rows| rows.each(|_, count| none += usize::from(count.is_null())));
        points.window(Span(1)).sum(|p| p.x).sink(|x| newest.push(x));
        points
            .in_order(Span(u64::MAX))
            .sink(|rows| rows.each(|at, _| ordered.push(at)));
    });
    for (at, x) in POINTS {
        p.emit(Point { at, x });
    }
    drop(p);
    // What is as far back as an `i64` reaches is too old; the last row came later than any window.
    assert_eq!(all, [1.0, 2.0, 3.0, 3.0]);
    assert_eq!((none, newest), (4, vec![1.0, 2.0, 3.0, 3.0]));
    assert_eq!(ordered, [i64::MIN, 0]);
}

#[test]
fn windows_of_no_rows() {
    let n = black_box(0);
    let mut sums = Vec::new();
    let mut p = pipeline!(|points: Point| {
        let points = points.frame();
        points.window(n).sum(|p| p.x).sink(|x| sums.push(x));
        points.window(n).mean(|p| p.x).sink(|x| assert!(x.is_nan()));
        points.window(n).median(|p| p.x).sink(|x| assert!(x.is_nan()));
        points.window(n).full().sink(|rows| assert_eq!(rows.count(), 0));
        points
            .window(n)
            .groupby(|p| p.at)
            .mean(|p| p.x)
            .sink(|rows| assert_eq!(rows.places(), 0));
        points
            .rolling(n)
            .mean(|p| p.x)
            .sink(|rows| rows.each(|_, x| assert!(x.is_nan())));
        points.head(n).sink(|rows| assert_eq!(rows.count(), 0));
        points.tail(n).sink(|rows| assert_eq!(rows.count(), 0));
        points.nlargest(n, |p| p.x).sink(|rows| assert_eq!(rows.count(), 0));
    });
    for (at, x) in POINTS {
        p.emit(Point { at, x });
    }
    drop(p);
    assert_eq!(sums, [0.0; 4]);
}
