//! The rows of one batch, looked at in place.

use alloc::vec::Vec;
use core::ops::Range;

/// The rows of one batch: columns that lie somewhere, and what is to be done to each row when it is looked at.
///
/// A chain of filters and expressions builds up such a value without touching a row. Whoever consumes it, a sum, a window,
/// a sink, runs through the rows once, and everything is done in that one loop. A stream that is used twice does it twice;
/// [`lay`](crate::frame::FrameFlow::lay) lays the rows down once.
pub trait Rows: Copy {
    /// A row: a struct that `#[derive(Frame)]` made, or one value.
    type Row: Copy;

    /// The label of a row: the column marked `#[frame(index)]`, or `()`.
    type Index: Copy;

    /// How many places there are: the number of rows before filters.
    fn places(self) -> usize;

    /// The row at `place`, if a filter has not removed it; nothing from [`places`](Self::places) on.
    fn get(self, place: usize) -> Option<(Self::Index, Self::Row)>;

    /// Calls `visit` for each row, in order, with its label. The fastest way through all rows.
    #[inline(always)]
    fn each(self, visit: impl FnMut(Self::Index, Self::Row)) {
        self.each_in(0..self.places(), visit);
    }

    /// Calls `visit` for each row of some places, in order, with its label.
    ///
    /// # Panics
    ///
    /// If there are not so many places.
    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(Self::Index, Self::Row)) {
        for place in places {
            if let Some((index, row)) = self.get(place) {
                visit(index, row);
            }
        }
    }

    /// Whether no row may be missing between the places: then there are exactly [`places`](Self::places) rows.
    fn is_dense(self) -> bool;

    /// How many rows there are.
    #[inline]
    fn count(self) -> usize {
        if self.is_dense() {
            return self.places();
        }
        let mut count = 0;
        self.each(|_, _| count += 1);
        count
    }

    /// Appends the place of each row.
    fn kept(self, places: &mut Vec<usize>) {
        places.extend((0..self.places()).filter(|&place| self.get(place).is_some()));
    }

    /// A part of each row, or anything else that is made of it.
    #[inline(always)]
    fn pick<T: Copy, F: Fn(Self::Row) -> T + Copy>(self, pick: F) -> Picked<Self, F> {
        Picked { rows: self, pick }
    }

    /// The labels as rows.
    #[inline(always)]
    fn labels(self) -> Labels<Self> {
        Labels(self)
    }

    /// The rows with their labels, one by one.
    #[inline]
    fn iter(self) -> Iter<Self> {
        Iter { rows: self, place: 0 }
    }
}

/// The rows of [`Rows::pick`].
#[derive(Clone, Copy, Debug)]
pub struct Picked<R, F> {
    rows: R,
    pick: F,
}

impl<R, F> Picked<R, F> {
    /// `pick` of each row.
    #[inline(always)]
    pub(crate) const fn new(rows: R, pick: F) -> Self {
        Self { rows, pick }
    }
}

impl<R: Rows, T: Copy, F: Fn(R::Row) -> T + Copy> Rows for Picked<R, F> {
    type Row = T;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.rows.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, T)> {
        self.rows.get(place).map(|(index, row)| (index, (self.pick)(row)))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, T)) {
        self.rows.each_in(places, |index, row| visit(index, (self.pick)(row)));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.rows.is_dense()
    }
}

/// The rows of [`Rows::labels`].
#[derive(Clone, Copy, Debug)]
pub struct Labels<R>(R);

impl<R: Rows> Rows for Labels<R> {
    type Row = R::Index;
    type Index = ();

    #[inline(always)]
    fn places(self) -> usize {
        self.0.places()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<((), R::Index)> {
        self.0.get(place).map(|(index, _)| ((), index))
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut((), R::Index)) {
        self.0.each_in(places, |index, _| visit((), index));
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        self.0.is_dense()
    }
}

/// The iterator of [`Rows::iter`].
#[derive(Clone, Debug)]
pub struct Iter<R> {
    rows: R,
    place: usize,
}

impl<R: Rows> Iterator for Iter<R> {
    type Item = (R::Index, R::Row);

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        while self.place < self.rows.places() {
            let row = self.rows.get(self.place);
            self.place += 1;
            if row.is_some() {
                return row;
            }
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let left = self.rows.places() - self.place;
        (if self.rows.is_dense() { left } else { 0 }, Some(left))
    }
}
