//! Partitions come and go.

use core::pin::Pin;
use core::task::Poll;
use core::time::Duration;
use std::sync::Arc;

use rdkafka::consumer::{Consumer as _, RebalanceProtocol};
use rdkafka::error::KafkaError as ClientError;
use rdkafka::topic_partition_list::{Offset, TopicPartitionList};
use tokio::time::{Instant, timeout};

use super::commits::AGAIN;
use super::{Driver, Rebalance};
use crate::kafka::KafkaError;
use crate::kafka::source::context::{hand_back, refuse};
use crate::kafka::source::starts::Begin;
use crate::kafka::source::state::Lane;

/// How long to wait for the client to leave its group.
const GOOD_BYE: Duration = Duration::from_secs(5);

impl Driver {
    /// Begins to read partitions.
    pub(super) async fn assign(&mut self, partitions: Vec<(String, i32)>) {
        let begins = loop {
            match self.beginnings(partitions.clone()).await {
                Some(Ok(begins)) => break begins,
                Some(Err(error)) => {
                    let pause = self.attempts.lost(&error);
                    self.serve(Some(Instant::now() + pause), |this, _| this.is_stopping())
                        .await;
                }
                None => {}
            }
            if self.is_stopping() {
                self.rebalances.push_front(Rebalance::Assign(partitions));
                return;
            }
        };
        self.attempts.connected();
        let mut list = TopicPartitionList::with_capacity(begins.len());
        for Begin {
            topic,
            partition,
            start,
            pinned,
        } in &begins
        {
            let from = Offset::Offset(i64::try_from(*start).unwrap_or(i64::MAX));
            if let Err(error) = list.add_partition_offset(topic, *partition, from) {
                tracing::error!(
                    node = self.shared.metrics.node(),
                    "partition {partition} of {topic}: {error}"
                );
                continue;
            }
            self.shared.open(&self.consumer, topic, *partition, *start, *pinned);
        }
        let assigned = match self.consumer.rebalance_protocol() {
            RebalanceProtocol::Cooperative => self.consumer.incremental_assign(&list),
            _ => self.consumer.assign(&list),
        };
        match assigned {
            Ok(()) => tracing::debug!(
                node = self.shared.metrics.node(),
                "reads {} partitions more",
                list.count()
            ),
            Err(error) => tracing::warn!(
                node = self.shared.metrics.node(),
                "the client takes no partitions: {error}"
            ),
        }
        self.shared.reader.wake();
    }

    /// Where to begin to read partitions; nothing if the source is to stop meanwhile.
    async fn beginnings(&mut self, partitions: Vec<(String, i32)>) -> Option<Result<Vec<Begin>, ClientError>> {
        let origins = Arc::clone(&self.origins);
        let mut asked = self.ask(move |consumer| origins.of(consumer, &partitions))?;
        let mut answer = None;
        self.serve(None, |this, cx| match Pin::new(&mut asked).poll(cx) {
            Poll::Ready(answered) => {
                answer = Some(answered.unwrap_or(Err(ClientError::Canceled)));
                true
            }
            Poll::Pending => this.is_stopping(),
        })
        .await;
        answer
    }

    /// Gives partitions back, when what was handed on of them has been dealt with.
    pub(super) async fn revoke(&mut self, partitions: &[(String, i32)]) {
        // What somebody else already reads cannot be committed.
        if !self.consumer.assignment_lost() {
            let leaves = |lane: &Lane| {
                partitions
                    .iter()
                    .any(|(topic, of)| *of == lane.partition && *topic == *lane.topic)
            };
            self.drain(leaves, Instant::now() + self.drain_timeout).await;
        }
        let mut list = TopicPartitionList::with_capacity(partitions.len());
        for (topic, partition) in partitions {
            list.add_partition(topic, *partition);
        }
        self.shared
            .close(|lane| list.find_partition(&lane.topic, lane.partition).is_some());
        if let Err(error) = hand_back(&self.consumer, &list) {
            tracing::warn!(
                node = self.shared.metrics.node(),
                "partitions could not be handed back: {error}"
            );
        }
        self.shared.state().draining = false;
        self.shared.reader.wake();
    }

    /// Reads no more of some lanes, waits until what was handed on of them has been dealt with, and commits that.
    async fn drain(&mut self, which: impl Fn(&Lane) -> bool, deadline: Instant) {
        {
            let mut state = self.shared.state();
            state.draining = true;
            for lane in state.lanes.iter_mut().filter(|lane| which(lane)) {
                lane.draining = true;
                // It was not handed on.
                lane.batch = Vec::new();
                lane.since = None;
            }
        }
        let drained = self.serve(Some(deadline), |this, cx| {
            let mut state = this.shared.state();
            state.settle(Some(cx), this.shared.metrics.node());
            let pending = state
                .lanes
                .iter()
                .any(|lane| lane.draining && lane.position.pending() > 0);
            drop(state);
            this.shared.reader.wake();
            !pending
        });
        if !drained.await {
            tracing::warn!(
                node = self.shared.metrics.node(),
                "elements were not dealt with in {:?}; they come again",
                self.drain_timeout
            );
        }
        // One commit may be on its way with less; then another one with all. One that is refused is no use to try again while
        // the group waits for this member.
        for _ in 0..2 {
            self.serve(Some(deadline + AGAIN), |this, _| !this.shared.state().committing)
                .await;
            self.commit();
        }
        self.serve(Some(deadline + AGAIN), |this, _| !this.shared.state().committing)
            .await;
    }

    /// Waits for what is on its way, commits it, and leaves the group.
    pub(super) async fn close(mut self) {
        let deadline = Instant::now() + self.drain_timeout;
        self.drain(|_| true, deadline).await;
        while self.has_to_commit() && Instant::now() < deadline {
            let again = self.commits.not_before.min(deadline);
            self.serve(Some(again), |_, _| false).await;
            self.commit();
            self.serve(Some(deadline), |this, _| !this.shared.state().committing)
                .await;
        }
        for rebalance in core::mem::take(&mut self.rebalances) {
            let answered = match rebalance {
                Rebalance::Assign(_) => refuse(&self.consumer),
                Rebalance::Revoke(partitions) => {
                    let mut list = TopicPartitionList::new();
                    for (topic, partition) in &partitions {
                        list.add_partition(topic, *partition);
                    }
                    hand_back(&self.consumer, &list)
                }
            };
            if let Err(error) = answered {
                tracing::debug!(
                    node = self.shared.metrics.node(),
                    "partitions could not be handed back: {error}"
                );
            }
        }
        let result = {
            let state = self.shared.state();
            match (&state.ended, state.uncommitted) {
                (Some(error), _) => Err(error.clone()),
                (None, 0) => Ok(()),
                (None, elements) => Err(KafkaError::Unsettled {
                    node: self.shared.metrics.node().to_owned(),
                    elements,
                }),
            }
        };
        let (closed, clerk) = (self.closed.clone(), self.clerk.take());
        drop(self);
        // It says good-bye to the group, if there is a broker to hear it.
        if let Some(clerk) = clerk {
            let _ = timeout(GOOD_BYE, clerk.leave()).await;
        }
        closed.send_replace(Some(result));
    }
}
