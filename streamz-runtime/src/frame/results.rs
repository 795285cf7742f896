//! Results of a kernel, one for each row, as rows.

use alloc::vec::Vec;
use core::marker::PhantomData;
use core::ops::Range;

use super::rows::Rows;
use super::shape::Shown;

/// What is kept between batches to lend results as rows.
pub(crate) struct Results<T> {
    pub(crate) values: Vec<T>,
    // Where the rows are, if filters left gaps.
    places: Vec<usize>,
}

impl<T> Default for Results<T> {
    fn default() -> Self {
        Self {
            values: Vec::new(),
            places: Vec::new(),
        }
    }
}

impl<T> Results<T> {
    /// Room for the results of a batch.
    #[inline(always)]
    pub(crate) fn begin(&mut self, rows: impl Rows) -> &mut Vec<T> {
        self.values.clear();
        self.values.reserve(rows.places());
        &mut self.values
    }

    /// The first `count` results as rows that have the labels of `rows`; `S` says whether the rows stand beside them.
    #[inline]
    pub(crate) fn lend<R: Rows, S>(&mut self, rows: R, count: usize) -> ResultRows<'_, R, T, S> {
        self.places.clear();
        if !rows.is_dense() {
            rows.kept(&mut self.places);
        }
        ResultRows {
            rows,
            // Whoever asks for the results at once would wait for what the kernel has just written to the vector's length.
            values: &self.values[..count.min(self.values.len())],
            places: &self.places,
            shown: PhantomData,
        }
    }
}

/// Results, one for each row of a batch, with the labels of these rows.
pub struct ResultRows<'a, R, T, S> {
    rows: R,
    values: &'a [T],
    places: &'a [usize],
    shown: PhantomData<fn() -> S>,
}

impl<R: Copy, T, S> Clone for ResultRows<'_, R, T, S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Copy, T, S> Copy for ResultRows<'_, R, T, S> {}

impl<R: Rows, T: Copy, S: Shown> Rows for ResultRows<'_, R, T, S> {
    type Row = S::Of<R::Row, T>;
    type Index = R::Index;

    #[inline(always)]
    fn places(self) -> usize {
        self.values.len()
    }

    #[inline(always)]
    fn get(self, place: usize) -> Option<(R::Index, Self::Row)> {
        let &result = self.values.get(place)?;
        let place = self.places.get(place).copied().unwrap_or(place);
        let (index, row) = self.rows.get(place)?;
        Some((index, S::show(row, result)))
    }

    #[inline(always)]
    fn each(self, mut visit: impl FnMut(R::Index, Self::Row)) {
        let mut values = self.values.iter();
        self.rows.each(|index, row| {
            if let Some(&result) = values.next() {
                visit(index, S::show(row, result));
            }
        });
    }

    #[inline(always)]
    fn each_in(self, places: Range<usize>, mut visit: impl FnMut(R::Index, Self::Row)) {
        if self.places.is_empty() {
            let mut values = self.values[places.clone()].iter();
            self.rows.each_in(places, |index, row| {
                if let Some(&result) = values.next() {
                    visit(index, S::show(row, result));
                }
            });
        } else {
            for place in places {
                if let Some((index, row)) = self.get(place) {
                    visit(index, row);
                }
            }
        }
    }

    #[inline(always)]
    fn is_dense(self) -> bool {
        true
    }
}
