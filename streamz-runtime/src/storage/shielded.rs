//! A place for what may refer to itself.

use core::cell::UnsafeCell;
use core::pin::Pin;

/// A future, a stream or a sink, kept so that looking at what lies around it does not count as looking at it.
///
/// Between two polls a future may hold an exclusive borrow of a part of itself. A shared borrow of the pipeline around it, to ask
/// for its deadline for one, would overlap with that, which Rust's rules of aliasing forbid; of memory in an `UnsafeCell` a shared
/// borrow claims nothing.
#[derive(Debug)]
pub struct Shielded<T>(UnsafeCell<T>);

impl<T> Shielded<T> {
    pub(crate) const fn new(inside: T) -> Self {
        Self(UnsafeCell::new(inside))
    }

    /// What is inside, as pinned as the place is.
    #[allow(unsafe_code, reason = "the standard library has no safe projection to a pinned cell")]
    #[inline(always)]
    pub(crate) fn inside(self: Pin<&mut Self>) -> Pin<&mut T> {
        // SAFETY: the field is pinned whenever the whole is: it is never moved out, nothing here drops it by hand, and the whole is
        // `Unpin` only if the field is.
        unsafe { self.map_unchecked_mut(|place| place.0.get_mut()) }
    }
}
