//! What an event comes to: `()`, or a `Result`.

use core::convert::Infallible;

/// What `emit` returns: `()` where nothing can fail, else a `Result`.
pub trait Outcome: Sized {
    /// Why an event failed.
    type Error;

    /// It went well.
    fn done() -> Self;

    /// It failed.
    fn failed(error: Self::Error) -> Self;

    /// As a `Result` in either case.
    ///
    /// # Errors
    ///
    /// The error of the event.
    fn into_result(self) -> Result<(), Self::Error>;
}

impl Outcome for () {
    type Error = Infallible;

    #[inline(always)]
    fn done() -> Self {}

    #[inline(always)]
    fn failed(error: Infallible) -> Self {
        match error {}
    }

    #[inline(always)]
    fn into_result(self) -> Result<(), Infallible> {
        Ok(())
    }
}

impl<E> Outcome for Result<(), E> {
    type Error = E;

    #[inline(always)]
    fn done() -> Self {
        Ok(())
    }

    #[inline(always)]
    fn failed(error: E) -> Self {
        Err(error)
    }

    #[inline(always)]
    fn into_result(self) -> Self {
        self
    }
}
