//! Frames: once buffers have grown to the largest batch and the largest window, neither a row nor a batch allocates.

use streamz::frame::{
    Closed, Ewm, Frame, Interpolation, Max, Mean, Median, Quantiles, Rows, Sided, Span, Std, Sum, Table, Var,
};
use streamz::prelude::*;

use crate::{SEEN, allocations, look, scattered, see};

#[derive(Frame)]
struct Point {
    #[frame(index)]
    at: i64,
    key: String,
    x: f64,
    n: u32,
}

/// Names of ten groups.
const KEYS: [&str; 10] = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"];

/// Batches of several lengths, again and again, with an index that goes on.
struct Batches {
    table: Table<Point>,
    next: u64,
}

impl Batches {
    fn new() -> Self {
        Self {
            table: Table::new(),
            next: 0,
        }
    }

    fn batch(&mut self, rows: u64) -> &Table<Point> {
        self.table.clear();
        for i in self.next..self.next + rows {
            let random = scattered(i);
            self.table.push(PointRow {
                at: i as i64,
                key: KEYS[(random % 10) as usize],
                x: if random.is_multiple_of(50) {
                    f64::NAN
                } else {
                    (random % 1000) as f64
                },
                n: (i % 7) as u32,
            });
        }
        self.next += rows;
        &self.table
    }
}

/// `name(most) |frame| { pipeline }` tests that a batch allocates at most so often, once the largest has been seen a few times.
macro_rules! steady {
    ($($name:ident($most:literal) |$points:ident| { $($body:tt)* })+) => {$(
        #[test]
        fn $name() {
            SEEN.set(0);
            let mut p = pipeline!(|source: &Table<Point>| {
                let $points = source.frame();
                $($body)*
            });
            let mut batches = Batches::new();
            for _ in 0..200 {
                for rows in [500, 1, 0, 100, 7] {
                    let _ = p.emit(batches.batch(rows));
                }
            }
            let during = allocations(|| {
                for _ in 0..100 {
                    for rows in [1, 500, 0, 7, 100] {
                        let _ = p.emit(batches.batch(rows));
                    }
                }
            });
            assert!(during <= $most * 500, "{during} allocations in 500 batches");
            assert!(SEEN.get() > 500, "hardly anything came to the end: {}", SEEN.get());
        }
    )+};
}

/// The twin of all tests here: what allocates for each batch is noticed.
#[test]
fn growing_is_noticed() {
    let mut p = pipeline!(|source: &Table<Point>| {
        source
            .frame()
            .map_batches(|rows| rows.iter().collect::<Vec<_>>().len())
            .sink(see);
    });
    let mut batches = Batches::new();
    p.emit(batches.batch(100));
    assert!(allocations(|| (0..100).for_each(|_| p.emit(batches.batch(10)))) >= 100);
}

fn visit(rows: impl Rows) {
    rows.each(|_, row| {
        core::hint::black_box(&row);
    });
    see(rows.places());
}

