//! Instructions per event. Valgrind counts them, so they don't depend on what else the machine does.

use std::env;
use std::process::Command;

/// Instructions per event: the difference of two run lengths, in which start and construction cancel out.
///
/// Runs this very program under valgrind, with `arguments(events)`; it prints a checksum, which `check` is given with their
/// number. All threads count.
pub fn instructions_per_event(
    [short, long]: [u64; 2],
    arguments: impl Fn(u64) -> Vec<String>,
    check: impl Fn(u64, u64) -> Result<(), String>,
) -> Result<f64, String> {
    let collected = |events| {
        let (found, count) = collected(&arguments(events))?;
        check(events, found)?;
        Ok::<_, String>(count)
    };
    Ok((collected(long)? - collected(short)?) / (long - short) as f64)
}

/// The checksum and the instructions of one run.
fn collected(arguments: &[String]) -> Result<(u64, f64), String> {
    let program = env::current_exe().map_err(|error| format!("this program: {error}"))?;
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(arguments)
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
    let count = log
        .lines()
        .find_map(|line| line.split_once("Collected : "))
        .and_then(|(_, count)| count.trim().parse().ok())
        .ok_or_else(|| format!("valgrind reports no instruction count:\n{log}"))?;
    Ok((found, count))
}
