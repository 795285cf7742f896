//! Of twins only is saved how many tags there are, so that those to come find their places.

use alloc::collections::VecDeque;

use serde::{Deserializer, Serializer};

use super::{Fifo, Newest, OneByOne, Pairs, Parts, Queues};
use crate::snapshot::{Snapshot, restore_places, save_each};

// Their tags are counted from the newest, so that those to come find their places without the old ones.
crate::saved!([M] Fifo<M> {});
crate::saved!([M] Parts<M> {});
crate::saved!([M, const N: usize] Newest<M, N> {});

impl<M, const N: usize> Snapshot for Pairs<M, N> {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        save_each(self.waiting.len(), self.waiting.iter().map(|_| 0), serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.waiting.clear();
        restore_places(saved, 1, |place| {
            self.waiting.push_back(None);
            place == 0
        })
    }
}

impl<M> Snapshot for OneByOne<M> {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        save_each(self.waiting.len(), self.waiting.iter().map(|_| 0), serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.waiting.clear();
        restore_places(saved, 1, |place| {
            self.waiting.push_back(None);
            place == 0
        })
    }
}

impl<M, const N: usize> Snapshot for Queues<M, N> {
    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let queues = self.queues.iter().enumerate();
        let places = queues.flat_map(|(inlet, queue)| queue.iter().map(move |_| inlet));
        let count = self.queues.iter().map(VecDeque::len).sum();
        save_each(count, places, serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        for queue in &mut self.queues {
            queue.clear();
        }
        restore_places(saved, N, |place| {
            let queue = self.queues.get_mut(place);
            queue.map(|queue| queue.push_back(None)).is_some()
        })
    }
}
