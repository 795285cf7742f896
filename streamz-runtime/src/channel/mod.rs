//! A bounded channel from one sender to one receiver: what joins pipelines on two threads, or two tasks on one.
//!
//! ```
//! use futures::StreamExt;
//! use streamz::prelude::*;
//! use streamz_runtime::channel::channel;
//! use streamz_runtime::thread;
//!
//! let (mut sender, mut receiver) = channel(64);
//! let sums = thread::spawn("sums", None, move || async move {
//!     let mut sums = Vec::new();
//!     let mut pipeline = pipeline!(|s: u32| {
//!         s.accumulate(|sum, x| sum + x).sink(|x| sums.push(x));
//!     });
//!     while let Some(x) = receiver.next().await {
//!         pipeline.emit(x);
//!     }
//!     drop(pipeline);
//!     sums
//! })?;
//!
//! let mut squares = pipeline!(|s: u32| {
//!     s.map(|x| x * x).sink(|x| assert!(sender.try_send(x).is_ok()));
//! });
//! for x in 1..=4 {
//!     squares.emit(x);
//! }
//! drop(squares);
//! drop(sender);
//! assert_eq!(sums.join().unwrap(), [1, 5, 14, 30]);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! # What it costs
//!
//! An item is one move into a slot, one move out of it, and one store by each side. A side looks at the other's position
//! only where its last look leaves it nothing to do, and the two positions lie on cache lines of their own.
//!
//! # Waking a sleeper
//!
//! A receiver that finds nothing (a sender that finds no room) registers its waker, says that it sleeps, and looks once
//! more. The other side publishes first and then looks whether it sleeps. That alone is not enough: a processor may do
//! either look before its own store is visible, so each could miss the other. A `SeqCst` fence between the two steps, on
//! both sides, rules that out: of the two fences one is first, and the side of the other one sees what came before it.
//!
//! The fence of the side that is awake is the dear one, and it cannot be left out on a guess: a sender may know that the
//! queue was not empty a moment ago, but not that it will not be drained before its store is visible. It can be left out
//! where nobody sleeps by construction, and postponed where the caller says so:
//!
//! * [`Sender::spinning`] and [`Receiver::spinning`] give up waiting for good. The side that knows it is faced with such a
//!   one pays one load and one branch. Both are types of their own, so no later call can break that promise.
//! * As a `Sink`, a [`Sender`] pays once for each flush, or when it is about to sleep itself.
//! * Otherwise `try_send`, `try_recv` and `poll_next` pay one fence for each item, and no more while nobody sleeps.
//!
//! Closing wakes without looking; the waker's own compare-and-swap orders it with the registration.

mod error;
mod receiver;
#[allow(
    unsafe_code,
    reason = "slots that pass from thread to thread without a lock cannot be had otherwise"
)]
mod ring;
mod sender;
mod side;
mod spin;
mod sync;

pub use error::{Closed, TryRecvError, TrySendError};
pub use receiver::Receiver;
pub use sender::Sender;
pub use spin::{SpinReceiver, SpinSender};

/// A channel that holds up to `capacity` items, and at least 1 where 0 is asked for.
///
/// Allocates once, here, room for the next power of two.
///
/// # Panics
///
/// If that is more than fits the address space.
///
/// # Examples
///
/// ```
/// use streamz_runtime::channel::{TryRecvError, TrySendError, channel};
///
/// let (mut sender, mut receiver) = channel(3);
/// for x in 0..3 {
///     assert_eq!(sender.try_send(x), Ok(()));
/// }
/// assert_eq!(sender.try_send(3), Err(TrySendError::Full(3)));
/// drop(sender);
/// for x in 0..3 {
///     assert_eq!(receiver.try_recv(), Ok(x));
/// }
/// assert_eq!(receiver.try_recv(), Err(TryRecvError::Closed));
/// ```
#[must_use]
pub fn channel<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let (producer, consumer) = ring::ring(capacity, 0);
    (Sender::new(producer), Receiver::new(consumer))
}
