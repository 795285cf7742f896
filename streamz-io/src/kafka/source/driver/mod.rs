//! The task that speaks with the group: it takes and gives back partitions, commits, and looks after the connection.

mod commits;
mod group;

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::{Context as TaskContext, Poll};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::Arc;

use rdkafka::consumer::Consumer as _;
use rdkafka::error::{KafkaError as ClientError, RDKafkaErrorCode as Code};
use tokio::sync::oneshot::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};

pub(super) use self::commits::Commits;

use self::commits::AGAIN;
use super::clerk::Clerk;
use super::context::{Consumer, Event};
use super::starts::Origins;
use super::state::Shared;
use crate::kafka::KafkaError;
use crate::kafka::error::{is_authentication, is_refusal, is_unknown_topic};
use crate::kafka::topics::{ANSWER, Trouble, partitions_of};
use crate::reconnect::Attempts;

/// How long a topic may be away before it counts as deleted: brokers that start do not know all of theirs at once.
const MISSING: Duration = Duration::from_secs(30);

pub(super) struct Driver {
    pub(super) consumer: Arc<Consumer>,
    /// Behind the consumer, which it is the last to have.
    pub(super) clerk: Option<Clerk>,
    pub(super) shared: Arc<Shared>,
    pub(super) topics: Arc<[String]>,
    pub(super) origins: Arc<Origins>,
    pub(super) commit_interval: Duration,
    pub(super) drain_timeout: Duration,
    pub(super) attempts: Attempts,
    pub(super) closed: watch::Sender<Option<Result<(), KafkaError>>>,
    /// What the client wants and has not been given an answer to.
    pub(super) rebalances: VecDeque<Rebalance>,
    pub(super) commits: Commits,
    pub(super) probe: Probe,
}

pub(super) enum Rebalance {
    Assign(Vec<(String, i32)>),
    Revoke(Vec<(String, i32)>),
}
/// Whether the brokers answer, which is asked when there is reason to doubt it.
#[derive(Default)]
pub(super) struct Probe {
    at: Option<Instant>,
    asked: Option<oneshot::Receiver<Result<(), Trouble>>>,
    /// Since when a topic is away.
    missing: Option<Instant>,
}

impl Driver {
    pub(super) async fn run(mut self) {
        loop {
            self.serve(None, |this, _| !this.rebalances.is_empty() || this.is_stopping())
                .await;
            if self.is_stopping() {
                break;
            }
            match self.rebalances.pop_front() {
                Some(Rebalance::Assign(partitions)) => self.assign(partitions).await,
                Some(Rebalance::Revoke(partitions)) => self.revoke(&partitions).await,
                None => {}
            }
        }
        self.close().await;
    }

    /// Whether the stream has been dropped, or has ended.
    fn is_stopping(&self) -> bool {
        let state = self.shared.state();
        state.dropped || state.ended.is_some()
    }

