//! Prices go from one pipeline to another over a WebSocket; the receiver is slow, and so the sender waits.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example websocket
//! ```

use core::pin::pin;
use core::time::Duration;

use anyhow::{Context as _, ensure};
use clap::Parser;
use streamz::io::websocket::{Received, from_websocket, to_websocket};
use streamz::prelude::*;
use tokio::sync::Notify;

/// Sends prices over a WebSocket.
#[derive(Debug, Parser)]
#[command(name = "websocket")]
struct Args {
    /// How many prices are sent.
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    prices: usize,
}

/// The number in front of a price.
fn number(message: &Received) -> anyhow::Result<usize> {
    let (number, _) = message.payload().text()?.split_once(' ').context("no price")?;
    Ok(number.parse()?)
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Args { prices } = Args::parse();
    let server = from_websocket(0).bind().await?; // a free port of this machine
    let client = to_websocket(format!("ws://{}/prices", server.local_addr()))
        .connect()
        .await?;
    let (taken, sent) = (server.metrics(), client.metrics());

    let sending = tokio::spawn(async move {
        let mut p = pin!(pipeline!(|| {
            let numbers = from_iterable(0..prices);
            numbers
                .map(|number| format!("{number} {}.5", number % 100))
                .forward(client);
        }));
        p.run().await // until the last price has been answered for
    });

    let (mut seen, last) = (Vec::new(), Notify::new());
    {
        let mut p = pin!(pipeline!(|| -> anyhow::Result<()> {
            let messages = try_source(server);
            messages.try_map(|message| number(&message)).sink(async |number| {
                if number % 1000 == 0 {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
                seen.push(number);
                if seen.len() == prices {
                    last.notify_one();
                }
            });
        }));
        // A server has no end of its own: it is stopped when everything has come, and its sender knows that.
        let end = async {
            last.notified().await;
            sending.await
        };
        p.as_mut().run_until(end).await?;
    }

    println!("{taken}");
    println!("{sent}");
    ensure!(
        seen.iter().copied().eq(0..prices),
        "prices are missing, or out of order"
    );
    println!("checked    all {prices} prices came, in order");
    Ok(())
}
