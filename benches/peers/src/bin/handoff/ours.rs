//! `streamz`: pulled by `run`, or given items by `emit`, on two executors.

use std::pin::pin;

use bench::workload::{Bulk, Single};
use streamz::prelude::*;

use crate::peer::Executor;
use crate::probe::*;

async fn run<P: Probe, W: Pace>(events: u64, probe: &P) {
    let mut pipeline = pin!(pipeline!(|| {
        let items = from_iterable(items::<P, Bulk>(events));
        items
            .map(P::map)
            .buffer(64)
            .sink(async |item| sink::<P, W>(probe, item).await);
    }));
    pipeline.run().await;
}

pub fn pulled<P: Probe, W: Pace>(on: Executor, events: u64, probe: &P) {
    on.block_on(run::<P, W>(events, probe));
}

/// The same items as a `futures::Stream`.
pub fn pulled_stream<P: Probe, W: Pace>(on: Executor, events: u64, probe: &P) {
    let mut pipeline = pin!(pipeline!(|| {
        let items = source(futures::stream::iter(items::<P, Bulk>(events)));
        items
            .map(P::map)
            .buffer(64)
            .sink(async |item| sink::<P, W>(probe, item).await);
    }));
    on.block_on(pipeline.run());
}

/// What a sink that never waits is given is done when the emitter goes on, buffer or not.
async fn emit<P: Probe>(events: u64, probe: &P) {
    let mut pipeline = pin!(pipeline!(|item: P::Item| {
        item.map(P::map)
            .buffer(64)
            .sink(async |item| sink::<P, Ready>(probe, item).await);
    }));
    for (sent, item) in items::<P, Single>(events).enumerate() {
        pipeline.emit(item).await;
        debug_assert_eq!(probe.arrived(), sent as u64 + 1);
    }
    pipeline.shutdown().await;
}

pub fn single<P: Probe>(on: Executor, events: u64, probe: &P) {
    on.block_on(emit(events, probe));
}
