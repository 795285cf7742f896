//! Machines that report their temperature, and one program that raises an alarm: everything by way of an MQTT broker.
//!
//! ```text
//! cargo run --release -p streamz-broker-examples --example mqtt
//! ```
//!
//! The pipeline is in `pipeline.rs`. The broker is embedded ([`broker`]), so nothing needs to be installed; with
//! `--broker host:port` another one is used. The machines are made up, and so the alarms are known before: the result is
//! checked against them.

mod broker;
mod machines;
mod pipeline;

use core::time::Duration;
use std::io::Write as _;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Parser;
use futures::StreamExt as _;
use streamz::io::Metrics;
use streamz::io::mqtt::{Message, Qos, from_mqtt, to_mqtt};

use self::machines::Machines;
use self::pipeline::{Watched, watch};

/// Publishes made-up temperatures of machines, watches them by a pipeline that publishes alarms, and checks that the alarms are
/// the right ones, although the watcher is stopped and started again half way.
#[derive(Debug, Parser)]
#[command(name = "mqtt")]
struct Args {
    /// A broker to use instead of the embedded one.
    #[arg(long, value_name = "HOST:PORT")]
    broker: Option<String>,

    /// How many readings are published.
    #[arg(long, value_name = "N", default_value_t = 5000)]
    readings: u64,

    /// Another number, other temperatures.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

/// How long to wait for what should be there.
const PATIENCE: Duration = Duration::from_secs(60);

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let address = match &args.broker {
        Some(address) => address.clone(),
        None => broker::start().await?,
    };
    let machines = Machines::new(args.seed, args.readings);

    // Whoever listens to alarms is there before the first one; and the broker knows the watcher from now on.
    let mut alarms = from_mqtt(address.as_str())
        .topic("alarm/#", Qos::AtLeastOnce)
        .connect()
        .await?
        .untagged();
    let first = pipeline::readings(&address).await?;
    let closed = first.closed();
    drop(first);
    closed.await;

    let start = Instant::now();
    let total = machines.messages.len() as u64;
    let publishing = tokio::spawn(publish(address.clone(), machines.messages.clone()));
    let half = watch(&address, total / 2).await?;
    let rest = watch(&address, total - half.seen).await?;
    let published = publishing.await??;
    let took = start.elapsed();

    let mut heard = Vec::new();
    while heard.len() < machines.alarms.len() {
        let alarm = tokio::time::timeout(PATIENCE, alarms.next())
            .await
            .context("an alarm is missing")?;
        let alarm = alarm.context("the listener has ended")??;
        heard.push((alarm.topic().to_owned(), alarm.payload().text()?.to_owned()));
    }
    report(&published, &[&half, &rest], heard.len(), took)?;
    check(&machines, &[half, rest], heard)
}

/// Sends all messages, and waits until the broker has them.
async fn publish(address: String, messages: Vec<Message>) -> anyhow::Result<Metrics> {
    let sink = to_mqtt(address).connect().await?;
    let metrics = sink.metrics();
    futures::stream::iter(messages.into_iter().map(Ok))
        .forward(sink)
        .await?;
    Ok(metrics)
}

fn report(published: &Metrics, watched: &[&Watched], alarms: usize, took: Duration) -> std::io::Result<()> {
    let out = &mut std::io::stdout().lock();
    writeln!(out, "published  {published}")?;
    for watched in watched {
        writeln!(out, "watched    {}", watched.metrics)?;
        writeln!(
            out,
            "           {} that cannot be read, such as {:?}",
            watched.bad.len(),
            watched.bad.first()
        )?;
    }
    writeln!(out, "alarms     {alarms}")?;
    writeln!(out, "time       {:.2} s", took.as_secs_f64())
}

fn check(machines: &Machines, watched: &[Watched], mut heard: Vec<(String, String)>) -> anyhow::Result<()> {
    let seen: u64 = watched.iter().map(|watched| watched.seen).sum();
    ensure!(
        seen == machines.messages.len() as u64,
        "{seen} readings of {}",
        machines.messages.len()
    );
    let bad: usize = watched.iter().map(|watched| watched.bad.len()).sum();
    ensure!(bad == machines.bad, "{bad} bad readings, not {}", machines.bad);
    let left: u64 = watched.iter().map(|watched| watched.metrics.in_flight()).sum();
    ensure!(left == 0, "{left} readings are not acknowledged");
    let mut expected = machines.alarms.clone();
    expected.sort_unstable();
    heard.sort_unstable();
    ensure!(heard == expected, "other alarms than there should be");
    println!("all alarms are the right ones, and every reading is acknowledged");
    Ok(())
}
