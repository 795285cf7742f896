//! What the models share: the poll functions as futures, and items that are counted.

#![allow(dead_code, reason = "each model uses its own part")]

use std::future::poll_fn;
use std::pin::Pin;

use futures_core::Stream;
use futures_sink::Sink;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use streamz_runtime::channel::{Closed, Receiver, Sender};

/// Runs `body` under every interleaving with up to `preemptions` switches that the body did not ask for (`None`: any
/// number), and prints how many there were.
pub fn model(preemptions: Option<usize>, body: impl Fn() + Send + Sync + 'static) {
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = builder.preemption_bound.or(preemptions);
    // Not one of the model checker's: it counts across executions.
    let executions = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = executions.clone();
    builder.check(move || {
        counted.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        body();
    });
    println!("{} executions", executions.load(std::sync::atomic::Ordering::Relaxed));
}

/// The next item, or `None` at the end.
pub async fn next<T>(receiver: &mut Receiver<T>) -> Option<T> {
    poll_fn(|cx| Pin::new(&mut *receiver).poll_next(cx)).await
}

/// Waits for room and sends, without a flush.
pub async fn feed<T>(sender: &mut Sender<T>, item: T) -> Result<(), Closed> {
    poll_fn(|cx| Pin::new(&mut *sender).poll_ready(cx)).await?;
    Pin::new(sender).start_send(item)
}

pub async fn flush<T>(sender: &mut Sender<T>) -> Result<(), Closed> {
    poll_fn(|cx| Pin::new(&mut *sender).poll_flush(cx)).await
}

/// Waits for room and sends.
pub async fn send<T>(sender: &mut Sender<T>, item: T) -> Result<(), Closed> {
    feed(sender, item).await?;
    flush(sender).await
}

/// An item that counts its drops.
pub struct Counted(pub usize, pub Arc<AtomicUsize>);

impl Drop for Counted {
    fn drop(&mut self) {
        self.1.fetch_add(1, Ordering::Relaxed);
    }
}
