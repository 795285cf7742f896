//! What goes wrong, at random but always the same for one seed: elements that fail, and work that takes its time.

use core::cell::Cell;
use core::pin::Pin;
use core::task::{Context, Poll};

use thiserror::Error;

/// A small random number generator (SplitMix64), so that a run can be repeated.
pub(crate) struct Dice(Cell<u64>);

impl Dice {
    pub(crate) fn new(seed: u64) -> Self {
        Self(Cell::new(seed))
    }

    /// A number below `n`.
    pub(crate) fn below(&self, n: u64) -> u64 {
        let state = self.0.get().wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0.set(state);
        let mixed = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % n
    }
}

/// An element that failed.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("element {0} failed")]
pub(crate) struct Fault(pub(crate) u64);

/// Whether an element fails: one in `n`, the same whenever it is asked.
pub(crate) fn fails(element: u64, n: u64) -> bool {
    Dice::new(element).below(n) == 0
}

/// The element, or its fault.
pub(crate) fn checked(element: u64, n: u64) -> Result<u64, Fault> {
    if fails(element, n) {
        Err(Fault(element))
    } else {
        Ok(element)
    }
}

/// Work that is done when it has been asked for so often.
pub(crate) struct Work(pub(crate) u64);

impl Future for Work {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        match self.0.checked_sub(1) {
            Some(less) => {
                self.0 = less;
                Poll::Pending
            }
            None => Poll::Ready(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_as_frequent_as_they_should_be() {
        let failing = (0..10_000).filter(|element| fails(*element, 100)).count();
        assert!(
            (50..200).contains(&failing),
            "{failing} of 10000 fail, and it should be one in a hundred"
        );
    }
}
