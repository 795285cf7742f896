//! Which group each row is in, and tables of groups.

use alloc::vec::Vec;

use super::window::WindowRows;
use crate::frame::aggregate::Aggregate;
use crate::frame::kernel::groups::{Groups, NO_GROUP};
use crate::frame::kernel::groups_aggregate::Grouped;
use crate::frame::kernel::keyed::KeyedWindow;
use crate::frame::kernel::keyed_rows::KeyedRows;
use crate::frame::key::{Key, OwnedKey};
use crate::frame::rows::Rows;

/// Takes the key of a row: what a closure of `groupby` returns is handed to it.
pub struct Grouper<'a, O> {
    groups: &'a mut Groups<O>,
    // Whether a key that is new begins a group.
    is_making: bool,
}

/// The group of a row, if it has one.
#[derive(Clone, Copy, Debug)]
pub struct GroupOf(u32);

impl GroupOf {
    /// The number as a place in an array, beyond all of them if there is no group.
    pub(super) const fn place(self) -> usize {
        if self.0 == NO_GROUP {
            usize::MAX
        } else {
            self.0 as usize
        }
    }
}

impl<'a, O: OwnedKey> Grouper<'a, O> {
    /// Begins a group for a key that is new.
    pub(super) const fn making(groups: &'a mut Groups<O>) -> Self {
        Self {
            groups,
            is_making: true,
        }
    }

    /// Only finds groups that there are.
    pub(super) const fn finding(groups: &'a mut Groups<O>) -> Self {
        Self {
            groups,
            is_making: false,
        }
    }

    /// The group of a key.
    #[inline(always)]
    pub fn of<K: Key<Owned = O>>(self, key: K) -> GroupOf {
        let group = if self.is_making {
            self.groups.of(key)
        } else {
            self.groups.find(key)
        };
        GroupOf(group.unwrap_or(NO_GROUP))
    }
}

/// The rows of a batch, and the group of each.
pub struct GroupRows<'a, R, O> {
    pub(super) rows: R,
    pub(super) ids: &'a [u32],
    groups: &'a Groups<O>,
    // The groups there are, in the order of their keys.
    sorted: &'a [u32],
}

impl<R: Copy, O> Clone for GroupRows<'_, R, O> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, O> Copy for GroupRows<'_, R, O> {}

/// Finds the group of each row.
pub(super) struct Grouping<O, F> {
    groups: Groups<O>,
    ids: Vec<u32>,
    key: F,
}

impl<O: OwnedKey, F> Grouping<O, F> {
    pub(super) fn new(key: F) -> Self {
        Self {
            groups: Groups::new(),
            ids: Vec::new(),
            key,
        }
    }

    /// How many groups there are.
    pub(super) const fn len(&self) -> usize {
        self.groups.len()
    }

    /// The group of each row that was taken last.
    pub(super) fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// The group of each row.
    #[inline]
    pub(super) fn take<R: Rows>(&mut self, rows: R) -> &[u32]
    where
        F: for<'g> Fn(R::Row, Grouper<'g, O>) -> GroupOf,
    {
        self.ids.clear();
        rows.each(|_, row| {
            let GroupOf(id) = (self.key)(row, Grouper::making(&mut self.groups));
            self.ids.push(id);
        });
        &self.ids
    }

    /// Puts the rows into a window, and ends the groups that have left it.
    #[inline]
    pub(super) fn take_window<R: Rows>(&mut self, window: WindowRows<'_, R>, rows: &mut KeyedRows)
    where
        F: for<'g> Fn(R::Row, Grouper<'g, O>) -> GroupOf,
    {
        self.take(window.rows);
        rows.follow(&self.ids, window.bounds);
        // Their numbers are given out again with the next batch at the earliest, when the aggregates have forgotten them.
        for &id in rows.gone() {
            self.groups.remove(id);
        }
    }

    #[inline]
    pub(super) fn lend<R>(&mut self, rows: R) -> GroupRows<'_, R, O> {
        self.groups.sorted();
        GroupRows {
            rows,
            ids: &self.ids,
            groups: &self.groups,
            sorted: self.groups.listed(),
        }
    }

    /// A table of these groups.
    #[inline]
    pub(super) fn table<'a, V>(&'a mut self, values: &'a V) -> GroupTable<'a, O, V> {
        GroupTable::new(&self.lend(()), values, None)
    }

    /// A table of those of these groups that have rows in a window.
    #[inline]
    pub(super) fn table_in<'a, V>(&'a mut self, values: &'a V, window: &'a KeyedRows) -> GroupTable<'a, O, V> {
        GroupTable::new(&self.lend(()), values, Some(window))
    }
}

// Keys are found again where they were: what each group holds lies in other operators by its number.
crate::saved!([O: OwnedKey + Value, F] Grouping<O, F> { part groups });

/// A value for each group.
pub trait GroupValues {
    /// The value.
    type Out: Copy;

    /// That of a group.
    fn of(&self, id: u32) -> Self::Out;
}

impl<A: Aggregate<Out: Copy>> GroupValues for Grouped<A> {
    type Out = A::Out;

    #[inline(always)]
    fn of(&self, id: u32) -> A::Out {
        self.value(id)
    }
}

impl<A: Aggregate<Out: Copy>> GroupValues for KeyedWindow<A> {
    type Out = A::Out;

    #[inline(always)]
    fn of(&self, id: u32) -> A::Out {
        self.value(id)
    }
}

/// A table of groups: their values, labelled by their keys and sorted by them. A value is worked out when it is looked at.
pub struct GroupTable<'a, O, V> {
    groups: &'a Groups<O>,
    sorted: &'a [u32],
    values: &'a V,
    // The window, if some of the groups have no row in it.
    window: Option<&'a KeyedRows>,
}

impl<'a, O, V> GroupTable<'a, O, V> {
    /// The table of the groups that these rows are in; of those that have rows in the window, if there is one.
    pub(super) fn new<R>(grouped: &GroupRows<'a, R, O>, values: &'a V, window: Option<&'a KeyedRows>) -> Self {
        Self {
            groups: grouped.groups,
            sorted: grouped.sorted,
            values,
            window: window.filter(|window| window.hidden() > 0),
        }
    }
}

impl<O, V> Clone for GroupTable<'_, O, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<O, V> Copy for GroupTable<'_, O, V> {}

impl<'a, O: OwnedKey, V: GroupValues> Rows for GroupTable<'a, O, V> {
    type Row = V::Out;
    type Index = O::Row<'a>;

    #[inline]
    fn places(self) -> usize {
        self.sorted.len()
    }

    #[inline]
    fn get(self, place: usize) -> Option<(O::Row<'a>, V::Out)> {
        let &id = self.sorted.get(place)?;
        if self.window.is_some_and(|window| window.rows(id) == 0) {
            return None;
        }
        let key = self.groups.key(id)?;
        Some((key.row(), self.values.of(id)))
    }

    #[inline]
    fn is_dense(self) -> bool {
        self.window.is_none()
    }
}
