//! Futures in flight stay where they are: they borrow from themselves, and may be dropped half way. Small enough for Miri.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::{Cell, RefCell};
use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;

use streamz::prelude::*;

/// Ready when it has been polled so often.
async fn after(polls: usize) {
    let mut left = polls;
    poll_fn(|_| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        Poll::Pending
    })
    .await;
}

/// Borrows from itself across every wait.
async fn digits(x: usize) -> String {
    let text = x.to_string();
    let mut seen = String::new();
    for digit in text.chars() {
        after(x % 3).await;
        seen.push(digit);
    }
    seen
}

#[test]
fn in_order_inside_the_value() {
    let seen = RefCell::new(Vec::new());
    {
        let mut p = pin!(pipeline!(|s: usize| {
            s.map_async(3, digits).sink(|text| seen.borrow_mut().push(text));
        }));
        drive(&mut p, 40);
    }
    assert_eq!(*seen.borrow(), (0..40).map(|x| x.to_string()).collect::<Vec<_>>());
}

#[test]
fn as_they_are_done_on_the_heap() {
    let seen = RefCell::new(Vec::new());
    {
        let places = 4;
        let mut p = pin!(pipeline!(|s: usize| {
            s.map_async_unordered(places, digits)
                .sink(|text| seen.borrow_mut().push(text));
        }));
        drive(&mut p, 40);
    }
    let mut seen = seen.into_inner();
    seen.sort_by_key(|text| text.parse::<usize>().unwrap());
    assert_eq!(seen, (0..40).map(|x| x.to_string()).collect::<Vec<_>>());
}

#[test]
fn dropped_half_way_they_are_dropped_once() {
    struct Counted<'c>(&'c Cell<usize>);
    impl Drop for Counted<'_> {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }
    let (dropped, landed) = (Cell::new(0), Cell::new(0));
    {
        let mut p = pin!(pipeline!(|s: usize| {
            s.map_async(4, async |x| {
                let counted = Counted(&dropped);
                after(x * 2).await;
                counted
            })
            .buffer(2)
            .sink(async |_| {
                after(1).await;
                landed.set(landed.get() + 1);
            });
        }));
        for x in 0..6 {
            let _ = p.try_push(0, x);
        }
    }
    assert!(landed.get() < 6);
    assert!(dropped.get() >= 4, "{} of those begun", dropped.get());
}

#[test]
fn a_closure_comes_back_from_each_call() {
    let mut seen = Vec::new();
    {
        let mut p = pin!(pipeline!(|s: usize| {
            s.sink(async |x| {
                after(2).await;
                seen.push(x);
            });
        }));
        drive(&mut p, 10);
    }
    assert_eq!(seen, (0..10).collect::<Vec<_>>());
}

/// Pushes the numbers below `count`, polling whenever there is no room, and drains.
fn drive<P: Push<usize> + Unpin>(pipeline: &mut P, count: usize) {
    for x in 0..count {
        while pipeline.try_push(0, x).is_err() {
            let _ = pipeline.poll(0);
        }
    }
    pipeline.close();
    while pipeline.poll(0).is_pending() {}
}
