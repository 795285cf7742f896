//! The channel: order, nothing lost or doubled, drops, room, and the end from both sides.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::Cell;
use core::panic::AssertUnwindSafe;
use core::pin::pin;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll, Waker};
use std::collections::VecDeque;
use std::panic::catch_unwind;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Wake;

use futures::{Sink, SinkExt, Stream, StreamExt};
use proptest::prelude::*;
use streamz_runtime::channel::{
    Closed, Receiver, Sender, SpinReceiver, SpinSender, TryRecvError, TrySendError, channel,
};
use streamz_runtime::thread;

const ITEMS: u64 = if cfg!(miri) { 50 } else { 20_000 };

#[test]
fn both_sides_may_change_threads_if_items_may() {
    fn send<T: Send>() {}
    send::<Sender<Cell<u8>>>();
    send::<Receiver<Cell<u8>>>();
    send::<SpinSender<Cell<u8>>>();
    send::<SpinReceiver<Cell<u8>>>();
}

#[test]
fn holds_exactly_what_was_asked_for_and_at_least_one() {
    for asked in [0, 1, 2, 3, 7, 8, 9] {
        let (mut sender, mut receiver) = channel(asked);
        let room = asked.max(1);
        assert_eq!((sender.capacity(), receiver.capacity()), (room, room));
        for _ in 0..3 {
            for item in 0..room {
                assert_eq!(sender.try_send(item), Ok(()));
            }
            assert_eq!(sender.try_send(room), Err(TrySendError::Full(room)));
            for item in 0..room {
                assert_eq!(receiver.try_recv(), Ok(item));
            }
            assert_eq!(receiver.try_recv(), Err(TryRecvError::Empty));
        }
    }
}

#[test]
fn items_sent_before_the_sender_is_dropped_are_received() {
    let (mut sender, mut receiver) = channel(2);
    assert_eq!(sender.try_send(1), Ok(()));
    assert_eq!(sender.try_send(2), Ok(()));
    assert!(!receiver.is_closed());
    drop(sender);
    assert!(receiver.is_closed());
    assert_eq!(receiver.try_recv(), Ok(1));
    assert_eq!(receiver.try_recv(), Ok(2));
    assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
}

#[test]
fn a_sender_without_a_receiver_gets_its_items_back() {
    let (mut sender, receiver) = channel(2);
    assert!(!sender.is_closed());
    drop(receiver);
    assert!(sender.is_closed());
    assert_eq!(sender.try_send(1), Err(TrySendError::Closed(1)));
    assert_eq!(thread::block_on(sender.send(1)), Err(Closed));
}

#[test]
fn nothing_follows_a_closed_sink() {
    let (mut sender, receiver) = channel(2);
    thread::block_on(async {
        sender.send(1).await?;
        sender.close().await
    })
    .unwrap();
    assert!(sender.is_closed());
    assert_eq!(sender.try_send(2), Err(TrySendError::Closed(2)));
    assert_eq!(thread::block_on(receiver.collect::<Vec<_>>()), [1]);
}

#[test]
fn what_is_left_is_dropped_with_the_receiver() {
    let item = Rc::new(());
    let (mut sender, receiver) = channel(4);
    for _ in 0..3 {
        assert!(sender.try_send(item.clone()).is_ok());
    }
    drop(receiver);
    assert_eq!(Rc::strong_count(&item), 1);
    drop(sender);
    assert_eq!(Rc::strong_count(&item), 1);
}

#[test]
fn items_that_panic_when_dropped_are_dropped_once() {
    struct Bomb(Rc<Cell<u32>>);
    impl Drop for Bomb {
        fn drop(&mut self) {
            self.0.set(self.0.get() + 1);
            assert!(self.0.get() != 2, "the second one");
        }
    }
    let drops = Rc::new(Cell::new(0));
    let (mut sender, receiver) = channel(4);
    for _ in 0..4 {
        assert!(sender.try_send(Bomb(drops.clone())).is_ok());
    }
    assert!(catch_unwind(AssertUnwindSafe(|| drop(receiver))).is_err());
    drop(sender);
    assert_eq!(drops.get(), 4);
}

/// Counts wakes.
#[derive(Default)]
struct Wakes(AtomicUsize);

impl Wakes {
    fn count(&self) -> usize {
        self.0.load(Ordering::SeqCst)
    }
}

impl Wake for Wakes {
    fn wake(self: Arc<Self>) {
        self.0.fetch_add(1, Ordering::SeqCst);
    }
}

