//! Pipelines with boundaries: nothing is allocated for an element, whoever drives them and whatever it waits for.

use core::future::poll_fn;
use core::pin::pin;
use core::task::Poll;
use core::time::Duration;

use futures::{executor::block_on, stream};
use streamz::channel::channel;
use streamz::prelude::*;
#[cfg(feature = "tokio")]
use streamz::time::TokioTimer;
use streamz::time::{Backoff, Every, Missed};

use crate::drivers::{EVENTS, by_hand};
use crate::{SEEN, allocations, look, scattered, see, size};

const fn ms(n: u64) -> Duration {
    Duration::from_millis(n)
}

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

/// The same, and every fifth number or so fails.
async fn perhaps(x: u64) -> Result<u64, u64> {
    if later(x).await % 5 == 0 { Err(x) } else { Ok(x) }
}

/// Gives `check` the name of each driver, and how often it asked for memory for the elements of a pipeline, which are
/// `pushed` or `pulled`.
macro_rules! each_driver {
    ($check:expr, $taken:ident, $($pipeline:tt)*) => {
        let make = || pipeline!($($pipeline)*);
        $check("by hand", by_hand::$taken(pin!(make())));
        #[cfg(feature = "tokio")]
        $check("on tokio", crate::drivers::on_tokio::$taken(|| make().with_timer(TokioTimer::new())));
    };
}

fn is_quiet(driver: &str, allocations: usize) {
    let seen = SEEN.replace(0);
    assert_eq!(allocations, 0, "allocations in {EVENTS} elements, {driver}");
    assert!(seen > 20, "hardly anything came to the end, {driver}: {seen}");
}

/// `name(|sources|) { pipeline }` tests that no element allocates, whoever drives.
macro_rules! quiet {
    ($taken:ident: $($name:ident($($sources:tt)*) { $($body:tt)* })+) => {$(
        #[test]
        fn $name() {
            each_driver!(is_quiet, $taken, $($sources)* { $($body)* });
        }
    )+};
}

quiet! { pushed:
    buffers(|s: u64|) {
        s.buffer(8).sink(see);
        s.buffer(size(8)).sink(see);
    }
    delays(|s: u64|) {
        s.delay(ms(20), 8).sink(see);
        s.delay(ms(20), size(8)).sink(see);
    }
    rates(|s: u64|) {
        s.rate_limit(ms(2)).sink(see);
        s.throttle(ms(7)).sink(see);
        s.debounce(ms(2)).sink(see);
        s.sample(ms(5)).sink(see);
        s.latest().sink(see);
    }
    windows(|s: u64|) {
        s.timed_window(ms(50), 32).sink(look);
        s.timed_window(Every::from(ms(50)).missed(Missed::Delay), size(32)).sink(look);
        s.timed_window_unique(ms(50), 32, Keep::Last).sink(look);
        s.timed_window_unique_by(ms(50), size(32), Keep::First, |x| x % 7).sink(look);
    }
    batches(|s: u64|) {
        s.partition_timeout(10, ms(25)).sink(look);
        s.partition_timeout(size(10), ms(25)).sink(look);
        s.partition_timeout_by(10, 8, ms(25), |x| x % 8).sink(look);
        s.partition_timeout_by(size(10), size(8), ms(25), |x| x % 8).sink(look);
        s.partition_unique_timeout(10, ms(25), Keep::First).sink(look);
        s.partition_unique_timeout_by(size(10), ms(25), Keep::Last, |x| x % 7).sink(look);
    }
    parts(|s: u64|) {
        s.flat_map(|x| [x, x + 1, x + 2]).buffer(2).rate_limit(ms(1)).sink(see);
    }
    silences(|s: u64|) {
        let alive = s.try_timeout(ms(1));
        alive.sink(see);
        alive.catch(|silence| silence.interval).sink(see);
    }
    futures_inside(|s: u64|) {
        s.map_async(4, later).sink(see);
        s.map_async_unordered(4, later).sink(see);
        s.sink(async |x| see(later(x).await));
    }
    futures_on_the_heap(|s: u64|) {
        s.map_async(size(4), later).sink(see);
        s.map_async_unordered(size(4), later).sink(see);
    }
    futures_that_fail(|s: u64|) {
        let one_by_one = s.try_map_async(4, perhaps);
        one_by_one.sink(see);
        one_by_one.catch(|x| x).sink(see);
        let as_they_come = s.try_map_async_unordered(size(4), perhaps);
        as_they_come.sink(see);
        as_they_come.catch(|x| x).sink(see);
    }
    retries(|s: u64|) {
        let worked = s.try_retry(Backoff::new(ms(1)).attempts(2), perhaps);
        worked.sink(see);
        worked.catch(|x| x).sink(see);
    }
    failures(|s: u64|) {
        s.sink(see);
        s.try_sink(async |x: u64| perhaps(x).await.map(see));
    }
    joins_and_feedback(|s: u64|) {
        let calm = s.buffer(4).map(|x| x / 2);
        calm.combine_latest(s).sink(see);
        calm.filter(|x| *x > 1 << 30).map(|x| x >> 20).buffer(4).feedback(s, 8);
    }
}

