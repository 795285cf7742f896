//! The end, from both sides, at any moment.
#![cfg(loom)]

mod support;

use loom::future::block_on;
use loom::sync::Arc;
use loom::sync::atomic::{AtomicUsize, Ordering};
use loom::thread;
use streamz_runtime::channel::{Closed, TryRecvError, TrySendError, channel};
use support::{Counted, feed, model, next, send};

#[test]
fn all_that_was_sent_before_the_end_is_received() {
    model(None, || {
        let (mut sender, mut receiver) = channel(2);
        let sending = thread::spawn(move || {
            assert!(sender.try_send(0).is_ok());
            assert!(sender.try_send(1).is_ok());
        });
        let mut received = 0;
        loop {
            match receiver.try_recv() {
                Ok(item) => {
                    assert_eq!(item, received);
                    received += 1;
                }
                Err(TryRecvError::Empty) => thread::yield_now(),
                Err(TryRecvError::Closed) => break,
            }
        }
        assert_eq!(received, 2);
        sending.join().unwrap();
    });
}

#[test]
fn the_end_wakes_a_sleeping_receiver() {
    model(None, || {
        let (sender, mut receiver) = channel::<u8>(1);
        let sending = thread::spawn(move || drop(sender));
        block_on(async { assert_eq!(next(&mut receiver).await, None) });
        sending.join().unwrap();
    });
}

#[test]
fn an_item_and_the_end_reach_a_sleeping_receiver() {
    model(Some(3), || {
        let (mut sender, mut receiver) = channel(1);
        let sending = thread::spawn(move || assert!(sender.try_send(0).is_ok()));
        block_on(async {
            assert_eq!(next(&mut receiver).await, Some(0));
            assert_eq!(next(&mut receiver).await, None);
        });
        sending.join().unwrap();
    });
}

#[test]
fn a_sink_that_is_closed_ends_the_stream() {
    model(Some(3), || {
        let (mut sender, mut receiver) = channel(1);
        let sending = thread::spawn(move || {
            block_on(async {
                assert_eq!(feed(&mut sender, 0).await, Ok(()));
                let mut close = std::pin::pin!(sender);
                std::future::poll_fn(|cx| futures_sink::Sink::<u8>::poll_close(close.as_mut(), cx))
                    .await
                    .unwrap();
                assert!(close.is_closed());
            });
        });
        block_on(async {
            assert_eq!(next(&mut receiver).await, Some(0));
            assert_eq!(next(&mut receiver).await, None);
        });
        sending.join().unwrap();
    });
}

#[test]
fn the_end_wakes_a_sleeping_sender() {
    model(None, || {
        let (mut sender, receiver) = channel(1);
        assert!(sender.try_send(0).is_ok());
        let receiving = thread::spawn(move || drop(receiver));
        block_on(async { assert_eq!(send(&mut sender, 1).await, Err(Closed)) });
        receiving.join().unwrap();
    });
}

#[test]
fn each_item_is_dropped_once_whoever_goes_first() {
    model(Some(3), || {
        let drops = Arc::new(AtomicUsize::new(0));
        let (mut sender, mut receiver) = channel(2);
        let items = drops.clone();
        let sending = thread::spawn(move || {
            for n in 0..3 {
                match sender.try_send(Counted(n, items.clone())) {
                    Ok(()) | Err(TrySendError::Full(_) | TrySendError::Closed(_)) => {}
                }
            }
        });
        if let Ok(item) = receiver.try_recv() {
            assert_eq!(item.0, 0);
        }
        drop(receiver);
        sending.join().unwrap();
        assert_eq!(drops.load(Ordering::Relaxed), 3);
    });
}

#[test]
fn both_ends_at_once_with_items_inside() {
    model(None, || {
        let drops = Arc::new(AtomicUsize::new(0));
        let (mut sender, receiver) = channel(2);
        for n in 0..2 {
            assert!(sender.try_send(Counted(n, drops.clone())).is_ok());
        }
        let receiving = thread::spawn(move || drop(receiver));
        drop(sender);
        receiving.join().unwrap();
        assert_eq!(drops.load(Ordering::Relaxed), 2);
    });
}
