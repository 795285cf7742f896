//! Sides that sleep: a lost wake-up is a deadlock, which the model checker reports.
#![cfg(loom)]

mod support;

use loom::future::block_on;
use loom::thread;
use streamz_runtime::channel::channel;
use support::{feed, flush, model, next, send};

/// The receiver sleeps, the sender does not.
fn receiver_sleeps(items: usize, preemptions: Option<usize>) {
    model(preemptions, move || {
        let (mut sender, mut receiver) = channel(2);
        let sending = thread::spawn(move || {
            for item in 0..items {
                assert!(sender.try_send(item).is_ok());
            }
            sender
        });
        block_on(async {
            for item in 0..items {
                assert_eq!(next(&mut receiver).await, Some(item));
            }
        });
        sending.join().unwrap();
    });
}

#[test]
fn receiver_sleeps_while_one_item_comes() {
    receiver_sleeps(1, None);
}

#[test]
fn receiver_sleeps_while_two_items_come() {
    receiver_sleeps(2, Some(4));
}

/// The sender sleeps on a full channel, the receiver does not, and stays once it has made room.
fn sender_sleeps(capacity: usize, preemptions: Option<usize>) {
    model(preemptions, move || {
        let (mut sender, mut receiver) = channel(capacity);
        for item in 0..capacity {
            assert!(sender.try_send(item).is_ok());
        }
        let receiving = thread::spawn(move || {
            assert_eq!(receiver.try_recv(), Ok(0));
            receiver
        });
        block_on(async {
            assert_eq!(feed(&mut sender, capacity).await, Ok(()));
        });
        let mut receiver = receiving.join().unwrap();
        for item in 1..=capacity {
            assert_eq!(receiver.try_recv(), Ok(item));
        }
    });
}

#[test]
fn sender_sleeps_on_one_slot() {
    sender_sleeps(1, None);
}

#[test]
fn sender_sleeps_on_two_slots() {
    sender_sleeps(2, None);
}

#[test]
fn a_sender_that_never_sleeps_wakes_the_receiver() {
    model(None, || {
        let (sender, mut receiver) = channel(1);
        let mut sender = sender.spinning();
        let sending = thread::spawn(move || {
            assert!(sender.try_send(7).is_ok());
            sender
        });
        block_on(async { assert_eq!(next(&mut receiver).await, Some(7)) });
        sending.join().unwrap();
    });
}

#[test]
fn a_receiver_that_never_sleeps_wakes_the_sender() {
    model(None, || {
        let (mut sender, receiver) = channel(1);
        assert!(sender.try_send(0).is_ok());
        let mut receiver = receiver.spinning();
        let receiving = thread::spawn(move || {
            assert_eq!(receiver.try_recv(), Ok(0));
            receiver
        });
        block_on(async { assert_eq!(feed(&mut sender, 1).await, Ok(())) });
        assert_eq!(receiving.join().unwrap().try_recv(), Ok(1));
    });
}

/// Both sleep in turn.
fn both_sleep(items: usize, capacity: usize, preemptions: Option<usize>) {
    model(preemptions, move || {
        let (mut sender, mut receiver) = channel(capacity);
        let sending = thread::spawn(move || {
            block_on(async {
                for item in 0..items {
                    assert_eq!(send(&mut sender, item).await, Ok(()));
                }
            });
        });
        block_on(async {
            for item in 0..items {
                assert_eq!(next(&mut receiver).await, Some(item));
            }
            assert_eq!(next(&mut receiver).await, None);
        });
        sending.join().unwrap();
    });
}

#[test]
fn both_sleep_over_two_items_and_one_slot() {
    both_sleep(2, 1, Some(2));
}

#[test]
fn both_sleep_over_three_items_and_one_slot() {
    both_sleep(3, 1, Some(1));
}

#[test]
fn both_sleep_over_three_items_and_two_slots() {
    both_sleep(3, 2, Some(1));
}

#[test]
fn one_flush_wakes_for_a_batch() {
    model(Some(4), || {
        let (mut sender, mut receiver) = channel(2);
        let sending = thread::spawn(move || {
            block_on(async {
                assert_eq!(feed(&mut sender, 0).await, Ok(()));
                assert_eq!(feed(&mut sender, 1).await, Ok(()));
                assert_eq!(flush(&mut sender).await, Ok(()));
            });
            sender
        });
        block_on(async {
            assert_eq!(next(&mut receiver).await, Some(0));
            assert_eq!(next(&mut receiver).await, Some(1));
        });
        sending.join().unwrap();
    });
}

/// What was fed without a flush is told when the sender goes to sleep, or both would.
#[test]
fn a_full_sender_wakes_the_receiver_before_it_sleeps() {
    model(Some(2), || {
        let (mut sender, mut receiver) = channel(1);
        let sending = thread::spawn(move || {
            block_on(async {
                assert_eq!(feed(&mut sender, 0).await, Ok(()));
                assert_eq!(feed(&mut sender, 1).await, Ok(()));
                assert_eq!(flush(&mut sender).await, Ok(()));
            });
            sender
        });
        block_on(async {
            assert_eq!(next(&mut receiver).await, Some(0));
            assert_eq!(next(&mut receiver).await, Some(1));
        });
        sending.join().unwrap();
    });
}
