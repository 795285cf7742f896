//! Instructions per event. Valgrind counts them, so they don't depend on what else the machine does.

use std::env;
use std::process::Command;

use crate::measure::check;
use crate::peer::{Mode, Peer};
use crate::workload::Case;

/// Instructions per event: the difference of two run lengths, in which start and construction cancel out.
pub fn instructions_per_event(peer: Peer, case: Case, mode: Mode) -> Result<f64, String> {
    let [short, long] = peer.lengths(mode);
    let more = collected(peer, case, mode, long)?;
    let less = collected(peer, case, mode, short)?;
    Ok((more - less) / (long - short) as f64)
}

/// Runs this very program under valgrind, checks the result, and returns the instructions of all threads.
fn collected(peer: Peer, case: Case, mode: Mode, events: u64) -> Result<f64, String> {
    let program = env::current_exe().map_err(|error| format!("this program: {error}"))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--peer", peer.name()])
        .args(["--case", &case.letter().to_string()])
        .args(["--mode", mode.name()])
        .args(["--events", &events.to_string()])
        .arg("--checksum")
        .output()
        .map_err(|error| format!("valgrind: {error} (--no-instructions does without)"))?;
    let log = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(format!("valgrind: {}\n{log}", output.status));
    }
    let found = String::from_utf8_lossy(&output.stdout)
        .trim()
        .parse()
        .map_err(|error| format!("the checksum of a run under valgrind: {error}"))?;
    check(peer, case, mode, events, found)?;
    log.lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| format!("valgrind reports no instruction count:\n{log}"))
}
