//! Quantiles of a window.

use alloc::boxed::Box;
use alloc::collections::VecDeque;
use alloc::vec::Vec;

use super::order::{NO_CODE, Order, float};
use super::quantile_rank::{Interpolation, Rank};
use super::quantile_ranks::{Places, Pointer, Ranked, merge, sort};
use crate::frame::aggregate::Starts;

/// Fewer rows are taken one by one.
const MANY: usize = 128;

/// Sorting a batch with all that is kept pays for batches that are no smaller part of it.
const PART: usize = 12;

/// Rows that are sorted together: few enough for near caches, and many for what each sort costs however few they are.
const TOGETHER: usize = 1 << 11;

/// The place of a missing cell in the order.
const NO_PLACE: u32 = u32::MAX;

/// `N` quantiles of one window.
///
/// Few rows at a time go one by one through an [`Order`]. Many are sorted together with what is kept; then a window is
/// a set of places, in which a quantile moves by a few steps for each row.
#[derive(Clone, Debug)]
pub(super) struct Window<const N: usize> {
    at: [f64; N],
    interpolation: Interpolation,
    min_periods: u64,
    /// Where the quantiles of so many cells are.
    ranks: [Rank; N],
    ranks_of: u64,
    /// Codes of the rows in the window, the oldest first.
    rows: VecDeque<u64>,
    /// How many rows there have been.
    seen: u64,
    kept: Kept,
    /// Rows that came one by one though they might have been sorted together, since fewer came than that pays for.
    waiting: usize,
    together: Option<Box<Together>>,
}

/// The cells of the window that are not missing, in order.
#[derive(Clone, Debug)]
enum Kept {
    /// As single rows need it.
    Order(Order),
    /// As many rows need it.
    Sorted(Vec<Ranked>),
}

/// What many rows need for the time of a call.
#[derive(Clone, Debug, Default)]
struct Together {
    batch: Vec<Ranked>,
    spare: Vec<Ranked>,
    all: Vec<Ranked>,
    /// The place of each row among `all`.
    place_of: Vec<u32>,
    places: Places,
}

impl Kept {
    const fn len(&self) -> u64 {
        match self {
            Self::Order(order) => order.len(),
            Self::Sorted(sorted) => sorted.len() as u64,
        }
    }
}

impl<const N: usize> Window<N> {
    /// An empty window.
    pub(super) fn new(at: [f64; N], interpolation: Interpolation, min_periods: usize) -> Self {
        Self {
            at,
            interpolation,
            // The quantile of nothing is missing.
            min_periods: (min_periods as u64).max(1),
            ranks: at.map(|q| Rank::of(q, 1)),
            ranks_of: 1,
            rows: VecDeque::new(),
            seen: 0,
            kept: Kept::Order(Order::new()),
            waiting: 0,
            together: None,
        }
    }

    /// Appends rows and gives the quantiles of each one's window.
    pub(super) fn scan(&mut self, codes: &[u64], starts: Starts<'_>, mut emit: impl FnMut([f64; N])) {
        let mut rest = codes;
        while !rest.is_empty() {
            let from = codes.len() - rest.len();
            let seen = self.seen;
            let start = |i: usize| match starts {
                Starts::Rows(rows) => (seen + i as u64 + 1).saturating_sub(rows as u64),
                Starts::At(starts) => starts[from + i],
            };
            if let Some(len) = self.together(rest.len()) {
                let (chunk, after) = rest.split_at(len);
                self.scan_together(chunk, start, &mut emit);
                rest = after;
            } else {
                self.order();
                for (i, &code) in rest.iter().enumerate() {
                    self.push(code, start(i));
                    emit(self.value());
                }
                self.keep_ranks();
                return;
            }
        }
    }