quiet! { pulled:
    iterators(||) {
        let numbers = from_iterable(0..EVENTS);
        numbers.buffer(8).map(scattered).rate_limit(ms(1)).sink(see);
    }
    streams(||) {
        let numbers = source(stream::iter(0..EVENTS));
        numbers.map_async(4, later).partition(7).sink(look);
    }
    ticks(||) {
        let numbers = from_periodic(ms(2), || 7);
        numbers.timed_window(ms(20), 32).sink(look);
    }
    // From a sink that a pipeline takes to a stream that it takes.
    channels(||) {
        let (sender, receiver) = channel(16);
        let numbers = from_iterable(0..EVENTS);
        numbers.rate_limit(ms(1)).forward(sender);
        let received = source(receiver);
        received.buffer(4).sink(see);
    }
}

/// As a future, on this thread: pulled sources, a channel, and what is awaited.
#[test]
fn run_on_a_thread() {
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
    is_quiet("on a thread", during);
}

/// Futures that wait for tokio's own timers, as those of a user do.
#[cfg(feature = "tokio")]
#[test]
fn futures_that_sleep() {
    let during = crate::drivers::on_tokio::pushed(|| {
        pipeline!(|s: u64| {
            s.map_async(4, async |x: u64| {
                tokio::time::sleep(ms(x % 3)).await;
                x
            })
            .sink(see);
        })
        .with_timer(TokioTimer::new())
    });
    is_quiet("on tokio", during);
}

/// Metadata is held in memory that is taken once: when as much is held as ever will be, no element allocates.
#[test]
fn acknowledged() {
    use streamz::meta::HeapPool;

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
    is_quiet("by hand", allocations(|| round(EVENTS)));
}

/// The twins of all tests here: whoever drives, one allocation for each element is counted, and so is what grows.
#[test]
fn allocations_are_noticed() {
    fn is_loud(driver: &str, allocations: usize) {
        assert!(allocations >= EVENTS as usize, "{allocations} allocations, {driver}");
    }
    each_driver!(is_loud, pushed, |s: u64| {
        s.rate_limit(ms(1))
            .map_async(4, async |x| later(Box::new(x)).await)
            .sink(see);
    });
    each_driver!(is_loud, pulled, || {
        let numbers = from_iterable(0..EVENTS);
        numbers.rate_limit(ms(1)).map(Box::new).sink(see);
    });

    fn grows(driver: &str, allocations: usize) {
        assert!(allocations > 0, "nothing grew, {driver}");
    }
    each_driver!(grows, pushed, |s: u64| {
        s.buffer_unbounded().rate_limit(ms(1000)).sink(see);
    });
}
