//! Many threads on one pool.

use core::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use streamz_runtime::meta::{Ack, HeapPool, Outcome, Pool};

/// A source issues what the pool has room for, workers join, copy, finish and fail, a consumer counts: each element comes
/// out once, and failed just where a worker failed it.
#[test]
fn each_element_comes_out_once() {
    const EVENTS: usize = if cfg!(miri) { 30 } else { 100_000 };
    const WORKERS: usize = 3;
    let pool = HeapPool::<usize>::with_capacity(16, 8);
    let seen: Vec<_> = (0..EVENTS).map(|_| AtomicUsize::new(0)).collect();
    let finished = AtomicBool::new(false);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..WORKERS)
            .map(|_| {
                let (sender, inbox) = mpsc::sync_channel::<Ack<&HeapPool<usize>>>(4);
                scope.spawn(move || {
                    while let Ok(ack) = inbox.recv() {
                        let copy = ack.clone();
                        // No room is no failure here: two of the three workers may have all joins.
                        let joined = Ack::join([&ack, &copy, &ack]);
                        let fails = ack.meta() % 7 == 0;
                        copy.done();
                        if let Ok(joined) = joined {
                            assert!(joined.metas().eq([ack.meta(); 3]));
                            joined.done();
                        }
                        if fails { drop(ack) } else { ack.done() }
                    }
                });
                sender
            })
            .collect();
        scope.spawn(|| {
            let mut count = 0;
            while count < EVENTS {
                match pool.next_settled() {
                    Some(settled) => {
                        let expected = if settled.meta % 7 == 0 {
                            Outcome::Failed
                        } else {
                            Outcome::Done
                        };
                        assert_eq!(settled.outcome, expected);
                        seen[settled.meta].fetch_add(1, Ordering::Relaxed);
                        count += 1;
                    }
                    None => thread::yield_now(),
                }
            }
            finished.store(true, Ordering::Release);
        });
        for i in 0..EVENTS {
            let mut meta = i;
            let ack = loop {
                match pool.issue(meta) {
                    Ok(ack) => break ack,
                    Err(full) => meta = full.meta,
                }
                thread::yield_now();
            };
            // Two workers hold each element.
            workers[i % WORKERS].send(ack.clone()).unwrap();
            workers[(i + 1) % WORKERS].send(ack).unwrap();
        }
    });
    assert!(finished.load(Ordering::Acquire));
    assert!(seen.iter().all(|times| times.load(Ordering::Relaxed) == 1));
    assert_eq!(pool.next_settled(), None);
    let all: Vec<_> = (0..16).map(|i| pool.issue(i).unwrap()).collect();
    assert!(Ack::join(&all[..9]).is_ok());
}

/// Only what may cross threads lets a pool and its tokens do so.
#[test]
fn tokens_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<Pool<u64, 4, 4>>();
    crosses::<HeapPool<String>>();
    crosses::<Ack<&'static Pool<u64, 4>>>();
    crosses::<Ack<std::sync::Arc<HeapPool<String>>>>();
}
