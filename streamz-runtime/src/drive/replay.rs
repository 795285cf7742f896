//! Time that is told by the events: the same events give the same results, whenever they are replayed.

use core::task::Poll;

use crate::drive::{Drive, Outcome, Push, PushError, failure};
use crate::time::{NEVER, Ticks};

/// Fires everything that is due up to `to`, each at its own instant, in order, and then polls at `to`.
///
/// Polling at `to` at once would do as well for the pipeline, but would find what was due before late.
///
/// Nothing is due in a pipeline that was never driven: its periodic operators begin to count when it is driven first, so
/// this begins them at `to`, and a replay at its first event, whatever year its stamps are of. To count from 0, be there:
/// `advance(&mut p, 0)`.
///
/// # Errors
///
/// The error of the first item that failed; call it again to go on.
///
/// # Examples
///
/// ```
/// use streamz::drive::advance;
/// use streamz::prelude::*;
///
/// let mut p = pipeline!(|s: i32| {
///     let out = s.timed_window(100, 8).map(|w| w.len()).sink_to_list(8);
/// });
/// p.try_push(0, 1).unwrap();
/// advance(&mut p, 350).unwrap();
/// assert_eq!(*p.out(), [1, 0, 0]); // the ticks at 100, 200 and 300
///
/// let mut p = pipeline!(|| {
///     let ticks = from_periodic(100, || ());
///     let out = ticks.sink_to_list(8);
/// });
/// advance(&mut p, 0).unwrap(); // else the first tick would come at 350 + 100
/// advance(&mut p, 350).unwrap();
/// assert_eq!(p.out().len(), 3);
/// ```
pub fn advance<P: Drive + Unpin + ?Sized>(pipeline: &mut P, to: Ticks) -> Result<(), <P::Output as Outcome>::Error> {
    loop {
        let due = pipeline.deadline();
        let now = due.min(to);
        if let Some(error) = failure(pipeline.poll(now)) {
            return Err(error);
        }
        if due > to || now == NEVER {
            return Ok(());
        }
    }
}

/// Replays events, each at the time it bears, and drains the pipeline: no clock is read, so every run is the same to the bit.
///
/// An event that meets a full pipeline waits for the instant at which there is room, and those behind it with it. A stamp
/// earlier than the one before counts as that one. Where a future inside waits for something else than time, this waits for
/// it with the thread busy.
///
/// # Errors
///
/// The error of the first item that failed.
///
/// # Examples
///
/// ```
/// use streamz::drive::replay;
/// use streamz::prelude::*;
///
/// let mut p = pipeline!(|trades: f64| {
///     let out = trades.timed_window(60, 64).map(|w| w.iter().sum::<f64>()).sink_to_list(8);
/// });
/// replay(&mut p, [(0, 1.0), (30, 2.0), (61, 4.0)]).unwrap();
/// assert_eq!(*p.out(), [3.0, 4.0]);
/// ```
pub fn replay<T, P>(
    pipeline: &mut P,
    events: impl IntoIterator<Item = (Ticks, T)>,
) -> Result<(), <P::Output as Outcome>::Error>
where
    P: Push<T> + Unpin + ?Sized,
{
    let mut now = 0;
    for (stamp, mut item) in events {
        now = stamp.max(now);
        advance(pipeline, now)?;
        loop {
            match pipeline.try_push(now, item) {
                Ok(()) => break,
                Err(PushError::Failed(error) | PushError::FailedAndFull(error, _)) => return Err(error),
                Err(PushError::Full(refused)) => {
                    item = refused;
                    now = later(pipeline.deadline(), now);
                    advance(pipeline, now)?;
                }
            }
        }
    }
    pipeline.close();
    loop {
        match pipeline.poll(now) {
            Poll::Ready(outcome) => return outcome.into_result(),
            Poll::Pending => now = later(pipeline.deadline(), now),
        }
    }
}

/// The instant at which to look again. Where only a future can help, which is somebody else's to carry on, time stands still.
fn later(deadline: Ticks, now: Ticks) -> Ticks {
    if deadline == NEVER {
        core::hint::spin_loop();
        return now;
    }
    deadline.max(now)
}
