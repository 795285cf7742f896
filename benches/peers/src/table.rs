//! `peers table`: one Markdown table for each mode.

use bench::measure::{Allocations, Timing};
use bench::{callgrind, number};

use crate::options::Options;
use crate::peer::{Mode, Peer};
use crate::run::{allocations, check, run_ns};
use crate::workload::Case;

struct Cost {
    ns: f64,
    instructions: Option<f64>,
    allocations: Allocations,
}

impl Cost {
    /// `instructions (ratio) [ns]`
    fn cell(&self, hand: &Self) -> String {
        let ns = number(self.ns);
        match (self.instructions, hand.instructions) {
            (Some(own), Some(hand)) => {
                format!("{} ({}) [{ns}]", number(own), number(own / hand))
            }
            _ => format!("– [{ns}]"),
        }
    }
}

pub fn print(options: &Options) -> Result<(), String> {
    let others = options.peers.iter().filter(|peer| **peer != Peer::Hand);
    let peers: Vec<_> = [Peer::Hand].iter().chain(others).copied().collect();
    for &mode in &options.modes {
        let columns = options
            .cases
            .iter()
            .map(|&case| column(&peers, case, mode, options))
            .collect::<Result<Vec<_>, _>>()?;
        print_mode(mode, &peers, &options.cases, &columns);
    }
    Ok(())
}

/// What a case costs each peer. `None` for a peer that has no form of its own for it.
fn column(peers: &[Peer], case: Case, mode: Mode, options: &Options) -> Result<Vec<Option<Cost>>, String> {
    eprintln!("{} {}", mode.name(), case.letter());
    let mut timings = peers
        .iter()
        .map(|peer| {
            let run = move |events| run_ns(*peer, case, mode, events);
            peer.has(case).then(|| Timing::calibrate(run)).transpose()
        })
        .collect::<Result<Vec<_>, _>>()?;
    // All peers take turns, so that a busy minute of the machine does not fall on one of them alone.
    for _ in 0..options.rounds {
        for timing in timings.iter_mut().flatten() {
            timing.round()?;
        }
    }
    peers
        .iter()
        .zip(timings)
        .map(|(&peer, timing)| {
            let Some(timing) = timing else {
                return Ok(None);
            };
            Ok(Some(Cost {
                ns: timing.ns_per_event(),
                instructions: options
                    .instructions
                    .then(|| instructions_per_event(peer, case, mode))
                    .transpose()?,
                allocations: allocations(peer, case, mode, peer.lengths(mode))?,
            }))
        })
        .collect()
}

fn print_mode(mode: Mode, peers: &[Peer], cases: &[Case], columns: &[Vec<Option<Cost>>]) {
    println!(
        "### {}: instructions per event (ratio to the hand loop) [CPU ns]\n",
        mode.name()
    );
    let letters: String = cases.iter().map(|case| format!(" {} |", case.letter())).collect();
    println!("| peer |{letters} allocations per event |");
    println!("|---|{}---|", "---|".repeat(cases.len()));
    for (row, peer) in peers.iter().enumerate() {
        let cells: String = columns
            .iter()
            .map(|column| match (&column[row], &column[0]) {
                (Some(own), Some(hand)) => format!(" {} |", own.cell(hand)),
                _ => " – |".to_owned(),
            })
            .collect();
        let row = columns.iter().map(|column| column[row].as_ref());
        println!("| {} |{cells} {} |", peer.name(), allocated(cases.iter().zip(row)));
    }
    println!();
}

/// The cases that allocate in steady state. Less than a byte an event is a queue that once grew.
fn allocated<'a>(row: impl Iterator<Item = (&'a Case, Option<&'a Cost>)>) -> String {
    let mentions: Vec<_> = row
        .filter_map(|(case, cost)| {
            let Allocations { count, bytes } = cost?.allocations;
            (bytes >= 1.0).then(|| format!("{}: {count:.3} ({} B)", case.letter(), number(bytes)))
        })
        .collect();
    if mentions.is_empty() {
        "0".to_owned()
    } else {
        mentions.join(", ")
    }
}

fn instructions_per_event(peer: Peer, case: Case, mode: Mode) -> Result<f64, String> {
    let arguments = |events: u64| {
        let letter = case.letter();
        let line = format!(
            "--peer {} --case {letter} --mode {} --events {events} --checksum",
            peer.name(),
            mode.name()
        );
        line.split(' ').map(str::to_owned).collect()
    };
    callgrind::instructions_per_event(peer.lengths(mode), arguments, |events, found| {
        check(peer, case, mode, events, found)
    })
}
