//! What the stream and the driver share: the partitions that are read, and the elements of them that are on their way.

use core::sync::atomic::{AtomicBool, Ordering::AcqRel, Ordering::Release};
use core::task::{Context as TaskContext, Poll};
use core::time::Duration;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use atomic_waker::AtomicWaker;
use rdkafka::consumer::base_consumer::PartitionQueue;
use streamz_runtime::meta::Outcome;
use tokio::sync::Notify;

use super::context::{Consumer, Context};
use super::position::Position;
use crate::Metrics;
use crate::kafka::{KafkaError, Message};
use crate::receipt::{Ledger, OnFailure, Place, Receipt};

/// Shared by the stream, which hands messages on, and the driver, which does everything else.
pub(super) struct Shared {
    state: Mutex<State>,
    /// The task that reads the stream.
    pub(super) reader: AtomicWaker,
    pub(super) driver: Arc<Notify>,
    pub(super) metrics: Metrics,
}

pub(super) struct State {
    /// By rising number.
    pub(super) lanes: Vec<Lane>,
    numbers: u32,
    /// The place of the lane whose turn it is.
    turn: usize,
    ledger: Ledger,
    in_flight: usize,
    /// How many elements were handed on and are not known to be committed.
    pub(super) uncommitted: usize,
    /// How many were done since the last commit.
    pub(super) done: usize,
    /// A commit is on its way.
    pub(super) committing: bool,
    on_failure: OnFailure,
    /// The driver waits for elements of lanes that are being given back.
    pub(super) draining: bool,
    /// The stream is gone: what fails now went with the pipeline.
    pub(super) dropped: bool,
    /// Why the source has ended.
    pub(super) ended: Option<KafkaError>,
}

/// A partition for as long as it is assigned. When it comes back it is another lane, with another number.
pub(super) struct Lane {
    pub(super) number: u32,
    pub(super) topic: Arc<str>,
    pub(super) partition: i32,
    queue: PartitionQueue<Context>,
    /// Whether there may be something in the queue.
    filled: Arc<AtomicBool>,
    pub(super) position: Position,
    /// It is to be given back: nothing is read from it.
    pub(super) draining: bool,
    /// The batch that fills, and since when.
    pub(super) batch: Vec<Message>,
    pub(super) since: Option<Instant>,
}

impl Shared {
    pub(super) fn new(in_flight: usize, on_failure: OnFailure, driver: Arc<Notify>, metrics: Metrics) -> Self {
        let in_flight = in_flight.max(1);
        Self {
            state: Mutex::new(State {
                lanes: Vec::new(),
                numbers: 0,
                turn: 0,
                ledger: Ledger::new(in_flight, metrics.clone()),
                in_flight,
                uncommitted: 0,
                done: 0,
                committing: false,
                on_failure,
                draining: false,
                dropped: false,
                ended: None,
            }),
            reader: AtomicWaker::new(),
            driver,
            metrics,
        }
    }

    pub(super) fn state(&self) -> MutexGuard<'_, State> {
        // Nothing under it leaves anything half done when it unwinds.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the source: what is on its way goes on, nothing new is handed on.
    pub(super) fn end(&self, error: KafkaError) {
        self.state().end(error);
        self.reader.wake();
        self.driver.notify_one();
    }

    /// The state, if there is room for an element; the task is woken when there is.
    ///
    /// # Errors
    ///
    /// Why the source has ended.
    pub(super) fn poll_room(&self, cx: &mut TaskContext<'_>) -> Poll<Result<MutexGuard<'_, State>, KafkaError>> {
        self.reader.register(cx.waker());
        let mut state = self.state();
        state.settle(None, self.metrics.node());
        // While it drains, the driver looks at what settles, and wakes this task.
        if !state.has_room() && !state.draining {
            state.settle(Some(cx), self.metrics.node());
        }
        if state.commit_is_due() {
            self.driver.notify_one();
        }
        if let Some(error) = &state.ended {
            return Poll::Ready(Err(error.clone()));
        }
        if state.has_room() {
            Poll::Ready(Ok(state))
        } else {
            Poll::Pending
        }
    }

    /// Begins to read a partition at `start`. `pinned` tells whether the brokers know that.
    pub(super) fn open(
        self: &Arc<Self>,
        consumer: &Arc<Consumer>,
        topic: &str,
        partition: i32,
        start: u64,
        pinned: bool,
    ) {
        // Before the client is told to read it, so that nothing of it comes another way.
        let Some(mut queue) = consumer.split_partition_queue(topic, partition) else {
            tracing::error!(
                node = self.metrics.node(),
                "partition {partition} of {topic} has no queue"
            );
            return;
        };
        let filled = Arc::new(AtomicBool::new(true));
        queue.set_nonempty_callback({
            let (filled, shared) = (Arc::clone(&filled), Arc::downgrade(self));
            move || {
                filled.store(true, Release);
                if let Some(shared) = shared.upgrade() {
                    shared.reader.wake();
                }
            }
        });
        let mut state = self.state();
        state.numbers = state.numbers.wrapping_add(1);
        let number = state.numbers;
        let position = Position::new(start, pinned, state.in_flight);
        state.lanes.push(Lane {
            number,
            topic: topic.into(),
            partition,
            queue,
            filled,
            position,
            draining: false,
            batch: Vec::new(),
            since: None,
        });
    }

    /// Takes away the lanes of which `which` is true. What is still on its way of them is not committed by this source any more.
    pub(super) fn close(&self, which: impl Fn(&Lane) -> bool) {
        let mut state = self.state();
        let (gone, kept) = core::mem::take(&mut state.lanes).into_iter().partition(which);
        state.lanes = kept;
        state.uncommitted = state.lanes.iter().map(|lane| lane.position.uncommitted()).sum();
        drop(state);
        // A queue is let go of by the client under locks of its own.
        drop::<Vec<Lane>>(gone);
    }
}

impl State {
    pub(super) fn end(&mut self, error: KafkaError) {
        self.ended.get_or_insert(error);
    }