steady! {
    rows(0) |points| {
        points.filter(|p| p.x > 100.0).map(|p| p.x * 2.0).sink(|rows| visit(rows));
        points.assign(y = |p| p.x + f64::from(p.n)).filter(|p| p.y > 3.0).lay().sink(|rows| visit(rows));
        points.set_index(|p| p.n).reset_index().tail(3).sink(|rows| visit(rows));
        points.nlargest(4, |p| p.x).sink(|rows| visit(rows));
        points.in_order(Span(10)).sink(|rows| visit(rows));
        points.late(Span(10)).sink(|rows| visit(rows));
    }

    everything(0) |points| {
        points.aggregate(|p| (p.x, p.x, p.n), (Mean::new(), Std::new(), Sum::new())).sink(see);
        points.expanding().var(|p| p.x).sink(|rows| visit(rows));
        points.cumsum(|p| p.x).sink(|rows| visit(rows));
        points.cummax(|p| p.n).sink(|rows| visit(rows));
        points.ewm(|p| p.x, Ewm::span(10.0).unwrap().mean()).sink(|rows| visit(rows));
        points.per_batch().max(|p| p.x).sink(see);
        points.nunique(|p| p.n).sink(see);
    }

    windows(0) |points| {
        points.window(300).aggregate(|p| (p.x, p.x), (Sum::new(), Var::new())).sink(see);
        points.window(Span(300)).mean(|p| p.x).sink(see);
        points.window(Sided(Span(300), Closed::Left)).max(|p| p.x).sink(see);
        points.window(50).full().sink(|rows| visit(rows));
        points.window(50).apply(|rows| rows.count()).sink(|x| look(&x));
    }

    rolling(0) |points| {
        points.rolling(20).sum(|p| p.x).sink(|rows| visit(rows));
        points.rolling(2000).aggregate(|p| (p.x, p.x), (Mean::new(), Max::new())).sink(|rows| visit(rows));
        points.rolling(Span(100)).std(|p| p.x).sink(|rows| visit(rows));
        points.rolling(Sided(Span(100), Closed::Neither)).min(|p| p.x).sink(|rows| visit(rows));
    }

    // What is held in order is held otherwise for single rows than for many; here each batch is of another kind.
    quantiles(8) |points| {
        points.window(50).median(|p| p.x).sink(see);
        points.rolling(100).beside(|p| p.x, Median::new()).sink(|rows| visit(rows));
        points
            .rolling(64)
            .aggregate(|p| p.x, Quantiles::new([0.1, 0.9], Interpolation::Linear).unwrap())
            .sink(|rows| visit(rows));
    }

    groups(0) |points| {
        points.groupby(|p| p.key).mean(|p| p.x).sink(|rows| visit(rows));
        points.groupby(|p| (p.key, p.n)).sum(|p| p.x).sink(|rows| visit(rows));
        points.value_counts(|p| p.n).sink(|rows| visit(rows));
    }

    groups_in_windows(0) |points| {
        points.window(300).groupby(|p| p.n).mean(|p| p.x).sink(|rows| visit(rows));
        points.window(Span(300)).groupby(|p| p.key).mean(|p| p.x).sink(|rows| visit(rows));
        points.window(Sided(Span(300), Closed::Left)).groupby(|p| p.n).max(|p| p.x).sink(|rows| visit(rows));
        points.window(Span(300)).value_counts(|p| p.n).sink(|rows| visit(rows));
        points.groupby(|p| p.key).rolling(20).max(|p| p.x).sink(|rows| visit(rows));
        points.rolling(Span(300)).groupby(|p| p.n).sum(|p| p.x).sink(|rows| visit(rows));
        points.rolling(Sided(Span(300), Closed::Neither)).groupby(|p| p.n).sum(|p| p.x).sink(|rows| visit(rows));
    }
}

/// Two frames side by side.
#[test]
fn joins() {
    SEEN.set(0);
    let mut p = pipeline!(|left: &Table<Point>, right: &Table<Point>| {
        let right = right.frame();
        let left = left.frame();
        left.asof(right, 1000).sink(|rows| visit(rows));
        left.join(right, |p| p.key, |p| p.key).sink(|rows| visit(rows));
    });
    let (mut lefts, mut rights) = (Batches::new(), Batches::new());
    let mut both = |times: usize| {
        for _ in 0..times {
            for rows in [500, 1, 0, 100] {
                p.right(rights.batch(rows));
                p.left(lefts.batch(rows));
            }
        }
    };
    both(50);
    assert_eq!(allocations(|| both(100)), 0);
    assert!(SEEN.get() > 500);
}

/// Quantiles of batches of one kind allocate nothing either.
#[test]
fn quantiles_of_batches_of_one_kind() {
    for rows in [1, 500] {
        let mut p = pipeline!(|source: &Table<Point>| {
            source.frame().rolling(100).median(|p| p.x).sink(|rows| visit(rows));
        });
        let mut batches = Batches::new();
        (0..1000).for_each(|_| p.emit(batches.batch(rows)));
        assert_eq!(
            allocations(|| (0..1000).for_each(|_| p.emit(batches.batch(rows)))),
            0,
            "{rows} rows"
        );
    }
}
