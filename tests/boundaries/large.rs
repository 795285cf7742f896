//! Far more items at once than anything has places for.

use core::cell::{Cell, RefCell};
use core::pin::pin;

use streamz::prelude::*;
use streamz::time::VirtualClock;

const MANY: u32 = 10_000;

/// How many items are somewhere, and how many were at most.
#[derive(Default)]
struct Gauge {
    level: Cell<usize>,
    most: Cell<usize>,
}

impl Gauge {
    fn enter<T>(&self, item: T) -> T {
        self.level.set(self.level.get() + 1);
        self.most.set(self.most.get().max(self.level.get()));
        item
    }

    fn leave<T>(&self, item: T) -> T {
        self.level.set(self.level.get() - 1);
        item
    }
}

/// Sends one item that becomes ten thousand, and another that becomes three, through a chain that nothing can get lost in;
/// beside it is another boundary, with less room and another pace. The most that was inside.
macro_rules! ten_thousand {
    (|$all:ident, $clock:ident| $($chain:tt)+) => {{
        let ($clock, gauge) = (&VirtualClock::new(), Gauge::default());
        let (seen, beside) = (RefCell::new(Vec::new()), RefCell::new(Vec::new()));
        {
            let mut p = pin!(pipeline!(|s: u32| {
                let $all = s.flat_map(|n| 0..n).map(|x| gauge.enter(x));
                $($chain)+.map(|x| gauge.leave(x)).sink(|x| seen.borrow_mut().push(x));
                $all.buffer(1).sink(async |x| {
                    $clock.sleep(u64::from(x % 3)).await;
                    beside.borrow_mut().push(x);
                });
            })
            .with_timer($clock.clone()));
            $clock
                .block_on(async {
                    p.emit(MANY).await;
                    p.emit(3).await;
                    p.shutdown().await;
                })
                .unwrap();
        }
        let right: Vec<u32> = (0..MANY).chain(0..3).collect();
        assert_eq!(seen.into_inner(), right);
        assert_eq!(beside.into_inner(), right);
        assert_eq!(gauge.level.get(), 0);
        gauge.most.get()
    }};
}

/// Each boundary holds as many as it says, and one more that waits for a place.
#[test]
fn ten_thousand_items_of_one_go_through_every_boundary() {
    assert!(ten_thousand!(|all, clock| all.buffer(4)) <= 5);
    assert!(ten_thousand!(|all, clock| all.delay(7, 3)) <= 4);
    assert!(ten_thousand!(|all, clock| all.rate_limit(2)) <= 2);
    assert!(ten_thousand!(|all, clock| all.timed_window(5, 4).map(|w| w.to_vec()).flatten()) <= 5);
    assert!(ten_thousand!(|all, clock| all.partition_timeout(4, 9).map(|w| w.to_vec()).flatten()) <= 5);
    let flying = ten_thousand!(|all, clock| all.map_async(4, async |x| {
        clock.sleep(u64::from(x % 5)).await;
        x
    }));
    assert!(flying <= 6, "{flying}");
    let both = ten_thousand!(|all, clock| all.buffer(2).delay(3, 2).buffer(2).rate_limit(1));
    assert!(both <= 12, "{both}");
}

/// Under joins: streams of one and the same flatten in step, and streams of two that meet before one boundary.
#[test]
fn ten_thousand_items_of_one_meet() {
    let (pairs, left, right) = (Cell::new(0), RefCell::new(Vec::new()), RefCell::new(Vec::new()));
    let mut p = pipeline!(|s: i64| {
        let all = s.flat_map(|n| 1..=n);
        let doubled = all.map(|x| x * 2);
        all.zip(doubled)
            .delay(2, 3)
            .filter(|(x, y)| x * 2 == *y)
            .buffer(1)
            .sink(|_| pairs.set(pairs.get() + 1));
        let others = s.flat_map(|n| (1..=n).map(|x| -x));
        let both = all.union(others).buffer(2).rate_limit(1);
        both.filter(|x| *x > 0).sink(|x| left.borrow_mut().push(x));
        both.filter(|x| *x < 0).sink(|x| right.borrow_mut().push(-x));
    });
    let many = i64::from(MANY);
    streamz::drive::replay(&mut p, [(0, many), (5, 3)]).unwrap_or(());
    drop(p);
    let wanted: Vec<i64> = (1..=many).chain(1..=3).collect();
    assert_eq!(pairs.get(), wanted.len());
    assert_eq!(left.into_inner(), wanted);
    assert_eq!(right.into_inner(), wanted);
}
