//! Threads that run one future each, on a core of their own where asked.

mod block_on;
mod pin;

use std::string::ToString;
use std::thread::{Builder, JoinHandle};

pub use block_on::block_on;
pub(crate) use block_on::poll_by;
pub use pin::PinError;

/// Starts a thread that runs the future made by `make` to its end.
///
/// The future is made on that thread, so it need not be `Send`. With a `core` the thread is pinned to it first; this
/// needs the feature `affinity`.
///
/// # Errors
///
/// If the system starts no thread, or with a [`PinError`] inside if the thread cannot be pinned to `core`.
///
/// # Panics
///
/// If `name` has a NUL byte in it.
///
/// # Examples
///
/// ```
/// use std::rc::Rc;
///
/// let thread = streamz_runtime::thread::spawn("adds", None, || {
///     let not_send = Rc::new(40);
///     async move { *not_send + 2 }
/// })?;
/// assert_eq!(thread.join().unwrap(), 42);
/// # Ok::<(), std::io::Error>(())
/// ```
pub fn spawn<M, F>(name: &str, core: Option<usize>, make: M) -> std::io::Result<JoinHandle<F::Output>>
where
    M: FnOnce() -> F + Send + 'static,
    F: Future,
    F::Output: Send + 'static,
{
    let builder = Builder::new().name(name.to_string());
    match core {
        None => builder.spawn(move || block_on(make())),
        Some(core) => pin::spawn(builder, core, move || block_on(make())),
    }
}
