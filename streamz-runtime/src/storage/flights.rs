//! Futures in flight, each in a place that does not move.

use core::pin::Pin;
use core::task::{Context, Poll};

use pin_project::pin_project;

use crate::storage::Shielded;

/// A place for one future, and then for what came of it.
#[pin_project(project = SlotProjection)]
pub enum Slot<F: Future> {
    /// Nothing is here.
    Empty,
    /// A future in flight.
    Flying(#[pin] Shielded<F>),
    /// What came of it.
    Landed(Option<F::Output>),
}

impl<F: Future> Slot<F> {
    /// Polls what is in flight here; says whether it landed now.
    #[inline]
    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> bool {
        let SlotProjection::Flying(future) = self.as_mut().project() else {
            return false;
        };
        let Poll::Ready(output) = future.inside().poll(cx) else {
            return false;
        };
        self.set(Self::Landed(Some(output)));
        true
    }

    #[inline]
    fn take(mut self: Pin<&mut Self>) -> Option<F::Output> {
        let SlotProjection::Landed(output) = self.as_mut().project() else {
            return None;
        };
        let output = output.take();
        self.set(Self::Empty);
        output
    }
}

/// A fixed number of places for futures.
pub trait Flights<F: Future> {
    /// How many there are.
    fn places(&self) -> usize;

    /// The place of this number; `None` if there is none.
    fn place(self: Pin<&mut Self>, index: usize) -> Option<Pin<&mut Slot<F>>>;

    /// The number that the future in a place was given.
    fn number(&self, index: usize) -> usize;

    /// Puts a future into a place, which must be empty (what was in it is dropped), and gives it a number.
    fn start(self: Pin<&mut Self>, index: usize, future: F, number: usize);

    /// Polls the future in a place; says whether it landed now.
    #[inline]
    fn poll_place(self: Pin<&mut Self>, index: usize, cx: &mut Context<'_>) -> bool {
        self.place(index).is_some_and(|place| place.poll(cx))
    }

    /// Takes what came of the future in a place, which is empty then.
    #[inline]
    fn take(self: Pin<&mut Self>, index: usize) -> Option<F::Output> {
        self.place(index)?.take()
    }

    /// The first place that is empty.
    fn free(&self) -> Option<usize>;

    /// Whether the future in a place has landed.
    fn has_landed(&self, index: usize) -> bool;

    /// The first place whose future has landed, looking at this one first and at those before it last.
    fn landed_from(&self, first: usize) -> Option<usize>;
}

macro_rules! flights {
    ([$($generics:tt)*] $type:ty) => {
        impl<F: Future, $($generics)*> Flights<F> for $type {
            #[inline]
            fn places(&self) -> usize {
                self.slots.len()
            }

            #[inline]
            fn place(self: Pin<&mut Self>, index: usize) -> Option<Pin<&mut Slot<F>>> {
                pinned_element(self.slots(), index)
            }

            #[inline]
            fn number(&self, index: usize) -> usize {
                self.numbers.get(index).copied().unwrap_or(0)
            }

            #[inline]
            fn start(mut self: Pin<&mut Self>, index: usize, future: F, number: usize) {
                if let Some(known) = self.as_mut().numbers().get_mut(index) {
                    *known = number;
                }
                if let Some(mut place) = self.place(index) {
                    place.set(Slot::Flying(Shielded::new(future)));
                }
            }

            fn free(&self) -> Option<usize> {
                self.slots.iter().position(|slot| matches!(slot, Slot::Empty))
            }

            #[inline]
            fn has_landed(&self, index: usize) -> bool {
                matches!(self.slots.get(index), Some(Slot::Landed(_)))
            }

            fn landed_from(&self, first: usize) -> Option<usize> {
                let places = self.slots.len();
                let mut order = (first..places).chain(0..first.min(places));
                order.find(|&place| self.has_landed(place))
            }
        }
    };
}

/// Places inside the pipeline value.
#[pin_project]
pub struct InlineFlights<F: Future, const N: usize> {
    #[pin]
    slots: [Slot<F>; N],
    numbers: [usize; N],
}

impl<F: Future, const N: usize> InlineFlights<F, N> {
    pub(crate) fn new() -> Self {
        Self {
            slots: core::array::from_fn(|_| Slot::Empty),
            numbers: [0; N],
        }
    }

    #[inline]
    fn slots(self: Pin<&mut Self>) -> Pin<&mut [Slot<F>]> {
        self.project().slots
    }

    #[inline]
    fn numbers(self: Pin<&mut Self>) -> &mut [usize] {
        self.project().numbers
    }
}

flights!([const N: usize] InlineFlights<F, N>);

#[allow(
    unsafe_code,
    reason = "the standard library has no safe projection from a pinned slice to its elements"
)]
#[inline]
fn pinned_element<T>(slice: Pin<&mut [T]>, index: usize) -> Option<Pin<&mut T>> {
    // SAFETY: the slice is only borrowed to reach one of its elements, and nothing is moved out of it.
    let element = unsafe { slice.get_unchecked_mut() }.get_mut(index)?;
    // SAFETY: an element of a pinned slice does not move before it is dropped, for the slice does not.
    Some(unsafe { Pin::new_unchecked(element) })
}

#[cfg(feature = "alloc")]
pub use heap::HeapFlights;

#[cfg(feature = "alloc")]
mod heap {
    use alloc::boxed::Box;
    use core::pin::Pin;

    use super::{Flights, Shielded, Slot, pinned_element};

    /// Places that are allocated once.
    pub struct HeapFlights<F: Future> {
        slots: Pin<Box<[Slot<F>]>>,
        numbers: Box<[usize]>,
    }

    impl<F: Future> HeapFlights<F> {
        pub(crate) fn new(places: usize) -> Self {
            let slots: Box<[Slot<F>]> = (0..places).map(|_| Slot::Empty).collect();
            Self {
                slots: slots.into(),
                numbers: (0..places).map(|_| 0).collect(),
            }
        }

        #[inline]
        fn slots(self: Pin<&mut Self>) -> Pin<&mut [Slot<F>]> {
            self.get_mut().slots.as_mut()
        }

        #[inline]
        fn numbers(self: Pin<&mut Self>) -> &mut [usize] {
            &mut self.get_mut().numbers
        }
    }

    flights!([] HeapFlights<F>);
}
