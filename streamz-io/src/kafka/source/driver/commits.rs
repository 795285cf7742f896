//! When to commit, and what becomes of it.

use core::time::Duration;

use rdkafka::consumer::{CommitMode, Consumer as _};
use rdkafka::error::{KafkaError as ClientError, KafkaResult};
use rdkafka::topic_partition_list::{Offset, TopicPartitionList};
use tokio::sync::oneshot;
use tokio::time::Instant;

use super::Driver;

/// How long to wait before a commit that was refused is tried again.
pub(super) const AGAIN: Duration = Duration::from_millis(200);

/// When to commit.
pub(in crate::kafka::source) struct Commits {
    /// At the latest.
    pub(super) due: Instant,
    /// At the earliest, since one was refused.
    pub(super) not_before: Instant,
    /// The one that is on its way, and what it says of which lane.
    pub(super) asked: Option<oneshot::Receiver<KafkaResult<()>>>,
    pub(super) sent: Vec<(u32, u64)>,
    pub(super) told: Option<Instant>,
}

impl Commits {
    pub(in crate::kafka::source) fn new() -> Self {
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

impl Driver {
    pub(super) fn commit_if_due(&mut self) {
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
    pub(super) fn commit(&mut self) {
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

    pub(super) fn committed(&mut self, answer: KafkaResult<()>) {
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

    pub(super) fn has_to_commit(&self) -> bool {
        let state = self.shared.state();
        state.lanes.iter().any(|lane| lane.position.to_commit().is_some())
    }
}
