//! Aggregates of each group over everything seen.

use alloc::vec::Vec;

use super::groups::NO_GROUP;
use crate::frame::aggregate::{Aggregate, Running};

/// An aggregate of each group, over everything seen.
///
/// Groups are numbers, which [`Groups`](super::groups::Groups) gives out; the states are in one array.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Grouped, Groups, Median};
///
/// let (mut groups, mut ids) = (Groups::new(), Vec::new());
/// let mut medians = Grouped::new(Median::new());
/// groups.extend(&["b", "a", "b"], &mut ids);
/// medians.extend(&ids, &[1, 5, 2]);
///
/// let table: Vec<_> = groups.iter().map(|(id, key)| (&**key, medians.value(id))).collect();
/// assert_eq!(table, [("a", 5.0), ("b", 1.5)]);
/// ```
#[derive(Clone, Debug)]
pub struct Grouped<A: Aggregate> {
    aggregate: A,
    states: Vec<A::Running>,
}

impl<A: Aggregate> Grouped<A> {
    /// Without a group.
    pub const fn new(aggregate: A) -> Self {
        Self {
            aggregate,
            states: Vec::new(),
        }
    }

    /// Takes the cell of each row into the group of the row; rows of [`NO_GROUP`] are skipped.
    ///
    /// # Panics
    ///
    /// If there are not as many cells as rows.
    pub fn extend(&mut self, ids: &[u32], cells: &[A::In]) {
        assert_eq!(ids.len(), cells.len(), "a cell for each row");
        for (&id, &cell) in ids.iter().zip(cells) {
            match self.states.get_mut(id as usize) {
                Some(state) => state.push(cell),
                None if id != NO_GROUP => self.begin(id).push(cell),
                None => {}
            }
        }
    }

    /// The aggregate of a group; that of no cell for one that has none.
    #[must_use]
    pub fn value(&self, id: u32) -> A::Out {
        match self.states.get(id as usize) {
            Some(state) => state.value(),
            None => self.aggregate.running().value(),
        }
    }

    /// Forgets the cells of a group, whose number may then be that of another.
    pub fn clear(&mut self, id: u32) {
        if let Some(state) = self.states.get_mut(id as usize) {
            *state = self.aggregate.running();
        }
    }

    /// The state of a group that has none yet.
    #[cold]
    fn begin(&mut self, id: u32) -> &mut A::Running {
        let aggregate = &self.aggregate;
        self.states.resize_with(id as usize + 1, || aggregate.running());
        &mut self.states[id as usize]
    }
}

#[cfg(feature = "serde")]
impl<A: Aggregate<Running: crate::snapshot::Snapshot>> crate::snapshot::Snapshot for Grouped<A> {
    fn save<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        crate::snapshot::save_parts_each(&self.states, serializer)
    }

    fn restore<'de, D: serde::Deserializer<'de>>(&mut self, saved: D) -> Result<(), D::Error> {
        self.states = crate::snapshot::parts_each(saved, || self.aggregate.running())?;
        Ok(())
    }
}
