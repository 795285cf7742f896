//! Acknowledgements: which elements are done with, and up to which one all of them are.
//!
//! A source that can send an element again (a log, a queue with receipts) must know when it need not. It issues a token
//! for each element from a [`Pool`], with what it needs to know about the element as metadata: its offset, its receipt.
//! The token goes along with the element, one [`Ack`] for each holder. When the last one is gone, the element has
//! settled, and the pool reports its metadata once: as done, if every holder said so; as failed, if any of them was
//! dropped instead, by an error, a panic, or a pipeline that went away with the element in it.
//!
//! So nothing is done too early because somebody forgot to say something: forgetting means failing.
//!
//! | type | is |
//! | --- | --- |
//! | [`Pool`], `HeapPool` | the elements in flight: a fixed number, allocated once |
//! | [`Ack`] | one holder of an element, or of several joined ones |
//! | [`Settled`], [`Outcome`] | what became of an element |
//! | [`Prefix`] | how many elements are complete without a gap, whatever order they complete in |
//! | [`Offsets`] | the same for offsets of a log, which rise and may leave gaps |
//!
//! ```
//! use streamz_runtime::meta::{Ack, Outcome, Pool};
//!
//! let pool = Pool::<u64, 8, 4>::new();
//! let first = pool.issue(1).unwrap();
//! let second = pool.issue(2).unwrap();
//!
//! // An operator derives an element from both, and keeps none of them.
//! let derived = Ack::join([&first, &second]).unwrap();
//! first.done();
//! second.done();
//!
//! // Its consumer fails: so do both elements that it came from.
//! drop(derived);
//! while let Some(settled) = pool.next_settled() {
//!     assert_eq!(settled.outcome, Outcome::Failed);
//! }
//! ```
//!
//! # Threads
//!
//! Tokens and pools may be used on any thread if `M` is `Send` and `Sync`. No method takes a lock, and after construction
//! none allocates. What a holder did before it let go of its token happened before the pool reports the element. Pools
//! and tokens exist where the target can exchange a pointer's worth of memory atomically: not on `thumbv6m`, for one.
//!
//! Metadata that must stay on its thread keeps the pool there:
//!
//! ```compile_fail,E0277
//! use std::rc::Rc;
//! use streamz_runtime::meta::Pool;
//!
//! let pool = Pool::<Rc<u64>, 4>::new();
//! let ack = pool.issue(Rc::new(1)).unwrap();
//! std::thread::scope(|scope| {
//!     scope.spawn(|| ack.done()); // error: `Rc<u64>` cannot be shared between threads
//! });
//! ```

// Metadata of any type lies in cells that all threads can reach, so `slot` holds unsafe code. Its proofs rest on one word
// for each slot (`holders`), and on every hold being owned by exactly one token or group: `tree`, `ack`, `join` and
// `metas` take, hand on and give up holds, and say at each place whose it is. The free lists and the queue of settled
// elements are safe code, and no proof rests on them.

#[cfg(target_has_atomic = "ptr")]
mod ack;
#[cfg(target_has_atomic = "ptr")]
mod error;
#[cfg(target_has_atomic = "ptr")]
mod free;
#[cfg(target_has_atomic = "ptr")]
mod group;
#[cfg(target_has_atomic = "ptr")]
mod handle;
#[cfg(target_has_atomic = "ptr")]
mod holders;
#[cfg(target_has_atomic = "ptr")]
mod join;
#[cfg(target_has_atomic = "ptr")]
mod metas;
mod offsets;
#[cfg(target_has_atomic = "ptr")]
mod order;
#[cfg(target_has_atomic = "ptr")]
mod pool;
mod prefix;
mod settled;
#[cfg(target_has_atomic = "ptr")]
mod slot;
#[cfg(target_has_atomic = "ptr")]
mod store;
#[cfg(target_has_atomic = "ptr")]
mod sync;
#[cfg(target_has_atomic = "ptr")]
mod tag;
#[cfg(target_has_atomic = "ptr")]
mod tree;

pub use offsets::{BeginError, Begun, Offset, Offsets};
pub use prefix::{Prefix, Ticket};
pub use settled::{Outcome, Settled};

#[cfg(target_has_atomic = "ptr")]
pub use ack::Ack;
#[cfg(target_has_atomic = "ptr")]
pub use error::{Exhausted, JoinError, Unjoined};
#[cfg(target_has_atomic = "ptr")]
pub use handle::Handle;
#[cfg(target_has_atomic = "ptr")]
pub use metas::Metas;
#[cfg(target_has_atomic = "ptr")]
pub use pool::{Pool, PoolIn};
#[cfg(target_has_atomic = "ptr")]
pub use store::{InlineStore, Store};

#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
pub use pool::HeapPool;
#[cfg(all(feature = "alloc", target_has_atomic = "ptr"))]
pub use store::HeapStore;
