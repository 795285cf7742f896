//! Boundaries that hold single items: queues, delays, and those that choose.

use core::convert::Infallible;
use core::pin::Pin;
use core::task::Context;
use std::collections::VecDeque;

use streamz::boundary::{Boundary, Next};
use streamz::operator::{AnyTick, Node};
use streamz::prelude::*;
use streamz::time::{NEVER, Ticks};

use crate::follow::{Model, Ticking, check, every, intervals, repetitions, scripts};

/// Items in a queue of so many, and one more whose emitter waits.
#[derive(Clone)]
struct Queued {
    size: usize,
    held: VecDeque<(Ticks, i32)>,
}

impl Queued {
    fn new(size: usize) -> Self {
        Self {
            size: size.max(1),
            held: VecDeque::new(),
        }
    }

    fn is_clear(&self) -> bool {
        self.held.len() <= self.size
    }
}

/// Every item leaves so long after it came.
#[derive(Clone)]
struct Delay(Ticks, Queued);

impl Model for Delay {
    type Out = i32;

    fn leave(&mut self, now: Ticks) -> Vec<i32> {
        let mut out = Vec::new();
        while self.1.held.front().is_some_and(|(came, _)| came + self.0 <= now) {
            out.extend(self.1.held.pop_front().map(|(_, x)| x));
        }
        out
    }

    fn take(&mut self, now: Ticks, x: i32) {
        self.1.held.push_back((now, x));
    }

    fn is_clear(&self) -> bool {
        self.1.is_clear()
    }

    fn deadline(&self) -> Ticks {
        self.1.held.front().map_or(NEVER, |(came, _)| came + self.0)
    }

    fn close(&mut self, _: Ticks) {}
}

#[test]
fn delays() {
    check((scripts(), 0..60u64, 0usize..5), |(script, interval, n)| {
        driven!(script, Delay(interval, Queued::new(n)); |s| s.delay(interval, n));
        driven!(script, Delay(interval, Queued::new(1)); |s| s.delay(interval, 1));
        driven!(script, Delay(interval, Queued::new(3)); |s| s.delay(core::time::Duration::from_nanos(interval), 3));
        Ok(())
    });
}

/// One after another from a queue: each has its time to leave, one interval after that of the one before.
#[derive(Clone)]
struct Paced {
    interval: Ticks,
    free: Ticks,
    /// When the first of the queue may leave.
    slot: Ticks,
    queue: VecDeque<i32>,
    size: usize,
    /// Where only the newest waits.
    conflated: bool,
}

impl Paced {
    fn new(interval: Ticks, size: usize) -> Self {
        Self {
            interval,
            free: 0,
            slot: 0,
            queue: VecDeque::new(),
            size,
            conflated: false,
        }
    }

    /// The first of the queue gets its time.
    fn reserve(&mut self, now: Ticks) {
        if !self.queue.is_empty() {
            self.slot = self.free.max(now);
            self.free = self.slot + self.interval;
        }
    }
}

impl Model for Paced {
    type Out = i32;

    fn leave(&mut self, now: Ticks) -> Vec<i32> {
        let mut out = Vec::new();
        while self.deadline() <= now {
            out.extend(self.queue.pop_front());
            self.reserve(now);
        }
        out
    }

    fn take(&mut self, now: Ticks, x: i32) {
        if self.conflated {
            // The first of them is on its way already.
            self.queue.truncate(1);
        }
        self.queue.push_back(x);
        if self.queue.len() == 1 {
            self.reserve(now);
        }
    }

    fn is_clear(&self) -> bool {
        self.conflated || self.queue.len() < self.size
    }

    fn deadline(&self) -> Ticks {
        self.queue.front().map_or(NEVER, |_| self.slot)
    }

    fn close(&mut self, _: Ticks) {}
}

#[test]
fn rate_limits() {
    check((scripts(), 0..60u64), |(script, interval)| {
        driven!(script, Paced::new(interval, 1); |s| s.rate_limit(interval));
        Ok(())
    });
}

