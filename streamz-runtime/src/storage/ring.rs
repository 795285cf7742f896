//! The newest items, always as one slice.
//!
//! Each item is written twice, at `i` and at `i + n` of a store of `2 n` cells. The last `n` items then lie side by
//! side wherever the ring stands, so a window is lent as `&[T]` in constant time and nothing is ever moved.

use core::array;

/// Keeps the last items pushed.
pub trait Ring<T> {
    /// Appends an item; the oldest one leaves if the ring is full.
    fn push(&mut self, item: T);
    /// What it holds, oldest first.
    fn as_slice(&self) -> &[T];
    /// Whether it holds as many items as it can.
    fn is_full(&self) -> bool;
    /// Forgets all items. Those in a ring are dropped when others take their places.
    fn clear(&mut self);
}

/// A ring inside the operator.
#[derive(Debug)]
pub struct InlineRing<T, const N: usize> {
    // Filled with clones of the first item: safe code needs every cell to hold something, and the cells beyond `len`
    // are never read.
    cells: Option<[[T; N]; 2]>,
    next: usize,
    len: usize,
}

impl<T, const N: usize> InlineRing<T, N> {
    pub(crate) const fn new() -> Self {
        Self {
            cells: None,
            next: 0,
            len: 0,
        }
    }

    /// How many items it can hold.
    #[cfg(feature = "serde")]
    #[allow(clippy::unused_self, reason = "as a ring of a size known at run time has it")]
    pub(crate) const fn size(&self) -> usize {
        N
    }
}

impl<T: Clone, const N: usize> Ring<T> for InlineRing<T, N> {
    #[inline(always)]
    fn push(&mut self, item: T) {
        let [front, back] = self
            .cells
            .get_or_insert_with(|| [array::from_fn(|_| item.clone()), array::from_fn(|_| item.clone())]);
        if let (Some(first), Some(second)) = (front.get_mut(self.next), back.get_mut(self.next)) {
            *first = item.clone();
            *second = item;
        }
        advance(&mut self.next, &mut self.len, N);
    }

    #[inline(always)]
    fn as_slice(&self) -> &[T] {
        match &self.cells {
            Some(cells) => newest(cells.as_flattened(), self.next, self.len, N),
            None => &[],
        }
    }

    #[inline(always)]
    fn is_full(&self) -> bool {
        self.len == N
    }

    fn clear(&mut self) {
        self.next = 0;
        self.len = 0;
    }
}

/// Moves the write position on by one of `n` cells and counts the item.
#[inline(always)]
fn advance(next: &mut usize, len: &mut usize, n: usize) {
    *next += 1;
    if *next >= n {
        *next = 0;
    }
    if *len < n {
        *len += 1;
    }
}

/// The last `len` items of a mirrored store of `2 n` cells whose next write goes to `next`.
#[inline(always)]
fn newest<T>(cells: &[T], next: usize, len: usize, n: usize) -> &[T] {
    // The newest item is at `next - 1 + n`; where `next` has just wrapped to 0, its other copy is at `n - 1`.
    let end = n + next;
    cells.get(end.wrapping_sub(len)..end).unwrap_or(&[])
}

#[cfg(feature = "alloc")]
pub use heap::HeapRing;

#[cfg(feature = "alloc")]
mod heap {
    use alloc::vec::Vec;

    use super::{Ring, advance, newest};

    /// A ring that is allocated once.
    #[derive(Debug)]
    pub struct HeapRing<T> {
        cells: Vec<T>,
        size: usize,
        next: usize,
        len: usize,
    }

    impl<T> HeapRing<T> {
        pub(crate) fn new(size: usize) -> Self {
            Self {
                cells: Vec::with_capacity(size.saturating_mul(2)),
                size,
                next: 0,
                len: 0,
            }
        }

        /// How many items it can hold.
        #[cfg(feature = "serde")]
        pub(crate) const fn size(&self) -> usize {
            self.size
        }
    }

    impl<T: Clone> Ring<T> for HeapRing<T> {
        #[inline(always)]
        fn push(&mut self, item: T) {
            if self.cells.is_empty() {
                self.cells.resize(self.size.saturating_mul(2), item.clone());
            }
            if let Some(second) = self.cells.get_mut(self.next + self.size) {
                *second = item.clone();
            }
            if let Some(first) = self.cells.get_mut(self.next) {
                *first = item;
            }
            advance(&mut self.next, &mut self.len, self.size);
        }

        #[inline(always)]
        fn as_slice(&self) -> &[T] {
            newest(&self.cells, self.next, self.len, self.size)
        }

        #[inline(always)]
        fn is_full(&self) -> bool {
            self.len == self.size
        }

        fn clear(&mut self) {
            self.next = 0;
            self.len = 0;
        }
    }

    impl<T> Ring<T> for Vec<T> {
        #[inline]
        fn push(&mut self, item: T) {
            Self::push(self, item);
        }

        #[inline]
        fn as_slice(&self) -> &[T] {
            Self::as_slice(self)
        }

        #[inline]
        fn is_full(&self) -> bool {
            false
        }

        fn clear(&mut self) {
            Self::clear(self);
        }
    }
}
