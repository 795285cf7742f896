//! At least once, under violence: a process follows a file with a checkpoint and writes what it reads into another file,
//! while it is killed at random, and the file grows by torn writes and is given other names.
//!
//! ```text
//! STREAMZ_SEED=7 STREAMZ_KILLS=50 cargo test -p streamz-connector-tests --test textfile_kill
//! ```
//!
//! Every line must be there in the end, and no more twice than may be in flight, for each kill.

use core::pin::pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command};
use std::thread::{self, sleep};
use std::time::Instant;

use anyhow::{Context as _, ensure};
use fastrand::Rng;
use streamz::prelude::*;
use streamz_connector_tests::PATIENCE;
use streamz_io::files::{Line, from_textfile, sink_to_textfile};

const IN_FLIGHT: usize = 64;

/// Tells the process that is killed where it works, and whether it is to end.
const FOLDER: &str = "STREAMZ_KILL_FOLDER";
const TO_END: &str = "STREAMZ_KILL_TO_END";

fn main() -> anyhow::Result<()> {
    match std::env::var_os(FOLDER) {
        Some(folder) => copy(Path::new(&folder), std::env::var_os(TO_END).is_some()),
        None => kill(number("STREAMZ_SEED", 1)?, number("STREAMZ_KILLS", 10)?),
    }
}

fn number(name: &str, default: u64) -> anyhow::Result<u64> {
    match std::env::var(name) {
        Ok(text) => text.parse().with_context(|| format!("{name}={text} is no number")),
        Err(_) => Ok(default),
    }
}

/// The process that is killed.
#[tokio::main(flavor = "current_thread")]
async fn copy(folder: &Path, to_end: bool) -> anyhow::Result<()> {
    let source = from_textfile(folder.join("log"))
        .poll_interval(Duration::from_millis(2))
        .rotate_wait(Duration::from_millis(50));
    let source = if to_end { source.to_end() } else { source };
    let lines = source.checkpoint(folder.join("checkpoint")).in_flight(IN_FLIGHT);
    let lines = lines.commit_interval(Duration::from_millis(5)).open().await?;
    let handle = lines.handle();
    let out = sink_to_textfile(folder.join("out")).open().await?;
    {
        let mut p = pin!(pipeline!(|| -> anyhow::Result<()> {
            let lines = try_tagged_source(lines);
            lines
                .map_async_unordered(16, async |line: Line| {
                    // Some take far longer than those behind them, and than it takes to write a checkpoint.
                    if line.number().is_multiple_of(16) {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                    line
                })
                .buffer(8)
                .forward(out);
        }));
        p.run().await?;
    }
    Ok(handle.closed().await?)
}

/// What is written as the line of this number.
fn line(number: u64) -> String {
    format!("{number} {}.", "x".repeat((number * 7919 % 97) as usize))
}

struct Log<'a> {
    folder: &'a Path,
    file: File,
    rng: Rng,
    rotations: usize,
}

impl Log<'_> {
    /// Writes lines in pieces that end anywhere, until it is told to stop; says how many.
    fn write(mut self, stop: &AtomicBool) -> anyhow::Result<(u64, usize)> {
        let (mut number, mut bytes) = (0, Vec::new());
        loop {
            let stopping = stop.load(Ordering::Relaxed);
            for _ in 0..self.rng.u32(1..20) {
                writeln!(bytes, "{}", line(number))?;
                number += 1;
            }
            let piece = if stopping {
                bytes.len()
            } else {
                self.rng.usize(0..=bytes.len())
            };
            self.file.write_all(&bytes[..piece])?;
            bytes.drain(..piece);
            if stopping {
                return Ok((number, self.rotations));
            }
            if self.rng.u32(0..20) == 0 && self.rotate(&bytes)? {
                bytes.clear();
            }
            sleep(Duration::from_micros(self.rng.u64(0..6000)));
        }
    }

    /// Gives the file another name and then writes the rest of a line into it, unless what had the name before may still be
    /// read; says whether it did.
    #[cfg(unix)]
    fn rotate(&mut self, rest: &[u8]) -> anyhow::Result<bool> {
        use std::os::unix::fs::MetadataExt as _;
        let checkpoint = fs::read_to_string(self.folder.join("checkpoint")).unwrap_or_default();
        let present = format!("\nfile {}\n", self.file.metadata()?.ino());
        if !checkpoint.contains(&present) {
            return Ok(false);
        }
        self.rotations += 1;
        let path = self.folder.join("log");
        fs::rename(&path, self.folder.join(format!("log.{}", self.rotations)))?;
        self.file.write_all(rest)?;
        self.file = OpenOptions::new().append(true).create_new(true).open(path)?;
        Ok(true)
    }

    /// Where files are not told apart by a number, nothing is renamed.
    #[cfg(not(unix))]
    fn rotate(&mut self, _: &[u8]) -> anyhow::Result<bool> {
        Ok(false)
    }
}

