//! Acknowledgement tokens under every interleaving of their threads that the memory model allows.
//!
//! Metadata is compared where it comes out, and the model checker watches the cell it lies in: reading it without what
//! was written being visible is an error there, as is reading it while it changes.
#![cfg(loom)]
#![allow(
    clippy::arc_with_non_send_sync,
    reason = "the model runs its threads in one, and checks what they share"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use loom::cell::UnsafeCell;
use loom::thread;
use streamz_runtime::meta::{Ack, JoinError, Outcome, Pool, Settled};

type Token<const N: usize, const JOINS: usize> = Ack<Arc<Pool<u32, N, JOINS>>>;

/// Runs all interleavings, at most `preemptions` forced switches in each (all of them if `None`), and says how many.
fn model(name: &str, preemptions: Option<usize>, f: impl Fn() + Sync + Send + 'static) {
    let runs = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&runs);
    let mut builder = loom::model::Builder::new();
    builder.preemption_bound = preemptions;
    builder.check(move || {
        count.fetch_add(1, Ordering::Relaxed);
        f();
    });
    println!("{name}: {} executions", runs.load(Ordering::Relaxed));
}

fn pool<const N: usize, const JOINS: usize>() -> Arc<Pool<u32, N, JOINS>> {
    Arc::new(Pool::new())
}

fn issue<const N: usize, const JOINS: usize>(pool: &Arc<Pool<u32, N, JOINS>>, meta: u32) -> Token<N, JOINS> {
    Ack::issue(Arc::clone(pool), meta).unwrap()
}

fn settled(meta: u32, outcome: Outcome) -> Option<Settled<u32>> {
    Some(Settled { meta, outcome })
}

/// Two threads finish the last two holders: it settles once, as done.
#[test]
fn last_two_done() {
    model("last_two_done", None, || {
        let pool = pool::<1, 0>();
        let a = issue(&pool, 7);
        let b = a.clone();
        let other = thread::spawn(move || b.done());
        a.done();
        other.join().unwrap();
        assert_eq!(pool.next_settled(), settled(7, Outcome::Done));
        assert_eq!(pool.next_settled(), None);
        issue(&pool, 8).done();
    });
}

/// One holder finishes while another is dropped: never done.
#[test]
fn done_races_with_drop() {
    model("done_races_with_drop", None, || {
        let pool = pool::<1, 0>();
        let a = issue(&pool, 7);
        let b = a.clone();
        let other = thread::spawn(move || drop(b));
        a.done();
        other.join().unwrap();
        assert_eq!(pool.next_settled(), settled(7, Outcome::Failed));
        assert_eq!(pool.next_settled(), None);
    });
}

/// Three holders on three threads, one of whom copies its token first.
#[test]
fn clone_races_with_done() {
    model("clone_races_with_done", None, || {
        let pool = pool::<1, 0>();
        let a = issue(&pool, 7);
        let (b, c) = (a.clone(), a.clone());
        let copies = thread::spawn(move || {
            let copy = b.clone();
            b.done();
            assert_eq!(*copy.meta(), 7);
            copy.done();
        });
        let finishes = thread::spawn(move || c.done());
        a.done();
        copies.join().unwrap();
        finishes.join().unwrap();
        assert_eq!(pool.next_settled(), settled(7, Outcome::Done));
        assert_eq!(pool.next_settled(), None);
    });
}

