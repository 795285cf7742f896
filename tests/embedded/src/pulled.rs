//! Sources that are pulled, futures in flight, and a `Sink` as an end; all futures are written by hand.

use core::convert::Infallible;
use core::pin::{Pin, pin};
use core::task::{Context, Poll};

use futures_core::Stream;
use futures_sink::Sink;
use streamz::prelude::*;

use crate::numbers;

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    pulled(seed, events) ^ flights(seed, events)
}

fn pulled(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut ticks = 0u32;
    {
        let mut p = pin!(pipeline!(|| {
            let counted = from_iterable(0..events);
            let streamed = source(Ready(numbers(seed, events)));
            let periodic = from_periodic(5, || {
                ticks = ticks.wrapping_add(1);
                ticks
            });
            counted.union(streamed.buffer(2), periodic).forward(Hash(&mut sum));
        }));
        let mut now = 0u64;
        while now < u64::from(events) {
            let _ = p.poll(now);
            now += 1;
        }
        p.close();
        while p.poll(now).is_pending() {
            now += 1;
        }
    }
    sum
}

fn flights(seed: u32, events: u32) -> u32 {
    let mut sum = 0u32;
    let mut add = |x: u32| sum = sum.rotate_left(7).wrapping_add(x);
    let mut failed = 0u32;
    {
        let mut p = pin!(pipeline!(|a: u32| -> Result<(), u32> {
            let ordered = a.map_async(4, Later::new);
            let unordered = a.map_async_unordered(4, Later::new);
            let checked = a.try_map_async(2, |x| Checked(Later::new(x)));
            let loose = a.try_map_async_unordered(2, |x| Checked(Later::new(x)));
            let caught = loose.catch(|error| error);
            ordered.union(unordered, checked, loose, caught).sink(|x| add(x));
        }));
        for x in numbers(seed, events) {
            failed = failed.wrapping_add(u32::from(p.try_push(0, x).is_err()));
        }
        p.close();
        while let Poll::Ready(Err(_)) | Poll::Pending = p.poll(0) {
            failed = failed.wrapping_add(1);
        }
    }
    sum ^ failed
}

/// A stream that always has its next item.
struct Ready<I>(I);

impl<I: Iterator + Unpin> Stream for Ready<I> {
    type Item = I::Item;

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.get_mut().0.next())
    }
}

/// A sink into a sum.
struct Hash<'a>(&'a mut u32);

impl Sink<u32> for Hash<'_> {
    type Error = Infallible;

    fn poll_ready(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn start_send(self: Pin<&mut Self>, item: u32) -> Result<(), Infallible> {
        let sum = &mut *self.get_mut().0;
        *sum = sum.rotate_left(5).wrapping_add(item);
        Ok(())
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn poll_close(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }
}

/// Ready when it has been polled a few times.
pub(crate) struct Later {
    polls: u32,
    item: u32,
}

impl Later {
    pub(crate) fn new(item: u32) -> Self {
        Self { polls: item % 4, item }
    }
}

impl Future for Later {
    type Output = u32;

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<u32> {
        match self.polls.checked_sub(1) {
            Some(left) => {
                self.polls = left;
                Poll::Pending
            }
            None => Poll::Ready(self.item),
        }
    }
}

/// Fails for one item in eight.
struct Checked(Later);

impl Future for Checked {
    type Output = Result<u32, u32>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Result<u32, u32>> {
        Pin::new(&mut self.0)
            .poll(cx)
            .map(|x| if x % 8 == 0 { Err(x) } else { Ok(x) })
    }
}
