//! A client of an API that limits its requests and does not always answer.
//!
//! ```text
//! cargo run --release -p streamz-services --example api_client
//! ```
//!
//! The pipeline is in `pipeline.rs`; the API that it asks is served on this machine by the example itself ([`api`]), which
//! knows what the client must come to, and so the result is checked against it.

mod api;
mod client;
mod limit;
mod pipeline;

use core::time::Duration;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::time::Instant;

use anyhow::ensure;
use clap::Parser;

use self::api::{Api, Seen};
use self::client::Client;
use self::pipeline::{Fetched, IN_FLIGHT, fetch_all};

/// Reads meters from an API that allows so many requests a second, fails now and then and is sometimes slow; adds the
/// readings up, and checks that none is missing, that the limit was kept, and that what cannot be read is reported.
#[derive(Debug, Parser)]
#[command(name = "api_client")]
struct Args {
    /// How many readings are asked for.
    #[arg(long, value_name = "N", default_value_t = 400)]
    readings: u64,

    /// How many requests the API allows in any second.
    #[arg(long, value_name = "N", default_value_t = 200, value_parser = clap::value_parser!(u32).range(20..=500))]
    limit: u32,

    /// How many requests a second the client sends [default: what stays within the limit]
    ///
    /// With more than the limit, the API refuses some; the client comes back when it is told to, and no reading is lost,
    /// but the check says that the limit was not kept.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=1000))]
    rate: Option<u32>,

    /// Another number, other failures.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

impl Args {
    /// Requests a second that keep the limit wherever a second begins.
    ///
    /// What left before a second and arrives within it counts too, so the requests in flight are taken off.
    fn rate(&self) -> u32 {
        let most = u32::try_from(IN_FLIGHT).unwrap_or(u32::MAX);
        self.rate.unwrap_or_else(|| self.limit.saturating_sub(most + 1).max(1))
    }
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let api = Api::new(args.seed, args.limit);
    let (server, seen) = api.serve().await?;
    let client = Client::new(server.url());

    let start = Instant::now();
    let interval = Duration::from_secs(1) / args.rate();
    let fetched = fetch_all(&client, 0..args.readings, interval).await?;
    let took = start.elapsed();

    let seen = seen.lock().clone();
    report(&args, &fetched, &seen, took)?;
    check(&args, &api, &fetched, &seen)
}

fn report(args: &Args, fetched: &Fetched, seen: &Seen, took: Duration) -> std::io::Result<()> {
    let out = &mut std::io::stdout().lock();
    let Seen {
        requests,
        refused,
        peak,
        ..
    } = seen;
    let (rate, limit) = (args.rate(), args.limit);
    writeln!(
        out,
        "requests   {requests} for {} readings, of which {} were repeated",
        args.readings, fetched.retries
    )?;
    writeln!(
        out,
        "rate       {rate} a second meant; the API saw {peak} in its busiest second, allows {limit}"
    )?;
    writeln!(out, "refused    {refused} requests, because they were too many")?;
    writeln!(out, "readings   {} in {} totals", seen.readings, fetched.totals)?;
    writeln!(
        out,
        "deliveries {} of totals failed and were repeated",
        seen.undelivered
    )?;
    writeln!(out, "dead       {} readings cannot be had, such as", fetched.dead.len())?;
    for letter in fetched.dead.iter().take(3) {
        writeln!(out, "           {letter}")?;
    }
    writeln!(out, "time       {:.2} s", took.as_secs_f64())
}

/// Compares what the client came to with what the API knows.
fn check(args: &Args, api: &Api, fetched: &Fetched, seen: &Seen) -> anyhow::Result<()> {
    let (lost, had): (BTreeSet<u64>, BTreeSet<u64>) = (0..args.readings).partition(|id| api.is_lost(*id));
    let dead: BTreeSet<u64> = fetched.dead.iter().map(|letter| letter.query.id).collect();
    let watt_hours: u64 = had.iter().map(|id| api.reading(*id).watt_hours).sum();
    ensure!(
        dead == lost,
        "{} readings were given up, {} should have been",
        dead.len(),
        lost.len()
    );
    ensure!(
        seen.readings == had.len(),
        "totals of {} readings came in, not of {}",
        seen.readings,
        had.len()
    );
    ensure!(
        seen.watt_hours == watt_hours,
        "the totals are {} Wh, not {watt_hours}",
        seen.watt_hours
    );
    ensure!(
        seen.refused == 0 && seen.peak <= args.limit as usize,
        "{} requests in a second, {} allowed: {} were refused",
        seen.peak,
        args.limit,
        seen.refused
    );
    println!("checked    every reading is in the totals or was given up, and the limit was kept");
    Ok(())
}