/// What a holder did elsewhere before it was done is seen by the consumer, whichever holder was the last; and a consumer
/// on a third thread takes the metadata while others read it up to the end.
#[test]
fn effects_are_visible_to_the_consumer() {
    model("effects_are_visible_to_the_consumer", None, || {
        let pool = pool::<1, 0>();
        let effects = Arc::new([UnsafeCell::new(0), UnsafeCell::new(0)]);
        let a = issue(&pool, 7);
        let b = a.clone();
        let worker = |ack: Token<1, 0>, index: usize| {
            let effects = Arc::clone(&effects);
            move || {
                // SAFETY: each cell is written by one holder, and read after the element settled.
                effects[index].with_mut(|cell| unsafe { *cell = *ack.meta() });
                ack.done();
            }
        };
        let workers = [thread::spawn(worker(a, 0)), thread::spawn(worker(b, 1))];
        if let Some(seen) = pool.next_settled() {
            assert_eq!(seen.outcome, Outcome::Done);
            for effect in effects.iter() {
                // SAFETY: the element settled, so its holders are done.
                assert_eq!(effect.with(|cell| unsafe { *cell }), seen.meta);
            }
        }
        for worker in workers {
            worker.join().unwrap();
        }
    });
}

/// One thread issues as places become free, while another finishes and a third takes: places go round, nothing is
/// handed out twice.
#[test]
fn issue_races_with_settling_and_reuse() {
    model("issue_races_with_settling_and_reuse", None, || {
        let pool = pool::<1, 0>();
        let first = issue(&pool, 1);
        let finisher = thread::spawn(move || first.done());
        let issuer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || match Ack::issue(pool, 2) {
                Ok(ack) => {
                    assert_eq!(*ack.meta(), 2);
                    ack.done();
                    true
                }
                Err(full) => {
                    assert_eq!(full.meta, 2);
                    false
                }
            })
        };
        let mut seen: Vec<_> = pool.next_settled().into_iter().collect();
        finisher.join().unwrap();
        let issued = issuer.join().unwrap();
        seen.extend(core::iter::from_fn(|| pool.next_settled()));
        let metas: Vec<_> = seen.iter().map(|settled| settled.meta).collect();
        assert!(seen.iter().all(|settled| settled.outcome == Outcome::Done));
        assert_eq!(metas, if issued { vec![1, 2] } else { vec![1] });
        issue(&pool, 3).done();
    });
}

/// One thread takes a place from the free list while another brings the list back to the same top with another place
/// behind it, which fools a stack without tags; and then puts back the place that such a stack would think it has.
#[test]
fn a_free_list_that_comes_back() {
    model("a_free_list_that_comes_back", None, || {
        let pool = pool::<4, 0>();
        let other = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || {
                // Takes two places, and puts the first one back without the second.
                let (a, b) = (issue(&pool, 10), issue(&pool, 11));
                a.done();
                assert_eq!(pool.next_settled(), settled(10, Outcome::Done));
                assert_eq!(*b.meta(), 11);
                b.done();
                assert_eq!(pool.next_settled(), settled(11, Outcome::Done));
            })
        };
        let mine = issue(&pool, 20);
        other.join().unwrap();
        let others = [21, 22, 23].map(|meta| issue(&pool, meta));
        assert!(pool.issue(40).is_err());
        assert_eq!(*mine.meta(), 20);
        assert_eq!(others.each_ref().map(|ack| *ack.meta()), [21, 22, 23]);
    });
}

/// Two threads settle, two take: each element comes out once, and no place is lost.
#[test]
fn two_producers_and_two_consumers() {
    model("two_producers_and_two_consumers", None, || {
        let pool = pool::<2, 0>();
        let (a, b) = (issue(&pool, 1), issue(&pool, 2));
        let producer = thread::spawn(move || a.done());
        let consumer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.next_settled())
        };
        b.fail();
        let mut seen: Vec<_> = pool.next_settled().into_iter().collect();
        producer.join().unwrap();
        seen.extend(consumer.join().unwrap());
        seen.extend(core::iter::from_fn(|| pool.next_settled()));
        seen.sort_by_key(|settled| settled.meta);
        assert_eq!(
            seen,
            [
                Settled {
                    meta: 1,
                    outcome: Outcome::Done
                },
                Settled {
                    meta: 2,
                    outcome: Outcome::Failed
                }
            ]
        );
        let _both = (issue(&pool, 3), issue(&pool, 4));
    });
}

