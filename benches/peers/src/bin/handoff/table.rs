//! `handoff table`: one Markdown table of costs, one of latencies, and the ratios that matter.

use bench::measure::{Allocations, Timing, allocations, cpu_ns};
use bench::{callgrind, number};

use crate::latency::Percentiles;
use crate::peer::{Case, Executor, Peer};

/// The two run lengths whose difference gives the cost of an item.
const LENGTHS: [u64; 2] = [20_000, 100_000];

/// The most that ours may take of the cheapest channel's time.
const MOST: f64 = 1.1;

struct Cost {
    peer: Peer,
    case: Case,
    ns: f64,
    instructions: Option<f64>,
    allocations: Allocations,
    latency: Percentiles,
}

pub fn print(rounds: u32, instructions: bool) -> Result<(), String> {
    let mut costs = Vec::new();
    for case in Case::ALL {
        eprintln!("{}", case.name());
        costs.extend(column(case, rounds, instructions)?);
    }
    print_costs(&costs);
    print_latencies(&costs, rounds);
    print_ratios(&costs);
    Ok(())
}

fn column(case: Case, rounds: u32, instructions: bool) -> Result<Vec<Cost>, String> {
    let peers = Peer::ALL.iter().copied().filter(|peer| peer.has(case));
    let mut timings = peers
        .map(|peer| {
            Ok((
                peer,
                Timing::calibrate(move |events| run_ns(peer, case, events))?,
                Percentiles::NONE,
            ))
        })
        .collect::<Result<Vec<_>, String>>()?;
    // All peers take turns, so that a busy minute of the machine does not fall on one of them alone.
    for _ in 0..rounds {
        for (peer, timing, latency) in &mut timings {
            timing.round()?;
            latency.round(*peer, case);
        }
    }
    let costs = timings.into_iter().map(|(peer, timing, latency)| {
        Ok(Cost {
            peer,
            case,
            ns: timing.ns_per_event(),
            instructions: instructions.then(|| instructions_per_event(peer, case)).transpose()?,
            allocations: allocations(
                LENGTHS,
                |events| peer.run(case, events),
                |events, found| check(case, events, found),
            )?,
            latency,
        })
    });
    costs.collect()
}

fn run_ns(peer: Peer, case: Case, events: u64) -> Result<u64, String> {
    let start = cpu_ns();
    let found = peer.run(case, events);
    let elapsed = cpu_ns() - start;
    check(case, events, found)?;
    Ok(elapsed)
}

fn check(case: Case, events: u64, found: u64) -> Result<(), String> {
    let expected = Peer::Hand.run(case, events);
    if found == expected {
        return Ok(());
    }
    Err(format!(
        "{}: checksum {found} after {events} events, the hand loop has {expected}",
        case.name()
    ))
}

fn instructions_per_event(peer: Peer, case: Case) -> Result<f64, String> {
    let arguments = |events: u64| {
        ["run", peer.name(), case.name(), &events.to_string()]
            .map(str::to_owned)
            .to_vec()
    };
    callgrind::instructions_per_event(LENGTHS, arguments, |events, found| check(case, events, found))
}

fn find(costs: &[Cost], peer: Peer, case: Case) -> Option<&Cost> {
    costs.iter().find(|cost| cost.peer == peer && cost.case == case)
}

fn print_costs(costs: &[Cost]) {
    println!("### Instructions per item (ratio to the hand loop) [CPU ns (ratio)]\n");
    println!("| | bulk | woken | single | allocations per item |");
    println!("|---|---|---|---|---|");
    for peer in Peer::ALL {
        let mut cells = String::new();
        let mut allocated = Vec::new();
        for case in Case::ALL {
            let (Some(own), Some(hand)) = (find(costs, peer, case), find(costs, Peer::Hand, case)) else {
                cells += " – |";
                continue;
            };
            let counted = match (own.instructions, hand.instructions) {
                (Some(own), Some(hand)) => format!("{} ({})", number(own), number(own / hand)),
                _ => "–".to_owned(),
            };
            cells += &format!(" {counted} [{} ({})] |", number(own.ns), number(own.ns / hand.ns));
            let Allocations { count, bytes } = own.allocations;
            if bytes >= 1.0 {
                allocated.push(format!("{}: {count:.3} ({} B)", case.name(), number(bytes)));
            }
        }
        let allocated = if allocated.is_empty() {
            "0".to_owned()
        } else {
            allocated.join(", ")
        };
        println!("| {} |{cells} {allocated} |", peer.name());
    }
    println!();
}

fn print_latencies(costs: &[Cost], rounds: u32) {
    println!("### Nanoseconds from source to sink: p50 / p99 / p99.9\n");
    println!("| | bulk | woken | single |");
    println!("|---|---|---|---|");
    let mut nothing = Percentiles::NONE;
    for _ in 0..rounds {
        nothing.round_of_nothing();
    }
    for peer in Peer::ALL {
        let cells = Case::ALL
            .map(|case| find(costs, peer, case).map_or_else(|| "–".to_owned(), |cost| percentiles(cost.latency)));
        println!("| {} | {} |", peer.name(), cells.join(" | "));
    }
    println!("| two looks at the clock | | | {} |\n", percentiles(nothing));
}

fn percentiles(Percentiles(latency): Percentiles) -> String {
    latency.map(|nanoseconds| number(nanoseconds as f64)).join(" / ")
}

/// Ours against the cheapest of the others on the same executor.
fn print_ratios(costs: &[Cost]) {
    println!("### Time of ours to that of the cheapest of the others on the same executor (goal: at most {MOST})\n");
    println!("| case | executor | ours | cheapest other | ratio |");
    println!("|---|---|---|---|---|");
    for case in Case::ALL {
        for executor in Executor::ALL {
            let rows = || {
                costs
                    .iter()
                    .filter(move |cost| cost.case == case && cost.peer.executor() == executor)
            };
            let others = rows().filter(|cost| !cost.peer.is_ours() && cost.peer != Peer::Hand);
            let Some(cheapest) = others.min_by(|one, other| one.ns.total_cmp(&other.ns)) else {
                continue;
            };
            for ours in rows().filter(|cost| cost.peer.is_ours()) {
                println!(
                    "| {} | {} | {} | {} | {:.2} |",
                    case.name(),
                    executor.name(),
                    ours.peer.name(),
                    cheapest.peer.name(),
                    ours.ns / cheapest.ns,
                );
            }
        }
    }
}
