//! Sides that never sleep: order, and nothing lost, doubled or read too early.
#![cfg(loom)]

mod support;

use loom::thread;
use streamz_runtime::channel::{SpinReceiver, SpinSender, TryRecvError, TrySendError, channel};
use support::model;

/// Sends `0..items`, each on the heap, so that the model checker sees an item that is read before it is written.
fn send_all(mut sender: SpinSender<Box<usize>>, items: usize) {
    for item in 0..items {
        let mut item = Box::new(item);
        while let Err(TrySendError::Full(back)) = sender.try_send(item) {
            item = back;
            thread::yield_now();
        }
    }
}

fn receive_all(mut receiver: SpinReceiver<Box<usize>>) -> usize {
    let mut next = 0;
    loop {
        match receiver.try_recv() {
            Ok(item) => {
                assert_eq!(*item, next);
                next += 1;
            }
            Err(TryRecvError::Empty) => thread::yield_now(),
            Err(TryRecvError::Closed) => return next,
        }
    }
}

fn pass(items: usize, capacity: usize, preemptions: Option<usize>) {
    model(preemptions, move || {
        let (sender, receiver) = channel(capacity);
        let (sender, receiver) = (sender.spinning(), receiver.spinning());
        let sending = thread::spawn(move || send_all(sender, items));
        assert_eq!(receive_all(receiver), items);
        sending.join().unwrap();
    });
}

#[test]
fn two_items_through_one_slot() {
    pass(2, 1, None);
}

#[test]
fn three_items_through_one_slot() {
    pass(3, 1, Some(4));
}

#[test]
fn two_items_through_two_slots() {
    pass(2, 2, None);
}

#[test]
fn three_items_through_two_slots() {
    pass(3, 2, Some(4));
}
