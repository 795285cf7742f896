//! The peers by name, and how to run one.

use crate::workload::{Arrival, Bulk, Case, Single};
use crate::{dfir, futures, hand, iterator, renoir, rxrust, timely};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    Bulk,
    Single,
}

impl Mode {
    pub const ALL: [Self; 2] = [Self::Bulk, Self::Single];

    pub fn name(self) -> &'static str {
        match self {
            Self::Bulk => "bulk",
            Self::Single => "single",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    Hand,
    Iterator,
    #[cfg(feature = "ours")]
    Ours,
    RxRust,
    Futures,
    Dfir,
    Renoir,
    RenoirNative,
    Timely,
}

impl Peer {
    pub const ALL: &[Self] = &[
        Self::Hand,
        Self::Iterator,
        #[cfg(feature = "ours")]
        Self::Ours,
        Self::RxRust,
        Self::Futures,
        Self::Dfir,
        Self::Renoir,
        Self::RenoirNative,
        Self::Timely,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Iterator => "iterator",
            #[cfg(feature = "ours")]
            Self::Ours => "streamz",
            Self::RxRust => "rxrust",
            Self::Futures => "futures",
            Self::Dfir => "dfir",
            Self::Renoir => "renoir",
            Self::RenoirNative => "renoir-native",
            Self::Timely => "timely",
        }
    }

    /// Whether the peer has a form of its own for this case.
    pub fn has(self, case: Case) -> bool {
        self != Self::RenoirNative || matches!(case, Case::Window | Case::Keyed)
    }

    /// The two run lengths whose difference gives the cost of an event. A peer that spends tens of thousands of
    /// instructions on an event gets few of them, since valgrind runs it some fifty times slower.
    pub fn lengths(self, mode: Mode) -> [u64; 2] {
        match (self, mode) {
            (Self::Timely, Mode::Single) => [500, 2_500],
            (Self::Renoir | Self::RenoirNative, Mode::Single) => [2_000, 10_000],
            _ => [20_000, 100_000],
        }
    }

    /// Runs the case to its end and returns the checksum.
    pub fn run(self, case: Case, mode: Mode, events: u64) -> u64 {
        match mode {
            Mode::Bulk => self.run_as::<Bulk>(case, events),
            Mode::Single => self.run_as::<Single>(case, events),
        }
    }

    fn run_as<A: Arrival>(self, case: Case, events: u64) -> u64 {
        match self {
            Self::Hand => hand::run::<A>(case, events),
            Self::Iterator => iterator::run::<A>(case, events),
            #[cfg(feature = "ours")]
            Self::Ours => crate::ours::run::<A>(case, events),
            Self::RxRust => rxrust::run::<A>(case, events),
            Self::Futures => futures::run::<A>(case, events),
            Self::Dfir => dfir::run::<A>(case, events),
            Self::Renoir => renoir::run::<A>(case, events),
            Self::RenoirNative => renoir::run_native::<A>(case, events),
            Self::Timely => timely::run::<A>(case, events),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::check;

    #[test]
    fn every_peer_agrees_with_the_hand_loop() {
        for &peer in Peer::ALL {
            for mode in Mode::ALL {
                for case in Case::ALL {
                    // More than a tick, a batch and a channel hold, and no multiple of any.
                    let events = if peer == Peer::Timely && mode == Mode::Single {
                        301
                    } else {
                        5003
                    };
                    let found = peer.run(case, mode, events);
                    assert_eq!(check(peer, case, mode, events, found), Ok(()));
                }
            }
        }
    }
}
