//! What it costs to hand items to an asynchronous sink through 64 places, in streamz and with the channels that people would
//! use instead: `cargo run --release --bin handoff -- table`.
//!
//! `source -> map -> 64 places -> async sink`, all on one thread. Each row of the table computes the same checksum.

mod futures;
mod hand;
mod latency;
mod ours;
mod peer;
mod probe;
mod rxrust;
mod table;
mod tokio;

use std::env;
use std::process::ExitCode;

use bench::measure::Counting;
use peer::{Case, Peer};

#[global_allocator]
static ALLOCATOR: Counting = Counting;

const USAGE: &str = "\
handoff table [--rounds N] [--no-instructions]
handoff run PEER CASE EVENTS

table  measures and prints Markdown
run    runs once and prints the checksum, as a run under valgrind needs it";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match arguments.as_slice() {
        ["table", options @ ..] => table(options),
        ["run", peer, case, events] => run(peer, case, events),
        _ => Err(USAGE.to_owned()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn table(options: &[&str]) -> Result<(), String> {
    match options {
        [] => table::print(10, true),
        ["--no-instructions"] => table::print(10, false),
        ["--rounds", rounds, rest @ ..] => {
            let rounds = rounds.parse().map_err(|_| format!("{rounds} is not a number"))?;
            table::print(rounds, rest != ["--no-instructions"])
        }
        _ => Err(USAGE.to_owned()),
    }
}

fn run(peer: &str, case: &str, events: &str) -> Result<(), String> {
    let peer = Peer::ALL.iter().find(|one| one.name() == peer);
    let case = Case::ALL.iter().find(|one| one.name() == case);
    let (Some(peer), Some(case), Ok(events)) = (peer, case, events.parse()) else {
        return Err(USAGE.to_owned());
    };
    println!("{}", peer.run(*case, events));
    Ok(())
}
