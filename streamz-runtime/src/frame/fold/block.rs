//! Scans by blocks of eight cells: the same merges in the same order however the cells arrive, and none waits for more
//! than one of the block before it.

/// Cells of a block.
const LANES: usize = 8;

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

/// Writes the merge of all cells up to each, after `carry`.
#[inline(always)]
pub(super) fn prefix<T: Copy, P: Copy>(
    mut carry: P,
    cells: &[T],
    out: &mut [P],
    lift: impl Fn(T) -> P,
    merge: impl Fn(P, P) -> P,
) {
    let (blocks, rest) = cells.as_chunks::<LANES>();
    let (outs, out_rest) = out[..cells.len()].as_chunks_mut::<LANES>();
    for (block, out) in blocks.iter().zip(outs) {
        let parts = prefixes(block.map(&lift), &merge).map(|part| merge(carry, part));
        carry = parts[LANES - 1];
        *out = parts;
    }
    if let (Some((&first, rest)), Some((out, out_rest))) = (rest.split_first(), out_rest.split_first_mut()) {
        let mut part = lift(first);
        *out = merge(carry, part);
        for (&cell, out) in rest.iter().zip(out_rest) {
            part = merge(part, lift(cell));
            *out = merge(carry, part);
        }
    }
}

/// Writes the merge of all cells from each to the last, before `carry`; that of no cell is `none`.
#[inline(always)]
pub(super) fn suffix<T: Copy, P: Copy>(
    none: P,
    mut carry: P,
    cells: &[T],
    out: &mut [P],
    lift: impl Fn(T) -> P,
    merge: impl Fn(P, P) -> P,
) {
    let (rest, blocks) = cells.as_rchunks::<LANES>();
    let (out_rest, outs) = out[..cells.len()].as_rchunks_mut::<LANES>();
    for (block, out) in blocks.iter().zip(outs).rev() {
        let parts = suffixes(block.map(&lift), &merge).map(|part| merge(part, carry));
        carry = parts[0];
        *out = parts;
    }
    let mut part = none;
    for (&cell, out) in rest.iter().zip(out_rest).rev() {
        part = merge(lift(cell), part);
        *out = merge(part, carry);
    }
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