/// A buffer hands on what the place behind it has room for: that place, the buffer, and one whose emitter waits.
#[test]
fn buffers() {
    let inputs = (scripts(), 0..60u64, 0usize..5);
    check(inputs, |(script, interval, n)| {
        driven!(script, Paced::new(interval, n.max(1) + 2); |s| s.buffer(n).rate_limit(interval));
        driven!(script, Paced::new(interval, 3); |s| s.buffer(1).rate_limit(interval));
        driven!(script, Paced::new(interval, 6); |s| s.buffer(4).rate_limit(interval));
        driven!(script, Paced::new(interval, 8); |s| s.buffer(2).buffer(3).rate_limit(interval));
        driven!(script, Paced::new(interval, usize::MAX); |s| s.buffer_unbounded().rate_limit(interval));
        Ok(())
    });
}

#[test]
fn the_latest() {
    check((scripts(), 0..60u64), |(script, interval)| {
        let model = Paced {
            conflated: true,
            ..Paced::new(interval, 2)
        };
        driven!(script, model; |s| s.latest().rate_limit(interval));
        Ok(())
    });
}

/// The newest, once it has been quiet for so long.
#[derive(Clone)]
struct Debounce {
    quiet: Ticks,
    newest: Option<(Ticks, i32)>,
}

impl Model for Debounce {
    type Out = i32;

    fn leave(&mut self, now: Ticks) -> Vec<i32> {
        let due = self.deadline() <= now;
        let newest = if due { self.newest.take() } else { None };
        newest.into_iter().map(|(_, x)| x).collect()
    }

    fn take(&mut self, now: Ticks, x: i32) {
        self.newest = Some((now + self.quiet, x));
    }

    fn deadline(&self) -> Ticks {
        self.newest.map_or(NEVER, |(due, _)| due)
    }

    fn close(&mut self, now: Ticks) {
        self.newest = self.newest.map(|(_, x)| (now, x));
    }
}

#[test]
fn debounces() {
    check((scripts(), 0..60u64), |(script, quiet)| {
        driven!(script, Debounce { quiet, newest: None }; |s| s.debounce(quiet));
        Ok(())
    });
}

/// The first, and none for so long.
#[derive(Clone)]
struct Throttle {
    interval: Ticks,
    free: Ticks,
    passing: Vec<i32>,
}

impl Model for Throttle {
    type Out = i32;

    fn leave(&mut self, _: Ticks) -> Vec<i32> {
        core::mem::take(&mut self.passing)
    }

    fn take(&mut self, now: Ticks, x: i32) {
        if now >= self.free {
            self.free = now + self.interval;
            self.passing.push(x);
        }
    }

    fn deadline(&self) -> Ticks {
        NEVER
    }

    fn close(&mut self, _: Ticks) {}
}

#[test]
fn throttles() {
    check((scripts(), 0..60u64), |(script, interval)| {
        let model = Throttle {
            interval,
            free: 0,
            passing: vec![],
        };
        driven!(script, model; |s| s.throttle(interval));
        Ok(())
    });
}

/// The newest, at every tick before which one came.
#[derive(Clone)]
struct Sample {
    ticking: Ticking,
    newest: Option<i32>,
    closed: bool,
}

impl Model for Sample {
    type Out = i32;

    fn leave(&mut self, now: Ticks) -> Vec<i32> {
        self.ticking.begin(now);
        if self.newest.is_none() {
            return vec![];
        }
        let due = self.ticking.fire(now) > 0 || self.closed;
        let newest = if due { self.newest.take() } else { None };
        newest.into_iter().collect()
    }

    fn take(&mut self, now: Ticks, x: i32) {
        if self.newest.is_none() {
            self.ticking.skip(now);
        }
        self.newest = Some(x);
    }

