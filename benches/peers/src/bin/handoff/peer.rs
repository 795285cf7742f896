//! The rows and columns of the table, and how to run one.

use std::rc::Rc;

use crate::probe::{Pace, Probe, Ready, Sum, Woken};
use crate::{futures, hand, ours, rxrust, tokio};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Peer {
    Hand,
    Ours,
    OursStream,
    OursTokio,
    Tokio,
    Futures,
    RxRust,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// The source is pulled; the sink never waits.
    Bulk,
    /// The source is pulled; the sink waits to be woken, once for each item.
    Woken,
    /// Items come one at a time: the next when the sink is done with this one, which never waits.
    Single,
}

impl Case {
    pub const ALL: [Self; 3] = [Self::Bulk, Self::Woken, Self::Single];

    pub fn name(self) -> &'static str {
        match self {
            Self::Bulk => "bulk",
            Self::Woken => "woken",
            Self::Single => "single",
        }
    }
}

impl Peer {
    pub const ALL: [Self; 7] = [
        Self::Hand,
        Self::Ours,
        Self::OursStream,
        Self::OursTokio,
        Self::Tokio,
        Self::Futures,
        Self::RxRust,
    ];

    /// What the best row of ours is compared with.
    pub const CHANNELS: [Self; 3] = [Self::Tokio, Self::Futures, Self::RxRust];

    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Ours => "streamz",
            Self::OursStream => "streamz-stream",
            Self::OursTokio => "streamz-tokio",
            Self::Tokio => "tokio-mpsc",
            Self::Futures => "futures-mpsc",
            Self::RxRust => "rxrust",
        }
    }

    /// Whether the peer has a form of its own for this case.
    pub fn has(self, case: Case) -> bool {
        self != Self::OursStream || case != Case::Single
    }

    /// Runs the case to its end and returns the checksum.
    pub fn run(self, case: Case, events: u64) -> u64 {
        let probe = Rc::new(Sum::default());
        self.run_probed(case, events, &probe);
        probe.sum()
    }

    /// Runs the case to its end.
    pub fn run_probed<P: Probe>(self, case: Case, events: u64, probe: &Rc<P>) {
        match case {
            Case::Bulk => self.pulled::<P, Ready>(events, probe),
            Case::Woken => self.pulled::<P, Woken>(events, probe),
            Case::Single => self.single(events, probe),
        }
    }

    fn pulled<P: Probe, W: Pace>(self, events: u64, probe: &Rc<P>) {
        match self {
            Self::Hand => hand::pulled::<P, W>(events, probe),
            Self::Ours => ours::pulled::<P, W>(events, probe),
            Self::OursStream => ours::pulled_stream::<P, W>(events, probe),
            Self::OursTokio => ours::pulled_tokio::<P, W>(events, probe),
            Self::Tokio => tokio::pulled::<P, W>(events, probe),
            Self::Futures => futures::pulled::<P, W>(events, probe),
            Self::RxRust => rxrust::pulled::<P, W>(events, probe),
        }
    }

    fn single<P: Probe>(self, events: u64, probe: &Rc<P>) {
        match self {
            Self::Hand => hand::single::<P>(events, probe),
            Self::Ours | Self::OursStream => ours::single::<P>(events, probe),
            Self::OursTokio => ours::single_tokio::<P>(events, probe),
            Self::Tokio => tokio::single::<P>(events, probe),
            Self::Futures => futures::single::<P>(events, probe),
            Self::RxRust => rxrust::single(events, probe),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peer_agrees_with_the_hand_loop() {
        for case in Case::ALL {
            // No multiple of what a channel or a turn holds.
            let expected = Peer::Hand.run(case, 5003);
            for peer in Peer::ALL {
                assert_eq!(peer.run(case, 5003), expected, "{} {}", peer.name(), case.name());
            }
        }
    }
}
