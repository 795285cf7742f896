//! Single tokens.

use core::panic::AssertUnwindSafe;
use core::sync::atomic::{AtomicUsize, Ordering};
use core::task::{Context, Poll, Waker};
use std::panic::catch_unwind;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Wake;

use streamz_runtime::meta::{Ack, HeapPool, Outcome, Pool, Settled};

fn settled<M>(meta: M, outcome: Outcome) -> Option<Settled<M>> {
    Some(Settled { meta, outcome })
}

#[test]
fn settles_when_the_last_holder_is_done() {
    let pool = Pool::<&str, 2>::new();
    let a = pool.issue("a").unwrap();
    let (b, c) = (a.clone(), a.clone());
    a.done();
    c.done();
    assert_eq!(pool.next_settled(), None);
    assert_eq!(*b.meta(), "a");
    b.done();
    assert_eq!(pool.next_settled(), settled("a", Outcome::Done));
    assert_eq!(pool.next_settled(), None);
}

#[test]
fn one_failure_among_many_fails() {
    for last in [Outcome::Done, Outcome::Failed] {
        let pool = Pool::<u8, 1>::new();
        let a = pool.issue(1).unwrap();
        let (b, c) = (a.clone(), a.clone());
        b.fail();
        c.done();
        a.settle(last);
        assert_eq!(pool.next_settled(), settled(1, Outcome::Failed));
    }
}

#[test]
fn a_panic_fails_what_it_unwinds() {
    let pool = Pool::<u8, 1>::new();
    let ack = pool.issue(1).unwrap();
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        let _held = ack;
        panic!("a failing operator");
    }));
    assert!(unwound.is_err());
    assert_eq!(pool.next_settled(), settled(1, Outcome::Failed));
}

#[test]
fn the_failure_of_one_use_of_a_place_does_not_stick_to_the_next() {
    let pool = Pool::<u8, 1>::new();
    for i in 0..10 {
        let outcome = if i % 2 == 0 { Outcome::Failed } else { Outcome::Done };
        pool.issue(i).unwrap().settle(outcome);
        assert_eq!(pool.next_settled(), settled(i, outcome));
    }
}

#[test]
fn a_full_pool_gives_the_metadata_back() {
    let pool = Pool::<String, 2>::new();
    let held = pool.issue("a".to_owned()).unwrap();
    pool.issue("b".to_owned()).unwrap().done();
    // "b" has settled, but its place is free only when it has been taken.
    let full = pool.issue("c".to_owned()).unwrap_err();
    assert_eq!((full.meta.as_str(), full.capacity), ("c", 2));
    assert_eq!(
        full.to_string(),
        "all 2 elements of the pool are in use; take settled ones, wait for more, or make the pool larger"
    );
    assert_eq!(pool.next_settled().unwrap().meta, "b");
    pool.issue(full.meta).unwrap().done();
    held.done();
}

#[test]
fn elements_come_out_in_the_order_they_settled() {
    let pool = HeapPool::with_capacity(5, 0);
    for round in 0..50 {
        let mut acks: Vec<_> = (0..5).map(|i| pool.issue(10 * round + i).unwrap()).collect();
        let mut expected = Vec::new();
        while !acks.is_empty() {
            let ack = acks.remove((7 * round as usize + 3) % acks.len());
            expected.push(*ack.meta());
            ack.done();
        }
        let seen: Vec<_> = core::iter::from_fn(|| pool.next_settled()).map(|s| s.meta).collect();
        assert_eq!(seen, expected);
    }
}

#[test]
fn pools_of_no_elements() {
    assert!(Pool::<u8, 0>::new().issue(1).is_err());
    assert_eq!(Pool::<u8, 0>::default().next_settled(), None);
    assert!(HeapPool::with_capacity(0, 0).issue(1).is_err());
    assert_eq!(HeapPool::<u8>::with_capacity(0, 0).next_settled(), None);
}

