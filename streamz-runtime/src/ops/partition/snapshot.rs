//! Of batches only the items are saved: their keys are found anew.

use serde::{Deserializer, Serializer};

use super::{Partition, PartitionBy};
use crate::snapshot::{Snapshot, check_not_full, restore_sparse, save_sparse};
use crate::storage::Buffer;
use crate::tags::Keeps;

impl<T, B: Buffer<T> + Snapshot> Snapshot for Partition<T, B> {
    // A batch that is being handed on is still here only if a panic ended that.
    fn is_at_rest(&self) -> bool {
        self.keeps() == self.batch.as_slice().len()
    }

    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.batch.save(serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.batch.restore(saved)?;
        // A full one would have left, and would be taken for one that has.
        check_not_full(&self.batch)
    }
}

impl<T, Q, B, G, F> Snapshot for PartitionBy<T, Q, B, G, F>
where
    B: Buffer<T> + Snapshot,
    G: Buffer<(Option<Q>, B)>,
    F: FnMut(&T) -> Q,
{
    fn is_at_rest(&self) -> bool {
        self.full.is_none()
    }

    fn save<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let open = self.groups.as_slice().iter().enumerate();
        let open = open.filter(|(_, (key, _))| key.is_some());
        save_sparse(open.map(|(place, (_, batch))| (place, batch)), serializer)
    }

    fn restore<'de, D: Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        let groups = self.groups.as_mut_slice();
        for (key, batch) in &mut *groups {
            *key = None;
            batch.clear();
        }
        restore_sparse(groups, |(_, batch)| batch, saved)?;
        for (key, batch) in groups {
            *key = batch.as_slice().first().map(&mut self.key);
            check_not_full(batch)?;
        }
        Ok(())
    }
}
