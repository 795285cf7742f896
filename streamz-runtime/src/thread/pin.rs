//! Threads that stay on one core.

use std::io;
use std::thread::{Builder, JoinHandle};

/// Why a thread was not pinned to a core; what an [`io::Error`] of [`spawn`](super::spawn()) holds.
///
/// ```
/// use streamz_runtime::thread::{PinError, spawn};
///
/// let error = spawn("nowhere", Some(usize::MAX), async || {}).unwrap_err();
/// let reason = error.get_ref().and_then(|e| e.downcast_ref::<PinError>());
/// assert!(matches!(reason, Some(PinError::NoSuchCore { .. } | PinError::Unsupported)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PinError {
    /// The machine has no such core, or this process may not use it.
    #[error("there is no core {core} among the {cores} that this process may use")]
    NoSuchCore {
        /// The core asked for.
        core: usize,
        /// How many there are.
        cores: usize,
    },
    /// The system refused.
    #[error("the system did not pin the thread to core {core}")]
    Refused {
        /// The core asked for.
        core: usize,
    },
    /// The feature `affinity` is off.
    #[error("pinning a thread to a core needs the feature `affinity` of streamz-runtime")]
    Unsupported,
}

#[cfg(not(feature = "affinity"))]
pub(super) fn spawn<T, R>(_: Builder, _: usize, _: R) -> io::Result<JoinHandle<T>> {
    Err(io::Error::new(io::ErrorKind::Unsupported, PinError::Unsupported))
}

/// Starts `run` on `core`.
#[cfg(feature = "affinity")]
pub(super) fn spawn<T, R>(builder: Builder, core: usize, run: R) -> io::Result<JoinHandle<T>>
where
    T: Send + 'static,
    R: FnOnce() -> T + Send + 'static,
{
    use io::ErrorKind::{InvalidInput, Unsupported};

    let cores = core_affinity::get_core_ids().unwrap_or_default();
    let Some(id) = cores.iter().copied().find(|known| known.id == core) else {
        let cores = cores.len();
        return Err(io::Error::new(InvalidInput, PinError::NoSuchCore { core, cores }));
    };
    let refused = PinError::Refused { core };
    // Some systems pin no thread at all. A thread that cannot be pinned has no output to give, so another one tries
    // first.
    let pins = std::thread::spawn(move || core_affinity::set_for_current(id)).join();
    if !matches!(pins, Ok(true)) {
        return Err(io::Error::new(Unsupported, refused));
    }
    builder.spawn(move || {
        assert!(core_affinity::set_for_current(id), "{refused}");
        run()
    })
}
