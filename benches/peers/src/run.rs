//! Runs of a peer, each checked against the hand loop.

use bench::measure::{Allocations, cpu_ns};

use crate::hand;
use crate::peer::{Mode, Peer};
use crate::workload::{Bulk, Case};

/// Fails unless a peer that was given `events` events found what the hand loop finds.
pub fn check(peer: Peer, case: Case, mode: Mode, events: u64, found: u64) -> Result<(), String> {
    let expected = hand::run::<Bulk>(case, events);
    if found == expected {
        return Ok(());
    }
    Err(format!(
        "{} {} {}: checksum {found} after {events} events, the hand loop has {expected}",
        peer.name(),
        case.letter(),
        mode.name(),
    ))
}

/// Runs once, checks the result, and returns the CPU time in nanoseconds.
pub fn run_ns(peer: Peer, case: Case, mode: Mode, events: u64) -> Result<u64, String> {
    let start = cpu_ns();
    let found = peer.run(case, mode, events);
    let elapsed = cpu_ns() - start;
    check(peer, case, mode, events, found)?;
    Ok(elapsed)
}

/// Allocations per event.
pub fn allocations(peer: Peer, case: Case, mode: Mode, lengths: [u64; 2]) -> Result<Allocations, String> {
    bench::measure::allocations(
        lengths,
        |events| peer.run(case, mode, events),
        |events, found| check(peer, case, mode, events, found),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_checksum_is_an_error() {
        let found = hand::run::<Bulk>(Case::Scan, 100);
        for mode in Mode::ALL {
            assert_eq!(check(Peer::Hand, Case::Scan, mode, 100, found), Ok(()));
            assert!(check(Peer::Hand, Case::Scan, mode, 100, found ^ 1).is_err());
        }
    }
}
