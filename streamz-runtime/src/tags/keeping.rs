//! The tags of what is behind a gate.

use alloc::collections::VecDeque;
use alloc::vec::Vec;
use core::pin::Pin;

use crate::tags::{Held, Keeper, Tag, done};
use crate::time::Ticks;

/// The keeper of a pipeline with metadata of type `M`.
pub struct Keeping<M> {
    /// The tag of each item held, with its place, in the order they came.
    inside: VecDeque<(usize, Option<M>)>,
    /// The tags of what is being handed on.
    outside: Vec<Option<M>>,
    /// The place that they came from, in case there was nothing to hand on.
    place: usize,
}

impl<M> Default for Keeping<M> {
    fn default() -> Self {
        Self {
            inside: VecDeque::new(),
            outside: Vec::new(),
            place: 0,
        }
    }
}

impl<M> Keeping<M> {
    /// The tags of what is being handed on.
    #[inline]
    pub fn tags(&self) -> &[Option<M>] {
        &self.outside
    }
}

impl<M: Tag, B: Held> Keeper<B> for Keeping<M> {
    type Tag = Option<M>;

    fn taken(&mut self, boundary: &mut B, tag: Option<M>) {
        self.inside.push_back((boundary.place(), tag));
        if let Some((_, tag)) = boundary.displaced().and_then(|index| self.inside.remove(index)) {
            done(tag);
        }
    }

    fn leaving(&mut self, boundary: &B, pinned: Pin<&B::Pinned>, now: Ticks) {
        self.place = boundary.next_place(pinned, now);
        let mut index = 0;
        while let Some((place, _)) = self.inside.get(index) {
            if *place != self.place {
                index += 1;
                continue;
            }
            if let Some((_, tag)) = self.inside.remove(index) {
                self.outside.push(tag);
            }
            if !B::WINDOW {
                break;
            }
        }
    }

    fn nothing_left(&mut self) {
        // Back to where they were: at the front of their place.
        while let Some(tag) = self.outside.pop() {
            self.inside.push_front((self.place, tag));
        }
    }

    fn settled(&mut self, boundary: &B) {
        for tag in self.outside.drain(..) {
            done(tag);
        }
        let Some(held) = boundary.held() else { return };
        while self.inside.len() > held {
            if let Some((_, tag)) = self.inside.pop_front() {
                done(tag);
            }
        }
    }

    fn failed(&mut self) {
        self.outside.clear();
    }
}

#[cfg(feature = "serde")]
impl<M> crate::snapshot::Snapshot for Keeping<M> {
    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::snapshot::save_each(
            self.inside.len(),
            self.inside.iter().map(|(place, _)| *place),
            serializer,
        )
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.inside.clear();
        crate::snapshot::restore_places(saved, usize::MAX, |place| {
            self.inside.push_back((place, None));
            true
        })
    }
}
