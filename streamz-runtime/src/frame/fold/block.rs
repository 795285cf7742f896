//! Scans by blocks of eight cells: the same merges in the same order however the cells arrive, and none waits for more
//! than one of the block before it.

use core::array::from_fn;

/// Cells of a block.
const LANES: usize = 8;

/// The number of each.
const NUMBERS: [f64; LANES] = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0];

/// The merges of all up to each of a block.
#[inline(always)]
fn prefixes<P: Copy>(mut parts: [P; LANES], merge: impl Fn(P, P) -> P) -> [P; LANES] {
    for lane in 1..LANES {
        parts[lane] = merge(parts[lane - 1], parts[lane]);
    }
    parts
}

/// The merges of all from each of a block.
#[inline(always)]
fn suffixes<P: Copy>(mut parts: [P; LANES], merge: impl Fn(P, P) -> P) -> [P; LANES] {
    for lane in (1..LANES).rev() {
        parts[lane - 1] = merge(parts[lane - 1], parts[lane]);
    }
    parts
}

/// Writes the merge of all cells up to each, after `carry`, and returns the last.
///
/// What is written is what `show` makes of a merge and of how many cells it is of, the first of `cells` being number 1.
#[inline(always)]
pub(super) fn prefix<T: Copy, P: Copy, O: Copy>(
    mut carry: P,
    cells: &[T],
    out: &mut [O],
    lift: impl Fn(T) -> P,
    merge: impl Fn(P, P) -> P,
    show: impl Fn(P, f64) -> O,
) -> P {
    let mut before = 0.0;
    let (blocks, rest) = cells.as_chunks::<LANES>();
    let (outs, out_rest) = out[..cells.len()].as_chunks_mut::<LANES>();
    for (block, out) in blocks.iter().zip(outs) {
        let parts = prefixes(block.map(&lift), &merge).map(|part| merge(carry, part));
        *out = from_fn(|lane| show(parts[lane], before + NUMBERS[lane]));
        carry = parts[LANES - 1];
        before += LANES as f64;
    }
    let Some((&first, rest)) = rest.split_first() else {
        return carry;
    };
    let Some((out, out_rest)) = out_rest.split_first_mut() else {
        return carry;
    };
    let mut part = lift(first);
    let mut last = merge(carry, part);
    *out = show(last, before + 1.0);
    for (lane, (&cell, out)) in rest.iter().zip(out_rest).enumerate() {
        part = merge(part, lift(cell));
        last = merge(carry, part);
        *out = show(last, before + NUMBERS[lane + 1]);
    }
    last
}

/// Writes the merge of all cells from each to the last, and returns the first; that of no cell is `none`.
///
/// What is written is what `show` makes of a merge and of how many cells it is of.
#[inline(always)]
pub(super) fn suffix<T: Copy, P: Copy, O: Copy>(
    none: P,
    cells: &[T],
    out: &mut [O],
    lift: impl Fn(T) -> P,
    merge: impl Fn(P, P) -> P,
    show: impl Fn(P, f64) -> O,
) -> P {
    let (mut carry, mut after) = (none, 0.0);
    let (rest, blocks) = cells.as_rchunks::<LANES>();
    let (out_rest, outs) = out[..cells.len()].as_rchunks_mut::<LANES>();
    for (block, out) in blocks.iter().zip(outs).rev() {
        let parts = suffixes(block.map(&lift), &merge).map(|part| merge(part, carry));
        *out = from_fn(|lane| show(parts[lane], after + NUMBERS[LANES - 1 - lane]));
        carry = parts[0];
        after += LANES as f64;
    }
    let (mut part, mut first) = (none, carry);
    for (lane, (&cell, out)) in rest.iter().zip(out_rest).rev().enumerate() {
        part = merge(lift(cell), part);
        first = merge(part, carry);
        *out = show(first, after + NUMBERS[lane]);
    }
    first
}

/// The merge of cells: the same bits as the last of [`prefix`]; that of no cell is `none`.
#[inline(always)]
pub(super) fn reduce<T: Copy, P: Copy>(none: P, cells: &[T], lift: impl Fn(T) -> P, merge: impl Fn(P, P) -> P) -> P {
    let mut carry = none;
    for block in cells.chunks(LANES) {
        let parts = block.iter().map(|&cell| lift(cell));
        if let Some(whole) = parts.reduce(&merge) {
            carry = merge(carry, whole);
        }
    }
    carry
}

/// The scans of a fold whose merges are cheap, by blocks; what is given is the partial result of a cell that is not missing.
macro_rules! scan_by_blocks {
    ($there:expr) => {
        #[inline]
        fn prefix_scan(
            &self,
            carry: Self::Part,
            cells: &[Self::In],
            whole: bool,
            out: &mut [Self::Part],
        ) -> Self::Part {
            let (merge, show) = (|a, b| self.merge(a, b), |part, _| part);
            if whole {
                block::prefix(carry, cells, out, $there, merge, show)
            } else {
                block::prefix(carry, cells, out, |cell| self.lift(cell), merge, show)
            }
        }

        #[inline]
        fn suffix_scan(&self, cells: &[Self::In], whole: bool, out: &mut [Self::Part]) -> Self::Part {
            let none = self.identity();
            let (merge, show) = (|a, b| self.merge(a, b), |part, _| part);
            if whole {
                block::suffix(none, cells, out, $there, merge, show)
            } else {
                block::suffix(none, cells, out, |cell| self.lift(cell), merge, show)
            }
        }

        #[inline]
        fn reduce(&self, cells: &[Self::In]) -> Self::Part {
            let none = self.identity();
            block::reduce(none, cells, |cell| self.lift(cell), |a, b| self.merge(a, b))
        }
    };
}
pub(super) use scan_by_blocks;