/// Ends with this process.
struct Killed(Child);

impl Drop for Killed {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(folder: &Path, to_end: bool) -> anyhow::Result<Killed> {
    let mut command = Command::new(std::env::current_exe()?);
    command.env(FOLDER, folder);
    if to_end {
        command.env(TO_END, "1");
    }
    Ok(Killed(command.spawn()?))
}

fn kill(seed: u64, kills: u64) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    let out = folder.join("out");
    let mut rng = Rng::with_seed(seed);
    let log = Log {
        file: OpenOptions::new()
            .append(true)
            .create_new(true)
            .open(folder.join("log"))?,
        folder,
        rng: rng.fork(),
        rotations: 0,
    };
    let stop = AtomicBool::new(false);
    let (lines, rotations) = thread::scope(|scope| {
        let writing = scope.spawn(|| log.write(&stop));
        let killed = (0..kills).try_for_each(|_| kill_once(folder, &out, &mut rng));
        stop.store(true, Ordering::Relaxed);
        let written = writing.join().map_err(|_| anyhow::anyhow!("the writer panicked"))?;
        killed.and(written)
    })?;
    let mut last = start(folder, true)?;
    let status = last.0.wait()?;
    ensure!(
        status.success(),
        "the process that reads to the end has failed: {status}"
    );
    check(&fs::read_to_string(&out)?, seed, kills, lines, rotations)
}

/// Lets a process work for a while.
fn kill_once(folder: &Path, out: &Path, rng: &mut Rng) -> anyhow::Result<()> {
    let length = || fs::metadata(out).map_or(0, |metadata| metadata.len());
    let (before, began) = (length(), Instant::now());
    let mut process = start(folder, false)?;
    while length() == before {
        ensure!(began.elapsed() < PATIENCE, "a process writes nothing");
        ensure!(process.0.try_wait()?.is_none(), "a process has ended by itself");
        sleep(Duration::from_millis(1));
    }
    sleep(Duration::from_micros(rng.u64(0..100_000)));
    Ok(())
}

fn check(out: &str, seed: u64, kills: u64, lines: u64, rotations: usize) -> anyhow::Result<()> {
    let mut times: HashMap<u64, u64> = HashMap::new();
    let mut torn = 0;
    for text in out.lines() {
        let number = text.split(' ').next().and_then(|number| number.parse().ok());
        match number.filter(|number| *number < lines && line(*number) == text) {
            Some(number) => *times.entry(number).or_default() += 1,
            None => torn += 1,
        }
    }
    let missing = lines - times.len() as u64;
    let twice = times.values().sum::<u64>() - times.len() as u64;
    println!(
        "textfile_kill: seed {seed}: {lines} lines, {rotations} rotations, {kills} kills: {missing} missing, {twice} twice (at most \
         {} may be), {torn} torn in the output",
        kills * IN_FLIGHT as u64
    );
    ensure!(
        missing == 0,
        "lines are missing, the first is {:?}",
        (0..lines).find(|number| !times.contains_key(number))
    );
    ensure!(
        twice <= kills * IN_FLIGHT as u64,
        "more lines came twice than were in flight"
    );
    ensure!(torn <= kills, "more lines are torn than there were kills");
    Ok(())
}
