//! Pipelines with boundaries: nothing is allocated for an element, whoever drives them and whatever it waits for.

use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;

use futures::executor::block_on;
use streamz::channel::channel;
use streamz::prelude::*;
use streamz::time::Backoff;

use crate::{SEEN, allocations, look, scattered, see, size};

const EVENTS: u64 = 20_000;

/// Ready when it has been polled twice: it waits once, and wakes itself.
async fn later<T>(item: T) -> T {
    let mut waited = false;
    poll_fn(|cx| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        cx.waker().wake_by_ref();
        Poll::Pending
    })
    .await;
    item
}

/// `name |source| { pipeline }` tests that no element allocates, driven by hand: a push at every third tick, or when there is
/// room.
macro_rules! quiet {
    ($($name:ident |$source:ident| { $($body:tt)* })+) => {$(
        #[test]
        fn $name() {
            SEEN.set(0);
            let mut p = pin!(pipeline!(|$source: u64| { $($body)* }));
            let mut now = 0;
            let during = allocations(|| {
                for i in 0..EVENTS {
                    now += 3;
                    while p.try_push(now, scattered(i)).is_err() {
                        now += 1;
                    }
                }
                p.close();
                while p.poll(now).is_pending() {
                    now += 1;
                }
            });
            assert_eq!(during, 0, "allocations in {EVENTS} elements");
            assert!(SEEN.get() > 20, "hardly anything came to the end: {}", SEEN.get());
        }
    )+};
}

quiet! {
    buffers |s| {
        s.buffer(8).sink(see);
        s.buffer(size(8)).sink(see);
    }
    delays |s| {
        s.delay(20, 8).sink(see);
        s.delay(20, size(8)).sink(see);
    }
    rates |s| {
        s.rate_limit(2).sink(see);
        s.throttle(7).sink(see);
        s.debounce(2).sink(see);
        s.sample(5).sink(see);
        s.latest().sink(see);
    }
    windows |s| {
        s.timed_window(50, 32).sink(look);
        s.timed_window(50, size(32)).sink(look);
        s.timed_window_unique(50, 32, Keep::Last).sink(look);
        s.timed_window_unique_by(50, size(32), Keep::First, |x| x % 7).sink(look);
    }
    batches |s| {
        s.partition_timeout(10, 25).sink(look);
        s.partition_timeout(size(10), 25).sink(look);
        s.partition_timeout_by(10, 8, 25, |x| x % 8).sink(look);
        s.partition_timeout_by(size(10), size(8), 25, |x| x % 8).sink(look);
        s.partition_unique_timeout(10, 25, Keep::First).sink(look);
    }
    parts |s| {
        s.flat_map(|x| [x, x + 1, x + 2]).buffer(2).rate_limit(1).sink(see);
    }
    silences |s| {
        let alive = s.try_timeout(1);
        alive.sink(see);
        alive.catch(|silence| silence.interval).sink(see);
    }
    futures_inside |s| {
        s.map_async(4, later).sink(see);
        s.map_async_unordered(4, later).sink(see);
        s.sink(async |x| see(later(x).await));
    }
    futures_on_the_heap |s| {
        s.map_async(size(4), later).sink(see);
        let worked = s.try_map_async_unordered(size(4), async |x| if later(x).await % 5 == 0 { Err(x) } else { Ok(x) });
        worked.sink(see);
        worked.catch(|x| x).sink(see);
    }
    retries |s| {
        let worked = s.try_retry(Backoff::new(1).attempts(2), async |x| if later(x).await % 5 == 0 { Err(x) } else { Ok(x) });
        worked.sink(see);
        worked.catch(|x| x).sink(see);
    }
    joins_and_feedback |s| {
        let calm = s.buffer(4).map(|x| x / 2);
        calm.combine_latest(s).sink(see);
        calm.filter(|x| *x > 1 << 30).map(|x| x >> 20).buffer(4).sink(see);
    }
}

/// As a future, on this thread: pulled sources, a channel, and what is awaited.
#[test]
fn run_on_a_thread() {
    SEEN.set(0);
    let (sender, receiver) = channel(16);
    let mut near = pin!(pipeline!(|| {
        let numbers = from_iterable(0..EVENTS);
        numbers.buffer(8).map(scattered).forward(sender);
    }));
    let mut far = pin!(pipeline!(|| {
        let numbers = source(receiver);
        numbers.map_async(4, later).partition(7).sink(look);
    }));
    // The executor makes its waker when it starts.
    block_on(async {});
    let during = allocations(|| {
        let (sent, ()) = block_on(async { futures::join!(near.run(), far.run()) });
        sent.unwrap();
    });
    // `join!` and `block_on` of the futures crate allocate nothing either, for all the elements together.
    assert_eq!(during, 0);
    assert!(SEEN.get() > 20);
}

#[cfg(feature = "tokio")]
#[test]
fn run_on_tokio() {
    use core::hint::black_box;
    use core::time::Duration;

    use streamz::time::{Every, Missed, TokioTimer};

    SEEN.set(0);
    let mut builder = tokio::runtime::Builder::new_current_thread();
    let runtime = builder.enable_time().start_paused(true).build().unwrap();
    let during = runtime.block_on(async {
        let mut p = pin!(
            pipeline!(|s: u64| {
                s.rate_limit(Duration::from_millis(1))
                    .map_async(4, later)
                    .timed_window(Every::from(Duration::from_millis(20)).missed(Missed::Skip), 64)
                    .map(<[u64]>::len)
                    .sink(async |n| see(later(n).await));
            })
            .with_timer(TokioTimer::new())
        );
        // What the runtime sets up for its first sleeper is not for an element.
        for i in 0..100 {
            p.emit(i).await;
        }
        let before = crate::ALLOCATIONS.get();
        for i in 0..EVENTS / 10 {
            p.emit(scattered(i)).await;
        }
        black_box(p.deadline());
        crate::ALLOCATIONS.get() - before
    });
    assert_eq!(during, 0);
    assert!(SEEN.get() > 20);
}

/// Metadata is held in memory that is taken once: when as much is held as ever will be, no element allocates.
#[test]
fn acknowledged() {
    use streamz::meta::HeapPool;

    SEEN.set(0);
    let pool = HeapPool::with_capacity(64, 256);
    let mut p = pin!(pipeline!(|s: Tagged<u64, _>| {
        s.sliding_window(4).map(<[u64]>::len).buffer(4).sink(see);
        s.partition(3).map(<[u64]>::len).delay(9, 8).sink(see);
        s.combine_latest(s.rate_limit(2)).sink(see);
        s.timed_window(20, 32).sink(look);
        s.map_async_unordered(3, later).sink(see);
    }));
    let mut now = 0;
    let mut round = |events: u64| {
        for i in 0..events {
            now += 3;
            let ack = pool.issue(i).expect("the pool has room for all that is held");
            p.try_push(now, Tagged(scattered(i), ack)).expect("room");
            while let Some(settled) = pool.next_settled() {
                see(settled.meta);
            }
        }
    };
    round(1000);
    assert_eq!(allocations(|| round(EVENTS)), 0);
    assert!(SEEN.get() > 20);
}

/// The twin of all tests here: what grows is noticed.
#[test]
fn growing_boundaries_are_noticed() {
    let mut p = pipeline!(|s: u64| {
        s.buffer_unbounded().rate_limit(1_000_000).sink(see);
    });
    assert!(allocations(|| (0..1000).for_each(|i| p.try_push(i, i).unwrap())) > 0);
}
