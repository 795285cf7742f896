//! Items in the order they came, as one slice.

/// A list with a capacity.
pub trait Buffer<T> {
    /// Appends an item, or gives it back if the buffer is full.
    ///
    /// # Errors
    ///
    /// The rejected item.
    fn push(&mut self, item: T) -> Result<(), T>;
    /// The items, oldest first.
    fn as_slice(&self) -> &[T];
    /// The items, oldest first.
    fn as_mut_slice(&mut self) -> &mut [T];
    /// Drops all items.
    fn clear(&mut self);
    /// Takes the last item out.
    fn pop(&mut self) -> Option<T>;
    /// The most items it can hold.
    fn capacity(&self) -> usize;

    /// Whether it holds as many items as it can.
    #[inline]
    fn is_full(&self) -> bool {
        self.as_slice().len() >= self.capacity()
    }

    /// Takes item `index` out and closes the gap; the others keep their order.
    #[inline]
    fn remove(&mut self, index: usize) -> Option<T> {
        move_to_back(self.as_mut_slice(), index).then(|| self.pop())?
    }
}

/// Moves item `index` behind all others; says whether there is such an item.
#[inline]
pub(crate) fn move_to_back<T>(items: &mut [T], index: usize) -> bool {
    match items.get_mut(index..) {
        Some(tail) if !tail.is_empty() => {
            tail.rotate_left(1);
            true
        }
        _ => false,
    }
}

impl<T, const N: usize> Buffer<T> for heapless::Vec<T, N> {
    #[inline]
    fn push(&mut self, item: T) -> Result<(), T> {
        Self::push(self, item)
    }

    #[inline]
    fn as_slice(&self) -> &[T] {
        Self::as_slice(self)
    }

    #[inline]
    fn as_mut_slice(&mut self) -> &mut [T] {
        Self::as_mut_slice(self)
    }

    #[inline]
    fn clear(&mut self) {
        Self::clear(self);
    }

    #[inline]
    fn pop(&mut self) -> Option<T> {
        Self::pop(self)
    }

    #[inline]
    fn capacity(&self) -> usize {
        N
    }
}

#[cfg(feature = "alloc")]
pub use heap::BoundedVec;

#[cfg(feature = "alloc")]
mod heap {
    use alloc::vec::Vec;

    use super::Buffer;

    /// A vector that is allocated once and never grows.
    #[derive(Debug)]
    pub struct BoundedVec<T> {
        items: Vec<T>,
        capacity: usize,
    }

    impl<T> BoundedVec<T> {
        pub(crate) fn new(capacity: usize) -> Self {
            Self {
                items: Vec::with_capacity(capacity),
                capacity,
            }
        }
    }

    impl<T> Buffer<T> for BoundedVec<T> {
        #[inline]
        fn push(&mut self, item: T) -> Result<(), T> {
            if self.items.len() < self.capacity {
                self.items.push(item);
                Ok(())
            } else {
                Err(item)
            }
        }

        #[inline]
        fn as_slice(&self) -> &[T] {
            &self.items
        }

        #[inline]
        fn as_mut_slice(&mut self) -> &mut [T] {
            &mut self.items
        }

        #[inline]
        fn clear(&mut self) {
            self.items.clear();
        }

        #[inline]
        fn pop(&mut self) -> Option<T> {
            self.items.pop()
        }

        #[inline]
        fn capacity(&self) -> usize {
            self.capacity
        }
    }

    impl<T> Buffer<T> for Vec<T> {
        #[inline]
        fn push(&mut self, item: T) -> Result<(), T> {
            Self::push(self, item);
            Ok(())
        }

        #[inline]
        fn as_slice(&self) -> &[T] {
            Self::as_slice(self)
        }

        #[inline]
        fn as_mut_slice(&mut self) -> &mut [T] {
            Self::as_mut_slice(self)
        }

        #[inline]
        fn clear(&mut self) {
            Self::clear(self);
        }

        #[inline]
        fn pop(&mut self) -> Option<T> {
            Self::pop(self)
        }

        #[inline]
        fn capacity(&self) -> usize {
            usize::MAX
        }
    }
}
