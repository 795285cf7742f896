//! How far everything is complete, whatever order things complete in.

use crate::Overflow;

const BITS: u64 = u64::BITS as u64;

/// One element of a [`Prefix`]: its number, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ticket(u64);

impl Ticket {
    /// How many elements began before this one.
    #[must_use]
    pub const fn number(self) -> u64 {
        self.0
    }
}

/// Counts how many elements are complete without a gap, from the first one on.
///
/// Elements begin in order and complete in any order. [`committed`](Self::committed) is the length of the longest prefix
/// that is complete: what may be forgotten upstream. It never shrinks and never passes an element that is not complete;
/// one that failed is such an element, until it has been tried again and [`complete`](Self::complete) is called for it.
///
/// The storage `W` is a bitmap of the elements from the first incomplete one on: `[u64; 4]` has room for 256 of them,
/// inline, and `Box<[u64]>` for as many as asked for.
///
/// ```
/// use streamz_runtime::meta::Prefix;
///
/// let mut prefix = Prefix::<[u64; 1]>::new();
/// let (a, b) = (prefix.begin().unwrap(), prefix.begin().unwrap());
/// prefix.complete(b);
/// assert_eq!(prefix.committed(), 0); // not past `a`
/// prefix.complete(a);
/// assert_eq!(prefix.committed(), 2);
/// ```
#[derive(Debug, Clone)]
pub struct Prefix<W> {
    /// Bit `number % capacity` is set if that element is complete but one before it is not.
    words: W,
    committed: u64,
    begun: u64,
}

impl<const N: usize> Prefix<[u64; N]> {
    /// Nothing has begun. There is room for `64 * N` elements.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            words: [0; N],
            committed: 0,
            begun: 0,
        }
    }
}

impl<const N: usize> Default for Prefix<[u64; N]> {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "alloc")]
impl Prefix<alloc::boxed::Box<[u64]>> {
    /// Nothing has begun. There is room for `elements`, rounded up to a multiple of 64.
    ///
    /// # Panics
    ///
    /// As `Vec::with_capacity` does, if memory cannot hold it.
    #[must_use]
    pub fn with_capacity(elements: usize) -> Self {
        let words = elements.div_ceil(u64::BITS as usize);
        Self {
            words: core::iter::repeat_n(0, words).collect(),
            committed: 0,
            begun: 0,
        }
    }
}

impl<W: AsRef<[u64]> + AsMut<[u64]>> Prefix<W> {
    /// Begins the next element.
    ///
    /// # Errors
    ///
    /// [`Overflow`] if the first incomplete element began as many elements ago as there is room for.
    pub fn begin(&mut self) -> Result<Ticket, Overflow> {
        if self.begun - self.committed >= self.capacity() {
            let capacity = usize::try_from(self.capacity()).unwrap_or(usize::MAX);
            return Err(Overflow::new("Prefix", capacity));
        }
        let ticket = Ticket(self.begun);
        self.begun += 1;
        Ok(ticket)
    }

    /// Notes that an element is complete; says whether it was not before.
    ///
    /// `false` too for the ticket of another prefix that has not begun here. Amortised O(1).
    pub fn complete(&mut self, ticket: Ticket) -> bool {
        if !self.is_pending(ticket) {
            return false;
        }
        let (word, bit) = self.place(ticket.0);
        if let Some(word) = self.words.as_mut().get_mut(word) {
            *word |= 1 << bit;
        }
        if ticket.0 == self.committed {
            self.advance();
        }
        true
    }

    /// How many elements are complete without a gap.
    #[must_use]
    pub fn committed(&self) -> u64 {
        self.committed
    }

    /// How many elements have begun.
    #[must_use]
    pub fn begun(&self) -> u64 {
        self.begun
    }

    /// The element that the prefix waits for, if any.
    #[must_use]
    pub fn oldest_pending(&self) -> Option<Ticket> {
        (self.committed < self.begun).then_some(Ticket(self.committed))
    }

    /// Whether an element has begun and is not complete.
    #[must_use]
    pub fn is_pending(&self, ticket: Ticket) -> bool {
        let (word, bit) = self.place(ticket.0);
        let complete = self.words.as_ref().get(word).is_none_or(|word| word >> bit & 1 == 1);
        (self.committed..self.begun).contains(&ticket.0) && !complete
    }

    /// The most elements from the first incomplete one on.
    fn capacity(&self) -> u64 {
        self.words.as_ref().len() as u64 * BITS
    }

    /// The word and the bit of an element.
    fn place(&self, number: u64) -> (usize, u64) {
        let words = (self.words.as_ref().len() as u64).max(1);
        // Less than the number of words, which is a `usize`.
        ((number / BITS % words) as usize, number % BITS)
    }

    /// Moves the prefix past all complete elements, a word at a time, and clears their bits for those to come.
    fn advance(&mut self) {
        loop {
            let (word, bit) = self.place(self.committed);
            let Some(word) = self.words.as_mut().get_mut(word) else {
                return;
            };
            let run = (*word >> bit).trailing_ones();
            if run == 0 {
                return;
            }
            *word &= !(u64::MAX.checked_shr(u64::BITS - run).unwrap_or(0) << bit);
            self.committed += u64::from(run);
            if bit + u64::from(run) < BITS {
                return;
            }
        }
    }
}
