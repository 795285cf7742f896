//! How many items an operator may hold, and so where it keeps them.

use crate::storage::{Buffer, Flights, InlineFlights, InlineRing, Queue};

/// A bound on how many items an operator holds.
///
/// In `pipeline!` a literal (`sliding_window(8)`) and a const argument (`sliding_window::<N>()`) become
/// [`Inline<N>`](Inline): storage inside the pipeline value. Any other expression is a `usize` known at run time, for
/// which the operator allocates once, at construction.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the size of an operator here",
    label = "a size that is known only at run time needs a heap",
    note = "write a literal (`sliding_window(8)`) or a const argument (`sliding_window::<N>()`), which are kept inline, \
            or turn on the feature `alloc` of `streamz`; the size is then a `usize`"
)]
pub trait Size: Copy {
    /// Items in the order they came, as one slice.
    type Buffer<T>: Buffer<T>;
    /// Items first in, first out.
    type Queue<T>: Queue<T>;
    /// The newest items, as one slice: a [`Ring`](crate::storage::Ring) if they are `Clone`.
    type Ring<T>;

    /// This size, or 1 if it is 0: for operators through which everything passes.
    #[must_use]
    fn at_least_one(self) -> Self;
    /// An empty buffer of this size.
    fn buffer<T>(self) -> Self::Buffer<T>;
    /// An empty queue of this size.
    fn queue<T>(self) -> Self::Queue<T>;
    /// An empty ring of this size.
    fn ring<T>(self) -> Self::Ring<T>;
}

/// A size that is a bound.
pub trait Bounded: Size {
    /// Places for futures in flight.
    type Flights<F: Future>: Flights<F>;

    /// Places for this many futures, all empty.
    fn flights<F: Future>(self) -> Self::Flights<F>;
}

impl<const N: usize> Bounded for Inline<N> {
    type Flights<F: Future> = InlineFlights<F, N>;

    fn flights<F: Future>(self) -> Self::Flights<F> {
        const { fits_inline(size_of::<Self::Flights<F>>()) };
        InlineFlights::new()
    }
}

/// A size known at compile time: the items live inside the operator.
#[derive(Clone, Copy, Debug, Default)]
pub struct Inline<const N: usize>;

impl<const N: usize> Size for Inline<N> {
    type Buffer<T> = heapless::Vec<T, N>;
    type Queue<T> = heapless::Deque<T, N>;
    type Ring<T> = InlineRing<T, N>;

    fn at_least_one(self) -> Self {
        const {
            assert!(
                N > 0,
                "nothing passes through an operator that holds no item; write 1 or more"
            );
        };
        self
    }

    fn buffer<T>(self) -> Self::Buffer<T> {
        const { fits_inline(size_of::<Self::Buffer<T>>()) };
        heapless::Vec::new()
    }

    fn queue<T>(self) -> Self::Queue<T> {
        const { fits_inline(size_of::<Self::Queue<T>>()) };
        heapless::Deque::new()
    }

    fn ring<T>(self) -> Self::Ring<T> {
        const { fits_inline(size_of::<Self::Ring<T>>()) };
        InlineRing::new()
    }
}

/// The pipeline value moves through the stack while it is built; more than this would not survive it in a thread.
const MOST_INLINE_BYTES: usize = 256 * 1024;

const fn fits_inline(bytes: usize) {
    assert!(
        bytes <= MOST_INLINE_BYTES,
        "a literal size is kept inside the pipeline, and this one is over 256 KiB: put the number into a `usize` variable \
         to have it kept on the heap (feature `alloc`)"
    );
}

#[cfg(feature = "alloc")]
pub use heap::Unbounded;

#[cfg(feature = "alloc")]
mod heap {
    use alloc::collections::VecDeque;
    use alloc::vec::Vec;

    use super::{Bounded, Size};
    use crate::storage::{BoundedDeque, BoundedVec, HeapFlights, HeapRing};

    impl Size for usize {
        type Buffer<T> = BoundedVec<T>;
        type Queue<T> = BoundedDeque<T>;
        type Ring<T> = HeapRing<T>;

        fn at_least_one(self) -> Self {
            self.max(1)
        }

        fn buffer<T>(self) -> BoundedVec<T> {
            BoundedVec::new(self)
        }

        fn queue<T>(self) -> BoundedDeque<T> {
            BoundedDeque::new(self)
        }

        fn ring<T>(self) -> HeapRing<T> {
            HeapRing::new(self)
        }
    }

    impl Bounded for usize {
        type Flights<F: Future> = HeapFlights<F>;

        fn flights<F: Future>(self) -> HeapFlights<F> {
            HeapFlights::new(self)
        }
    }

    /// No bound: the storage grows as it needs to. Operators that use it say `unbounded` in their name.
    #[derive(Clone, Copy, Debug, Default)]
    pub struct Unbounded;

    impl Size for Unbounded {
        type Buffer<T> = Vec<T>;
        type Queue<T> = VecDeque<T>;
        type Ring<T> = Vec<T>;

        fn at_least_one(self) -> Self {
            self
        }

        fn buffer<T>(self) -> Vec<T> {
            Vec::new()
        }

        fn queue<T>(self) -> VecDeque<T> {
            VecDeque::new()
        }

        fn ring<T>(self) -> Vec<T> {
            Vec::new()
        }
    }
}
