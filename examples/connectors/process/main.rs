//! The output of a program is a source: its lines are counted by their first word, and how it ends is seen.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example process
//! ```
//!
//! The program is this one, started again as a worker that writes a log and then exits with the status it was told.

use core::pin::pin;
use core::time::Duration;
use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::ensure;
use clap::Parser;
use streamz::io::process::{Line, ProcessError, Stderr, from_process};
use streamz::prelude::*;

/// Counts what a program writes, and sees how it ends.
#[derive(Parser)]
#[command(name = "process")]
struct Args {
    /// Be the program that is started: write so many lines
    #[arg(long, hide = true)]
    work: Option<u64>,

    /// Exit with this status then
    #[arg(long, hide = true, default_value_t = 0)]
    status: u8,
}

/// The program that is started.
fn work(lines: u64) {
    for number in 0..lines {
        match number % 10 {
            9 => eprintln!("warning: line {number} is late"),
            7 => println!("delete {number}"),
            _ => println!("insert {number}"),
        }
    }
    print!("bye"); // without a line end
}

/// Starts it, and counts its lines.
async fn count(lines: u64, status: u8) -> anyhow::Result<(BTreeMap<String, u64>, Result<(), ProcessError>)> {
    let program = std::env::current_exe()?;
    let process = from_process(program).args(["--work", &lines.to_string(), "--status", &status.to_string()]);
    let output = process.stderr(Stderr::Lines).start().await?;
    let mut counts = BTreeMap::new();
    let ran = {
        let mut p = pin!(pipeline!(|| -> Result<(), ProcessError> {
            let lines = try_source(output);
            lines
                .map(|line: Line| {
                    let text = String::from_utf8_lossy(line.content());
                    let word = text.split([' ', ':']).next().unwrap_or_default().to_owned();
                    if line.is_stderr() {
                        format!("{word} (stderr)")
                    } else {
                        word
                    }
                })
                .sink(|word| *counts.entry(word).or_insert(0) += 1);
        }));
        p.run().await
    };
    Ok((counts, ran))
}

/// Lets go of a program that would never end.
async fn abandon() -> anyhow::Result<()> {
    let program = std::env::current_exe()?;
    let output = from_process(program)
        .args(["--work", &u64::MAX.to_string()])
        .stderr(Stderr::Discard)
        .start()
        .await?;
    let metrics = output.metrics();
    {
        let mut p = pin!(pipeline!(|| -> Result<(), ProcessError> {
            let lines = try_source(output);
            lines.sink(async |_| tokio::time::sleep(Duration::from_millis(1)).await);
        }));
        // It is killed with the pipeline.
        ensure!(
            tokio::time::timeout(Duration::from_millis(300), p.run()).await.is_err(),
            "it has ended"
        );
    }
    println!(
        "abandoned  after {} lines, as the sink took a millisecond for each",
        metrics.passed()
    );
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<std::process::ExitCode> {
    let args = Args::parse();
    if let Some(lines) = args.work {
        work(lines);
        return Ok(args.status.into());
    }
    let start = Instant::now();
    let (counts, ran) = count(100_000, 0).await?;
    ran?;
    for (word, count) in &counts {
        println!("{count:>10} {word}");
    }
    ensure!(
        counts["insert"] == 80_000 && counts["delete"] == 10_000,
        "lines of the output are missing"
    );
    ensure!(
        counts["warning (stderr)"] == 10_000,
        "lines of the error output are missing"
    );
    ensure!(counts["bye"] == 1, "what is behind the last line end is missing");
    let (counts, ran) = count(10, 3).await?;
    ensure!(counts["insert"] == 8, "lines before a failure are missing");
    match ran {
        Err(error @ ProcessError::Failed { .. }) => println!("failed     {error}"),
        other => anyhow::bail!("a program that failed ended with {other:?}"),
    }
    abandon().await?;
    println!(
        "checked    everything that was written came, in {:.2} s",
        start.elapsed().as_secs_f64()
    );
    Ok(0.into())
}
