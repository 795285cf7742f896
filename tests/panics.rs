//! A closure that panics: the panic passes through `emit`, and the events that follow are handled as if that one had failed.
#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::RefCell;
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::rc::Rc;

use streamz::prelude::*;

/// What a sink saw, and whether it shall panic at the next item.
#[derive(Clone)]
struct Sink<T> {
    seen: Rc<RefCell<Vec<T>>>,
    panics: Rc<RefCell<bool>>,
}

impl<T> Sink<T> {
    fn new() -> Self {
        Self {
            seen: Rc::default(),
            panics: Rc::default(),
        }
    }

    fn see(&self, item: T) {
        assert!(!self.panics.replace(false), "as asked for");
        self.seen.borrow_mut().push(item);
    }

    /// Emits while the sink panics.
    fn while_panicking(&self, emit: impl FnOnce()) {
        self.panics.replace(true);
        assert!(catch_unwind(AssertUnwindSafe(emit)).is_err());
    }
}

#[test]
fn a_partition_lets_the_batch_go() {
    let sink = Sink::new();
    let mut p = pipeline!(|s: i32| {
        s.partition(2).sink(|batch| sink.see(batch.to_vec()));
    });
    p.emit(1);
    sink.while_panicking(|| p.emit(2));
    p.emit(3);
    p.emit(4);
    assert_eq!(*sink.seen.borrow(), [[3, 4]]);
}

#[test]
fn partitions_by_key_let_the_batch_go() {
    let sink = Sink::new();
    let mut p = pipeline!(|s: (char, i32)| {
        s.partition_by_unbounded(2, |(key, _)| *key)
            .sink(|batch| sink.see(batch.to_vec()));
    });
    p.emit(('a', 1));
    sink.while_panicking(|| p.emit(('a', 2)));
    p.emit(('b', 3));
    p.emit(('a', 4));
    p.emit(('a', 5));
    assert_eq!(*sink.seen.borrow(), [[('a', 4), ('a', 5)]]);
}

#[test]
fn bounded_partitions_by_key_let_the_batch_go() {
    let sink = Sink::new();
    let mut p = pipeline!(|s: char| {
        s.try_partition_by(1, 4, |key| *key)
            .sink(|batch| sink.see(batch.to_vec()));
    });
    sink.while_panicking(|| p.emit('a').unwrap());
    p.emit('b').unwrap();
    p.emit('a').unwrap();
    assert_eq!(*sink.seen.borrow(), [['b'], ['a']]);
}

#[test]
fn joins_in_step_stay_aligned() {
    let (sink, other) = (Sink::new(), Sink::new());
    let mut p = pipeline!(|s: i32| {
        let same = s.map(|x| x);
        let zipped = same.zip_latest(s.map(|x| {
            other.see(x);
            x * 10
        }));
        zipped.sink(|pair| sink.see(pair));
        same.zip(s.map(|x| x * 100)).sink(|(a, b)| assert_eq!(a * 100, b));
    });
    other.while_panicking(|| p.emit(1));
    p.emit(2);
    p.emit(3);
    assert_eq!(*sink.seen.borrow(), [(2, 20), (3, 20)]);
}
