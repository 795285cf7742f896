//! tokio's bounded channel between two futures of one task.

use bench::workload::{Bulk, Single};
use tokio::sync::mpsc;

use crate::peer::Executor;
use crate::probe::*;

async fn consume<P: Probe, W: Pace>(mut receiver: mpsc::Receiver<P::Item>, probe: &P) {
    while let Some(item) = receiver.recv().await {
        sink::<P, W>(probe, item).await;
    }
}

async fn send<T>(sender: &mpsc::Sender<T>, item: T) {
    let sent = sender.send(item).await;
    assert!(sent.is_ok(), "the consumer reads to the end");
}

pub fn pulled<P: Probe, W: Pace>(on: Executor, events: u64, probe: &P) {
    let (sender, receiver) = mpsc::channel(PLACES);
    let produce = async move {
        for item in items::<P, Bulk>(events) {
            send(&sender, P::map(item)).await;
        }
    };
    // Biased: the cheaper of its two orders.
    on.block_on(async { tokio::join!(biased; produce, consume::<P, W>(receiver, probe)) });
}

pub fn single<P: Probe>(on: Executor, events: u64, probe: &P) {
    let (sender, receiver) = mpsc::channel(PLACES);
    let produce = async move {
        for (sent, item) in items::<P, Single>(events).enumerate() {
            send(&sender, P::map(item)).await;
            while probe.arrived() <= sent as u64 {
                pause().await;
            }
        }
    };
    on.block_on(async { tokio::join!(biased; produce, consume::<P, Ready>(receiver, probe)) });
}
