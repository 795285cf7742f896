//! The bounded channel of `futures` between two futures of one task.

use bench::workload::{Bulk, Single};
use futures::channel::mpsc;
use futures::future::join;
use futures::{SinkExt as _, StreamExt as _};

use crate::peer::Executor;
use crate::probe::*;

/// The sender has a place of its own beside those of the buffer.
fn channel<T>() -> (mpsc::Sender<T>, mpsc::Receiver<T>) {
    mpsc::channel(PLACES - 1)
}

async fn consume<P: Probe, W: Pace>(mut receiver: mpsc::Receiver<P::Item>, probe: &P) {
    while let Some(item) = receiver.next().await {
        sink::<P, W>(probe, item).await;
    }
}

/// `feed`, for `send` would wait for room behind the item as well, at more cost.
async fn send<T>(sender: &mut mpsc::Sender<T>, item: T) {
    let sent = sender.feed(item).await;
    assert!(sent.is_ok(), "the consumer reads to the end");
}

pub fn pulled<P: Probe, W: Pace>(on: Executor, events: u64, probe: &P) {
    let (mut sender, receiver) = channel();
    let produce = async move {
        for item in items::<P, Bulk>(events) {
            send(&mut sender, P::map(item)).await;
        }
    };
    on.block_on(join(produce, consume::<P, W>(receiver, probe)));
}

pub fn single<P: Probe>(on: Executor, events: u64, probe: &P) {
    let (mut sender, receiver) = channel();
    let produce = async move {
        for (sent, item) in items::<P, Single>(events).enumerate() {
            send(&mut sender, P::map(item)).await;
            while probe.arrived() <= sent as u64 {
                pause().await;
            }
        }
    };
    on.block_on(join(produce, consume::<P, Ready>(receiver, probe)));
}