/// The ring of settled elements goes round while a consumer is stopped in the middle of taking.
#[test]
fn the_ring_laps_a_consumer() {
    model("the_ring_laps_a_consumer", None, || {
        let pool = pool::<2, 0>();
        issue(&pool, 1).done();
        issue(&pool, 2).done();
        let consumer = {
            let pool = Arc::clone(&pool);
            thread::spawn(move || pool.next_settled().map(|settled| settled.meta))
        };
        let mut seen = Vec::new();
        for meta in [3, 4] {
            seen.extend(pool.next_settled().map(|settled| settled.meta));
            if let Ok(ack) = pool.issue(meta) {
                ack.done();
            } else {
                seen.push(meta);
            }
        }
        seen.extend(consumer.join().unwrap());
        seen.extend(core::iter::from_fn(|| pool.next_settled()).map(|settled| settled.meta));
        seen.sort_unstable();
        assert_eq!(seen, [1, 2, 3, 4]);
    });
}

/// Two holders of a joined token and a member's own race for the end: members settle once, with the group's outcome.
#[test]
fn a_group_settles_its_members_once() {
    model("a_group_settles_its_members_once", None, || {
        let pool = pool::<2, 1>();
        let members = [issue(&pool, 1), issue(&pool, 2)];
        let joined = Ack::join(&members).unwrap();
        let copy = joined.clone();
        let [a, b] = members;
        let other = thread::spawn(move || {
            a.done();
            assert_eq!(copy.metas().copied().collect::<Vec<_>>(), [1, 2]);
            copy.fail();
        });
        b.done();
        joined.done();
        other.join().unwrap();
        let mut seen: Vec<_> = core::iter::from_fn(|| pool.next_settled()).collect();
        seen.sort_by_key(|settled| settled.meta);
        assert_eq!(
            seen,
            [1, 2].map(|meta| Settled {
                meta,
                outcome: Outcome::Failed
            })
        );
    });
}

/// Two threads join the same members, with room for one join only, while one of the members' holders goes.
#[test]
fn joins_race_for_the_last_place() {
    model("joins_race_for_the_last_place", None, || {
        let pool = pool::<2, 1>();
        let (a, b) = (issue(&pool, 1), issue(&pool, 2));
        let (c, d) = (a.clone(), b.clone());
        let join = |left: Token<2, 1>, right: Token<2, 1>| {
            let joined = Ack::join([&left, &right]);
            left.done();
            right.done();
            match joined {
                Ok(joined) => joined.done(),
                Err(error) => assert_eq!(error, JoinError::Exhausted { capacity: 1 }),
            }
        };
        let other = thread::spawn(move || join(c, d));
        join(a, b);
        other.join().unwrap();
        let mut seen: Vec<_> = core::iter::from_fn(|| pool.next_settled()).collect();
        seen.sort_by_key(|settled| settled.meta);
        assert_eq!(
            seen,
            [1, 2].map(|meta| Settled {
                meta,
                outcome: Outcome::Done
            })
        );
        let (a, b) = (issue(&pool, 3), issue(&pool, 4));
        a.and(b).unwrap().done();
    });
}

/// A task that waits is woken: no settling falls between its look and its registration.
#[test]
fn a_waiting_task_is_woken() {
    model("a_waiting_task_is_woken", Some(3), || {
        let pool = pool::<2, 0>();
        let (a, b) = (issue(&pool, 1), issue(&pool, 2));
        let workers = [thread::spawn(move || a.done()), thread::spawn(move || b.done())];
        for _ in 0..2 {
            let next = loom::future::block_on(core::future::poll_fn(|context| pool.poll_settled(context)));
            assert_eq!(next.outcome, Outcome::Done);
        }
        for worker in workers {
            worker.join().unwrap();
        }
        assert_eq!(pool.next_settled(), None);
    });
}
