//! A crawler: pages lead to pages, and each is fetched once.
//!
//! ```text
//! cargo run --release -p streamz-services --example crawler
//! ```
//!
//! The pipeline is in `crawl.rs`. The site that it crawls is generated, and served on this machine by the example itself
//! ([`site`]); it knows what can be reached and what was asked for, and so the result is checked against it.

mod crawl;
mod html;
mod site;

use core::time::Duration;
use std::collections::BTreeSet;
use std::io::Write as _;
use std::time::Instant;

use anyhow::ensure;
use clap::Parser;

use self::crawl::{Crawl, crawl};
use self::site::{Asked, Site};

/// Crawls a generated web site with cycles, dead links and slow pages, and checks that every page that can be reached was
/// fetched exactly once.
#[derive(Debug, Parser)]
#[command(name = "crawler")]
struct Args {
    /// How many pages the site has.
    #[arg(long, value_name = "N", default_value_t = 3000, value_parser = clap::value_parser!(u32).range(1..))]
    pages: u32,

    /// How many pages are fetched at once.
    #[arg(long, value_name = "N", default_value_t = 32)]
    at_once: usize,

    /// Another number, another site.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let site = Site::generate(args.seed, args.pages);
    let expected = site.reachable();
    let served = site.serve().await?;

    let start = Instant::now();
    let crawl = crawl(served.home()?, args.at_once).await?;
    let took = start.elapsed();

    let asked = served.asked();
    report(&args, &expected, &crawl, &asked, took)?;
    check(&args, &expected, &crawl, &asked)
}

fn report(args: &Args, expected: &Expected, crawl: &Crawl, asked: &Asked, took: Duration) -> std::io::Result<()> {
    let out = &mut std::io::stdout().lock();
    let Expected { pages, dead } = expected;
    let all = args.pages;
    writeln!(
        out,
        "site       {all} pages, {} within reach, {} dead addresses",
        pages.len(),
        dead.len()
    )?;
    writeln!(
        out,
        "links      {} found on the pages, {} of them to other sites",
        crawl.links, crawl.foreign
    )?;
    writeln!(
        out,
        "fetched    {} pages, {} addresses were dead",
        crawl.pages.len(),
        crawl.dead.len()
    )?;
    writeln!(
        out,
        "requests   {}, at most {} at once",
        asked.total(),
        asked.most_at_once
    )?;
    writeln!(out, "time       {:.2} s", took.as_secs_f64())
}

/// What there is to find, as paths.
struct Expected {
    pages: BTreeSet<String>,
    dead: BTreeSet<String>,
}

/// Compares what the crawler found with what there is, and with what the site was asked for.
fn check(args: &Args, expected: &Expected, crawl: &Crawl, asked: &Asked) -> anyhow::Result<()> {
    let found: BTreeSet<&str> = crawl.pages.iter().map(|page| page.url.path()).collect();
    let dead: BTreeSet<&str> = crawl.dead.iter().map(|dead| dead.url.path()).collect();
    ensure!(
        found.iter().eq(expected.pages.iter()),
        "the pages found are not those within reach"
    );
    ensure!(
        dead.iter().eq(expected.dead.iter()),
        "the dead addresses found are not those linked to"
    );
    ensure!(found.len() == crawl.pages.len(), "a page was handed on twice");
    if let Some((path, times)) = asked.paths.iter().find(|(_, times)| **times != 1) {
        anyhow::bail!("{path} was fetched {times} times");
    }
    ensure!(
        asked.paths.len() == found.len() + dead.len(),
        "the site was asked for what is not reported"
    );
    ensure!(
        asked.most_at_once <= args.at_once,
        "{} pages were fetched at once, {} were allowed",
        asked.most_at_once,
        args.at_once
    );
    println!("checked    every page within reach was fetched once, and nothing else");
    Ok(())
}
