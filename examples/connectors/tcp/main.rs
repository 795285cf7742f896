//! Sensors send lines over TCP; what they say is averaged for each sensor, and what is no reading goes elsewhere.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example tcp
//! ```
//!
//! The sensors are clients in this program. They all send at once, and some of their lines are broken.

use core::net::SocketAddr;
use core::pin::pin;
use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use clap::Parser;
use futures::StreamExt;
use streamz::io::tcp::{Line, TcpError, from_tcp};
use streamz::prelude::*;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

/// Averages what sensors send.
#[derive(Debug, Parser)]
#[command(name = "tcp")]
struct Args {
    /// How many sensors there are.
    #[arg(long, value_name = "N", default_value_t = 50)]
    sensors: usize,

    /// How many lines each sends.
    #[arg(long, value_name = "N", default_value_t = 2000)]
    lines: usize,
}

/// Every tenth line of a sensor is no reading.
fn is_broken(line: usize) -> bool {
    line % 10 == 9
}

fn degrees(sensor: usize, line: usize) -> f64 {
    (sensor % 30) as f64 + (line % 4) as f64 / 4.0
}

/// A sensor: it connects, sends its lines and leaves.
async fn sensor(to: SocketAddr, sensor: usize, lines: usize) -> std::io::Result<()> {
    let mut text = String::new();
    for line in 0..lines {
        text += &match is_broken(line) {
            true => format!("sensor-{sensor} ##\n"),
            false => format!("sensor-{sensor} {}\n", degrees(sensor, line)),
        };
    }
    let mut socket = TcpStream::connect(to).await?;
    socket.write_all(text.as_bytes()).await?;
    socket.shutdown().await
}

/// What a line says: a name and a number.
fn reading(line: &Line) -> anyhow::Result<(String, f64)> {
    let (name, degrees) = line.payload().text()?.trim_end().split_once(' ').context("no number")?;
    Ok((name.to_owned(), degrees.parse()?))
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Args { sensors, lines } = Args::parse();
    let source = from_tcp(0).bind().await?; // a free port of this machine
    let (address, metrics) = (source.local_addr(), source.metrics());
    let clients: Vec<_> = (0..sensors)
        .map(|number| tokio::spawn(sensor(address, number, lines)))
        .collect();

    let mut totals: BTreeMap<String, (f64, usize)> = BTreeMap::new();
    let mut broken = 0;
    {
        let mut p = pin!(pipeline!(|| -> Result<(), TcpError> {
            // So many lines are to come; a server without end is stopped with `run_until`.
            let lines = try_source(source.take(sensors * lines));
            let readings = lines.try_map(|line| reading(&line));
            readings.sink(|(name, degrees)| {
                let (sum, count) = totals.entry(name).or_default();
                *sum += degrees;
                *count += 1;
            });
            readings.catch(|_, error| error).sink(|_| broken += 1);
        }));
        p.run().await?;
    }
    for client in clients {
        client.await??;
    }

    println!("{metrics}");
    println!("sensors    {}, {broken} lines were no readings", totals.len());
    for (name, (sum, count)) in totals.iter().take(3) {
        println!(
            "           {name}: {:.2} degrees on average, of {count} readings",
            sum / *count as f64
        );
    }

    let good = (0..lines).filter(|line| !is_broken(*line)).count();
    ensure!(
        totals.len() == sensors && broken == sensors * (lines - good),
        "lines are missing"
    );
    for number in 0..sensors {
        let sum: f64 = (0..lines)
            .filter(|line| !is_broken(*line))
            .map(|line| degrees(number, line))
            .sum();
        let total = totals.get(&format!("sensor-{number}")).context("a sensor is missing")?;
        ensure!(
            total.1 == good && (total.0 - sum).abs() < 1e-6,
            "sensor {number}: {total:?} is not {sum}"
        );
    }
    println!("checked    the averages are right");
    Ok(())
}
