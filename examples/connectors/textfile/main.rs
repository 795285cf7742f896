//! A log that grows is followed, its records are parsed, and what they say is written into another file; at least once.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example textfile
//! ```
//!
//! The log is written meanwhile ([`log`]), torn and rotated. The pipeline is stopped half way, and a second one goes on where the
//! checkpoint says. Lines that are no orders go into a file of their own. At the end every order must have been written once.

mod log;

use core::pin::pin;
use core::time::Duration;
use std::fs;
use std::path::Path;

use anyhow::ensure;
use serde::Deserialize;
use streamz::io::files::{from_textfile, sink_to_textfile};
use streamz::io::records::{BadRecord, json};
use streamz::prelude::*;
use streamz::time::TokioTimer;

/// An order, as it is in the log.
#[derive(Deserialize)]
struct Order {
    id: u64,
    pieces: u64,
    price: f64,
}

/// How a pipeline ends.
enum Until {
    /// When so many orders are written.
    Orders(u64),
    /// At the end of the file.
    End,
}

/// Follows the log, and says how many orders it has written.
async fn follow(folder: &Path, until: Until) -> anyhow::Result<u64> {
    let source = from_textfile(folder.join("orders.log")).rotate_wait(Duration::from_millis(100));
    let source = if matches!(until, Until::End) {
        source.to_end()
    } else {
        source
    };
    let lines = source.checkpoint(folder.join("checkpoint")).open().await?;
    let handle = lines.handle();
    let totals = sink_to_textfile(folder.join("totals")).open().await?;
    let rejects = sink_to_textfile(folder.join("rejects")).open().await?;
    let written = totals.metrics();
    {
        let mut p = pin!(
            pipeline!(|| -> anyhow::Result<()> {
                let lines = try_tagged_source(lines);
                let orders = lines.try_map(|line| json::<Order>(&line));
                orders
                    .map(|order| format!("{} {}", order.id, (order.price * 100.0) as u64 * order.pieces))
                    .forward(totals);
                orders.catch(|_, error: BadRecord| error.to_string()).forward(rejects);
            })
            .with_timer(TokioTimer::new())
        );
        let enough = async {
            match until {
                Until::End => core::future::pending().await,
                Until::Orders(orders) => {
                    while written.passed() < orders {
                        tokio::time::sleep(Duration::from_millis(1)).await;
                    }
                }
            }
        };
        p.run_until(pin!(enough)).await?;
    }
    // Everything that was handed on is in the files, and the checkpoint says so.
    handle.closed().await?;
    println!("{}", handle.metrics());
    Ok(written.passed())
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let folder = folder.path();
    fs::write(folder.join("orders.log"), "")?;
    let writing = tokio::spawn({
        let folder = folder.to_owned();
        async move { log::write(&folder).await }
    });
    let first = follow(folder, Until::Orders(log::ORDERS / 3)).await?;
    writing.await??;
    let second = follow(folder, Until::End).await?;
    println!("written    {first} orders, and {second} after the restart");

    let totals = fs::read_to_string(folder.join("totals"))?;
    let (mut ids, mut cents) = (Vec::new(), 0);
    for line in totals.lines() {
        let (id, total) = line
            .split_once(' ')
            .ok_or_else(|| anyhow::anyhow!("a torn line: {line:?}"))?;
        ids.push(id.parse::<u64>()?);
        cents += total.parse::<u64>()?;
    }
    let rejects = fs::read_to_string(folder.join("rejects"))?;
    println!("rejected   {} lines, such as", rejects.lines().count());
    println!("           {}", rejects.lines().next().unwrap_or_default());
    ensure!(
        ids.is_sorted_by(|a, b| a < b),
        "an order was written twice, or out of order"
    );
    ensure!(
        rejects.lines().count() as u64 == log::ORDERS / log::BAD,
        "lines were rejected that should not be"
    );
    ensure!(
        ids.len() as u64 == log::ORDERS - log::ORDERS / log::BAD,
        "{} orders were written",
        ids.len()
    );
    ensure!(
        cents == log::cents(),
        "the orders come to {cents} cents, not {}",
        log::cents()
    );
    println!("checked    every order is there, once and in order");
    Ok(())
}
