//! Boundaries: what lies between them is fused, what waits in them is bounded, and nothing is lost.
#![allow(clippy::unwrap_used, reason = "tests")]

use core::task::Poll;

use futures::executor::block_on;
use streamz::prelude::*;

#[test]
fn a_buffer_hands_on_everything() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: i32| {
        s.map(|x| x * 2).buffer(2).filter(|x| x % 4 == 0).sink(|x| seen.push(x));
    });
    block_on(async {
        for x in 0..10 {
            p.emit(x).await;
        }
        p.shutdown().await;
    });
    assert_eq!(p.poll(0), Poll::Ready(()));
    drop(p);
    assert_eq!(seen, [0, 4, 8, 12, 16]);
}

#[test]
fn a_flatten_of_many_goes_through_a_buffer_of_few() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: Vec<i32>| {
        let all = s.flatten();
        all.buffer(3).buffer(2).sink(|x| seen.push(x));
    });
    block_on(async {
        p.emit((0..10_000).collect()).await;
        p.emit((10_000..10_003).collect()).await;
        p.shutdown().await;
    });
    drop(p);
    assert_eq!(seen, (0..10_003).collect::<Vec<_>>());
}

#[test]
fn batches_that_are_not_full_come_out_at_the_end() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: i32| {
        s.buffer(4).partition(3).sink(|batch| seen.push(batch.to_vec()));
    });
    block_on(async {
        for x in 0..5 {
            p.emit(x).await;
        }
        p.shutdown().await;
    });
    drop(p);
    assert_eq!(seen, [vec![0, 1, 2], vec![3, 4]]);
}

#[test]
fn branches_meet_before_a_buffer() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: i32| {
        let a = s.map(|x| x + 1);
        let b = s.map(|x| x * 10);
        let both = a.union(b);
        both.buffer(1).sink(|x| seen.push(x));
        a.zip(b).map(|(a, b)| a + b).buffer(1).sink(|_| ());
    });
    block_on(async {
        for x in 1..4 {
            p.emit(x).await;
        }
        p.shutdown().await;
    });
    drop(p);
    assert_eq!(seen, [2, 10, 3, 20, 4, 30]);
}

#[test]
fn a_crawler_feeds_back_through_a_buffer() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|page: u32| {
        let pages = page.unique_unbounded();
        pages.sink(|x| seen.push(x));
        pages
            .buffer(2)
            .flat_map(|x| [x * 2 % 7, (x + 3) % 7])
            .feedback_unbounded(page);
    });
    block_on(async {
        p.emit(1).await;
        p.shutdown().await;
    });
    drop(p);
    assert_eq!(seen, [1, 2, 4, 5, 0, 3, 6]);
}

#[test]
fn a_cut_adds_to_what_its_event_brings_by_itself() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: Vec<i32>| {
        let parts = s.flatten();
        let length = s.map(|all| -(all.len() as i32));
        parts.union(length).buffer(1).rate_limit(10).sink(|x| seen.push(x));
    });
    for x in 0..20 {
        let _ = p.try_push(x, vec![1, 2, 3]);
    }
    p.close();
    let _ = streamz::drive::advance(&mut p, 10_000);
    drop(p);
    assert_eq!(seen.iter().sum::<i32>(), seen.len() as i32 / 4 * 3);
    assert_eq!(seen.len() % 4, 0);
}

#[test]
fn what_is_full_from_elsewhere_stops_a_cut_before_it_begins() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|a: i32, b: Vec<i32>| {
        let parts = b.flatten();
        a.union(parts).buffer(1).rate_limit(10).sink(|x| seen.push(x));
    });
    let mut sent = 0;
    for now in 0..50 {
        sent += usize::from(Push::<_, 0>::try_push(&mut p, now, 0).is_ok());
        sent += 3 * usize::from(Push::<_, 1>::try_push(&mut p, now, vec![1, 2, 3]).is_ok());
    }
    p.close();
    let _ = streamz::drive::advance(&mut p, 10_000);
    drop(p);
    assert_eq!(seen.len(), sent);
}

#[test]
fn feedback_leads_to_a_pulled_source_too() {
    let mut seen = Vec::new();
    let mut p = pipeline!(|| {
        let seeds = from_iterable([3, 5]);
        seeds.sink(|x| seen.push(x));
        seeds
            .buffer(1)
            .filter(|x| *x > 0)
            .map(|x| x - 1)
            .feedback_unbounded(seeds);
    });
    block_on(p.run());
    drop(p);
    seen.sort_unstable();
    assert_eq!(seen, [0, 0, 1, 1, 2, 2, 3, 3, 4, 5]);
}

#[test]
fn a_pipeline_is_a_sink() {
    use futures::StreamExt;

    let mut seen = Vec::new();
    let p = pipeline!(|s: i32| {
        s.buffer(2).map(|x| x + 1).sink(|x| seen.push(x));
    });
    let forwarded = block_on(futures::stream::iter(0..10).map(Ok).forward(p));
    assert_eq!(forwarded, Ok(()));
    assert_eq!(seen, (1..11).collect::<Vec<_>>());
}

#[test]
fn its_futures_can_change_threads() {
    fn sendable<T: Send>(value: T) -> T {
        value
    }
    let mut p = core::pin::pin!(
        sendable(pipeline!(move |s: u64| {
            s.rate_limit(5)
                .map_async(2, async |x| x + 1)
                .timed_window(10, 8)
                .map(|w| w.len())
                .latest()
                .sink(async |_| ());
        }))
        .with_timer(streamz::time::VirtualClock::new())
    );
    let emitting = sendable(p.emit(1));
    drop(emitting);
    let running = sendable(p.run());
    drop(running);
}

#[test]
fn an_asynchronous_sink_is_polled_once_for_each_time_it_is_woken() {
    use core::cell::Cell;
    use core::future::poll_fn;
    use core::pin::pin;

    let (polls, sum) = (&Cell::new(0), &Cell::new(0));
    let mut p = pin!(pipeline!(|s: core::ops::RangeInclusive<i32>| {
        s.flatten().buffer(2).sink(async |x| {
            let mut waited = false;
            poll_fn(|cx| {
                polls.set(polls.get() + 1);
                if core::mem::replace(&mut waited, true) {
                    return Poll::Ready(());
                }
                cx.waker().wake_by_ref();
                Poll::Pending
            })
            .await;
            sum.set(sum.get() + x);
        });
    }));
    p.try_push(0, 1..=9).unwrap();
    for ended in 0..9 {
        assert_eq!(polls.get(), 2 * ended + 1, "one more has begun, and waits");
        assert_eq!(p.poll(0), Poll::Pending);
    }
    assert_eq!((polls.get(), sum.get()), (18, 45));
}

#[test]
fn what_waits_before_several_boundaries_leaves_in_one_poll() {
    use core::cell::RefCell;
    use core::pin::pin;

    let seen = RefCell::new(Vec::new());
    let mut p = pin!(pipeline!(|s: Vec<i32>| {
        let items = s.flatten().buffer(1);
        let doubled = items.map_async(2, async |x| x * 2);
        let all = items.rate_limit(0).union(doubled.buffer(3));
        all.partition(2)
            .map(|pair| pair.iter().sum::<i32>())
            .sink(async |x| seen.borrow_mut().push(x));
    }));
    p.try_push(0, (0..1000).collect()).unwrap();
    while !p.is_clear() {
        assert_eq!(p.poll(0), Poll::Pending);
    }
    p.close();
    assert_eq!(p.poll(0), Poll::Ready(()));
    assert_eq!(seen.borrow().iter().sum::<i32>(), 3 * 999 * 500);
}
