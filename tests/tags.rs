//! Tags are held exactly as long as the elements they belong to: never let go of early, never leaked, never done if something
//! failed.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::{Cell, RefCell};
use core::pin::pin;
use core::time::Duration;
use std::rc::Rc;

use streamz::prelude::*;
use streamz::tags::{Tag, Tagged, Tags};
use streamz::time::VirtualClock;

/// What became of the elements, and how many places hold each.
#[derive(Default)]
struct Ledger {
    held: RefCell<Vec<i32>>,
    failed: RefCell<Vec<bool>>,
    log: RefCell<Vec<String>>,
}

/// A tag for one or more elements.
struct Mark {
    ledger: Rc<Ledger>,
    ids: Vec<usize>,
    ended: Cell<bool>,
}

impl Ledger {
    fn mark(self: &Rc<Self>) -> Mark {
        self.held.borrow_mut().push(1);
        self.failed.borrow_mut().push(false);
        let ids = vec![self.held.borrow().len() - 1];
        Mark {
            ledger: Rc::clone(self),
            ids,
            ended: Cell::new(false),
        }
    }

    fn held(&self) -> Vec<i32> {
        self.held.borrow().clone()
    }

    fn log(&self) -> Vec<String> {
        self.log.take()
    }
}

impl Clone for Mark {
    fn clone(&self) -> Self {
        for id in &self.ids {
            self.ledger.held.borrow_mut()[*id] += 1;
        }
        Self {
            ledger: Rc::clone(&self.ledger),
            ids: self.ids.clone(),
            ended: Cell::new(false),
        }
    }
}

impl Mark {
    fn end(&self, failed: bool) {
        if self.ended.replace(true) {
            return;
        }
        for id in &self.ids {
            self.ledger.failed.borrow_mut()[*id] |= failed;
            self.ledger.held.borrow_mut()[*id] -= 1;
            if self.ledger.held.borrow()[*id] == 0 {
                let what = if self.ledger.failed.borrow()[*id] {
                    "failed"
                } else {
                    "done"
                };
                self.ledger.log.borrow_mut().push(format!("{what} {id}"));
            }
        }
    }
}

impl Drop for Mark {
    fn drop(&mut self) {
        self.end(true);
    }
}

impl Tag for Mark {
    fn done(self) {
        self.end(false);
    }

    fn join(tags: &[Option<Self>]) -> Option<Self> {
        let mut ids = Vec::new();
        for tag in tags.iter().flatten() {
            ids.extend(&tag.ids);
        }
        let first = tags.iter().flatten().next()?;
        for id in &ids {
            first.ledger.held.borrow_mut()[*id] += 1;
        }
        Some(Self {
            ledger: Rc::clone(&first.ledger),
            ids,
            ended: Cell::new(false),
        })
    }
}

/// The elements that something was made from.
fn ids(tags: Tags<'_, Mark>) -> Vec<usize> {
    tags.iter().flat_map(|mark| mark.ids.clone()).collect()
}

#[test]
fn a_sink_ends_them() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.map(|x| x + 1).filter(|x| x % 2 == 0).sink(|_| ());
    });
    p.emit(Tagged(1, ledger.mark()));
    p.emit(Tagged(2, ledger.mark()));
    assert_eq!(ledger.log(), ["done 0", "done 1"]);
}

#[test]
fn a_window_holds_all_but_what_leaves_next() {
    let ledger = Rc::new(Ledger::default());
    let mut seen = Vec::new();
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.sliding_window(3).map(|w| w.len()).sink_tagged(|_, tags| {
            seen.push(ids(tags));
        });
    });
    for x in 0..4 {
        p.emit(Tagged(x, ledger.mark()));
    }
    assert_eq!(ledger.held(), [0, 0, 1, 1]);
    assert_eq!(ledger.log(), ["done 0", "done 1"]);
    drop(p);
    assert_eq!(ledger.log(), ["failed 2", "failed 3"]);
    assert_eq!(seen, [vec![0], vec![0, 1], vec![0, 1, 2], vec![1, 2, 3]]);
}

#[test]
fn a_failed_event_fails_its_element() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.partition(2)
            .try_map(|batch| if batch[0] < 0 { Err("negative") } else { Ok(batch[0]) })
            .sink(|_| ());
    });
    for x in [1, 2, -3, 4, 5, 6] {
        let _ = p.emit(Tagged(x, ledger.mark()));
    }
    assert_eq!(
        ledger.log(),
        ["done 0", "done 1", "failed 2", "failed 3", "done 4", "done 5"]
    );
    assert_eq!(ledger.held(), [0; 6]);
}

#[test]
fn joins_hold_what_they_wait_with() {
    let ledger = Rc::new(Ledger::default());
    let mut seen = Vec::new();
    let mut p = pipeline!(|a: Tagged<i32, Mark>, b: Tagged<i32, Mark>| {
        a.combine_latest(b).sink_tagged(|pair, tags| {
            seen.push((pair, ids(tags)));
        });
        a.zip_unbounded(b).sink(|_| ());
    });
    p.a(Tagged(1, ledger.mark()));
    assert_eq!(ledger.held(), [2]);
    p.a(Tagged(2, ledger.mark()));
    assert_eq!(ledger.held(), [1, 2]);
    p.b(Tagged(3, ledger.mark()));
    assert_eq!(ledger.held(), [0, 2, 1]);
    drop(p);
    assert_eq!(seen, [((2, 3), vec![1, 2])]);
}

