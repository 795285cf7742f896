//! Quotes go from one WebSocket to another, while the receiver is stopped and started again.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example websocket
//! ```
//!
//! Three exchanges send quotes to a server; its pipeline takes the best of each three, and sends those on to a second server.
//! That one goes away twice in the middle, without a word. Nothing may be lost: what it has not confirmed is sent to it again.

use core::net::SocketAddr;
use core::pin::pin;
use core::time::Duration;
use std::collections::BTreeSet;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use futures::StreamExt as _;
use streamz::io::Reconnect;
use streamz::io::websocket::{Received, WebsocketError, from_websocket, to_websocket};
use streamz::prelude::*;

const QUOTES: u64 = 9000;
const BEST: u64 = QUOTES / 3;

/// An exchange sends each third quote.
async fn exchange(address: SocketAddr, number: u64) -> Result<(), WebsocketError> {
    let sink = to_websocket(format!("ws://{address}/quotes")).connect().await?;
    let mut p = pin!(pipeline!(|| {
        let quotes = from_iterable((number..QUOTES).step_by(3));
        quotes
            .map(|quote| format!("{quote} {:.2}", 100.0 + (quote % 7) as f64))
            .forward(sink);
    }));
    p.run().await // until the server has all of them
}

/// What is in a message: the number of the quote, and its price.
fn quote(message: Received) -> anyhow::Result<(u64, f64)> {
    let text = message.payload().text()?;
    let (number, price) = text.split_once(' ').context("a quote is a number and a price")?;
    Ok((number.parse()?, price.parse()?))
}

/// The best quote of each three is sent on.
async fn broker(server: streamz::io::websocket::WebsocketSource, to: SocketAddr) -> anyhow::Result<String> {
    let quick = Reconnect::default()
        .first(Duration::from_millis(5))
        .at_most(Duration::from_millis(50));
    let sink = to_websocket(format!("ws://{to}/best")).in_flight(100).reconnect(quick);
    let sink = sink.connect().await?;
    let metrics = sink.metrics();
    let mut p = pin!(pipeline!(|| -> anyhow::Result<()> {
        let messages = try_source(server.take(QUOTES as usize));
        let quotes = messages.try_map(quote);
        let best = quotes
            .partition(3)
            .map(|quotes| quotes.iter().copied().max_by(|a, b| a.1.total_cmp(&b.1)));
        best.flatten()
            .map(|(number, price)| format!("{number} {price:.2}"))
            .forward(sink);
    }));
    p.run().await?;
    Ok(metrics.to_string())
}

/// What the receiver has seen in one of its lives.
async fn receive(at: SocketAddr, most: usize, seen: &mut Vec<u64>) -> anyhow::Result<()> {
    let server = loop {
        // The one before may not be gone entirely.
        match from_websocket(at).bind().await {
            Ok(server) => break server,
            Err(_) => tokio::time::sleep(Duration::from_millis(1)).await,
        }
    };
    let mut distinct: BTreeSet<u64> = seen.iter().copied().collect();
    let mut server = server.take(most);
    while let Some(message) = server.next().await {
        let (number, _) = quote(message?)?;
        seen.push(number);
        distinct.insert(number);
        if distinct.len() as u64 == BEST {
            // The sender is still waiting to be told so, and then closes.
            let _ = tokio::time::timeout(Duration::from_millis(200), server.next()).await;
            break;
        }
    }
    Ok(())
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let start = Instant::now();
    // A free port of this machine; `from_websocket(9000)` is one that others can find.
    let server = from_websocket(0).bind().await?;
    let quotes = server.local_addr();
    let reserved = from_websocket(0).bind().await?;
    let receiver = reserved.local_addr();
    drop(reserved);

    let mut seen = Vec::new();
    let receiving = async {
        for most in [700, 700, usize::MAX] {
            receive(receiver, most, &mut seen).await?;
        }
        anyhow::Ok(())
    };
    let sending = async {
        // The receiver listens first.
        tokio::task::yield_now().await;
        let exchanges = futures::future::try_join_all((0..3).map(|number| exchange(quotes, number)));
        let (metrics, sent) = tokio::join!(broker(server, receiver), exchanges);
        sent?;
        metrics
    };
    let (received, metrics) = tokio::join!(receiving, sending);
    received?;

    let distinct: BTreeSet<u64> = seen.iter().copied().collect();
    println!("{}", metrics?);
    println!(
        "received   {} messages, {} of them again after the receiver had been away",
        distinct.len(),
        seen.len() - distinct.len()
    );
    ensure!(
        distinct.len() as u64 == BEST,
        "{} messages are missing",
        BEST - distinct.len() as u64
    );
    ensure!(
        seen.len() - distinct.len() <= 2 * 100,
        "more came again than were on their way"
    );
    println!(
        "checked    every message arrived, in {:.2} s",
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