#[test]
fn an_item_wakes_a_sleeping_receiver_once() {
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(wakes.clone());
    let mut cx = Context::from_waker(&waker);
    let (mut sender, receiver) = channel(4);
    let mut receiver = pin!(receiver);
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Pending);
    assert_eq!(sender.try_send(1), Ok(()));
    assert_eq!(sender.try_send(2), Ok(()));
    assert_eq!(wakes.count(), 1);
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Ready(Some(1)));
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Ready(Some(2)));
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Pending);
    drop(sender);
    assert_eq!(wakes.count(), 2);
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Ready(None));
}

#[test]
fn a_sink_wakes_the_receiver_when_it_is_flushed_or_full() {
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(wakes.clone());
    let mut cx = Context::from_waker(&waker);
    let (sender, receiver) = channel(2);
    let (mut sender, mut receiver) = (pin!(sender), pin!(receiver));
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Pending);
    assert_eq!(sender.as_mut().start_send(1), Ok(()));
    assert_eq!(wakes.count(), 0);
    assert_eq!(sender.as_mut().poll_flush(&mut cx), Poll::Ready(Ok(())));
    assert_eq!(wakes.count(), 1);

    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Ready(Some(1)));
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Pending);
    for item in 2..4 {
        assert_eq!(sender.as_mut().poll_ready(&mut cx), Poll::Ready(Ok(())));
        assert_eq!(sender.as_mut().start_send(item), Ok(()));
    }
    assert_eq!(wakes.count(), 1);
    assert_eq!(sender.as_mut().poll_ready(&mut cx), Poll::Pending);
    assert_eq!(wakes.count(), 2, "both would sleep");
    assert_eq!(receiver.as_mut().poll_next(&mut cx), Poll::Ready(Some(2)));
    assert_eq!(wakes.count(), 3, "there is room");
    assert_eq!(sender.as_mut().poll_ready(&mut cx), Poll::Ready(Ok(())));
}

#[test]
fn a_sleeping_sender_is_woken_by_the_end_of_the_receiver() {
    let wakes = Arc::new(Wakes::default());
    let waker = Waker::from(wakes.clone());
    let mut cx = Context::from_waker(&waker);
    let (mut sender, receiver) = channel(1);
    assert_eq!(sender.try_send(1), Ok(()));
    assert_eq!(sender.poll_ready_unpin(&mut cx), Poll::Pending);
    drop(receiver);
    assert_eq!(wakes.count(), 1);
    assert_eq!(sender.poll_ready_unpin(&mut cx), Poll::Ready(Err(Closed)));
}

#[test]
#[should_panic(expected = "`start_send` without a `poll_ready`")]
fn start_send_needs_room() {
    let (mut sender, _receiver) = channel(1);
    let _ = sender.start_send_unpin(1);
    let _ = sender.start_send_unpin(2);
}

#[test]
fn two_tasks_of_one_thread_take_turns() {
    let (mut sender, receiver) = channel(2);
    let send = async move {
        for item in 0..20 {
            sender.send(item).await.unwrap();
        }
    };
    let ((), items) = thread::block_on(futures::future::join(send, receiver.collect::<Vec<_>>()));
    assert_eq!(items, (0..20).collect::<Vec<_>>());
}

/// Sends `ITEMS` numbers without ever waiting for a wake.
fn send_all(mut sender: SpinSender<Box<u64>>) {
    for item in 0..ITEMS {
        let mut item = Box::new(item);
        while let Err(error) = sender.try_send(item) {
            item = error.into_inner();
            std::thread::yield_now();
        }
    }
}

/// Receives `ITEMS` numbers without ever waiting for a wake.
fn receive_all(mut receiver: SpinReceiver<Box<u64>>) {
    let mut next = 0;
    loop {
        match receiver.try_recv() {
            Ok(item) => {
                assert_eq!(*item, next);
                next += 1;
            }
            Err(TryRecvError::Empty) => std::thread::yield_now(),
            Err(TryRecvError::Closed) => break,
        }
    }
    assert_eq!(next, ITEMS);
}

async fn send_all_or_sleep(mut sender: Sender<Box<u64>>) {
    for item in 0..ITEMS {
        // Flushed now and then, so that both ways of waking happen.
        if item % 3 == 0 {
            sender.send(Box::new(item)).await.unwrap();
        } else {
            sender.feed(Box::new(item)).await.unwrap();
        }
    }
}

