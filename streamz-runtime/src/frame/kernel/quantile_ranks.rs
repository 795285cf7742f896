//! Many rows at once: everything of a window and of a batch is sorted once, and a window is a set of places in that order.

use alloc::vec::Vec;

/// A set of places that finds the next and the previous one of a place: a bit for each place, above that a bit for each
/// word that is not zero, and so on.
#[derive(Clone, Debug, Default)]
pub(super) struct Places {
    /// All levels, the lowest first.
    words: Vec<u64>,
    /// Where each level begins.
    levels: Vec<usize>,
}

impl Places {
    /// Makes room for so many places, of which none is there.
    pub(super) fn reset(&mut self, places: usize) {
        self.words.clear();
        self.levels.clear();
        let (mut begin, mut len) = (0, places);
        loop {
            len = len.div_ceil(64).max(1);
            self.levels.push(begin);
            begin += len;
            if len == 1 {
                break;
            }
        }
        self.words.resize(begin, 0);
    }

    #[inline(always)]
    pub(super) fn insert(&mut self, mut place: usize) {
        for &begin in &self.levels {
            let word = &mut self.words[begin + place / 64];
            let was = *word;
            *word |= 1 << (place % 64);
            if was != 0 {
                break;
            }
            place /= 64;
        }
    }

    #[inline(always)]
    pub(super) fn remove(&mut self, mut place: usize) {
        for &begin in &self.levels {
            let word = &mut self.words[begin + place / 64];
            *word &= !(1 << (place % 64));
            if *word != 0 {
                break;
            }
            place /= 64;
        }
    }

    /// The next place after one.
    #[inline(always)]
    pub(super) fn after(&self, place: usize) -> Option<usize> {
        let above = self.words[place / 64] >> (place % 64) >> 1;
        if above != 0 {
            return Some(place + 1 + above.trailing_zeros() as usize);
        }
        self.far_after(place / 64)
    }

    /// The previous place before one.
    #[inline(always)]
    pub(super) fn before(&self, place: usize) -> Option<usize> {
        let below = self.words[place / 64] << (63 - place % 64) << 1;
        if below != 0 {
            return Some(place - 1 - below.leading_zeros() as usize);
        }
        self.far_before(place / 64)
    }

    fn far_after(&self, mut at: usize) -> Option<usize> {
        for (level, &begin) in self.levels.iter().enumerate().skip(1) {
            let above = self.words[begin + at / 64] >> (at % 64) >> 1;
            if above != 0 {
                at += 1 + above.trailing_zeros() as usize;
                for &begin in self.levels[..level].iter().rev() {
                    at = at * 64 + self.words[begin + at].trailing_zeros() as usize;
                }
                return Some(at);
            }
            at /= 64;
        }
        None
    }

    fn far_before(&self, mut at: usize) -> Option<usize> {
        for (level, &begin) in self.levels.iter().enumerate().skip(1) {
            let below = self.words[begin + at / 64] << (63 - at % 64) << 1;
            if below != 0 {
                at -= 1 + below.leading_zeros() as usize;
                for &begin in self.levels[..level].iter().rev() {
                    at = at * 64 + 63 - self.words[begin + at].leading_zeros() as usize;
                }
                return Some(at);
            }
            at /= 64;
        }
        None
    }

    /// The place that `rank` others precede, if there are so many.
    pub(super) fn nth(&self, mut rank: u64) -> Option<usize> {
        let lowest = self.levels.get(1).copied().unwrap_or(self.words.len());
        for (at, &word) in self.words[..lowest].iter().enumerate() {
            let here = u64::from(word.count_ones());
            if rank < here {
                let mut rest = word;
                for _ in 0..rank {
                    rest &= rest - 1;
                }
                return Some(at * 64 + rest.trailing_zeros() as usize);
            }
            rank -= here;
        }
        None
    }

    /// All places, in order.
    pub(super) fn for_each(&self, mut visit: impl FnMut(usize)) {
        let lowest = self.levels.get(1).copied().unwrap_or(self.words.len());
        for (at, &word) in self.words[..lowest].iter().enumerate() {
            let mut rest = word;
            while rest != 0 {
                visit(at * 64 + rest.trailing_zeros() as usize);
                rest &= rest - 1;
            }
        }
    }
}

/// One quantile on a set of places: a place, and how many precede it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pointer {
    pub(super) place: usize,
    pub(super) below: u64,
}

