//! The task that speaks with the group: it takes and gives back partitions, commits, and looks after the connection.

use core::future::poll_fn;
use core::pin::{Pin, pin};
use core::task::{Context as TaskContext, Poll};
use core::time::Duration;
use std::collections::VecDeque;
use std::sync::Arc;

use rdkafka::consumer::{CommitMode, Consumer as _, RebalanceProtocol};
use rdkafka::error::{KafkaError as ClientError, KafkaResult, RDKafkaErrorCode as Code};
use rdkafka::topic_partition_list::{Offset, TopicPartitionList};
use tokio::sync::oneshot::{self, error::RecvError};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until, timeout};

use super::clerk::Clerk;
use super::context::{Consumer, Event, hand_back, refuse};
use super::starts::{Begin, Origins};
use super::state::{Lane, Shared};
use crate::kafka::KafkaError;
use crate::kafka::error::{is_authentication, is_refusal, is_unknown_topic};
use crate::kafka::topics::{ANSWER, Trouble, partitions_of};
use crate::reconnect::Attempts;

/// How long to wait before a commit that was refused is tried again.
const AGAIN: Duration = Duration::from_millis(200);

/// How long to wait for the client to leave its group.
const GOOD_BYE: Duration = Duration::from_secs(5);

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

/// When to commit.
pub(super) struct Commits {
    /// At the latest.
    due: Instant,
    /// At the earliest, since one was refused.
    not_before: Instant,
    /// The one that is on its way, and what it says of which lane.
    asked: Option<oneshot::Receiver<KafkaResult<()>>>,
    sent: Vec<(u32, u64)>,
    told: Option<Instant>,
}

impl Commits {
    pub(super) fn new() -> Self {
        let now = Instant::now();
        Self {
            due: now,
            not_before: now,
            asked: None,
            sent: Vec::new(),
            told: None,
        }
    }
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

    /// Begins to read partitions.
    async fn assign(&mut self, partitions: Vec<(String, i32)>) {
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
    async fn revoke(&mut self, partitions: &[(String, i32)]) {
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

    fn commit_if_due(&mut self) {
        let now = Instant::now();
        let due = {
            let mut state = self.shared.state();
            state.settle(None, self.shared.metrics.node());
            !state.committing && (state.commit_is_due() || now >= self.commits.due)
        };
        if due && now >= self.commits.not_before {
            self.commit();
        }
    }

    /// Sends what is done to the brokers, if they do not know it. One commit at a time.
    fn commit(&mut self) {
        self.commits.due = Instant::now() + self.commit_interval;
        let mut state = self.shared.state();
        if state.committing {
            return;
        }
        state.done = 0;
        let mut list = TopicPartitionList::new();
        self.commits.sent.clear();
        for lane in &mut state.lanes {
            if let Some(next) = lane.position.to_commit()
                && let Ok(offset) = i64::try_from(next)
                && list
                    .add_partition_offset(&lane.topic, lane.partition, Offset::Offset(offset))
                    .is_ok()
            {
                lane.position.sent(next);
                self.commits.sent.push((lane.number, next));
            }
        }
        if list.count() > 0 {
            state.committing = true;
            // The client tells nobody what has become of a commit for which it does not wait.
            self.commits.asked = self.ask(move |consumer| consumer.commit(&list, CommitMode::Sync));
        }
    }

    fn committed(&mut self, answer: KafkaResult<()>) {
        let mut state = self.shared.state();
        state.committing = false;
        for (number, next) in self.commits.sent.drain(..) {
            let lane = state.lanes.iter_mut().find(|lane| lane.number == number);
            let freed = lane.map_or(0, |lane| lane.position.answered(next, answer.is_ok()));
            state.uncommitted = state.uncommitted.saturating_sub(freed);
        }
        drop(state);
        match answer {
            Ok(()) => self.attempts.connected(),
            Err(error) => self.refused(&error),
        }
        self.shared.reader.wake();
    }

    /// A commit that was refused is no failure: the group is being arranged anew, or the brokers are away. What is done stays
    /// done here, and is committed later; if the partition is lost, it comes again to whoever has it.
    fn refused(&mut self, error: &ClientError) {
        let now = Instant::now();
        self.commits.not_before = now + AGAIN;
        self.commits.due = now + AGAIN;
        if self
            .commits
            .told
            .is_none_or(|told| now.duration_since(told) >= Duration::from_secs(60))
        {
            self.commits.told = Some(now);
            tracing::warn!(
                node = self.shared.metrics.node(),
                "not committed, to be tried again: {error}"
            );
        }
    }

    /// Waits for what is on its way, commits it, and leaves the group.
    async fn close(mut self) {
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

    fn has_to_commit(&self) -> bool {
        let state = self.shared.state();
        state.lanes.iter().any(|lane| lane.position.to_commit().is_some())
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