#[test]
fn a_diamond_in_step_ends_each_once() {
    let ledger = Rc::new(Ledger::default());
    let mut carried = Vec::new();
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        let l = s.map(|x| x + 1);
        let r = s.sliding_window(2).map(|w| w.len());
        l.zip(r).sink_tagged(|_, tags| carried.push(ids(tags)));
    });
    p.emit(Tagged(1, ledger.mark()));
    p.emit(Tagged(2, ledger.mark()));
    assert_eq!(ledger.held(), [0, 1]);
    drop(p);
    assert_eq!(carried, [vec![0, 0], vec![1, 0, 1]]);
}

#[test]
fn asynchronous_work_is_waited_for() {
    let ledger = Rc::new(Ledger::default());
    let clock = VirtualClock::new();
    let log = &ledger.log;
    {
        let clock = &clock;
        let mut p = pin!(
            pipeline!(|s: Tagged<u64, Mark>| {
                s.rate_limit(Duration::from_nanos(10))
                    .buffer(4)
                    .map_async_unordered(3, async |x| {
                        clock.sleep(100 - 40 * x).await;
                        log.borrow_mut().push(format!("worked {x}"));
                        x
                    })
                    .latest()
                    .sink(|_| ());
            })
            .with_timer(clock.clone())
        );
        clock
            .block_on(async {
                for x in 0..3 {
                    p.emit(Tagged(x, ledger.mark())).await;
                }
                p.shutdown().await;
            })
            .unwrap();
    }
    assert_eq!(
        ledger.log(),
        ["worked 2", "done 2", "worked 1", "done 1", "worked 0", "done 0"]
    );
}

#[test]
fn a_failure_behind_a_boundary_fails_one() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.delay(10, 8)
            .try_map(|x| if x == 1 { Err("one") } else { Ok(x) })
            .sink(|_| ());
    });
    for x in 0..3 {
        p.try_push(0, Tagged(x, ledger.mark())).unwrap();
    }
    let _ = p.poll(10);
    let _ = p.poll(10);
    assert_eq!(ledger.log(), ["done 0", "failed 1", "done 2"]);
}

#[test]
fn parts_are_waited_for() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<Vec<i32>, Mark>| {
        s.flatten()
            .rate_limit(10)
            .try_map(|x| if x < 0 { Err("negative") } else { Ok(x) })
            .sink(|_| ());
    });
    p.try_push(0, Tagged(vec![1, 2, 3], ledger.mark())).unwrap();
    let _ = p.poll(10);
    assert_eq!(ledger.log(), Vec::<String>::new());
    let _ = p.poll(20);
    assert_eq!(ledger.log(), ["done 0"]);
    p.try_push(100, Tagged(vec![1, -2, 3], ledger.mark())).unwrap();
    let _ = p.poll(110);
    let _ = p.poll(110);
    let _ = p.poll(120);
    let _ = p.poll(130);
    assert_eq!(ledger.log(), ["failed 1"]);
}

#[test]
fn a_panic_is_no_end() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.partition(2).sink(|batch| assert!(batch[1] != 2, "two"));
    });
    for x in 1..=4 {
        let mark = ledger.mark();
        let event = core::panic::AssertUnwindSafe(|| p.emit(Tagged(x, mark)));
        let _ = std::panic::catch_unwind(event);
    }
    assert_eq!(ledger.held(), [0; 4]);
    assert_eq!(ledger.log(), ["failed 0", "failed 1", "done 2", "done 3"]);
}

#[test]
fn replaced_items_are_done() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.debounce(10).sink(|_| ());
        s.throttle(10).sink(|_| ());
        s.timed_window_unique(10, 8, Keep::Last).sink(|_| ());
    });
    for x in [1, 1, 2] {
        p.try_push(0, Tagged(x, ledger.mark())).unwrap();
    }
    assert_eq!(ledger.held(), [0, 1, 2]);
    let _ = p.poll(10);
    assert_eq!(ledger.held(), [0, 0, 0]);
    assert_eq!(ledger.log(), ["done 0", "done 1", "done 2"]);
}

#[test]
fn feedback_carries_them() {
    let ledger = Rc::new(Ledger::default());
    let mut p = pipeline!(|s: Tagged<i32, Mark>| {
        s.filter(|x| *x > 0).map(|x| x - 1).feedback_unbounded(s);
    });
    p.emit(Tagged(3, ledger.mark()));
    assert_eq!(ledger.log(), ["done 0"]);
}

#[test]
fn pulled_sources_have_them_too() {
    let ledger = Rc::new(Ledger::default());
    let marked: Vec<_> = (0..3).map(|x| Tagged(x, ledger.mark())).collect();
    {
        let mut p = pin!(pipeline!(|| {
            let s = tagged_source(futures::stream::iter(marked));
            s.partition(2).map(|b| b.len()).buffer(1).sink(|_| ());
        }));
        futures::executor::block_on(p.run());
    }
    assert_eq!(ledger.log(), ["done 0", "done 1", "done 2"]);
}
