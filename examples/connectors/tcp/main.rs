//! Sensors connect and send a line for each reading; their means are taken, and a few clients misbehave.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example tcp
//! ```
//!
//! The sensors ([`sensors`]) are clients on this machine. One of them sends lines that are no readings, one a line that is far
//! too long, one breaks off in the middle of a line, and one floods; each harms itself alone.

mod sensors;

use core::pin::pin;
use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::ensure;
use serde::Deserialize;
use streamz::io::records::{BadRecord, Csv};
use streamz::io::tcp::from_tcp;
use streamz::prelude::*;
use streamz::time::TokioTimer;

use self::sensors::Sent;

/// A line of a sensor.
#[derive(Deserialize)]
struct Reading {
    sensor: u32,
    celsius: f64,
}

/// The readings of a sensor.
#[derive(Default)]
struct Sum {
    count: u64,
    celsius: f64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let start = Instant::now();
    // A free port of this machine; `from_tcp(9000)` is one that others can find.
    let lines = from_tcp(0).max_line(1000).max_clients(16).bind().await?;
    let metrics = lines.metrics();
    let sending = tokio::spawn(sensors::send(lines.local_addr()));
    // When all that was sent has been handed on or dropped, nothing more will come.
    let all = async {
        let sent = sending.await??;
        while metrics.passed() + metrics.dropped() < sent.lines {
            tokio::time::sleep(core::time::Duration::from_millis(1)).await;
        }
        anyhow::Ok(sent)
    };

    let mut sums = BTreeMap::<u32, Sum>::new();
    let mut bad = Vec::new();
    let (mut sent, mut csv) = (None, Csv::columns(["sensor", "celsius"]));
    {
        let mut p = pin!(
            pipeline!(|| -> anyhow::Result<()> {
                let lines = try_source(lines);
                let readings = lines.try_map(|line| csv.row::<Reading>(&line));
                readings.sink(|reading| {
                    let sum = sums.entry(reading.sensor).or_default();
                    (sum.count, sum.celsius) = (sum.count + 1, sum.celsius + reading.celsius);
                });
                readings
                    .catch(|_, error: BadRecord| error)
                    .sink(|error| bad.push(error));
            })
            .with_timer(TokioTimer::new())
        );
        p.run_until(pin!(async { sent = Some(all.await) })).await?;
    }
    let sent = sent.ok_or_else(|| anyhow::anyhow!("the source has ended"))??;

    for (sensor, sum) in &sums {
        println!(
            "sensor {sensor}   {:>6} readings, mean {:.2} °C",
            sum.count,
            sum.celsius / sum.count as f64
        );
    }
    println!("bad        {}", bad[0]);
    println!("{metrics}");
    check(&sums, &bad, &sent)?;
    println!(
        "checked    every reading came, in {:.2} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}

fn check(sums: &BTreeMap<u32, Sum>, bad: &[BadRecord], sent: &Sent) -> anyhow::Result<()> {
    let counts: BTreeMap<u32, u64> = sums.iter().map(|(sensor, sum)| (*sensor, sum.count)).collect();
    ensure!(
        counts == sent.readings,
        "readings are missing: {counts:?} of {:?}",
        sent.readings
    );
    ensure!(bad.len() == sent.nonsense, "{} lines are no readings", bad.len());
    for (sensor, sum) in sums {
        let mean = sum.celsius / sum.count as f64;
        ensure!(
            (mean - f64::from(*sensor)).abs() < 0.5,
            "the mean of sensor {sensor} is {mean}"
        );
    }
    Ok(())
}