async fn receive_all_or_sleep(mut receiver: Receiver<Box<u64>>) {
    let mut next = 0;
    while let Some(item) = receiver.next().await {
        assert_eq!(*item, next);
        next += 1;
    }
    assert_eq!(next, ITEMS);
}

#[test]
fn two_threads_whether_they_spin_or_sleep() {
    for capacity in [1, 3, 64] {
        let (sender, receiver) = channel(capacity);
        let sending = std::thread::spawn(move || send_all(sender.spinning()));
        receive_all(receiver.spinning());
        sending.join().unwrap();

        let (sender, receiver) = channel(capacity);
        let sending = std::thread::spawn(move || send_all(sender.spinning()));
        thread::block_on(receive_all_or_sleep(receiver));
        sending.join().unwrap();

        let (sender, receiver) = channel(capacity);
        let sending = thread::spawn("sends", None, move || send_all_or_sleep(sender)).unwrap();
        receive_all(receiver.spinning());
        sending.join().unwrap();

        let (sender, receiver) = channel(capacity);
        let sending = thread::spawn("sends", None, move || send_all_or_sleep(sender)).unwrap();
        thread::block_on(receive_all_or_sleep(receiver));
        sending.join().unwrap();
    }
}

#[test]
fn a_park_inside_a_future_does_not_eat_its_wake() {
    let mut turns = 0;
    thread::block_on(core::future::poll_fn(|cx| {
        turns += 1;
        if turns == 1 {
            cx.waker().wake_by_ref();
            // Uses up the token that the line above left.
            std::thread::park();
            return Poll::Pending;
        }
        Poll::Ready(())
    }));
    assert_eq!(turns, 2);
}

#[cfg(all(feature = "affinity", not(miri)))]
#[test]
fn a_thread_is_pinned_to_a_core_that_exists() {
    let first = core_affinity::get_core_ids().unwrap()[0].id;
    let on = thread::spawn("pinned", Some(first), async || core_affinity::get_core_ids().unwrap()).unwrap();
    let on = on.join().unwrap();
    assert_eq!(on.iter().map(|core| core.id).collect::<Vec<_>>(), [first]);
}

/// What may be done to a channel on one thread.
#[derive(Debug, Clone, Copy)]
enum Step {
    Send,
    Recv,
    DropSender,
    DropReceiver,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        20 => Just(Step::Send),
        20 => Just(Step::Recv),
        1 => Just(Step::DropSender),
        1 => Just(Step::DropReceiver),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: if cfg!(miri) { 4 } else { 2_000 },
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    /// Against a queue that is obviously right; each item holds an `Rc`, so that what is lost or doubled shows.
    #[test]
    fn behaves_like_a_bounded_queue(capacity in 0_usize..6, steps in prop::collection::vec(step(), 0..80)) {
        let alive = Rc::new(());
        let (sender, receiver) = channel(capacity);
        let (mut sender, mut receiver) = (Some(sender), Some(receiver));
        let mut model = VecDeque::new();
        let mut sent = 0;
        for step in steps {
            match step {
                Step::Send => {
                    let Some(sender) = &mut sender else { continue };
                    let outcome = sender.try_send((sent, alive.clone())).map_err(|error| match error {
                        TrySendError::Full((n, _)) => TrySendError::Full(n),
                        TrySendError::Closed((n, _)) => TrySendError::Closed(n),
                    });
                    let expected = if receiver.is_none() {
                        Err(TrySendError::Closed(sent))
                    } else if model.len() == capacity.max(1) {
                        Err(TrySendError::Full(sent))
                    } else {
                        model.push_back(sent);
                        Ok(())
                    };
                    prop_assert_eq!(outcome, expected);
                    sent += 1;
                }
                Step::Recv => {
                    let Some(receiver) = &mut receiver else { continue };
                    let outcome = receiver.try_recv().map(|(n, _)| n);
                    let none = if sender.is_some() { TryRecvError::Empty } else { TryRecvError::Closed };
                    prop_assert_eq!(outcome, model.pop_front().ok_or(none));
                }
                Step::DropSender => sender = None,
                Step::DropReceiver => {
                    receiver = None;
                    model.clear();
                }
            }
            prop_assert_eq!(Rc::strong_count(&alive), 1 + model.len());
        }
        drop((sender, receiver));
        prop_assert_eq!(Rc::strong_count(&alive), 1);
    }
}
