//! Boundaries that hand on slices when their time has come: timed windows, and partitions with a timeout.

use streamz::prelude::*;
use streamz::time::{NEVER, Ticks};

use crate::follow::{Model, Ticking, check, every, intervals, repetitions, scripts};

/// What becomes of an item whose key is in the window already.
#[derive(Clone, Copy)]
enum Same {
    /// Every item has a place of its own.
    Never,
    /// One for each residue.
    Residue(i32, Keep),
}

/// What came between two ticks; one item more than fits waits.
#[derive(Clone)]
struct Window {
    ticking: Ticking,
    size: usize,
    same: Same,
    window: Vec<i32>,
    waiting: Option<i32>,
    closed: bool,
}

impl Window {
    fn new(repetition: (Ticks, bool, streamz::time::Missed), size: usize, same: Same) -> Self {
        Self {
            ticking: Ticking::new(repetition),
            size: size.max(1),
            same,
            window: vec![],
            waiting: None,
            closed: false,
        }
    }

    /// Whether it had a place.
    fn admit(&mut self, x: i32) -> bool {
        if let Same::Residue(modulus, keep) = self.same {
            let known = self.window.iter().position(|y| y % modulus == x % modulus);
            match (known, keep) {
                (Some(_), Keep::First) => return true,
                (Some(place), Keep::Last) => drop(self.window.remove(place)),
                (None, _) => {}
            }
        }
        if self.window.len() == self.size {
            return false;
        }
        self.window.push(x);
        true
    }

    fn let_go(&mut self) -> Vec<i32> {
        let window = core::mem::take(&mut self.window);
        if let Some(x) = self.waiting.take() {
            self.admit(x);
        }
        window
    }
}

impl Model for Window {
    type Out = Vec<i32>;

    fn leave(&mut self, now: Ticks) -> Vec<Vec<i32>> {
        let mut out = Vec::new();
        if !self.closed || self.waiting.is_some() {
            out.extend((0..self.ticking.fire(now)).map(|_| self.let_go()));
        }
        // The rest leaves at once when nothing can come to it any more.
        if self.closed && self.waiting.is_none() && !self.window.is_empty() {
            out.push(self.let_go());
        }
        out
    }

    fn take(&mut self, now: Ticks, x: i32) {
        self.ticking.begin(now);
        if !self.admit(x) {
            self.waiting = Some(x);
        }
    }

    fn is_clear(&self) -> bool {
        self.waiting.is_none()
    }

