//! rxRust: `concat_map` to futures, one at a time. It knows no bounded buffer: what comes meanwhile lies in a queue that
//! grows, here to as many as there are events.

use std::rc::Rc;

use bench::workload::{Bulk, Single};
use rxrust::prelude::*;

use crate::peer::Executor;
use crate::probe::*;

async fn until_arrived<P: Probe>(probe: &P, events: u64) {
    while probe.arrived() < events {
        tokio::task::yield_now().await;
    }
}

async fn sink_shared<P: Probe, W: Pace>(probe: Rc<P>, item: P::Item) {
    sink::<P, W>(&probe, item).await;
}

pub fn pulled<P: Probe, W: Pace>(on: Executor, events: u64, probe: &Rc<P>) {
    let tasks = tokio::task::LocalSet::new();
    on.block_on(tasks.run_until(async {
        let shared = Rc::clone(probe);
        Local::from_iter(items::<P, Bulk>(events))
            .map(P::map)
            .concat_map(move |item| Local::from_future(sink_shared::<P, W>(Rc::clone(&shared), item)))
            .subscribe(|()| ());
        until_arrived(&**probe, events).await;
    }));
}

pub fn single<P: Probe>(on: Executor, events: u64, probe: &Rc<P>) {
    let tasks = tokio::task::LocalSet::new();
    on.block_on(tasks.run_until(async {
        let mut subject = Local::subject();
        let shared = Rc::clone(probe);
        subject
            .clone()
            .map(P::map)
            .concat_map(move |item| Local::from_future(sink_shared::<P, Ready>(Rc::clone(&shared), item)))
            .subscribe(|()| ());
        for (sent, item) in items::<P, Single>(events).enumerate() {
            subject.next(item);
            until_arrived(&**probe, sent as u64 + 1).await;
        }
    }));
}