    /// Whether an element may be handed on.
    pub(super) fn has_room(&self) -> bool {
        self.uncommitted < self.in_flight && self.ledger.has_room()
    }

    /// Whether what is done should be committed without waiting.
    pub(super) fn commit_is_due(&self) -> bool {
        !self.committing && self.done > 0 && (2 * self.done >= self.in_flight || self.uncommitted >= self.in_flight)
    }

    /// Looks at what has settled; with a context, its task is woken when more does.
    pub(super) fn settle(&mut self, mut cx: Option<&mut TaskContext<'_>>, node: &str) {
        loop {
            let settled = match &mut cx {
                None => self.ledger.next_settled(),
                Some(cx) => match self.ledger.poll_settled(cx) {
                    Poll::Ready(settled) => Some(settled),
                    Poll::Pending => None,
                },
            };
            let Some((Place { lane, number: offset }, outcome)) = settled else {
                return;
            };
            // One of a lane that is gone is late: somebody else reads on from what was committed.
            let Ok(at) = self.lanes.binary_search_by_key(&lane, |lane| lane.number) else {
                continue;
            };
            let lane = &mut self.lanes[at];
            let done = outcome == Outcome::Done || (self.on_failure == OnFailure::Skip && !self.dropped);
            lane.position.settle(offset, done);
            if done {
                self.done += 1;
            } else if !self.dropped {
                let failed = KafkaError::Failed {
                    node: node.to_owned(),
                    topic: (*lane.topic).to_owned(),
                    partition: lane.partition,
                    offset: i64::try_from(offset).unwrap_or(i64::MAX),
                };
                self.end(failed);
            }
        }
    }

    /// The next message of any lane, each having its turn, and the place of the lane it is of.
    pub(super) fn pull(&mut self, keys: bool) -> Option<(usize, Message)> {
        for _ in 0..self.lanes.len() {
            self.turn = if self.turn + 1 < self.lanes.len() {
                self.turn + 1
            } else {
                0
            };
            let at = self.turn;
            if let Some(message) = self.pull_from(at, keys) {
                return Some((at, message));
            }
        }
        None
    }

    /// The next message of the lane at a place.
    pub(super) fn pull_from(&mut self, at: usize, keys: bool) -> Option<Message> {
        let lane = self.lanes.get_mut(at).filter(|lane| !lane.draining)?;
        // First the flag, then the queue: whatever comes behind the last look sets the flag again.
        if !lane.filled.swap(false, AcqRel) {
            return None;
        }
        let polled = lane.queue.poll(Duration::ZERO)?;
        lane.filled.store(true, Release);
        // What is wrong was told to the context.
        polled.ok().map(|lent| Message::new(&lane.topic, &lent, keys))
    }

    /// Hands on an element of the lane at a place: up to which offset it reaches. There must be room: see `poll_room`.
    pub(super) fn issue(&mut self, at: usize, offset: i64, node: &str) -> Option<Receipt> {
        let number = u64::try_from(offset).ok()?;
        let at = if self.lanes.get(at)?.position.follows(number) {
            at
        } else {
            self.rewind(at, number, node)
        };
        let lane = self.lanes.get_mut(at)?;
        // Without a receipt, the element is never committed, and comes again.
        lane.position.begin(number);
        self.uncommitted += 1;
        self.ledger.issue(Place {
            lane: lane.number,
            number,
        })
    }

    /// The log of a partition is shorter than it was: it was made anew, or a broker has lost its end. What is there now is read
    /// from its beginning, by another lane.
    fn rewind(&mut self, at: usize, start: u64, node: &str) -> usize {
        let mut lane = self.lanes.remove(at);
        tracing::warn!(
            node,
            "partition {} of {} goes back to offset {start}",
            lane.partition,
            lane.topic
        );
        self.uncommitted -= lane.position.uncommitted();
        self.numbers = self.numbers.wrapping_add(1);
        lane.number = self.numbers;
        lane.position = Position::new(start, false, self.in_flight);
        self.lanes.push(lane);
        self.lanes.len() - 1
    }
}
