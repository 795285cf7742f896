//! How far one partition has been dealt with, since it was assigned.

use std::collections::VecDeque;

use streamz_runtime::meta::{Begun, Offsets};

/// Which elements of a partition were handed on, which of them are done, and what the brokers know of that.
///
/// An element is known by its offset; a batch by that of its last message. What is committed is the offset after the last
/// element up to which all are done, as Kafka wants it: where to go on.
pub(super) struct Position {
    offsets: Offsets<Box<[Begun]>>,
    /// The elements handed on that are not known to be committed.
    uncommitted: VecDeque<u64>,
    /// How many of them nobody has settled yet.
    pending: usize,
    /// Where to go on when nothing was done.
    start: u64,
    /// The last element that was handed on.
    last: Option<u64>,
    /// The commit that is on its way.
    sent: Option<u64>,
    /// What the brokers have.
    committed: Option<u64>,
}

impl Position {
    /// Nothing was handed on. At most `elements` will be uncommitted at a time. `pinned` tells whether the brokers know the start.
    pub(super) fn new(start: u64, pinned: bool, elements: usize) -> Self {
        Self {
            offsets: Offsets::with_capacity(elements),
            uncommitted: VecDeque::with_capacity(elements.min(1024)),
            pending: 0,
            start,
            last: None,
            sent: None,
            committed: pinned.then_some(start),
        }
    }

    /// Hands an element on. `false` if it does not come after those before it, or there is no room.
    pub(super) fn begin(&mut self, offset: u64) -> bool {
        let follows = self.follows(offset) && self.offsets.begin(offset).is_ok();
        if follows {
            self.last = Some(offset);
            self.uncommitted.push_back(offset);
            self.pending += 1;
        }
        follows
    }

    /// Whether an element comes after those before it.
    pub(super) fn follows(&self, offset: u64) -> bool {
        offset >= self.start && self.last.is_none_or(|last| offset > last)
    }

    /// Nobody holds the element any more.
    pub(super) fn settle(&mut self, offset: u64, done: bool) {
        self.pending = self.pending.saturating_sub(1);
        if done {
            self.offsets.done(offset);
        }
    }

    /// Where to go on, if everything was to stop now.
    pub(super) fn next(&self) -> u64 {
        self.offsets.committed().unwrap_or(self.start)
    }

    /// What to commit, if the brokers do not know it.
    pub(super) fn to_commit(&self) -> Option<u64> {
        (self.committed != Some(self.next())).then_some(self.next())
    }

    /// A commit of so much is on its way.
    pub(super) fn sent(&mut self, next: u64) {
        self.sent = Some(next);
    }

    /// The answer to it: how many elements are committed by it.
    pub(super) fn answered(&mut self, next: u64, accepted: bool) -> usize {
        if self.sent.take_if(|sent| *sent == next).is_none() || !accepted {
            return 0;
        }
        self.committed = Some(next);
        let before = self.uncommitted.len();
        while self.uncommitted.front().is_some_and(|offset| *offset < next) {
            self.uncommitted.pop_front();
        }
        before - self.uncommitted.len()
    }

    /// How many elements were handed on and are not known to be committed.
    pub(super) fn uncommitted(&self) -> usize {
        self.uncommitted.len()
    }

    /// How many of them are still held by somebody.
    pub(super) const fn pending(&self) -> usize {
        self.pending
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[derive(Clone, Debug)]
    enum Step {
        HandOn { gap: u64 },
        Settle { which: usize, done: bool },
        Send,
        Answer { accepted: bool },
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![
            3 => (0..3_u64).prop_map(|gap| Step::HandOn { gap }),
            3 => (any::<usize>(), prop::bool::weighted(0.97)).prop_map(|(which, done)| Step::Settle { which, done }),
            1 => Just(Step::Send),
            1 => any::<bool>().prop_map(|accepted| Step::Answer { accepted }),
        ]
    }

    proptest! {
        #[test]
        fn what_is_committed_is_done(start in 0..100_u64, elements in 1..8_usize, steps in vec(step(), 1..200)) {
            let mut position = Position::new(start, false, elements);
            let mut next = start;
            let mut handed = BTreeMap::new(); // offset: whether it is done
            let mut held = BTreeSet::new();
            let (mut sent, mut committed) = (None, None);
            for step in steps {
                match step {
                    Step::HandOn { gap } => {
                        let offset = next + gap;
                        let room = handed.keys().filter(|o| committed.is_none_or(|c| **o >= c)).count() < elements;
                        if room {
                            prop_assert!(position.begin(offset));
                            handed.insert(offset, false);
                            held.insert(offset);
                            next = offset + 1;
                        }
                        if let Some(before) = next.checked_sub(1) {
                            prop_assert!(!position.begin(before), "offsets rise");
                        }
                    }
                    Step::Settle { which, done } => {
                        if let Some(offset) = held.iter().nth(which % held.len().max(1)).copied() {
                            held.remove(&offset);
                            handed.insert(offset, done);
                            position.settle(offset, done);
                        }
                    }
                    Step::Send => {
                        if sent.is_none() && let Some(to) = position.to_commit() {
                            position.sent(to);
                            sent = Some(to);
                        }
                    }
                    Step::Answer { accepted } => {
                        if let Some(to) = sent.take() {
                            let before = position.uncommitted();
                            prop_assert_eq!(position.answered(to + 1, true), 0, "an answer to something else");
                            let counted = position.answered(to, accepted);
                            prop_assert_eq!(before - position.uncommitted(), counted);
                            if accepted {
                                committed = Some(to);
                            }
                        }
                    }
                }
                let done_up_to = handed.iter().take_while(|(_, done)| **done).last().map_or(start, |(offset, _)| offset + 1);
                prop_assert_eq!(position.next(), done_up_to);
                prop_assert_eq!(position.to_commit(), (committed != Some(done_up_to)).then_some(done_up_to));
                prop_assert_eq!(position.pending(), held.len());
                let open = handed.keys().filter(|offset| committed.is_none_or(|c| **offset >= c)).count();
                prop_assert_eq!(position.uncommitted(), open);
            }
        }
    }
}