    /// Appends rows, and lets the window begin at row `start`.
    pub(super) fn extend(&mut self, codes: &[u64], start: u64) {
        let end = self.seen + codes.len() as u64;
        debug_assert!(start <= end, "a window begins at most after its last row");
        let leave = start.saturating_sub(self.first()).min(end - self.first());
        let moves = leave + codes.len() as u64;
        if moves > MANY as u64 && moves > self.rows.len() as u64 / 4 {
            self.rows.drain(..(leave as usize).min(self.rows.len()));
            self.rows
                .extend(&codes[(start.saturating_sub(self.seen) as usize).min(codes.len())..]);
            self.seen = end;
            let mut sorted: Vec<_> = self.rows.iter().copied().filter(|&code| code != NO_CODE).collect();
            sorted.sort_unstable();
            self.kept = Kept::Order(Order::of(sorted));
            return;
        }
        if let [code] = codes {
            self.push(*code, start);
            return;
        }
        let before = self.first();
        for &code in codes {
            self.push(code, before);
        }
        while self.first() < start && self.pop() {}
    }

    /// The quantiles of the window as it is now.
    #[inline]
    pub(super) fn value(&self) -> [f64; N] {
        let count = self.kept.len();
        if count < self.min_periods {
            return [f64::NAN; N];
        }
        self.ranks(count).map(|rank| {
            let (low, high) = match &self.kept {
                Kept::Order(order) => order.nth(rank.low),
                Kept::Sorted(sorted) => {
                    let at = rank.low as usize;
                    (sorted[at].0, sorted.get(at + 1).map(|&(code, _)| code))
                }
            };
            let low = float(low);
            self.interpolation.between(rank, low, || high.map_or(low, float))
        })
    }

    /// Most windows have as many cells as the one before.
    #[inline(always)]
    fn keep_ranks(&mut self) {
        let count = self.kept.len().max(1);
        if count != self.ranks_of {
            (self.ranks, self.ranks_of) = (self.at.map(|q| Rank::of(q, count)), count);
        }
    }

    /// Where the quantiles of so many cells are.
    #[inline(always)]
    fn ranks(&self, count: u64) -> [Rank; N] {
        if count == self.ranks_of {
            self.ranks
        } else {
            self.at.map(|q| Rank::of(q, count))
        }
    }

    /// The number of the oldest row in the window.
    #[inline(always)]
    fn first(&self) -> u64 {
        self.seen - self.rows.len() as u64
    }

    /// How many of the next rows to take together, if any.
    fn together(&mut self, rest: usize) -> Option<usize> {
        let kept = self.rows.len();
        if rest < MANY || rest < kept / PART || kept.saturating_add(rest) >= NO_PLACE as usize {
            self.waiting = 0;
            return None;
        }
        if let Kept::Order(_) = self.kept {
            // To sort what is kept anew pays only if it is not given up for single rows soon.
            self.waiting += rest;
            if self.waiting < kept / 2 {
                return None;
            }
        }
        let parts = rest.div_ceil(TOGETHER.max(kept));
        Some(rest.div_ceil(parts))
    }

    /// The order that single rows need.
    #[inline(always)]
    fn order(&mut self) -> &mut Order {
        if let Kept::Sorted(sorted) = &self.kept {
            self.kept = Kept::Order(Order::of(sorted.iter().map(|&(code, _)| code).collect()));
        }
        match &mut self.kept {
            Kept::Order(order) => order,
            Kept::Sorted(_) => unreachable!("it was just turned into an order"),
        }
    }

    /// Takes one row in and those before `start` out.
    #[inline]
    fn push(&mut self, code: u64, start: u64) {
        self.rows.push_back(code);
        self.seen += 1;
        if self.rows.len() > 1 && self.first() + 1 == start {
            let old = self.rows.pop_front().unwrap_or(NO_CODE);
            let order = self.order();
            match (code != NO_CODE, old != NO_CODE) {
                (true, true) => order.replace(code, old),
                (true, false) => order.insert(code),
                (false, true) => order.remove(old),
                (false, false) => {}
            }
            return;
        }
        if code != NO_CODE {
            self.order().insert(code);
        }
        while self.first() < start && self.pop() {}
    }

    /// Takes the oldest row out, if there is one.
    #[inline]
    fn pop(&mut self) -> bool {
        let Some(old) = self.rows.pop_front() else {
            return false;
        };
        if old != NO_CODE {
            self.order().remove(old);
        }
        true
    }