    /// Does what is always to be done, until something is so, or the time is over; says whether it is.
    async fn serve(
        &mut self,
        deadline: Option<Instant>,
        mut until: impl FnMut(&mut Self, &mut TaskContext<'_>) -> bool,
    ) -> bool {
        let wake = Arc::clone(&self.shared.driver);
        loop {
            self.poll_client();
            self.commit_if_due();
            self.probe_if_due();
            let mut notified = pin!(wake.notified());
            let mut sleep = pin!(sleep_until(self.wake_at(deadline)));
            let done = poll_fn(|cx| {
                if until(self, cx) {
                    return Poll::Ready(true);
                }
                if let Some(asked) = &mut self.probe.asked
                    && let Poll::Ready(answer) = Pin::new(asked).poll(cx)
                {
                    self.probe.asked = None;
                    self.probed(answer);
                    return Poll::Ready(false);
                }
                if let Some(asked) = &mut self.commits.asked
                    && let Poll::Ready(answer) = Pin::new(asked).poll(cx)
                {
                    self.commits.asked = None;
                    self.committed(answer.unwrap_or(Err(ClientError::Canceled)));
                    return Poll::Ready(false);
                }
                if notified.as_mut().poll(cx).is_ready() || sleep.as_mut().poll(cx).is_ready() {
                    return Poll::Ready(false);
                }
                Poll::Pending
            });
            if done.await {
                return true;
            }
            if deadline.is_some_and(|deadline| Instant::now() >= deadline) {
                return false;
            }
        }
    }

    /// When there is something to do if nothing happens. The client wants to be polled now and then, too.
    fn wake_at(&self, deadline: Option<Instant>) -> Instant {
        let due = if self.shared.state().committing {
            Instant::now() + self.commit_interval
        } else {
            self.commits.due.max(self.commits.not_before)
        };
        let latest = Instant::now() + Duration::from_secs(1);
        let times = [Some(due), deadline, self.probe.at, Some(latest)];
        times.into_iter().flatten().min().unwrap_or(latest)
    }

    /// Lets the client tell what it has to tell. Its messages come by the queues of the lanes.
    fn poll_client(&mut self) {
        loop {
            let served = self.consumer.context().served();
            match self.consumer.poll(Duration::ZERO) {
                None if self.consumer.context().served() == served => break,
                None | Some(Err(_)) => {}
                Some(Ok(_)) => {
                    // It would be missing in its lane.
                    let why = "a message came past the queue of its partition; this is a fault of streamz".into();
                    self.fail(|node| KafkaError::Fatal { node, why });
                }
            }
        }
        for event in self.consumer.context().events() {
            match event {
                Event::Assign(partitions) => self.rebalances.push_back(Rebalance::Assign(partitions)),
                Event::Revoke(partitions) => self.rebalances.push_back(Rebalance::Revoke(partitions)),
                Event::Error(code, why) => self.trouble(code, why),
            }
        }
    }

    fn fail(&self, error: impl FnOnce(String) -> KafkaError) {
        self.shared.end(error(self.shared.metrics.node().to_owned()));
    }

    fn trouble(&mut self, code: Code, why: String) {
        if let Some((_, why)) = self.consumer.client().fatal_error() {
            self.fail(|node| KafkaError::Fatal { node, why });
        } else if is_refusal(code) {
            self.fail(|node| KafkaError::Refused { node, why });
        } else if is_unknown_topic(code) {
            self.probe.missing.get_or_insert_with(Instant::now);
            self.probe.at.get_or_insert_with(Instant::now);
        } else if code == Code::AllBrokersDown || is_authentication(code) {
            let pause = self.attempts.lost(&why);
            self.probe.at.get_or_insert(Instant::now() + pause);
        } else {
            tracing::debug!(node = self.shared.metrics.node(), "{code}: {why}");
        }
    }

    fn probe_if_due(&mut self) {
        if self.probe.asked.is_some() || self.probe.at.is_none_or(|at| Instant::now() < at) {
            return;
        }
        self.probe.at = None;
        let topics = Arc::clone(&self.topics);
        self.probe.asked = self.ask(move |consumer| {
            let mut topics = topics.iter();
            topics.try_for_each(|topic| partitions_of(consumer.client(), topic, ANSWER).map(drop))
        });
    }

    fn probed(&mut self, answer: Result<Result<(), Trouble>, RecvError>) {
        let now = Instant::now();
        match answer {
            Ok(Ok(())) => {
                self.attempts.connected();
                self.probe.missing = None;
            }
            Ok(Err(Trouble::UnknownTopic(topic))) => {
                self.attempts.connected();
                let since = *self.probe.missing.get_or_insert(now);
                if now.duration_since(since) >= MISSING {
                    self.fail(|node| KafkaError::UnknownTopic { node, topic });
                }
                self.probe.at = Some(now + Duration::from_secs(1));
            }
            Ok(Err(Trouble::Client(error))) => self.probe.at = Some(now + self.attempts.lost(&error)),
            Err(_) => self.probe.at = Some(now + AGAIN),
        }
    }

    fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Consumer) -> T + Send + 'static,
    ) -> Option<oneshot::Receiver<T>> {
        self.clerk.as_ref().map(|clerk| clerk.ask(work))
    }
}

impl Drop for Driver {
    /// Also if the runtime ends, and with it this task. The clerk then closes the consumer.
    fn drop(&mut self) {
        self.consumer.context().close();
        self.shared.close(|_| true);
        self.shared.metrics.set_connected(false);
        self.fail(|node| KafkaError::Shutdown { node });
    }
}
