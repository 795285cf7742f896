//! As an end of a pipeline.

use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::sync::Arc;

use futures_sink::Sink;
use tokio::time::{Instant, Sleep};

use super::pass::FULL;
use super::producer::{Failure, NotTaken, Producer, Waiting};
use super::{Record, Settings};
use crate::Metrics;
use crate::kafka::KafkaError;
use crate::receipt::{Ledger, Place};

/// Sends to a topic: a sink for `forward`, of everything that is a [`Record`]. When it is flushed, all has been delivered.
///
/// A record that cannot be sent or delivered is an error of the sink, once for all that failed with it; the sink goes on.
#[must_use = "sinks do nothing unless polled"]
pub struct KafkaSink {
    producer: Producer,
    ledger: Ledger,
    failure: Arc<Failure>,
    /// A record for which the client has no room.
    kept: Option<(Record, Box<Waiting>)>,
    /// When to try it again.
    again: Pin<Box<Sleep>>,
}

impl KafkaSink {
    pub(super) async fn start(settings: Settings) -> Result<Self, KafkaError> {
        let in_flight = settings.in_flight;
        let producer = Producer::start(settings).await?;
        Ok(Self {
            ledger: Ledger::new(in_flight, producer.metrics.clone()),
            producer,
            failure: Arc::default(),
            kept: None,
            again: Box::pin(tokio::time::sleep(FULL)),
        })
    }

    /// What the sink tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.producer.metrics.clone()
    }

    /// Looks at what has been delivered; the task is woken when more is. An error is told once.
    fn advance(&mut self, cx: &mut Context<'_>) -> Result<(), KafkaError> {
        while self.ledger.poll_settled(cx).is_ready() {}
        if let Some((record, waiting)) = self.kept.take() {
            self.send(record, waiting)?;
        }
        // The client makes room a moment after the delivery that is waited for: time must tell.
        while self.kept.is_some() && self.again.as_mut().poll(cx).is_ready() {
            self.again.as_mut().reset(Instant::now() + FULL);
        }
        self.failure.take().map_or(Ok(()), Err)
    }

    fn send(&mut self, record: Record, waiting: Box<Waiting>) -> Result<(), KafkaError> {
        match self.producer.send(record, waiting) {
            Ok(()) => Ok(()),
            Err(NotTaken::Full(record, waiting)) => {
                self.kept = Some((record, waiting));
                Ok(())
            }
            Err(NotTaken::Failed(error)) => Err(error),
        }
    }
}

impl<T: Into<Record>> Sink<T> for KafkaSink {
    type Error = KafkaError;

    fn poll_ready(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), KafkaError>> {
        let this = self.get_mut();
        this.advance(cx)?;
        if this.kept.is_none() && this.ledger.has_room() {
            Poll::Ready(Ok(()))
        } else {
            Poll::Pending
        }
    }

    fn start_send(self: Pin<&mut Self>, item: T) -> Result<(), KafkaError> {
        let this = self.get_mut();
        let record = item.into();
        let place = Place { lane: 0, number: 0 };
        let Some(receipt) = this.ledger.issue(place).filter(|_| this.kept.is_none()) else {
            return Err(KafkaError::NotTaken {
                node: this.producer.metrics.node().to_owned(),
                bytes: record.bytes(),
                why: "the sink was not ready for it".into(),
            });
        };
        let waiting = Waiting::Flush(receipt, Arc::clone(&this.failure));
        this.send(record, Box::new(waiting))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), KafkaError>> {
        let this = self.get_mut();
        this.advance(cx)?;
        if this.ledger.in_flight() > 0 {
            return Poll::Pending;
        }
        // The last one may have failed meanwhile.
        Poll::Ready(this.failure.take().map_or(Ok(()), Err))
    }

    fn poll_close(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<(), KafkaError>> {
        ready!(Sink::<T>::poll_flush(self.as_mut(), cx))?;
        self.producer.metrics.set_connected(false);
        Poll::Ready(Ok(()))
    }
}
