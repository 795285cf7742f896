//! The place of one element: its metadata, and who holds it.

use super::free::Linked;
use super::holders::Holders;
use super::sync::constructor;
use super::sync::{AtomicUsize, UnsafeCell};
use super::{Outcome, Settled};

/// Metadata is written by the one that claimed the slot, read by holders, and moved out by the one that closed it.
#[derive(Debug)]
pub struct Slot<M> {
    holders: Holders,
    /// The next one in a list that this slot is in.
    link: AtomicUsize,
    /// A cell of the queue of settled elements. Has nothing to do with this slot's own element: it lives here so that a
    /// pool is one array.
    cell: AtomicUsize,
    // `Some` from `issue` to `take`. An `Option` costs a tag for most types, and drops what is left in a dropped pool.
    meta: UnsafeCell<Option<M>>,
}

// SAFETY: the only part that is not `Sync` by itself is the cell. It is changed through `&self` only by a thread that
// is alone with the slot (`issue`, `take`): that moves an `M` from thread to thread, so `M: Send`. It is read through
// `&self` by all holders, on any thread: so `M: Sync`.
#[allow(unsafe_code, reason = "a cell shared by a protocol")]
unsafe impl<M: Send + Sync> Sync for Slot<M> {}

impl<M> Slot<M> {
    constructor! {
        pub(super) fn new() -> Self {
            Self {
                holders: Holders::none(),
                link: AtomicUsize::new(0),
                cell: AtomicUsize::new(0),
                meta: UnsafeCell::new(None),
            }
        }
    }

    #[inline]
    pub(super) fn holders(&self) -> &Holders {
        &self.holders
    }

    #[inline]
    pub(super) fn cell(&self) -> &AtomicUsize {
        &self.cell
    }

    /// Fills the slot and makes the caller its first holder, or gives the metadata back if the slot is not free.
    #[inline]
    pub(super) fn issue(&self, meta: M) -> Result<(), M> {
        if !self.holders.claim() {
            return Err(meta);
        }
        #[allow(unsafe_code, reason = "a cell shared by a protocol")]
        self.meta.with_mut(|cell| {
            // SAFETY: `claim` succeeded, so until `open` no other thread touches the cell: it reads it only as a holder,
            // of which there are none, and changes it only after a `claim` or `close` of its own, which fail until then.
            // What the slot's last user did to the cell came before, by `vacate` and `claim`.
            unsafe { *cell = Some(meta) }
        });
        self.holders.open();
        Ok(())
    }

    /// The metadata.
    ///
    /// # Safety
    ///
    /// The slot has a holder for as long as the reference lives.
    #[allow(unsafe_code, reason = "a cell shared by a protocol")]
    #[inline]
    pub(super) unsafe fn meta(&self) -> &M {
        self.meta.with(|cell| {
            // SAFETY: while there is a holder, `claim` and `close` fail, so nobody changes the cell; and the slot got its
            // first holder from `issue`, which left `Some` there.
            unsafe { (*cell).as_ref().unwrap_unchecked() }
        })
    }

    /// Empties the slot of a settled element and makes it free. `None` if it holds none.
    #[inline]
    pub(super) fn take(&self) -> Option<Settled<M>> {
        let outcome: Outcome = self.holders.close()?;
        #[allow(unsafe_code, reason = "a cell shared by a protocol")]
        let meta = self.meta.with_mut(|cell| {
            // SAFETY: `close` succeeded, so until `vacate` no other thread touches the cell, as in `issue`. All holders
            // have let go of it before: their reads come before the last `let_go`, that before the `close`.
            unsafe { (*cell).take() }
        });
        self.holders.vacate();
        meta.map(|meta| Settled { meta, outcome })
    }
}

impl<M> Linked for Slot<M> {
    #[inline]
    fn link(&self) -> &AtomicUsize {
        &self.link
    }
}
