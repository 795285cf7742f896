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
    TokioOnFutures,
    Futures,
    FuturesOnTokio,
    RxRust,
}

/// What polls the one task. Waking it costs each its own, so that only rows of one executor compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Executor {
    Futures,
    Tokio,
}

impl Executor {
    pub const ALL: [Self; 2] = [Self::Futures, Self::Tokio];

    pub fn name(self) -> &'static str {
        match self {
            Self::Futures => "futures::executor::block_on",
            Self::Tokio => "tokio, current thread",
        }
    }

    pub fn block_on<F: Future>(self, future: F) -> F::Output {
        match self {
            Self::Futures => ::futures::executor::block_on(future),
            Self::Tokio => {
                let runtime = ::tokio::runtime::Builder::new_current_thread().build();
                let runtime = runtime.expect("a runtime without drivers asks nothing of the system");
                runtime.block_on(future)
            }
        }
    }
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
    pub const ALL: [Self; 9] = [
        Self::Hand,
        Self::Ours,
        Self::OursStream,
        Self::OursTokio,
        Self::Tokio,
        Self::TokioOnFutures,
        Self::Futures,
        Self::FuturesOnTokio,
        Self::RxRust,
    ];

    pub fn is_ours(self) -> bool {
        matches!(self, Self::Ours | Self::OursStream | Self::OursTokio)
    }

    pub fn executor(self) -> Executor {
        match self {
            Self::Hand | Self::Ours | Self::OursStream | Self::TokioOnFutures | Self::Futures => Executor::Futures,
            Self::OursTokio | Self::Tokio | Self::FuturesOnTokio | Self::RxRust => Executor::Tokio,
        }
    }

    pub fn name(self) -> &'static str {
        match self {
            Self::Hand => "hand",
            Self::Ours => "streamz",
            Self::OursStream => "streamz-stream",
            Self::OursTokio => "streamz-tokio",
            Self::Tokio => "tokio-mpsc",
            Self::TokioOnFutures => "tokio-mpsc-on-futures",
            Self::Futures => "futures-mpsc",
            Self::FuturesOnTokio => "futures-mpsc-on-tokio",
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
        let on = self.executor();
        match self {
            Self::Hand => hand::pulled::<P, W>(events, probe),
            Self::Ours | Self::OursTokio => ours::pulled::<P, W>(on, events, probe),
            Self::OursStream => ours::pulled_stream::<P, W>(on, events, probe),
            Self::Tokio | Self::TokioOnFutures => tokio::pulled::<P, W>(on, events, probe),
            Self::Futures | Self::FuturesOnTokio => futures::pulled::<P, W>(on, events, probe),
            Self::RxRust => rxrust::pulled::<P, W>(on, events, probe),
        }
    }

    fn single<P: Probe>(self, events: u64, probe: &Rc<P>) {
        let on = self.executor();
        match self {
            Self::Hand => hand::single::<P>(events, probe),
            Self::Ours | Self::OursStream | Self::OursTokio => ours::single::<P>(on, events, probe),
            Self::Tokio | Self::TokioOnFutures => tokio::single::<P>(on, events, probe),
            Self::Futures | Self::FuturesOnTokio => futures::single::<P>(on, events, probe),
            Self::RxRust => rxrust::single(on, events, probe),
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
