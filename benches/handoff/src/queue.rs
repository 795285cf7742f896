//! What is measured, behind one interface: a thread that sends numbers, and one that takes them.

use std::hint::spin_loop;
use std::sync::{Arc, Barrier};
use std::thread::JoinHandle;

use disruptor::{BusySpinWithSpinLoopHint, Producer, build_single_producer};
use streamz_runtime::channel::channel;

pub const CAPACITY: usize = 1024;

/// The thread that takes runs on the second core, the caller on the first.
const TAKER: usize = 1;

/// Sets up a queue and its second thread, lets `give` send, and returns `take` once it has got `items` numbers.
pub type Queue<T, G> = fn(items: u64, take: T, give: &mut G) -> T;

/// Sends numbers on the first thread, by a function that waits while there is no room.
pub trait Give {
    fn give(&mut self, send: impl FnMut(u64));
}

/// Does something with a number on the second thread.
pub trait Take: Send + 'static {
    fn take(&mut self, number: u64);
}

fn pin(core: usize) {
    assert!(
        core_affinity::set_for_current(core_affinity::CoreId { id: core }),
        "no core {core}"
    );
}

fn taker<T: Take>(items: u64, mut take: T, mut pop: impl FnMut() -> Option<u64> + Send + 'static) -> JoinHandle<T> {
    let ready = Arc::new(Barrier::new(2));
    let there = ready.clone();
    let thread = std::thread::spawn(move || {
        pin(TAKER);
        there.wait();
        let mut left = items;
        while left > 0 {
            match pop() {
                Some(number) => {
                    take.take(number);
                    left -= 1;
                }
                None => spin_loop(),
            }
        }
        take
    });
    ready.wait();
    thread
}

/// Ours, where neither side ever sleeps.
pub fn spinning<T: Take, G: Give>(items: u64, take: T, give: &mut G) -> T {
    let (sender, receiver) = channel(CAPACITY);
    let (mut sender, mut receiver) = (sender.spinning(), receiver.spinning());
    let thread = taker(items, take, move || receiver.try_recv().ok());
    give.give(|number| {
        while sender.try_send(number).is_err() {
            spin_loop();
        }
    });
    thread.join().unwrap()
}

/// Ours, where either side might sleep, though neither does.
pub fn may_sleep<T: Take, G: Give>(items: u64, take: T, give: &mut G) -> T {
    let (mut sender, mut receiver) = channel(CAPACITY);
    let thread = taker(items, take, move || receiver.try_recv().ok());
    give.give(|number| {
        while sender.try_send(number).is_err() {
            spin_loop();
        }
    });
    thread.join().unwrap()
}

pub fn rtrb<T: Take, G: Give>(items: u64, take: T, give: &mut G) -> T {
    let (mut sender, mut receiver) = rtrb::RingBuffer::new(CAPACITY);
    let thread = taker(items, take, move || receiver.pop().ok());
    give.give(|number| {
        while sender.push(number).is_err() {
            spin_loop();
        }
    });
    thread.join().unwrap()
}

pub fn disruptor<T: Take, G: Give>(items: u64, take: T, give: &mut G) -> T {
    let (done, taken) = std::sync::mpsc::channel();
    let ready = Arc::new(Barrier::new(2));
    let there = ready.clone();
    let start = move || {
        pin(TAKER);
        there.wait();
        (Some(take), items)
    };
    let handle = move |(take, left): &mut (Option<T>, u64), number: &u64, _, _| {
        if let Some(take) = take {
            take.take(*number);
        }
        *left -= 1;
        if *left == 0 {
            done.send(take.take().unwrap()).unwrap();
        }
    };
    let mut producer = build_single_producer(CAPACITY, || 0_u64, BusySpinWithSpinLoopHint)
        .handle_events_and_state_with(handle, start)
        .build();
    ready.wait();
    give.give(|number| producer.publish(|slot| *slot = number));
    taken.recv().unwrap()
}

pub fn pin_sender() {
    pin(0);
}
