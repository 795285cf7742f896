//! The horizon of so much of the index: where the window of each row begins.

use alloc::vec::Vec;
use core::iter::repeat_n;
use core::marker::PhantomData;

use super::column::{Column, Values};
use super::extent::{Bounds, Closed, Horizon, Ordinal};
use super::gather::AT_ONCE;
use super::rows::Rows;

/// Labels that are looked at together.
const AHEAD: usize = 4;

/// So many rows are worked on from their beginning and from their middle at once.
const APART: usize = 64;

/// The horizon of so much of the index.
///
/// The index should not go backwards. A row whose label is smaller than one before it does not end a window of its own:
/// where each row has a result, its window is that of the greatest label so far. After a batch it is in the window if its
/// label is.
#[derive(Clone, Debug)]
pub struct Recent<U> {
    width: i64,
    // Whether a label exactly that far back belongs to a window, and whether the newest does.
    has_oldest: bool,
    has_newest: bool,
    // The greatest label up to each row of the window; the first is row number `start`.
    labels: Values<i64>,
    // Each row's own label, for as long as the window may have a row that was late.
    own: Values<i64>,
    start: u64,
    newest: i64,
    // Behind the last batch in which a row was late.
    late: Option<u64>,
    present: Vec<bool>,
    starts: Vec<u64>,
    ends: Vec<u64>,
    unit: PhantomData<U>,
}

impl<U> Recent<U> {
    pub(super) const fn new(width: i64, closed: Closed) -> Self {
        Self {
            width,
            has_oldest: matches!(closed, Closed::Left | Closed::Both),
            has_newest: matches!(closed, Closed::Right | Closed::Both),
            labels: Values::new(),
            own: Values::new(),
            start: 0,
            newest: i64::MIN,
            late: None,
            present: Vec::new(),
            starts: Vec::new(),
            ends: Vec::new(),
            unit: PhantomData,
        }
    }

    /// Labels up to this are too old beside `label`; nothing is, beside one near the first that an `i64` holds.
    fn limit(&self, label: i64) -> Option<i64> {
        label.checked_sub(self.width)?.checked_sub(i64::from(self.has_oldest))
    }

    /// Keeps the labels from `before` on beside the greatest so far, which takes their place.
    #[cold]
    fn keep_own(&mut self, before: usize) {
        let from = if self.late.is_some() { before } else { 0 };
        if from == 0 {
            self.own.clear();
        }
        self.own.extend(self.labels.as_slice()[from..].iter().copied());
        let mut newest = self.newest;
        for label in &mut self.labels.as_mut_slice()[before..] {
            newest = newest.max(*label);
            *label = newest;
        }
    }

    /// Finds out which rows are in the window though rows before them are not, or the other way round.
    #[cold]
    fn find_present(&mut self) {
        let limit = self.limit(self.newest);
        let newest = if self.has_newest { None } else { Some(self.newest) };
        let own = self.own.as_slice();
        let is_present = |label: i64| limit.is_none_or(|limit| label > limit) && Some(label) != newest;
        if !own.iter().all(|&label| is_present(label)) {
            self.present.extend(own.iter().map(|&label| is_present(label)));
        }
    }

