//! Scans by blocks of four cells: the same few merges in the same order however the cells arrive, and none waits for more
//! than one of the block before it.

use core::array::from_fn;

/// Cells of a block.
const LANES: usize = 4;

/// The number of each.
const NUMBERS: [f64; LANES] = [1.0, 2.0, 3.0, 4.0];

/// The merges of all up to each of a block.
#[inline(always)]
fn prefixes<P: Copy>([a, b, c, d]: [P; LANES], merge: impl Fn(P, P) -> P) -> [P; LANES] {
    let (ab, cd) = (merge(a, b), merge(c, d));
    [a, ab, merge(ab, c), merge(ab, cd)]
}

/// The merges of all from each of a block.
#[inline(always)]
fn suffixes<P: Copy>([a, b, c, d]: [P; LANES], merge: impl Fn(P, P) -> P) -> [P; LANES] {
    let (ab, cd) = (merge(a, b), merge(c, d));
    [merge(ab, cd), merge(b, cd), cd, d]
}

/// Writes the merge of all cells up to each, after `carry`, and returns the last.
///
/// What is written is what `show` makes of a merge and of how many cells it is of, the first of `cells` being number 1.
#[inline(always)]
pub(super) fn prefix<T: Copy, P: Copy, O: Copy>(
    mut carry: P,
    none: P,
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
    if !rest.is_empty() {
        let parts = prefixes(head(rest, none, &lift), &merge).map(|part| merge(carry, part));
        for (lane, out) in out_rest.iter_mut().enumerate() {
            *out = show(parts[lane], before + NUMBERS[lane]);
        }
        carry = parts[rest.len() - 1];
    }
    carry
}

/// Writes the merge of all cells from each to the last, and returns the first.
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
    if !rest.is_empty() {
        let empty = LANES - rest.len();
        let mut block = [none; LANES];
        for (part, &cell) in block[empty..].iter_mut().zip(rest) {
            *part = lift(cell);
        }
        let parts = suffixes(block, &merge).map(|part| merge(part, carry));
        for (out, lane) in out_rest.iter_mut().zip(empty..LANES) {
            *out = show(parts[lane], after + NUMBERS[LANES - 1 - lane]);
        }
        carry = parts[empty];
    }
    carry
}

/// The merge of cells: the same bits as the last of [`prefix`].
#[inline(always)]
pub(super) fn reduce<T: Copy, P: Copy>(none: P, cells: &[T], lift: impl Fn(T) -> P, merge: impl Fn(P, P) -> P) -> P {
    let whole = |[a, b, c, d]: [P; LANES]| merge(merge(a, b), merge(c, d));
    let mut carry = none;
    let (blocks, rest) = cells.as_chunks::<LANES>();
    for block in blocks {
        carry = merge(carry, whole(block.map(&lift)));
    }
    if !rest.is_empty() {
        carry = merge(carry, whole(head(rest, none, &lift)));
    }
    carry
}

/// A block that begins with `cells`, fewer than it has lanes.
#[inline(always)]
fn head<T: Copy, P: Copy>(cells: &[T], none: P, lift: impl Fn(T) -> P) -> [P; LANES] {
    let mut block = [none; LANES];
    for (part, &cell) in block.iter_mut().zip(cells) {
        *part = lift(cell);
    }
    block
}

/// The scans of a fold whose merges are cheap, by blocks.
macro_rules! scan_by_blocks {
    () => {
        #[inline]
        fn prefix_scan(&self, carry: Self::Part, cells: &[Self::In], out: &mut [Self::Part]) -> Self::Part {
            let none = self.identity();
            block::prefix(
                carry,
                none,
                cells,
                out,
                |cell| self.lift(cell),
                |a, b| self.merge(a, b),
                |part, _| part,
            )
        }

        #[inline]
        fn suffix_scan(&self, cells: &[Self::In], out: &mut [Self::Part]) -> Self::Part {
            let none = self.identity();
            block::suffix(
                none,
                cells,
                out,
                |cell| self.lift(cell),
                |a, b| self.merge(a, b),
                |part, _| part,
            )
        }

        #[inline]
        fn reduce(&self, cells: &[Self::In]) -> Self::Part {
            let none = self.identity();
            block::reduce(none, cells, |cell| self.lift(cell), |a, b| self.merge(a, b))
        }
    };
}
pub(super) use scan_by_blocks;
