//! The tag of the recordings' elements: reference counters, and a log of what becomes of them.

use core::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use streamz::tags::Tag;

use super::case::Event;

/// The counters and the log of a case.
#[derive(Clone, Default)]
pub(crate) struct Ledger(Rc<RefCell<Inner>>);

#[derive(Default)]
struct Inner {
    counts: BTreeMap<u64, i64>,
    events: Vec<Event>,
}

impl Ledger {
    pub(crate) fn log(&self, event: Event) {
        self.0.borrow_mut().events.push(event);
    }

    pub(crate) fn events(&self) -> Vec<Event> {
        self.0.borrow().events.clone()
    }

    pub(crate) fn counts(&self) -> BTreeMap<u64, i64> {
        self.0.borrow().counts.clone()
    }

    /// The tag of an element with these ids.
    pub(crate) fn mark(&self, ids: &[u64]) -> Mark {
        for id in ids {
            *self.0.borrow_mut().counts.entry(*id).or_default() += 1;
        }
        Mark {
            ledger: self.clone(),
            ids: ids.to_vec(),
        }
    }
}

/// A tag. Dropped, it leaves its counters as they are: as after an exception in streamz they never come to zero.
pub(crate) struct Mark {
    ledger: Ledger,
    pub(crate) ids: Vec<u64>,
}

impl Clone for Mark {
    fn clone(&self) -> Self {
        self.ledger.mark(&self.ids)
    }
}

impl Tag for Mark {
    fn done(self) {
        for id in &self.ids {
            let mut inner = self.ledger.0.borrow_mut();
            let count = inner.counts.entry(*id).or_default();
            *count -= 1;
            if *count == 0 {
                inner.events.push(Event::Done(*id));
            }
        }
    }

    fn join(tags: &[Option<Self>]) -> Option<Self> {
        let first = tags.iter().flatten().next()?;
        let ids: Vec<u64> = tags
            .iter()
            .flatten()
            .flat_map(|mark| mark.ids.iter().copied())
            .collect();
        Some(first.ledger.mark(&ids))
    }
}
