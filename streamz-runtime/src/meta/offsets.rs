//! How far a log with offsets is done.

use super::{Outcome, Settled};
use crate::Overflow;

/// An offset that has begun: an element of the storage of [`Offsets`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Begun {
    offset: u64,
    done: bool,
}

/// Metadata that tells the offset of its element.
pub trait Offset {
    /// The offset in the log that the element came from.
    fn offset(&self) -> u64;
}

impl Offset for u64 {
    fn offset(&self) -> u64 {
        *self
    }
}

/// Why an offset could not begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BeginError {
    /// The first offset that is not done began as many offsets ago as there is room for.
    #[error(transparent)]
    Overflow(#[from] Overflow),
    /// Offsets must rise.
    #[error("offset {offset} cannot begin after offset {last}: offsets of one log must rise")]
    NotRising {
        /// The offset that was to begin.
        offset: u64,
        /// The last one that has begun.
        last: u64,
    },
    /// What would be committed after it, its successor, is no `u64`.
    #[error("offset {offset} has no successor that could be committed")]
    TooLarge {
        /// The offset that was to begin.
        offset: u64,
    },
}

/// Where to go on reading a log, if everything was to stop now: after the last offset up to which all that began are
/// done.
///
/// Offsets rise, and may leave gaps (a compacted or transactional log); only those that began count. They are done in any
/// order. One that failed holds the rest up until it was tried again and is done: [`oldest_pending`](Self::oldest_pending)
/// tells which.
///
/// The storage `R` is a ring of the offsets from the first one that is not done: `[Begun; 64]` inline, or `Box<[Begun]>`.
///
/// ```
/// use streamz_runtime::meta::{Begun, Offsets, Pool};
///
/// let pool = Pool::<u64, 8>::new();
/// let mut offsets = Offsets::<[Begun; 8]>::new();
/// let mut acks = Vec::new();
/// for offset in [10, 11, 15] {
///     offsets.begin(offset).unwrap();
///     acks.push(pool.issue(offset).unwrap());
/// }
/// acks.pop().unwrap().done(); // 15
/// acks.remove(0).done(); // 10
/// while let Some(settled) = pool.next_settled() {
///     offsets.settle(&settled);
/// }
/// assert_eq!(offsets.committed(), Some(11)); // 10 is done, 11 is not
/// ```
#[derive(Debug, Clone)]
pub struct Offsets<R> {
    ring: R,
    /// The place of the first offset that is not done.
    first: usize,
    len: usize,
    /// The last offset that has begun.
    last: Option<u64>,
    committed: Option<u64>,
}

impl<const N: usize> Offsets<[Begun; N]> {
    /// Nothing has begun.
    #[must_use]
    pub const fn new() -> Self {
        Self::over([const { Begun { offset: 0, done: false } }; N])
    }
}

impl<const N: usize> Default for Offsets<[Begun; N]> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "alloc")]
impl Offsets<alloc::boxed::Box<[Begun]>> {
    /// Nothing has begun. There is room for `offsets` from the first one that is not done.
    ///
    /// # Panics
    ///
    /// As `Vec::with_capacity` does, if memory cannot hold it.
    #[must_use]
    pub fn with_capacity(offsets: usize) -> Self {
        Self::over(core::iter::repeat_n(Begun::default(), offsets).collect())
    }
}

impl<R> Offsets<R> {
    const fn over(ring: R) -> Self {
        Self {
            ring,
            first: 0,
            len: 0,
            last: None,
            committed: None,
        }
    }

    /// Where to go on: one more than the last offset up to which all that began are done. `None` before there is one.
    #[must_use]
    pub const fn committed(&self) -> Option<u64> {
        self.committed
    }
}

impl<R: AsRef<[Begun]> + AsMut<[Begun]>> Offsets<R> {
    /// Begins an offset, which must be larger than all before it. O(1).
    ///
    /// # Errors
    ///
    /// [`BeginError`] if there is no room, or the offset is not larger.
    pub fn begin(&mut self, offset: u64) -> Result<(), BeginError> {
        if let Some(last) = self.last
            && offset <= last
        {
            return Err(BeginError::NotRising { offset, last });
        }
        if offset == u64::MAX {
            return Err(BeginError::TooLarge { offset });
        }
        let capacity = self.ring.as_ref().len();
        let place = self.place(self.len);
        match self.ring.as_mut().get_mut(place) {
            Some(begun) if self.len < capacity => *begun = Begun { offset, done: false },
            _ => return Err(Overflow::new("Offsets", capacity).into()),
        }
        self.len += 1;
        self.last = Some(offset);
        Ok(())
    }

    /// Notes that an offset is done; says whether it was begun and not done. O(log n) for n offsets in the ring, and
    /// O(1) for the oldest one.
    pub fn done(&mut self, offset: u64) -> bool {
        let Some(place) = self.find(offset) else {
            return false;
        };
        let Some(begun) = self.ring.as_mut().get_mut(place) else {
            return false;
        };
        if begun.done {
            return false;
        }
        begun.done = true;
        while let Some(begun) = self.ring.as_ref().get(self.first)
            && self.len > 0
            && begun.done
        {
            self.committed = Some(begun.offset + 1);
            self.first = self.place(1);
            self.len -= 1;
        }
        true
    }

    /// Notes what became of an element: its offset is done if it ended so; if not, it still waits. Says whether the offset
    /// was begun, not done before, and is done now.
    pub fn settle<M: Offset>(&mut self, settled: &Settled<M>) -> bool {
        settled.outcome == Outcome::Done && self.done(settled.meta.offset())
    }

    /// The offset that holds the others up, if any: the first that began and is not done.
    #[must_use]
    pub fn oldest_pending(&self) -> Option<u64> {
        let begun = self.ring.as_ref().get(self.first)?;
        (self.len > 0).then_some(begun.offset)
    }

    /// The place of the offset `ahead` behind the first one.
    fn place(&self, ahead: usize) -> usize {
        let capacity = self.ring.as_ref().len();
        let to_the_end = capacity - self.first;
        if ahead < to_the_end {
            self.first + ahead
        } else {
            ahead - to_the_end
        }
    }

    /// The place of an offset that has begun, by bisection: they rise.
    fn find(&self, offset: u64) -> Option<usize> {
        let ring = self.ring.as_ref();
        let at = |ahead| ring.get(self.place(ahead));
        let (mut low, mut high) = (0, self.len);
        // The oldest first, which is the common one.
        let mut middle = 0;
        while low < high {
            let begun = at(middle)?;
            if begun.offset == offset {
                return Some(self.place(middle));
            }
            if begun.offset < offset {
                low = middle + 1;
            } else {
                high = middle;
            }
            middle = low + (high - low) / 2;
        }
        None
    }
}
