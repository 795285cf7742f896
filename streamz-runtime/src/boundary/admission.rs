//! Which items a window or a batch takes: all, or one for each key.

use core::marker::PhantomData;

use crate::ops::Keep;
use crate::storage::Buffer;

/// Which items of a window or a batch stay in it.
pub trait Admission<T, B> {
    /// Puts an item into it, or gives it back if there is no room.
    ///
    /// # Errors
    ///
    /// The refused item.
    fn admit(&mut self, window: &mut B, item: T) -> Result<(), T>;

    /// A new one begins.
    fn clear(&mut self);

    /// Which of the items, counting the last one itself, made room when that was admitted.
    fn displaced(&mut self) -> Option<usize> {
        None
    }

    /// What is in it comes from a snapshot.
    #[cfg(feature = "serde")]
    fn restored(&mut self, window: &B) {
        let _ = window;
    }
}

/// All of them.
pub struct All;

impl<T, B: Buffer<T>> Admission<T, B> for All {
    #[inline]
    fn admit(&mut self, window: &mut B, item: T) -> Result<(), T> {
        window.push(item)
    }

    fn clear(&mut self) {}
}

/// One for each key.
pub struct Distinct<Q, K, F> {
    keys: K,
    keep: Keep,
    key: F,
    displaced: Option<usize>,
    kinds: PhantomData<fn() -> Q>,
}

impl<Q, K, F> Distinct<Q, K, F> {
    pub(crate) fn new(keys: K, keep: Keep, key: F) -> Self {
        Self {
            keys,
            keep,
            key,
            displaced: None,
            kinds: PhantomData,
        }
    }
}

impl<T, B, Q, K, F> Admission<T, B> for Distinct<Q, K, F>
where
    B: Buffer<T>,
    Q: PartialEq,
    K: Buffer<Q>,
    F: FnMut(&T) -> Q,
{
    fn admit(&mut self, window: &mut B, item: T) -> Result<(), T> {
        let key = (self.key)(&item);
        if let Some(index) = self.keys.as_slice().iter().position(|known| *known == key) {
            if self.keep == Keep::First {
                self.displaced = Some(window.as_slice().len());
                return Ok(());
            }
            self.displaced = Some(index);
            self.keys.remove(index);
            window.remove(index);
        }
        window.push(item)?;
        // As many keys as items fit.
        let _ = self.keys.push(key);
        Ok(())
    }

    fn clear(&mut self) {
        self.keys.clear();
    }

    fn displaced(&mut self) -> Option<usize> {
        self.displaced.take()
    }

    #[cfg(feature = "serde")]
    fn restored(&mut self, window: &B) {
        self.keys.clear();
        for item in window.as_slice() {
            // As many keys as items fit.
            let _ = self.keys.push((self.key)(item));
        }
    }
}
