//! `forward` into a sink that is busy at random, and fails at random.

use core::cell::RefCell;
use core::pin::{Pin, pin};
use core::task::{Context, Poll, ready};
use std::collections::BTreeSet;

use futures::Sink;
use proptest::collection::{btree_set, vec};
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;
use streamz::drive::Outcome;
use streamz::prelude::*;
use streamz::time::{Sleep, Ticks, VirtualClock};

use crate::follow::check;

/// What the sink was asked for, and what it did.
#[derive(Debug, Default)]
struct Seen {
    /// How many answers it gave; some of them are failures.
    answers: usize,
    failures: u64,
    received: Vec<i32>,
    /// How many items it had when it was last flushed.
    flushed: usize,
    closed: bool,
}

struct Erratic<'a> {
    clock: &'a VirtualClock,
    pauses: &'a [Ticks],
    failing: &'a BTreeSet<usize>,
    seen: &'a RefCell<Seen>,
    pause: Option<Pin<Box<Sleep>>>,
    /// Whether it said that it has room for one item.
    promised: bool,
}

impl Erratic<'_> {
    /// An answer, some time after it was first asked for.
    fn answer(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), usize>> {
        let mut seen = self.seen.borrow_mut();
        assert!(!seen.closed, "it was asked after the end");
        let pause = self.pauses[seen.answers % self.pauses.len()];
        let pause = self.pause.get_or_insert_with(|| Box::pin(self.clock.sleep(pause)));
        ready!(pause.as_mut().poll(cx));
        self.pause = None;
        let answer = seen.answers;
        seen.answers += 1;
        if self.failing.contains(&answer) {
            seen.failures += 1;
            return Poll::Ready(Err(answer));
        }
        Poll::Ready(Ok(()))
    }
}

impl Sink<i32> for Erratic<'_> {
    type Error = usize;

    fn poll_ready(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), usize>> {
        ready!(self.answer(cx))?;
        self.promised = true;
        Poll::Ready(Ok(()))
    }

    fn start_send(mut self: Pin<&mut Self>, item: i32) -> Result<(), usize> {
        assert!(core::mem::take(&mut self.promised), "it had promised no room");
        let mut seen = self.seen.borrow_mut();
        // It may fail here too.
        let answer = seen.answers;
        if answer.is_multiple_of(3) && self.failing.contains(&answer) {
            seen.answers += 1;
            seen.failures += 1;
            return Err(answer);
        }
        seen.received.push(item);
        Ok(())
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), usize>> {
        ready!(self.answer(cx))?;
        let mut seen = self.seen.borrow_mut();
        seen.flushed = seen.received.len();
        Poll::Ready(Ok(()))
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), usize>> {
        let answered = ready!(self.answer(cx));
        let mut seen = self.seen.borrow_mut();
        seen.closed = true;
        if answered.is_ok() {
            seen.flushed = seen.received.len();
        }
        Poll::Ready(answered)
    }
}

/// Every item is in the sink once, in order, but those that it failed for; it is flushed, and closed at the end.
#[test]
fn forwards_to_a_sink_that_is_busy_and_fails() {
    let gaps = vec(prop_oneof![Just(0u64), 0..30u64], 0..30);
    let pauses = vec(prop_oneof![Just(0u64), 1..20u64], 1..9);
    let failing = prop_oneof![Just(BTreeSet::new()), btree_set(0..60usize, 0..8)];
    check((gaps, pauses, failing), |(gaps, pauses, failing)| {
        let (clock, seen) = (VirtualClock::new(), RefCell::new(Seen::default()));
        let sink = Erratic {
            clock: &clock,
            pauses: &pauses,
            failing: &failing,
            seen: &seen,
            pause: None,
            promised: false,
        };
        let mut refused = Vec::new();
        let mut p = pin!(
            pipeline!(|s: i32| {
                s.forward(sink);
            })
            .with_timer(clock.clone())
        );
        let ran = clock.block_on(async {
            for (x, gap) in (0..).zip(&gaps) {
                clock.sleep(*gap).await;
                let before = seen.borrow().received.len();
                let outcome = p.emit(x).await;
                // When the emitter goes on, the sink has the item, or has failed for it.
                if seen.borrow().received.len() == before {
                    prop_assert!(outcome.is_err(), "{} is nowhere", x);
                    refused.push(x);
                }
            }
            while p.shutdown().await.into_result().is_err() {}
            Ok(())
        });
        ran.map_err(|stalled| TestCaseError::fail(stalled.to_string()))??;
        let failures = p.failures();
        let seen = seen.borrow();
        let wanted: Vec<i32> = (0..gaps.len() as i32).filter(|x| !refused.contains(x)).collect();
        prop_assert_eq!(&seen.received, &wanted);
        prop_assert_eq!(failures, seen.failures);
        prop_assert!(seen.closed);
        if seen.failures == 0 {
            prop_assert_eq!((refused.len(), seen.flushed), (0, wanted.len()));
        }
        Ok(())
    });
}
