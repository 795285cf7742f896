//! How far a sink has come, between it and the task that holds its connection.

use core::task::{Context, Poll, Waker};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many messages have been confirmed, in order, and whether there will be more.
#[derive(Default)]
pub(super) struct Progress(Mutex<State>);

#[derive(Default)]
struct State {
    confirmed: u64,
    /// Whether the task has ended.
    ended: bool,
    waiting: Option<Waker>,
}

impl Progress {
    /// So many more are confirmed.
    pub(super) fn confirm(&self, messages: u64) {
        let mut state = self.lock();
        state.confirmed += messages;
        wake(state);
    }

    /// The task has ended.
    pub(super) fn end(&self) {
        let mut state = self.lock();
        state.ended = true;
        wake(state);
    }

    /// Waits until so many are confirmed; an error if they never will be.
    pub(super) fn poll_confirmed(&self, messages: u64, cx: &mut Context<'_>) -> Poll<Result<(), ()>> {
        let mut state = self.lock();
        if state.confirmed >= messages {
            Poll::Ready(Ok(()))
        } else if state.ended {
            Poll::Ready(Err(()))
        } else {
            state.wait(cx)
        }
    }

    /// Waits until the task has ended.
    pub(super) fn poll_ended(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.lock();
        if state.ended { Poll::Ready(()) } else { state.wait(cx) }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing in here panics half way.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn wait<T>(&mut self, cx: &mut Context<'_>) -> Poll<T> {
        if !self
            .waiting
            .as_ref()
            .is_some_and(|waiting| waiting.will_wake(cx.waker()))
        {
            self.waiting = Some(cx.waker().clone());
        }
        Poll::Pending
    }
}

fn wake(mut state: MutexGuard<'_, State>) {
    let waiting = state.waiting.take();
    drop(state);
    if let Some(waker) = waiting {
        waker.wake();
    }
}