    fn deadline(&self) -> Ticks {
        self.newest.map_or(NEVER, |_| self.ticking.deadline())
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

#[test]
fn samples() {
    check((scripts(), repetitions()), |(script, repetition)| {
        let model = Sample {
            ticking: Ticking::new(repetition),
            newest: None,
            closed: false,
        };
        driven!(script, model; |s| s.sample(every(repetition)));
        Ok(())
    });
}

/// Items pass; a silence that lasts so long is a failure, once.
#[derive(Clone)]
struct Timeout {
    interval: Ticks,
    due: Option<Ticks>,
    passing: Vec<i32>,
    closed: bool,
}

const SILENCE: i32 = 1000;

impl Model for Timeout {
    type Out = i32;

    fn leave(&mut self, now: Ticks) -> Vec<i32> {
        let mut out = core::mem::take(&mut self.passing);
        let due = self.due.get_or_insert(now + self.interval);
        if !self.closed && *due <= now {
            *due = NEVER;
            out.push(SILENCE);
        }
        out
    }

    fn take(&mut self, now: Ticks, x: i32) {
        self.due = Some(now + self.interval);
        self.passing.push(x);
    }

    fn deadline(&self) -> Ticks {
        self.due.unwrap_or(NEVER)
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

#[test]
fn silences() {
    check((scripts(), intervals()), |(script, interval)| {
        let left = core::cell::RefCell::new(Vec::new());
        let mut p = pipeline!(|s: i32| {
            let alive = s.try_timeout(interval);
            alive.sink(|x| left.borrow_mut().push(x));
            alive.catch(|_| SILENCE).sink(|x| left.borrow_mut().push(x));
        });
        let model = Timeout {
            interval,
            due: None,
            passing: vec![],
            closed: false,
        };
        crate::follow::follow(&mut p, &left, model, &script)
    });
}

/// A boundary from elsewhere: lets pairs through, swapped.
#[derive(Default)]
struct Swapped {
    first: Option<i32>,
    pair: Vec<i32>,
    closed: bool,
}

impl Node for Swapped {
    type Out = Own<i32>;
    type Rate = AnyTick;
}

impl Boundary for Swapped {
    type In = i32;
    type Error = Infallible;
    type Pinned = ();

    fn pinned(&mut self) {}

    fn offer(&mut self, _: Ticks, item: i32) -> Result<(), i32> {
        if !self.pair.is_empty() {
            return Err(item);
        }
        match self.first.take() {
            None => self.first = Some(item),
            Some(first) => self.pair = vec![first, item],
        }
        Ok(())
    }

    fn next(&mut self, _: Pin<&mut ()>, _: Ticks, _: &mut Context<'_>) -> Option<Next<'_, Self>> {
        let single = if self.closed { self.first.take() } else { None };
        self.pair.pop().or(single).map(Ok)
    }

    fn is_idle(&self) -> bool {
        self.pair.is_empty() && (self.first.is_none())
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

/// What it does, before one that paces.
#[derive(Clone)]
struct Swap {
    first: Option<i32>,
    paced: Paced,
}

impl Model for Swap {
    type Out = i32;

    fn leave(&mut self, now: Ticks) -> Vec<i32> {
        self.paced.leave(now)
    }

    fn take(&mut self, now: Ticks, x: i32) {
        match self.first.take() {
            None => self.first = Some(x),
            Some(first) => {
                self.paced.take(now, x);
                self.paced.take(now, first);
            }
        }
    }

    fn deadline(&self) -> Ticks {
        self.paced.deadline()
    }

    fn close(&mut self, now: Ticks) {
        if let Some(first) = self.first.take() {
            self.paced.take(now, first);
        }
    }
}

#[test]
fn boundaries_from_elsewhere() {
    check((scripts(), 0..60u64), |(script, interval)| {
        let model = Swap {
            first: None,
            paced: Paced::new(interval, usize::MAX),
        };
        let left = core::cell::RefCell::new(Vec::new());
        let mut p = core::pin::pin!(pipeline!(|s: i32| {
            s.through(Swapped::default())
                .buffer_unbounded()
                .rate_limit(interval)
                .sink(|x| left.borrow_mut().push(x));
        }));
        crate::follow::follow(&mut p, &left, model, &script)
    });
}
