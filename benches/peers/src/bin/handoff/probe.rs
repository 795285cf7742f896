//! The two ends of every hand-off: what the source makes, and what the sink does with it.

use std::cell::Cell;
use std::future::{Future, poll_fn, ready};
use std::task::Poll;

use bench::workload::{Arrival, checksum, halve, prices};

/// How many items may lie between source and sink.
pub const PLACES: usize = 64;

/// What is handed on, and what is learnt from it. The sink shares it, as sinks of tasks do.
pub trait Probe: Default + 'static {
    type Item: Copy + 'static;

    /// The source makes an item.
    fn depart(price: f64) -> Self::Item;

    /// The map before the buffer.
    fn map(item: Self::Item) -> Self::Item;

    /// The sink has an item.
    fn arrive(&self, item: Self::Item);

    /// How many items the sink has had.
    fn arrived(&self) -> u64;
}

/// The items of a source.
pub fn items<P: Probe, A: Arrival>(events: u64) -> impl Iterator<Item = P::Item> + 'static {
    prices::<A>(events).map(P::depart)
}

/// Whether the sink waits for each item.
pub trait Pace: 'static {
    fn wait() -> impl Future<Output = ()>;
}

/// The sink never waits.
pub enum Ready {}

impl Pace for Ready {
    fn wait() -> impl Future<Output = ()> {
        ready(())
    }
}

/// The sink waits to be woken once for each item.
pub enum Woken {}

impl Pace for Woken {
    fn wait() -> impl Future<Output = ()> {
        pause()
    }
}

/// The sink.
pub async fn sink<P: Probe, W: Pace>(probe: &P, item: P::Item) {
    W::wait().await;
    probe.arrive(item);
}

/// Lets everything else of the task have its turn.
pub fn pause() -> impl Future<Output = ()> {
    let mut waited = false;
    poll_fn(move |context| {
        if waited {
            return Poll::Ready(());
        }
        waited = true;
        context.waker().wake_by_ref();
        Poll::Pending
    })
}

/// Sums up what arrives.
#[derive(Default)]
pub struct Sum {
    sum: Cell<u64>,
    arrived: Cell<u64>,
}

impl Sum {
    pub fn sum(&self) -> u64 {
        self.sum.get()
    }
}

impl Probe for Sum {
    type Item = f64;

    #[inline(always)]
    fn depart(price: f64) -> f64 {
        price
    }

    #[inline(always)]
    fn map(item: f64) -> f64 {
        halve(item)
    }

    #[inline(always)]
    fn arrive(&self, item: f64) {
        self.sum.set(checksum(self.sum.get(), item));
        self.arrived.set(self.arrived.get() + 1);
    }

    #[inline(always)]
    fn arrived(&self) -> u64 {
        self.arrived.get()
    }
}