#[test]
fn pools_say_how_large_they_are() {
    let pool = HeapPool::<u8>::with_capacity(3, 2);
    assert_eq!((pool.capacity(), pool.joins()), (3, 2));
    assert_eq!(format!("{pool:?}"), "Pool { capacity: 3, joins: 2, .. }");
    assert_eq!(format!("{:?}", pool.issue(7).unwrap()), "Ack[7]");
}

#[test]
fn a_pool_can_be_a_static() {
    static POOL: Pool<u64, 4> = Pool::new();
    let ack: Ack<&'static Pool<u64, 4>> = POOL.issue(1).unwrap();
    std::thread::spawn(|| ack.done()).join().unwrap();
    assert_eq!(POOL.next_settled(), settled(1, Outcome::Done));
}

#[test]
fn tokens_keep_a_shared_pool_alive() {
    let pool = Arc::new(Pool::<u64, 1>::new());
    let ack = Ack::issue(Arc::clone(&pool), 1).unwrap();
    assert!(Arc::ptr_eq(ack.pool(), &pool));
    let weak = Arc::downgrade(&pool);
    drop(pool);
    assert_eq!(*ack.meta(), 1);
    drop(ack);
    assert!(weak.upgrade().is_none());
}

#[test]
fn a_dropped_pool_drops_what_is_left() {
    let meta = Rc::new(());
    let pool = Pool::<_, 4>::new();
    pool.issue(Rc::clone(&meta)).unwrap().done();
    core::mem::forget(pool.issue(Rc::clone(&meta)).unwrap());
    pool.issue(Rc::clone(&meta)).unwrap().fail();
    assert!(pool.next_settled().is_some());
    assert_eq!(Rc::strong_count(&meta), 3);
    drop(pool);
    assert_eq!(Rc::strong_count(&meta), 1);
}

#[test]
fn tokens_are_small() {
    type OfStatic = Ack<&'static Pool<u64, 4>>;
    assert_eq!(size_of::<OfStatic>(), 2 * size_of::<usize>());
    assert_eq!(size_of::<Option<OfStatic>>(), size_of::<OfStatic>());
}

#[derive(Default)]
struct Woken {
    times: AtomicUsize,
    panics: bool,
}

impl Wake for Woken {
    fn wake(self: Arc<Self>) {
        self.times.fetch_add(1, Ordering::Relaxed);
        assert!(!self.panics, "a waker that panics");
    }
}

#[test]
fn a_waiting_task_is_woken_once_for_each_wait() {
    let woken = Arc::new(Woken::default());
    let waker = Waker::from(Arc::clone(&woken));
    let mut context = Context::from_waker(&waker);
    let pool = Pool::<u8, 2>::new();
    let (a, b) = (pool.issue(1).unwrap(), pool.issue(2).unwrap());
    assert_eq!(pool.poll_settled(&mut context), Poll::Pending);
    a.done();
    b.done();
    assert_eq!(woken.times.load(Ordering::Relaxed), 1);
    for meta in [1, 2] {
        let outcome = Outcome::Done;
        assert_eq!(pool.poll_settled(&mut context), Poll::Ready(Settled { meta, outcome }));
    }
    assert_eq!(pool.poll_settled(&mut context), Poll::Pending);
}

#[test]
fn a_waker_that_panics_costs_no_element() {
    let waker = Waker::from(Arc::new(Woken {
        panics: true,
        ..Woken::default()
    }));
    let pool = Pool::<u8, 2, 1>::new();
    let pair = pool.issue(1).unwrap().and(pool.issue(2).unwrap()).unwrap();
    assert!(pool.poll_settled(&mut Context::from_waker(&waker)).is_pending());
    assert!(catch_unwind(AssertUnwindSafe(|| pair.done())).is_err());
    assert_eq!(pool.next_settled(), settled(1, Outcome::Done));
    assert_eq!(pool.next_settled(), settled(2, Outcome::Done));
    assert_eq!(pool.next_settled(), None);
    let again = pool.issue(3).unwrap().and(pool.issue(4).unwrap());
    assert!(again.is_ok());
}
