//! Twins: beside an operator that holds items stands one that holds their tags, and does with them what that does with the
//! items.

#[cfg(feature = "serde")]
mod snapshot;

use alloc::collections::VecDeque;

use crate::tags::{Tag, done, keep};

/// What stands beside an operator that holds items.
pub trait Twin<M> {
    /// The operator took an item with these tags at an inlet; before that it held on to so many.
    fn arrive(&mut self, inlet: usize, tags: &[Option<M>], keeps: usize);

    /// The tags of the next item that the operator emits.
    fn emit(&mut self) -> &[Option<M>];

    /// That item has been dealt with.
    fn emitted(&mut self);

    /// The event is over for the operator, which holds on to so many of the newest items.
    fn settle(&mut self, keeps: usize);

    /// The event failed; the operator holds on to so many of the newest items.
    fn recover(&mut self, keeps: usize);
}

/// Beside a window or a batch: each emission is made from everything held.
pub struct Fifo<M> {
    held: VecDeque<Option<M>>,
    /// Whether an emission is under way; still so afterwards only if a panic ended it.
    emitting: bool,
}

impl<M> Default for Fifo<M> {
    fn default() -> Self {
        Self {
            held: VecDeque::new(),
            emitting: false,
        }
    }
}

impl<M: Tag> Twin<M> for Fifo<M> {
    fn arrive(&mut self, _: usize, tags: &[Option<M>], keeps: usize) {
        if self.emitting {
            self.recover(keeps);
        }
        self.held.push_back(keep(tags));
    }

    fn emit(&mut self) -> &[Option<M>] {
        self.emitting = true;
        self.held.make_contiguous()
    }

    fn emitted(&mut self) {}

    fn settle(&mut self, keeps: usize) {
        self.emitting = false;
        while self.held.len() > keeps {
            done(self.held.pop_front().flatten());
        }
    }

    fn recover(&mut self, keeps: usize) {
        self.emitting = false;
        while self.held.len() > keeps {
            drop(self.held.pop_front());
        }
    }
}

/// Beside an operator that stops in the middle of what it makes of an item: what it makes carries the tags of all that is
/// left in it.
pub struct Parts<M>(Fifo<M>);

impl<M> Default for Parts<M> {
    fn default() -> Self {
        Self(Fifo::default())
    }
}

impl<M: Tag> Twin<M> for Parts<M> {
    fn arrive(&mut self, inlet: usize, tags: &[Option<M>], keeps: usize) {
        if self.0.emitting {
            self.recover(keeps);
        }
        self.0.arrive(inlet, tags, keeps);
    }

    fn emit(&mut self) -> &[Option<M>] {
        self.0.emit()
    }

    fn emitted(&mut self) {}

    fn settle(&mut self, keeps: usize) {
        self.0.settle(keeps);
    }

    fn recover(&mut self, keeps: usize) {
        // A part has failed, and so the element has, though other parts are still to come.
        if self.0.emitting {
            for tag in self.0.held.iter().flatten() {
                drop(tag.clone());
            }
        }
        self.0.recover(keeps);
    }
}

/// Beside a `combine_latest` of `N` streams.
pub struct Newest<M, const N: usize> {
    newest: [Option<M>; N],
}

impl<M, const N: usize> Default for Newest<M, N> {
    fn default() -> Self {
        Self {
            newest: [const { None }; N],
        }
    }
}

impl<M: Tag, const N: usize> Twin<M> for Newest<M, N> {
    fn arrive(&mut self, inlet: usize, tags: &[Option<M>], _: usize) {
        if let Some(newest) = self.newest.get_mut(inlet) {
            done(core::mem::replace(newest, keep(tags)));
        }
    }

    fn emit(&mut self) -> &[Option<M>] {
        &self.newest
    }

    fn emitted(&mut self) {}

    fn settle(&mut self, _: usize) {}

    fn recover(&mut self, _: usize) {}
}

/// Beside a queued zip of `N` streams.
pub struct Queues<M, const N: usize> {
    queues: [VecDeque<Option<M>>; N],
    outside: [Option<M>; N],
}

