//! Acknowledgement tokens, and what they commit.

#[cfg(target_has_atomic = "ptr")]
use streamz::meta::{Ack, Pool};
use streamz::meta::{Begun, Offsets, Outcome, Prefix, Settled};

use crate::numbers;

#[cfg(target_has_atomic = "ptr")]
static POOL: Pool<u64, 8, 4> = Pool::new();

pub(crate) fn run(seed: u32, events: u32) -> u32 {
    let mut prefix = Prefix::<[u64; 2]>::new();
    let mut offsets = Offsets::<[Begun; 8]>::new();
    for (i, number) in numbers(seed, events).enumerate() {
        let offset = 10 * i as u64;
        let begun = offsets.begin(offset).is_ok();
        if let Ok(ticket) = prefix.begin()
            && number % 8 > 0
        {
            prefix.complete(ticket);
        }
        if let Some(oldest) = prefix.oldest_pending()
            && number % 3 == 0
        {
            prefix.complete(oldest);
        }
        let outcome = if number % 2 == 0 {
            Outcome::Done
        } else {
            Outcome::Failed
        };
        #[cfg(target_has_atomic = "ptr")]
        if begun {
            settle(offset, outcome, &mut offsets);
        }
        #[cfg(not(target_has_atomic = "ptr"))]
        if begun {
            offsets.settle(&Settled { meta: offset, outcome });
        }
        if let Some(oldest) = offsets.oldest_pending() {
            let outcome = Outcome::Done;
            offsets.settle(&Settled { meta: oldest, outcome });
        }
    }
    (prefix.committed() + offsets.committed().unwrap_or(0)) as u32
}

/// An element that goes through all that a token can do.
#[cfg(target_has_atomic = "ptr")]
fn settle(offset: u64, outcome: Outcome, offsets: &mut Offsets<[Begun; 8]>) {
    let Ok(ack) = POOL.issue(offset) else { return };
    let joined = Ack::join([&ack, &ack, &ack]);
    if let Ok(joined) = joined
        && let Ok(pair) = joined.and(ack.clone())
        && pair.metas().rev().chain([ack.meta()]).any(|meta| *meta == offset)
    {
        pair.settle(outcome);
    }
    ack.done();
    // Not `poll_settled`: the crate that keeps the waker has a branch that panics, if never taken.
    while let Some(settled) = POOL.next_settled() {
        offsets.settle(&settled);
    }
}