    /// Takes many rows; `start` says where the window of each begins.
    fn scan_together(&mut self, codes: &[u64], start: impl Fn(usize) -> u64, emit: &mut impl FnMut([f64; N])) {
        let mut together = self.together.take().unwrap_or_default();
        let Together {
            batch,
            spare,
            all,
            place_of,
            places,
        } = &mut *together;
        let (first, had) = (self.first(), self.rows.len());
        let mut sorted = match core::mem::replace(&mut self.kept, Kept::Sorted(Vec::new())) {
            Kept::Sorted(sorted) => sorted,
            Kept::Order(_) => {
                let mut sorted = ranked(first, self.rows.iter().copied()).collect();
                sort(&mut sorted, spare);
                sorted
            }
        };
        batch.clear();
        batch.extend(ranked(self.seen, codes.iter().copied()));
        sort(batch, spare);
        merge(&sorted, batch, all);

        place_of.clear();
        place_of.resize(had + codes.len(), NO_PLACE);
        places.reset(all.len());
        for (place, &(_, row)) in all.iter().enumerate() {
            let row = row.wrapping_sub(first as u32) as usize;
            place_of[row] = place as u32;
            if row < had {
                places.insert(place);
            }
        }
        let mut count = sorted.len() as u64;
        let mut ranks = self.at.map(|q| Rank::of(q, count.max(1)));
        let mut pointers = ranks.map(|rank| match places.nth(rank.low) {
            Some(place) => Pointer { place, below: rank.low },
            None => Pointer::NOWHERE,
        });
        let mut oldest = 0;
        for i in 0..codes.len() {
            let before = count;
            let place = place_of[had + i];
            if place != NO_PLACE {
                places.insert(place as usize);
                count += 1;
                for pointer in &mut pointers {
                    pointer.inserted(place as usize, count);
                }
            }
            let start = (start(i).saturating_sub(first) as usize).min(had + i + 1);
            while oldest < start {
                let place = place_of[oldest];
                oldest += 1;
                if place != NO_PLACE {
                    places.remove(place as usize);
                    count -= 1;
                    for pointer in &mut pointers {
                        pointer.removed(places, place as usize);
                    }
                }
            }
            if count < self.min_periods {
                emit([f64::NAN; N]);
                continue;
            }
            if count != before || i == 0 {
                ranks = self.at.map(|q| Rank::of(q, count));
            }
            emit(core::array::from_fn(|n| {
                let (rank, pointer) = (ranks[n], &mut pointers[n]);
                pointer.walk(places, rank.low);
                let value = |place: usize| float(all[place].0);
                let low = value(pointer.place);
                let high = || places.after(pointer.place).map_or(low, value);
                self.interpolation.between(rank, low, high)
            }));
        }
        sorted.clear();
        sorted.reserve(count as usize);
        places.for_each(|place| sorted.push(all[place]));
        self.kept = Kept::Sorted(sorted);
        let leave = oldest.min(had);
        self.rows.drain(..leave);
        self.rows.extend(&codes[oldest - leave..]);
        self.seen += codes.len() as u64;
        self.together = Some(together);
    }
}

/// Cells that are not missing, with the numbers of their rows.
fn ranked(first: u64, codes: impl Iterator<Item = u64>) -> impl Iterator<Item = Ranked> {
    (first..)
        .zip(codes)
        .filter(|&(_, code)| code != NO_CODE)
        .map(|(row, code)| (code, row as u32))
}

crate::saved!([const N: usize] Window<N> as (u64, VecDeque<u64>) {
    |window| (window.seen, window.rows.clone()),
    |window, (seen, rows)| {
        let mut sorted: Vec<_> = rows.iter().copied().filter(|&code| code != NO_CODE).collect();
        sorted.sort_unstable();
        (window.seen, window.rows) = (seen, rows);
        (window.kept, window.waiting) = (Kept::Order(Order::of(sorted)), 0);
        Ok(())
    },
});
