//! Items first in, first out.

/// A queue with a capacity.
pub trait Queue<T> {
    /// Appends an item, or gives it back if the queue is full.
    ///
    /// # Errors
    ///
    /// The rejected item.
    fn push(&mut self, item: T) -> Result<(), T>;
    /// Takes the oldest item out.
    fn pop(&mut self) -> Option<T>;
    /// The oldest item.
    fn front(&self) -> Option<&T>;
    /// How many items it holds.
    fn len(&self) -> usize;
    /// The items, oldest first.
    fn iter<'a>(&'a self) -> impl Iterator<Item = &'a T>
    where
        T: 'a;
    /// Whether it holds nothing.
    #[inline]
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    /// Whether it holds as many items as it can.
    #[inline]
    fn is_full(&self) -> bool {
        self.len() >= self.capacity()
    }
    /// The most items it can hold.
    fn capacity(&self) -> usize;
    /// Drops all items.
    fn clear(&mut self);
}

impl<T, const N: usize> Queue<T> for heapless::Deque<T, N> {
    #[inline]
    fn push(&mut self, item: T) -> Result<(), T> {
        self.push_back(item)
    }

    #[inline]
    fn pop(&mut self) -> Option<T> {
        self.pop_front()
    }

    #[inline]
    fn front(&self) -> Option<&T> {
        Self::front(self)
    }

    #[inline]
    fn len(&self) -> usize {
        Self::len(self)
    }

    #[inline]
    fn iter<'a>(&'a self) -> impl Iterator<Item = &'a T>
    where
        T: 'a,
    {
        Self::iter(self)
    }

    #[inline]
    fn capacity(&self) -> usize {
        N
    }

    #[inline]
    fn clear(&mut self) {
        Self::clear(self);
    }
}

#[cfg(feature = "alloc")]
pub use heap::BoundedDeque;

#[cfg(feature = "alloc")]
mod heap {
    use alloc::collections::VecDeque;

    use super::Queue;

    /// A queue that is allocated once and never grows.
    #[derive(Debug)]
    pub struct BoundedDeque<T> {
        items: VecDeque<T>,
        capacity: usize,
    }

    impl<T> BoundedDeque<T> {
        pub(crate) fn new(capacity: usize) -> Self {
            Self {
                items: VecDeque::with_capacity(capacity),
                capacity,
            }
        }
    }

    impl<T> Queue<T> for BoundedDeque<T> {
        #[inline]
        fn push(&mut self, item: T) -> Result<(), T> {
            if self.items.len() < self.capacity {
                self.items.push_back(item);
                Ok(())
            } else {
                Err(item)
            }
        }

        #[inline]
        fn pop(&mut self) -> Option<T> {
            self.items.pop_front()
        }

        #[inline]
        fn front(&self) -> Option<&T> {
            self.items.front()
        }

        #[inline]
        fn len(&self) -> usize {
            self.items.len()
        }

        #[inline]
        fn iter<'a>(&'a self) -> impl Iterator<Item = &'a T>
        where
            T: 'a,
        {
            self.items.iter()
        }

        #[inline]
        fn capacity(&self) -> usize {
            self.capacity
        }

        #[inline]
        fn clear(&mut self) {
            self.items.clear();
        }
    }

    impl<T> Queue<T> for VecDeque<T> {
        #[inline]
        fn push(&mut self, item: T) -> Result<(), T> {
            self.push_back(item);
            Ok(())
        }

        #[inline]
        fn pop(&mut self) -> Option<T> {
            self.pop_front()
        }

        #[inline]
        fn front(&self) -> Option<&T> {
            Self::front(self)
        }

        #[inline]
        fn len(&self) -> usize {
            Self::len(self)
        }

        #[inline]
        fn iter<'a>(&'a self) -> impl Iterator<Item = &'a T>
        where
            T: 'a,
        {
            Self::iter(self)
        }

        #[inline]
        fn capacity(&self) -> usize {
            usize::MAX
        }

        #[inline]
        fn clear(&mut self) {
            Self::clear(self);
        }
    }
}