impl Pointer {
    /// Of an empty set; the first insertion puts it right.
    pub(super) const NOWHERE: Self = Self { place: 0, below: 0 };

    /// After `place` was inserted, which makes `count` of them.
    #[inline(always)]
    pub(super) fn inserted(&mut self, place: usize, count: u64) {
        if count == 1 {
            *self = Self { place, below: 0 };
        }
        self.below += u64::from(place < self.place);
    }

    /// After `place` was removed, which leaves some.
    #[inline(always)]
    pub(super) fn removed(&mut self, places: &Places, place: usize) {
        self.below -= u64::from(place < self.place);
        if place == self.place {
            if let Some(next) = places.after(place) {
                self.place = next;
            } else if let Some(previous) = places.before(place) {
                self.place = previous;
                self.below -= 1;
            }
        }
    }

    /// Walks to the place that `rank` others precede.
    #[inline(always)]
    pub(super) fn walk(&mut self, places: &Places, rank: u64) {
        while self.below < rank {
            let Some(place) = places.after(self.place) else {
                break;
            };
            (self.place, self.below) = (place, self.below + 1);
        }
        while self.below > rank {
            let Some(place) = places.before(self.place) else {
                break;
            };
            (self.place, self.below) = (place, self.below - 1);
        }
    }
}

/// A code and the number of its row, of which the low 32 bits are enough to tell rows of a window apart.
pub(super) type Ranked = (u64, u32);

/// Bits that one pass of the sort looks at, and for few of them, where counting so many digits would cost more than a pass.
const DIGIT: u32 = 11;
const SHORT_DIGIT: u32 = 8;

/// As many are few.
const FEW: usize = 1 << 12;

/// The most passes.
const PASSES: usize = 3;

/// Sorts by code: a radix sort by the bits that make the most of the difference, and runs that these leave equal.
pub(super) fn sort(ranked: &mut Vec<Ranked>, spare: &mut Vec<Ranked>) {
    if ranked.len() <= FEW {
        sort_by::<SHORT_DIGIT>(ranked, spare);
    } else {
        sort_by::<DIGIT>(ranked, spare);
    }
}

fn sort_by<const BITS: u32>(ranked: &mut Vec<Ranked>, spare: &mut Vec<Ranked>) {
    let first = ranked.first().map_or(0, |&(code, _)| code);
    let varying = ranked.iter().fold(0, |varying, &(code, _)| varying | (code ^ first));
    let top = 64 - varying.leading_zeros();
    // Three digits from the top tell nearly all apart.
    let passes = top.div_ceil(BITS).min(PASSES as u32);
    let bottom = top.saturating_sub(passes * BITS);
    let digit = |code: u64, pass: u32| (code >> (bottom + pass * BITS)) as usize % (1 << BITS);
    let mut ends = [[0u32; 1 << DIGIT]; PASSES];
    for &(code, _) in &*ranked {
        for (pass, ends) in (0..passes).zip(&mut ends) {
            ends[digit(code, pass)] += 1;
        }
    }
    spare.clear();
    spare.resize(ranked.len(), (0, 0));
    for (pass, ends) in (0..passes).zip(&mut ends) {
        let mut begin = 0;
        for end in &mut ends[..1 << BITS] {
            begin += core::mem::replace(end, begin);
        }
        for &entry in &*ranked {
            let at = &mut ends[digit(entry.0, pass)];
            spare[*at as usize] = entry;
            *at += 1;
        }
        core::mem::swap(ranked, spare);
    }
    if bottom > 0 {
        for run in ranked.chunk_by_mut(|a, b| a.0 >> bottom == b.0 >> bottom) {
            if run.len() > 1 {
                run.sort_unstable_by_key(|&(code, _)| code);
            }
        }
    }
}

/// Merges two sorted lists.
pub(super) fn merge(a: &[Ranked], b: &[Ranked], out: &mut Vec<Ranked>) {
    out.clear();
    out.reserve(a.len() + b.len());
    let (mut i, mut j) = (0, 0);
    while let (Some(&x), Some(&y)) = (a.get(i), b.get(j)) {
        let first = x.0 <= y.0;
        out.push(if first { x } else { y });
        i += usize::from(first);
        j += usize::from(!first);
    }
    out.extend_from_slice(&a[i..]);
    out.extend_from_slice(&b[j..]);
}