    fn deadline(&self) -> Ticks {
        if self.closed && self.waiting.is_none() {
            NEVER
        } else {
            self.ticking.deadline()
        }
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

#[test]
fn timed_windows() {
    let inputs = (scripts(), repetitions(), 0usize..6);
    check(inputs, |(script, repetition, n)| {
        let window = |n| Window::new(repetition, n, Same::Never);
        driven!(script, window(n); |s| s.timed_window(every(repetition), n));
        driven!(script, window(1); |s| s.timed_window(every(repetition), 1));
        driven!(script, window(4); |s| s.timed_window(every(repetition), 4));
        driven!(script, window(usize::MAX); |s| s.timed_window_unbounded(every(repetition)));
        Ok(())
    });
}

#[test]
fn timed_windows_of_different_items() {
    let inputs = (scripts(), repetitions(), 0usize..6, 1..6);
    check(inputs, |(script, repetition, n, modulus)| {
        for keep in [Keep::First, Keep::Last] {
            let items = |n| Window::new(repetition, n, Same::Residue(i32::MAX, keep));
            driven!(script, items(n); |s| s.timed_window_unique(every(repetition), n, keep));
            driven!(script, items(4); |s| s.timed_window_unique(every(repetition), 4, keep));
            let keys = |n| Window::new(repetition, n, Same::Residue(modulus, keep));
            driven!(script, keys(n); |s| s.timed_window_unique_by(every(repetition), n, keep, |x| x % modulus));
            driven!(script, keys(3); |s| s.timed_window_unique_by(every(repetition), 3, keep, |x| x % modulus));
        }
        Ok(())
    });
}

/// Batches of each key: the first leave when they are full, or have been there for so long.
#[derive(Clone)]
struct Batches {
    size: usize,
    timeout: Ticks,
    modulus: i32,
    /// A place for each key, free where there is no item.
    places: Vec<(Ticks, Vec<i32>)>,
    waiting: Option<(Ticks, i32)>,
    closed: bool,
}

impl Batches {
    fn new(size: usize, keys: usize, timeout: Ticks, modulus: i32) -> Self {
        Self {
            size: size.max(1),
            timeout,
            modulus,
            places: vec![(NEVER, vec![]); keys.max(1)],
            waiting: None,
            closed: false,
        }
    }

    /// The batch that was due first, and of several the one in the first place.
    fn let_go(&mut self, now: Ticks) -> Option<Vec<i32>> {
        let (due, batch) = self.places.iter_mut().min_by_key(|(due, _)| *due)?;
        if *due > now {
            return None;
        }
        *due = NEVER;
        let batch = core::mem::take(batch);
        if let Some((came, x)) = self.waiting.take()
            && !self.admit(came, x)
        {
            self.waiting = Some((came, x));
        }
        Some(batch)
    }

    fn admit(&mut self, came: Ticks, x: i32) -> bool {
        let same = |y: &i32| y % self.modulus == x % self.modulus;
        let known = self.places.iter().position(|(_, batch)| batch.iter().any(same));
        let free = || self.places.iter().position(|(_, batch)| batch.is_empty());
        let Some(place) = known.or_else(free) else {
            return false;
        };
        let (due, batch) = &mut self.places[place];
        if batch.is_empty() {
            *due = came + self.timeout;
        }
        batch.push(x);
        if batch.len() == self.size {
            *due = 0;
        }
        true
    }
}

impl Model for Batches {
    type Out = Vec<i32>;

    fn leave(&mut self, now: Ticks) -> Vec<Vec<i32>> {
        let mut out: Vec<_> = core::iter::from_fn(|| self.let_go(now)).collect();
        // The rest leaves at once when nothing can come to it any more.
        if self.closed && self.waiting.is_none() {
            let rest = self.places.iter_mut().map(|(_, batch)| core::mem::take(batch));
            out.extend(rest.filter(|batch| !batch.is_empty()));
            self.places.fill((NEVER, vec![]));
        }
        out
    }

    fn take(&mut self, now: Ticks, x: i32) {
        if !self.admit(now, x) {
            self.waiting = Some((now, x));
        }
    }

    fn is_clear(&self) -> bool {
        self.waiting.is_none()
    }

    fn deadline(&self) -> Ticks {
        self.places.iter().map(|(due, _)| *due).min().unwrap_or(NEVER)
    }

    fn close(&mut self, _: Ticks) {
        self.closed = true;
    }
}

#[test]
fn partitions_with_a_timeout() {
    check((scripts(), 0..60u64, 0usize..6), |(script, timeout, n)| {
        driven!(script, Batches::new(n, 1, timeout, 1); |s| s.partition_timeout(n, timeout));
        driven!(script, Batches::new(1, 1, timeout, 1); |s| s.partition_timeout(1, timeout));
        driven!(script, Batches::new(4, 1, timeout, 1); |s| s.partition_timeout(4, timeout));
        Ok(())
    });
}

#[test]
fn partitions_by_key_with_a_timeout() {
    let inputs = (scripts(), intervals(), 0usize..5, 0usize..5, 1..6);
    check(inputs, |(script, timeout, n, keys, modulus)| {
        let key = move |x: &i32| x % modulus;
        // A failure among the last batches changes which of those that are due leaves next.
        taken!(script, Batches::new(n, keys, timeout, modulus);
            |s| s.partition_timeout_by(n, keys, timeout, key));
        taken!(script, Batches::new(3, 2, timeout, modulus);
            |s| s.partition_timeout_by(3, 2, timeout, key));
        taken!(script, Batches::new(2, 4, timeout, modulus);
            |s| s.partition_timeout_by(2, 4, timeout, key));
        Ok(())
    });
}
