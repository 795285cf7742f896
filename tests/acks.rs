//! Acknowledgement through whole pipelines: each element settles exactly once, done only when everything made from it has been
//! dealt with, and offsets are never committed too far.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::RefCell;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};
use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use streamz::meta::{HeapPool, Offsets, Outcome};
use streamz::prelude::*;
use streamz::time::Ticks;

/// What became of each element, by the pool.
fn settled(pool: &HeapPool<u64>, into: &mut BTreeMap<u64, Outcome>) {
    while let Some(settled) = pool.next_settled() {
        let before = into.insert(settled.meta, settled.outcome);
        assert_eq!(before, None, "element {} settled twice", settled.meta);
    }
}

/// Waits for so many polls.
async fn polls(n: u64) {
    let mut left = n;
    core::future::poll_fn(|_| {
        if left == 0 {
            return Poll::Ready(());
        }
        left -= 1;
        Poll::Pending
    })
    .await;
}

/// Pushes the elements at their times, polling on the way, and drains; which pushes the pipeline said had failed is not looked at:
/// the pool knows.
macro_rules! drive {
    ($p:expr, $pool:expr, $steps:expr, $outcomes:expr, $after:expr) => {{
        let mut now: Ticks = 0;
        for (element, pause) in $steps.iter().enumerate() {
            now += pause;
            let mut item = Tagged(element as u64, $pool.issue(element as u64).unwrap());
            while let Err(refused) = $p.try_push(now, item) {
                use streamz::drive::PushError;
                match refused {
                    PushError::Full(back) | PushError::FailedAndFull(_, back) => item = back,
                    PushError::Failed(_) => break,
                }
                now += 1;
            }
            settled(&$pool, &mut $outcomes);
            $after(&$outcomes);
        }
        $p.close();
        while !matches!($p.poll(now), Poll::Ready(Ok(()))) {
            now += 1;
        }
        settled(&$pool, &mut $outcomes);
    }};
}

proptest! {
    #[test]
    fn elements_settle_once_and_failed_ones_are_never_done(
        steps in vec(0..4_u64, 1..60),
        bad in vec(any::<bool>(), 60),
        capacity in 1..6_usize,
    ) {
        let pool = HeapPool::with_capacity(128, 512);
        let mut outcomes = BTreeMap::new();
        let touched = RefCell::new(Vec::new());
        {
            let mut p = pin!(pipeline!(|s: Tagged<u64, _>| {
                let late = s.buffer(capacity).delay(3, 8);
                late.try_map(|x| if bad[x as usize] { Err(x) } else { Ok(x) }).sink(|x| touched.borrow_mut().push(x));
                s.sliding_window(3).map(|w| w.iter().sum::<u64>()).map_async_unordered(2, async |sum| polls(sum % 3).await).sink(|()| ());
                s.partition(4).map(|b| b.to_vec()).buffer(2).flatten().rate_limit(1).sink(|_| ());
                s.combine_latest(late).latest().sink(async |_| polls(1).await);
                s.zip_unbounded(late).timed_window(7, 64).sink(|_| ());
                s.partition_timeout_by(3, 8, 9, |x| x % 5).sink(|_| ());
            }));
            drive!(p, pool, steps, outcomes, |_: &BTreeMap<u64, Outcome>| ());
        }
        // What a join still waited with went with the pipeline.
        settled(&pool, &mut outcomes);
        prop_assert_eq!(outcomes.len(), steps.len(), "every element settles");
        for (element, outcome) in &outcomes {
            if bad[*element as usize] {
                prop_assert_eq!(*outcome, Outcome::Failed, "{} failed and counts as done", element);
            }
        }
        let touched = touched.into_inner();
        prop_assert_eq!(touched, (0..steps.len() as u64).filter(|x| !bad[*x as usize]).collect::<Vec<_>>());
    }

    #[test]
    fn offsets_are_never_committed_too_far(steps in vec((0..4_u64, 0..6_u64), 1..80), places in 1..5_usize) {
        let (pauses, spans): (Vec<u64>, Vec<u64>) = steps.into_iter().unzip();
        let pool = HeapPool::with_capacity(128, 0);
        let mut outcomes = BTreeMap::new();
        let worked = RefCell::new(Vec::new());
        let offsets = RefCell::new(Offsets::with_capacity(128));
        for element in 0..pauses.len() as u64 {
            offsets.borrow_mut().begin(element).unwrap();
        }
        {
            let mut p = pin!(pipeline!(|s: Tagged<u64, _>| -> Result<(), ()> {
                s.map_async_unordered(places, async |x| {
                    polls(spans[x as usize]).await;
                    x
                })
                .sink(|x| worked.borrow_mut().push(x));
            }));
            let mut known = 0;
            drive!(p, pool, pauses, outcomes, |outcomes: &BTreeMap<u64, Outcome>| {
                if outcomes.len() > known {
                    known = outcomes.len();
                    for element in outcomes.keys() {
                        offsets.borrow_mut().done(*element);
                    }
                }
                if let Some(committed) = offsets.borrow().committed() {
                    let worked = worked.borrow();
                    assert!((0..committed).all(|offset| worked.contains(&offset)), "committed up to {committed}: {worked:?}");
                }
            });
        }
        prop_assert!(outcomes.values().all(|outcome| *outcome == Outcome::Done));
        for element in outcomes.keys() {
            offsets.borrow_mut().done(*element);
        }
        prop_assert_eq!(offsets.borrow().committed(), Some(pauses.len() as u64));
    }
}

#[test]
fn what_is_dropped_with_the_pipeline_has_failed() {
    let pool = HeapPool::with_capacity(8, 8);
    let mut outcomes = BTreeMap::new();
    {
        let mut p = pin!(pipeline!(|s: Tagged<u64, _>| {
            s.map_async(2, async |x| polls(x * 1000).await).sink(|()| ());
        }));
        for element in 0..4 {
            let _ = p.try_push(0, Tagged(element, pool.issue(element).unwrap()));
        }
    }
    settled(&pool, &mut outcomes);
    assert_eq!(outcomes.get(&0), Some(&Outcome::Done));
    assert!(
        (1..4).all(|element| outcomes[&element] == Outcome::Failed),
        "{outcomes:?}"
    );
}

/// A sink that takes items until it is flushed, and then says that all are lost.
struct Lossy(usize);

impl futures::Sink<u64> for Lossy {
    type Error = &'static str;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, _: u64) -> Result<(), Self::Error> {
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        if self.0 == 0 {
            return Poll::Ready(Err("lost"));
        }
        self.0 -= 1;
        Poll::Pending
    }

    fn poll_close(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        self.poll_flush(cx)
    }
}

#[test]
fn what_a_sink_could_not_flush_has_failed() {
    let pool = HeapPool::with_capacity(8, 8);
    let mut outcomes = BTreeMap::new();
    {
        // The first flush is still under way when the other items come.
        let mut p = pin!(pipeline!(|s: Tagged<u64, _>| -> Result<(), &'static str> {
            s.buffer(8).forward(Lossy(20));
        }));
        for element in 0..4 {
            p.try_push(0, Tagged(element, pool.issue(element).unwrap())).unwrap();
            settled(&pool, &mut outcomes);
        }
        assert_eq!(outcomes, BTreeMap::new());
        while p.poll(0) != Poll::Ready(Err("lost")) {
            settled(&pool, &mut outcomes);
        }
    }
    settled(&pool, &mut outcomes);
    assert!(
        outcomes.values().all(|outcome| *outcome == Outcome::Failed),
        "{outcomes:?}"
    );
    assert_eq!(outcomes.len(), 4);
}