impl<M, const N: usize> Default for Queues<M, N> {
    fn default() -> Self {
        Self {
            queues: [const { VecDeque::new() }; N],
            outside: [const { None }; N],
        }
    }
}

impl<M: Tag, const N: usize> Twin<M> for Queues<M, N> {
    fn arrive(&mut self, inlet: usize, tags: &[Option<M>], _: usize) {
        if let Some(queue) = self.queues.get_mut(inlet) {
            queue.push_back(keep(tags));
        }
    }

    fn emit(&mut self) -> &[Option<M>] {
        for (queue, outside) in self.queues.iter_mut().zip(&mut self.outside) {
            *outside = queue.pop_front().flatten();
        }
        &self.outside
    }

    fn emitted(&mut self) {
        for tag in &mut self.outside {
            done(tag.take());
        }
    }

    fn settle(&mut self, _: usize) {}

    fn recover(&mut self, _: usize) {
        self.outside = [const { None }; N];
    }
}

/// Beside a `zip_latest` of `N` streams.
pub struct Pairs<M, const N: usize> {
    waiting: VecDeque<Option<M>>,
    /// The newest of each stream; in the place of the first, which is not overwritten, the one that is being handed on.
    newest: [Option<M>; N],
}

impl<M, const N: usize> Default for Pairs<M, N> {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
            newest: [const { None }; N],
        }
    }
}

impl<M: Tag, const N: usize> Twin<M> for Pairs<M, N> {
    fn arrive(&mut self, inlet: usize, tags: &[Option<M>], _: usize) {
        if inlet == 0 {
            self.waiting.push_back(keep(tags));
        } else if let Some(newest) = self.newest.get_mut(inlet) {
            done(core::mem::replace(newest, keep(tags)));
        }
    }

    fn emit(&mut self) -> &[Option<M>] {
        if let Some(first) = self.newest.first_mut() {
            *first = self.waiting.pop_front().flatten();
        }
        &self.newest
    }

    fn emitted(&mut self) {
        done(self.newest.first_mut().and_then(Option::take));
    }

    fn settle(&mut self, _: usize) {}

    fn recover(&mut self, _: usize) {
        if let Some(first) = self.newest.first_mut() {
            *first = None;
        }
    }
}

/// Beside a zip of `N` streams in step: made anew for each event, like its slots.
pub struct OneTick<M, const N: usize> {
    slots: [Option<M>; N],
}

impl<M, const N: usize> Default for OneTick<M, N> {
    fn default() -> Self {
        Self {
            slots: [const { None }; N],
        }
    }
}

impl<M: Tag, const N: usize> Twin<M> for OneTick<M, N> {
    fn arrive(&mut self, inlet: usize, tags: &[Option<M>], _: usize) {
        if let Some(slot) = self.slots.get_mut(inlet) {
            *slot = keep(tags);
        }
    }

    fn emit(&mut self) -> &[Option<M>] {
        &self.slots
    }

    fn emitted(&mut self) {
        for tag in &mut self.slots {
            done(tag.take());
        }
    }

    fn settle(&mut self, _: usize) {}

    fn recover(&mut self, _: usize) {}
}

/// Beside a feedback queue, whose items leave one by one, each at the beginning of an event.
pub struct OneByOne<M> {
    waiting: VecDeque<Option<M>>,
}

impl<M> Default for OneByOne<M> {
    fn default() -> Self {
        Self {
            waiting: VecDeque::new(),
        }
    }
}

impl<M> OneByOne<M> {
    /// The tags of the item that leaves.
    pub fn pop(&mut self) -> Option<M> {
        self.waiting.pop_front().flatten()
    }
}

impl<M: Tag> Twin<M> for OneByOne<M> {
    fn arrive(&mut self, _: usize, tags: &[Option<M>], _: usize) {
        self.waiting.push_back(keep(tags));
    }

    fn emit(&mut self) -> &[Option<M>] {
        &[]
    }

    fn emitted(&mut self) {}

    fn settle(&mut self, _: usize) {}

    fn recover(&mut self, _: usize) {}
}
