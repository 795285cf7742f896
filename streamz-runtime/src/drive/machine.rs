//! The part of a pipeline with boundaries that is the same for all: what to poll, how often, and when it ends.

use core::marker::PhantomData;
use core::pin::Pin;
use core::task::{Context, Poll};

use pin_project::pin_project;

use crate::drive::Outcome;
use crate::time::Ticks;

/// How many passes one poll makes before it lets others have their turn: a source that always has an item would keep a
/// task for ever.
const PASSES: usize = 128;

/// What the generated pipeline asks of its [`Machine`], without naming its closures.
pub trait Engine {
    /// What operators and boundaries hold.
    type State;
    /// What an event comes to.
    type Output: Outcome;

    /// See [`Drive::poll_at`](crate::drive::Drive::poll_at).
    fn poll_at(self: Pin<&mut Self>, now: Ticks, cx: &mut Context<'_>) -> Poll<Self::Output>;
    /// Runs an event from outside.
    fn enter(self: Pin<&mut Self>, event: impl FnOnce(&mut Self::State) -> Self::Output) -> Self::Output;
    /// The state, to be looked at.
    fn state(&self) -> &Self::State;
    /// The state, to have a part of it found.
    fn state_mut(self: Pin<&mut Self>) -> &mut Self::State;
    /// See [`Drive::deadline`](crate::drive::Drive::deadline).
    fn deadline(&self) -> Ticks;
    /// Nothing will come any more.
    fn close(self: Pin<&mut Self>);
    /// How many items failed so far.
    fn failures(&self) -> u64;
    /// Whether it was closed, and how often it failed.
    #[cfg(feature = "serde")]
    fn course(&self) -> (bool, u64);
    /// The state, to be restored.
    #[cfg(feature = "serde")]
    fn state_to_restore(&mut self) -> &mut Self::State;
    /// Whether it was closed, and how often it failed, when it was saved.
    #[cfg(feature = "serde")]
    fn set_course(&mut self, course: (bool, u64));
}

/// The state of a pipeline, and the expansion's closures over it.
///
/// `state` is what operators and boundaries hold, `pinned` what of it must not move. `pass` looks at every boundary once;
/// `deadline` is the earliest of their deadlines.
#[pin_project]
pub struct Machine<S, P, F, D, R> {
    state: S,
    #[pin]
    pinned: P,
    pass: F,
    deadline: D,
    // Whether it holds no futures or streams: only an event, the passing of time or its end sets anything going.
    inert: bool,
    // Whether the last pass found nothing more to do, and no event has come since.
    resting: bool,
    polls: u64,
    closing: bool,
    failures: u64,
    outcome: PhantomData<fn() -> R>,
}

/// What the closure of one pass over the boundaries is given, and what it says.
pub struct Pass<'a, 'c> {
    /// What time it is.
    pub now: Ticks,
    /// The task to wake.
    pub cx: &'a mut Context<'c>,
    /// Which poll this pass is part of.
    pub poll: u64,
    /// Whether nothing will come from outside any more.
    pub closing: bool,
    /// Whether another pass may have something to do.
    pub progress: bool,
    /// Whether something that the pass has come by found no room for what it holds.
    pub waits: bool,
    /// Whether nothing will ever go on again.
    pub finished: bool,
}

impl<S, P, F, D, R: Outcome> Machine<S, P, F, D, R>
where
    F: for<'s, 'p, 'm, 'a, 'c> Fn(&'s mut S, Pin<&'p mut P>, &'m mut Pass<'a, 'c>) -> R,
    D: for<'s> Fn(&'s S) -> Ticks,
{
    /// A machine at its start. `inert` if nothing in it can be woken: then it is not looked through before something is due.
    pub fn new(outcome: PhantomData<fn() -> R>, state: S, pinned: P, pass: F, deadline: D, inert: bool) -> Self {
        Self {
            state,
            pinned,
            pass,
            deadline,
            inert,
            resting: false,
            polls: 0,
            closing: false,
            failures: 0,
            outcome,
        }
    }

    /// Passes over the boundaries until there is nothing more to do.
    #[inline]
    fn passes(self: Pin<&mut Self>, now: Ticks, cx: &mut Context<'_>) -> Poll<R> {
        let mut this = self.project();
        *this.resting = false;
        *this.polls += 1;
        for _ in 0..PASSES {
            let mut pass = Pass {
                now,
                cx: &mut *cx,
                poll: *this.polls,
                closing: *this.closing,
                progress: false,
                waits: false,
                finished: false,
            };
            let outcome = (this.pass)(this.state, this.pinned.as_mut(), &mut pass);
            let Pass { progress, finished, .. } = pass;
            if let Err(error) = outcome.into_result() {
                *this.failures = this.failures.saturating_add(1);
                return Poll::Ready(R::failed(error));
            }
            if finished {
                return Poll::Ready(R::done());
            }
            if !progress {
                *this.resting = *this.inert;
                return Poll::Pending;
            }
        }
        cx.waker().wake_by_ref();
        Poll::Pending
    }
}

impl<S, P, F, D, R: Outcome> Engine for Machine<S, P, F, D, R>
where
    F: for<'s, 'p, 'm, 'a, 'c> Fn(&'s mut S, Pin<&'p mut P>, &'m mut Pass<'a, 'c>) -> R,
    D: for<'s> Fn(&'s S) -> Ticks,
{
    type State = S;
    type Output = R;

    #[inline(always)]
    fn poll_at(self: Pin<&mut Self>, now: Ticks, cx: &mut Context<'_>) -> Poll<R> {
        if self.resting && (self.deadline)(&self.state) > now {
            return Poll::Pending;
        }
        self.passes(now, cx)
    }

    #[inline(always)]
    fn enter(self: Pin<&mut Self>, event: impl FnOnce(&mut S) -> R) -> R {
        let this = self.project();
        *this.resting = false;
        match event(this.state).into_result() {
            Ok(()) => R::done(),
            Err(error) => {
                *this.failures = this.failures.saturating_add(1);
                R::failed(error)
            }
        }
    }

    #[inline(always)]
    fn state(&self) -> &S {
        &self.state
    }

    #[inline(always)]
    fn state_mut(self: Pin<&mut Self>) -> &mut S {
        self.project().state
    }

    #[inline]
    fn deadline(&self) -> Ticks {
        (self.deadline)(&self.state)
    }

    fn close(self: Pin<&mut Self>) {
        let this = self.project();
        *this.resting = false;
        *this.closing = true;
    }

    fn failures(&self) -> u64 {
        self.failures
    }

    #[cfg(feature = "serde")]
    fn course(&self) -> (bool, u64) {
        (self.closing, self.failures)
    }

    #[cfg(feature = "serde")]
    fn state_to_restore(&mut self) -> &mut S {
        &mut self.state
    }

    #[cfg(feature = "serde")]
    fn set_course(&mut self, (closing, failures): (bool, u64)) {
        self.resting = false;
        self.closing = closing;
        self.failures = failures;
    }
}