    /// For each row from `before` on, the number of the first row that is not too old, given that so many are beside the
    /// row before; says how many are beside the last.
    fn find_starts(&mut self, before: usize, gone: usize) -> usize {
        let batch = &self.labels.as_slice()[before..];
        let is_late = batch.first().is_some_and(|&first| first < self.newest)
            || batch.windows(2).fold(false, |late, pair| late | (pair[1] < pair[0]));
        if is_late || self.late.is_some() {
            self.keep_own(before);
        }
        let (first, labels) = (self.start, self.labels.as_slice());
        self.newest = labels.last().copied().unwrap_or(self.newest);
        if is_late {
            self.late = Some(first + labels.len() as u64);
        }
        // As labels do not go back, something may be too old beside all from here on.
        let from = before + labels[before..].partition_point(|&label| self.limit(label).is_none());
        self.starts.extend(repeat_n(first, from - before));
        let limit = |label: i64| label - self.width - i64::from(self.has_oldest);
        let (mut gone, mut rest) = (gone, from);
        if labels.len() - from >= APART {
            // Each row waits for what was found for the one before it, but not for the other half.
            let half = (labels.len() - from) / 2;
            let middle = from + half;
            rest = middle + half;
            let mut newer = labels[..=middle].partition_point(|&label| label <= limit(labels[middle]));
            let done = self.starts.len();
            self.starts.resize(done + 2 * half, first);
            let (starts, newer_starts) = self.starts[done..].split_at_mut(half);
            for (i, (start, newer_start)) in starts.iter_mut().zip(newer_starts).enumerate() {
                gone = leave(&labels[..=from + i], gone, limit(labels[from + i]));
                newer = leave(&labels[..=middle + i], newer, limit(labels[middle + i]));
                (*start, *newer_start) = (first + gone as u64, first + newer as u64);
            }
            gone = newer;
        }
        for place in rest..labels.len() {
            gone = leave(&labels[..=place], gone, limit(labels[place]));
            self.starts.push(first + gone as u64);
        }
        gone
    }

    /// For each row from `before` on, the number of the first row that has its label, or the first of its window if that
    /// comes later.
    fn find_ends(&mut self, before: usize) {
        let labels = self.labels.as_slice();
        let mut end = labels[..before].partition_point(|&label| labels.get(before).is_some_and(|&new| label < new));
        for (place, &label) in labels.iter().enumerate().skip(before) {
            while end < place && labels[end] < label {
                end += 1;
            }
            let end = self.start + end as u64;
            self.ends.push(end.max(self.starts[place - before]));
        }
    }
}

/// How many labels from the first on are at most `limit`, given that so many are.
#[inline(always)]
fn leave(labels: &[i64], gone: usize, limit: i64) -> usize {
    let mut gone = gone;
    // How many leave with a row is a guess that is often wrong, so some are looked at whether they do or not.
    while let Some(ahead) = labels.get(gone..).and_then(<[i64]>::first_chunk::<AHEAD>) {
        let leaving = ahead.iter().map(|&label| usize::from(label <= limit)).sum::<usize>();
        gone += leaving;
        if leaving < AHEAD {
            return gone;
        }
    }
    while labels.get(gone).is_some_and(|&label| label <= limit) {
        gone += 1;
    }
    gone
}

impl<U, I: Ordinal<Unit = U>> Horizon<I> for Recent<U> {
    #[inline]
    fn follow<R: Rows<Index = I>>(&mut self, rows: R) -> Bounds<'_> {
        self.starts.clear();
        let before = self.labels.as_slice().len();
        let labels = rows.labels().pick(Ordinal::ordinal);
        let (mut from, mut gone) = (0, 0);
        while from < rows.places() {
            let to = rows.places().min(from + AT_ONCE);
            let known = self.labels.as_slice().len();
            self.labels.add_rows_in(labels, from..to);
            gone = self.find_starts(known, gone);
            from = to;
        }
        self.ends.clear();
        if !self.has_newest {
            self.find_ends(before);
        }
        self.start += gone as u64;
        self.labels.drop_front(gone);
        if self.late.is_some() {
            self.own.drop_front(gone);
        }
        if self.late.is_some_and(|late| late < self.start) {
            self.late = None;
        }
        self.present.clear();
        if self.late.is_some() {
            self.find_present();
        }
        let labels = self.labels.as_slice();
        let inside = if self.has_newest {
            labels.len()
        } else {
            labels.partition_point(|&label| label < self.newest)
        };
        Bounds::At {
            starts: &self.starts,
            start: self.start,
            end: self.start + inside as u64,
            present: &self.present,
            ends: &self.ends,
        }
    }
}

crate::saved!([U] Recent<U> {
    same width,
    same has_oldest,
    same has_newest,
    part labels,
    part own,
    value start,
    value newest,
    value late
});
