//! Instructions for each event, counted by callgrind: exact, and the same however busy the machine is.
//!
//! `cargo run --release -p streamz-benches --bin instructions` prints a table and compares it with the committed
//! counts in `benches/instructions.txt`; `-- --write` writes them anew. It needs `valgrind`, and says so if it is not
//! there. Called with a workload, a side and a number of events it runs just that: what callgrind is pointed at.

use core::hint::black_box;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::{env, fs};

use streamz_benches::WORKLOADS;

/// Counts of two lengths are subtracted, so that start-up does not count.
const SHORT: u64 = 2_000;
const LONG: u64 = 12_000;

/// How much a count may differ from the committed one before it is a change: compilers of one version agree exactly,
/// but code outside the loop may move a few instructions.
const DRIFT: f64 = 0.01;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match arguments.as_slice() {
        [number, side, events] => run(number, side, events),
        [] => compare(false),
        [write] if write == "--write" => compare(true),
        _ => {
            eprintln!("usage: instructions [--write]");
            ExitCode::FAILURE
        }
    }
}

fn run(number: &str, side: &str, events: &str) -> ExitCode {
    let workload = number.parse::<usize>().ok().and_then(|number| WORKLOADS.get(number));
    let (Some(workload), Ok(events)) = (workload, events.parse::<u64>()) else {
        return ExitCode::FAILURE;
    };
    let run = if side == "hand" {
        workload.hand
    } else {
        workload.pipeline
    };
    black_box(run(black_box(events)));
    ExitCode::SUCCESS
}

fn compare(write: bool) -> ExitCode {
    if Command::new("valgrind").arg("--version").output().is_err() {
        println!("instructions: not run, valgrind is not installed");
        return ExitCode::SUCCESS;
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("instructions.txt");
    let committed = fs::read_to_string(&file).unwrap_or_default();
    let compiler = compiler();
    // Another compiler makes other code: then only the ratios are held.
    let comparable = committed.lines().next() == Some(compiler.as_str());
    if !write && !comparable {
        println!("committed counts: NOT COMPARED, they are not of this compiler ({compiler})");
    }
    let mut table = format!("{compiler}\n");
    let mut failed = false;
    println!(
        "{:<30} {:>10} {:>10} {:>7}",
        "instructions per event", "pipeline", "by hand", "ratio"
    );
    for (number, workload) in WORKLOADS.iter().enumerate() {
        let (Some(pipeline), Some(hand)) = (per_event(number, "pipeline"), per_event(number, "hand")) else {
            eprintln!("callgrind did not count {}", workload.name);
            return ExitCode::FAILURE;
        };
        let ratio = pipeline / hand;
        println!("{:<30} {pipeline:>10.2} {hand:>10.2} {ratio:>7.3}", workload.name);
        if ratio > workload.most {
            println!("    over {} times the hand-written loop", workload.most);
            failed = true;
        }
        let line = format!("{}: {pipeline:.2} pipeline, {hand:.2} hand", workload.name);
        if !write && comparable && !agrees(&committed, workload.name, pipeline) {
            println!("    differs from the committed count; if that is wanted, commit the output of --write");
            failed = true;
        }
        table.push_str(&line);
        table.push('\n');
    }
    if write && fs::write(&file, table).is_err() {
        eprintln!("cannot write {}", file.display());
        return ExitCode::FAILURE;
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// What the counts were made with.
fn compiler() -> String {
    let version = Command::new("rustc").arg("--version").output();
    version.map_or_else(
        |error| error.to_string(),
        |output| String::from_utf8_lossy(&output.stdout).trim().to_owned(),
    )
}

/// Whether the committed count of a workload is as good as this one.
fn agrees(committed: &str, name: &str, pipeline: f64) -> bool {
    let count = committed.lines().find_map(|line| {
        let counts = line.strip_prefix(name)?.strip_prefix(": ")?;
        counts.split(' ').next()?.parse::<f64>().ok()
    });
    count.is_some_and(|count| (pipeline / count - 1.0).abs() <= DRIFT)
}

fn per_event(workload: usize, side: &str) -> Option<f64> {
    let [short, long] = [SHORT, LONG].map(|events| count(workload, side, events));
    Some((long? - short?) as f64 / (LONG - SHORT) as f64)
}

/// The instructions of one run, from callgrind's summary.
fn count(workload: usize, side: &str, events: u64) -> Option<u64> {
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(env::current_exe().ok()?)
        .args([&workload.to_string(), side, &events.to_string()])
        .output()
        .ok()?;
    let text = String::from_utf8(output.stderr).ok()?;
    let line = text.lines().find(|line| line.contains("Collected"))?;
    line.rsplit(' ').next()?.trim().parse().ok()
}
