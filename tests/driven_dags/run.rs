//! Sends items into a pipeline in one of several manners, and drains it.

use core::cell::RefCell;
use core::pin::{Pin, pin};
use core::task::{Context, Waker};

use futures::future::{Either, select};
use streamz::drive::{Emitting, Outcome, PushError};
use streamz::prelude::*;
use streamz::time::{NEVER, Ticks, Timer, VirtualClock};

use crate::graph::{Graph, SOURCES};
use crate::model::Chain;

/// A description, and the pipeline that was printed from it.
pub(crate) struct Case {
    pub(crate) graph: Graph,
    pub(crate) run: fn(&Log, &[Send], Manner),
}

/// An item, the source it goes into, and the time that passes before it does.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Send {
    pub(crate) gap: Ticks,
    pub(crate) source: usize,
    pub(crate) item: i64,
    /// How often an impatient emitter polls.
    pub(crate) patience: u8,
}

/// How items are sent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Manner {
    /// Each is awaited, and the pipeline is driven in between.
    Awaited,
    /// Each is awaited, and nobody cares for the pipeline in between.
    Neglected,
    /// The future is dropped after some polls.
    Impatient,
    /// Pushed by hand; what does not find room is given up.
    ByHand,
}

/// What became of the items of one run.
#[derive(Default)]
pub(crate) struct Log {
    pub(crate) clock: VirtualClock,
    noted: RefCell<Noted>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Noted {
    /// What the pipeline took in.
    pub(crate) sent: [Chain; SOURCES],
    /// What it pulled at each node that is a source.
    pub(crate) pulled: Vec<Chain>,
    /// What came to each sink.
    pub(crate) sinks: Vec<Chain>,
    /// How many items are in each node now, and how many were at most.
    pub(crate) levels: Vec<(usize, usize)>,
    pub(crate) failures: u64,
}

fn at<T: Clone + Default>(list: &mut Vec<T>, place: usize) -> &mut T {
    list.resize(list.len().max(place + 1), T::default());
    &mut list[place]
}

impl Log {
    /// An item has come to a sink.
    pub(crate) fn add(&self, sink: usize, x: i64) {
        at(&mut self.noted.borrow_mut().sinks, sink).push(x);
    }

    /// An item is pulled at a node.
    pub(crate) fn pull(&self, node: usize, x: i64) -> i64 {
        at(&mut self.noted.borrow_mut().pulled, node).push(x);
        x
    }

    /// An item comes to a node.
    pub(crate) fn enter(&self, node: usize, x: i64) -> i64 {
        let mut noted = self.noted.borrow_mut();
        let (level, most) = at(&mut noted.levels, node);
        *level += 1;
        *most = (*most).max(*level);
        x
    }

    /// An item has left a node.
    pub(crate) fn leave(&self, node: usize, x: i64) -> i64 {
        at(&mut self.noted.borrow_mut().levels, node).0 -= 1;
        x
    }

    pub(crate) fn noted(&self) -> Noted {
        self.noted.borrow().clone()
    }

    fn taken(&self, send: &Send) {
        self.noted.borrow_mut().sent[send.source].push(send.item);
    }

    /// Sends all items, and drains.
    pub(crate) fn run<P>(&self, mut p: Pin<&mut P>, sends: &[Send], manner: Manner)
    where
        P: Push<i64, 0> + Push<i64, 1> + Drive<Timer: Timer>,
    {
        let clock = &self.clock;
        for send in sends {
            match manner {
                Manner::Awaited | Manner::Neglected => {
                    let sent = clock.block_on(async {
                        let mut pause = pin!(clock.sleep(send.gap));
                        if manner == Manner::Neglected {
                            pause.await;
                        } else {
                            while let Either::Right(_) = select(&mut pause, p.run()).await {}
                        }
                        match send.source {
                            0 => drop(Emitting::<_, _, 0>::new(p.as_mut(), send.item).await),
                            _ => drop(Emitting::<_, _, 1>::new(p.as_mut(), send.item).await),
                        }
                    });
                    sent.expect("an emitter waits for what will not come");
                    self.taken(send);
                }
                Manner::Impatient => {
                    clock.advance(send.gap);
                    let accepted = match send.source {
                        0 => poll_some(Emitting::<_, _, 0>::new(p.as_mut(), send.item), send.patience),
                        _ => poll_some(Emitting::<_, _, 1>::new(p.as_mut(), send.item), send.patience),
                    };
                    if accepted {
                        self.taken(send);
                    }
                }
                Manner::ByHand => {
                    clock.advance(send.gap);
                    let now = clock.now();
                    let cx = &mut Context::from_waker(Waker::noop());
                    let taken = match send.source {
                        0 => is_taken(&Push::<_, 0>::try_push_at(p.as_mut(), now, send.item, cx)),
                        _ => is_taken(&Push::<_, 1>::try_push_at(p.as_mut(), now, send.item, cx)),
                    };
                    if taken {
                        self.taken(send);
                    }
                }
            }
        }
        let drained = clock.block_on(async { while outcome(p.shutdown().await).is_err() {} });
        drained.expect("a pipeline that was closed waits for what will not come");
        assert_eq!(p.deadline(), NEVER, "an empty pipeline waits for something");
        self.noted.borrow_mut().failures = p.failures();
    }
}

fn outcome<O: Outcome>(outcome: O) -> Result<(), O::Error> {
    outcome.into_result()
}

/// Polls a future at most so often; whether the pipeline has the item.
fn poll_some<P, const PORT: usize>(mut emitting: Emitting<'_, P, i64, PORT>, patience: u8) -> bool
where
    P: Push<i64, PORT> + Drive<Timer: Timer>,
{
    let cx = &mut Context::from_waker(Waker::noop());
    for _ in 0..patience {
        if Pin::new(&mut emitting).poll(cx).is_ready() {
            break;
        }
    }
    emitting.is_accepted()
}

fn is_taken<E>(pushed: &Result<(), PushError<i64, E>>) -> bool {
    matches!(pushed, Ok(()) | Err(PushError::Failed(_)))
}
