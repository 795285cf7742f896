//! A batching writer: rows come one by one through a bounded channel, and go into a database many at a time.
//!
//! ```text
//! cargo run --release -p streamz-services --example sqlite_writer
//! ```
//!
//! The pipeline is in `writer.rs`. The feed ([`feed`]) is faster than the disk, and so it has to wait. Once it falls
//! silent; what it sent before must be in the database all the same, for a batch may wait only so long. At the end SQL says
//! whether every row is there, once and in order.

mod bars;
mod database;
mod feed;
mod writer;

use std::io::Write as _;
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Parser;
use tokio::sync::{mpsc, watch};

use self::database::{Contents, Database};
use self::feed::Fed;
use self::writer::Written;

/// Writes 13 years of daily stock prices into an SQLite database in batches, and checks that every row is there once.
#[derive(Debug, Parser)]
#[command(name = "sqlite_writer")]
struct Args {
    /// Where the database is to be; it must not be there yet [default: a temporary file]
    #[arg(long, value_name = "FILE")]
    database: Option<PathBuf>,

    /// Rows in a batch, each batch being one transaction.
    #[arg(long, value_name = "N", default_value_t = 128)]
    batch: usize,

    /// Rows that may wait in the channel.
    #[arg(long, value_name = "N", default_value_t = 64)]
    channel: usize,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    ensure!(
        args.batch > 1 && args.channel > 0,
        "a batch has two rows at least, and the channel room for one"
    );
    let bars = bars::read().context("the bundled prices cannot be read")?;
    let expected = bars::contents(&bars);

    let directory = tempfile::tempdir()?;
    let file = args
        .database
        .clone()
        .unwrap_or_else(|| directory.path().join("bars.sqlite"));
    let database = Database::create(&file).with_context(|| format!("no database can be made at {}", file.display()))?;

    let start = Instant::now();
    let (sender, receiver) = mpsc::channel(args.channel);
    let (commit, committed) = watch::channel(0);
    // Not a multiple of the batch, so that a part of one is left to wait for what does not come.
    let silence = args.batch * (bars.len() / args.batch / 2) + args.batch / 2;
    let feeding = tokio::spawn(feed::feed(bars, silence, sender, committed));
    let written = writer::write(receiver, args.batch, database, &commit).await?;
    let fed = feeding.await??;
    let took = start.elapsed();

    // Opened anew: what counts is what is in the file.
    let stored = Database::open(&file)?;
    report(&args, &written, &fed, took.as_secs_f64())?;
    check(&args, &expected, &stored, &written, &fed)
}

fn report(args: &Args, written: &Written, fed: &Fed, seconds: f64) -> std::io::Result<()> {
    let out = &mut std::io::stdout().lock();
    let (rows, batches) = (written.rows, written.batches.len());
    let partial = written.batches.iter().filter(|rows| **rows < args.batch).count();
    let last = written.batches.last().copied().unwrap_or_default();
    writeln!(
        out,
        "written    {rows} rows in {batches} transactions, {:.0} rows a second",
        rows as f64 / seconds
    )?;
    writeln!(
        out,
        "partial    {partial} batches of less than {} rows; the last one has {last}",
        args.batch
    )?;
    writeln!(out, "feed       waited {} times for room", fed.waits)?;
    writeln!(out, "channel    at most {} rows of {}", fed.most_queued, args.channel)?;
    writeln!(
        out,
        "on the way at most {} rows between feed and disk, of {}",
        fed.most_on_the_way,
        on_the_way(args)
    )?;
    writeln!(out, "time       {seconds:.2} s")
}

/// How many rows can be between the feed and the disk: in the channel, in the batch that fills, and in the one being
/// written.
fn on_the_way(args: &Args) -> usize {
    args.channel + 2 * args.batch
}

fn check(args: &Args, expected: &Contents, stored: &Database, written: &Written, fed: &Fed) -> anyhow::Result<()> {
    let (rows, distinct, volume) = stored.counts()?;
    ensure!(
        rows == expected.rows,
        "the database has {rows} rows, not {}",
        expected.rows
    );
    ensure!(distinct == rows, "{} rows are in the database twice", rows - distinct);
    ensure!(
        volume == expected.volume,
        "the volumes add up to {volume}, not {}",
        expected.volume
    );
    ensure!(
        stored.contents()? == *expected,
        "the rows in the database are in another order, or other rows"
    );
    ensure!(
        written.rows == expected.rows,
        "{} rows were reported as written",
        written.rows
    );
    ensure!(
        fed.waits > 0,
        "the feed never waited, so nothing was shown: make the channel smaller"
    );
    ensure!(
        fed.most_queued <= args.channel,
        "{} rows waited in the channel",
        fed.most_queued
    );
    ensure!(
        fed.most_on_the_way <= on_the_way(args),
        "{} rows were on their way",
        fed.most_on_the_way
    );
    println!("checked    every row is in the database, once and in order");
    Ok(())
}
