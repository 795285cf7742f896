//! `sink_to_list`: an end that keeps what came, to be read through the pipeline.

use core::fmt;
use core::marker::PhantomData;
use core::ops::Deref;

use crate::emission::Never;
use crate::flow::Flow;
use crate::kind::Own;
use crate::operator::{Operator, end_node};
use crate::storage::{Ring, Size};

/// The operator of [`Flow::sink_to_list`], and what `pipeline.name()` gives access to: a slice of the items kept.
pub struct List<T, R> {
    items: R,
    item: PhantomData<fn(T) -> T>,
}

impl<T, R: Ring<T>> List<T, R> {
    /// Forgets all items; the storage stays.
    pub fn clear(&mut self) {
        self.items.clear();
    }
}

#[cfg(feature = "alloc")]
impl<T> List<T, alloc::vec::Vec<T>> {
    /// Takes all items out and leaves the list empty.
    #[must_use]
    pub fn take(&mut self) -> alloc::vec::Vec<T> {
        core::mem::take(&mut self.items)
    }
}

impl<T, R: Ring<T>> Deref for List<T, R> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.items.as_slice()
    }
}

impl<T: fmt::Debug, R: Ring<T>> fmt::Debug for List<T, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl<T: PartialEq<U>, U, R: Ring<T>> PartialEq<[U]> for List<T, R> {
    fn eq(&self, other: &[U]) -> bool {
        **self == *other
    }
}

impl<T: PartialEq<U>, U, R: Ring<T>, const N: usize> PartialEq<[U; N]> for List<T, R> {
    fn eq(&self, other: &[U; N]) -> bool {
        **self == *other
    }
}

end_node!([T, R] List<T, R>);

impl<T, R: Ring<T>> Operator for List<T, R> {
    type In = Own<T>;
    type Emit<'a>
        = Never
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> Never {
        self.items.push(item);
        Never
    }
}

crate::saved!([T, R: Snapshot] List<T, R> { part items });

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// Keeps the newest `size` items. `let out = ….sink_to_list(8);` adds the method `p.out()`, a [`List`] that is a
    /// slice, oldest first (streamz: `sink(deque(maxlen=n).append)`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: i32| {
    ///     let out = s.map(|x| 10 * x).sink_to_list(3);
    /// });
    /// for x in 0..5 {
    ///     p.emit(x);
    /// }
    /// assert_eq!(*p.out(), [20, 30, 40]);
    /// p.out().clear();
    /// assert!(p.out().is_empty());
    /// ```
    pub fn sink_to_list<N: Size>(self, size: N) -> List<T, N::Ring<T>>
    where
        T: Clone,
    {
        List {
            items: size.ring(),
            item: PhantomData,
        }
    }

    /// Keeps all items (streamz: `sink_to_list`). Memory grows with them; `p.out().take()` takes them out.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: i32| {
    ///     let out = s.map(|x| 10 * x).sink_to_list_unbounded();
    /// });
    /// for x in 0..5 {
    ///     p.emit(x);
    /// }
    /// assert_eq!(p.out().take(), [0, 10, 20, 30, 40]);
    /// ```
    #[cfg(feature = "alloc")]
    pub fn sink_to_list_unbounded(self) -> List<T, alloc::vec::Vec<T>> {
        List {
            items: alloc::vec::Vec::new(),
            item: PhantomData,
        }
    }
}
