//! Orders come by HTTP; a client has its answer when its order is stored, and an error when it cannot be.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example http
//! ```
//!
//! The clients are in this program. They order from several connections at once; some orders are nonsense.

use core::pin::pin;
use core::time::Duration;
use std::collections::BTreeMap;

use anyhow::{Context as _, ensure};
use clap::Parser;
use futures::{StreamExt, stream};
use streamz::io::http::{Request, from_http_server};
use streamz::prelude::*;

/// Takes orders by HTTP.
#[derive(Debug, Parser)]
#[command(name = "http")]
struct Args {
    /// How many orders there are.
    #[arg(long, value_name = "N", default_value_t = 500)]
    orders: u64,

    /// How many clients order at once.
    #[arg(long, value_name = "N", default_value_t = 16)]
    clients: usize,
}

/// Every seventh order is nonsense.
fn body(order: u64) -> String {
    match order % 7 {
        6 => "some tea".to_owned(),
        _ => format!("{} tea", order % 5 + 1),
    }
}

/// How much of what is ordered.
fn order(request: &Request) -> anyhow::Result<(u64, String)> {
    let (amount, what) = request.payload().text()?.split_once(' ').context("no amount")?;
    Ok((amount.parse()?, what.to_owned()))
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let Args { orders, clients } = Args::parse();
    let server = from_http_server(0).path("/orders").max_body(1024).bind().await?; // a free port of this machine
    let (handle, metrics) = (server.handle(), server.metrics());
    let url = format!("http://{}/orders", server.local_addr());

    let client = reqwest::Client::new();
    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let asking = async {
        let answers = stream::iter(0..orders).map(async |number| {
            let answer = client.post(&url).body(body(number)).send().await?;
            anyhow::Ok(answer.status().as_u16())
        });
        let mut counts = BTreeMap::new();
        let mut answers = answers.buffer_unordered(clients);
        while let Some(status) = answers.next().await {
            *counts.entry(status?).or_insert(0) += 1;
        }
        drop(stop); // no more clients
        anyhow::Ok(counts)
    };

    let (mut stored, mut refused) = (0, 0);
    let serving = async {
        let mut p = pin!(pipeline!(|| -> anyhow::Result<()> {
            let requests = try_tagged_source(server);
            let orders = requests.try_map(|request| order(&request));
            orders.sink(async |(amount, _)| {
                tokio::time::sleep(Duration::from_micros(200)).await; // the database
                stored += amount;
            });
        }));
        // An order that cannot be read fails, and its client is told so; the others go on.
        p.as_mut()
            .run_with(|_| {
                refused += 1;
                core::ops::ControlFlow::Continue(())
            })
            .await
    };
    let serving = async {
        tokio::select! {
            ended = serving => ended,
            _ = stopped => Ok(()),
        }
    };
    let (answers, served) = tokio::join!(asking, serving);
    served?;
    let answers = answers?;
    handle.closed().await;

    println!("{metrics}");
    println!("answers    {answers:?}");
    println!("stored     {stored} teas; {refused} orders could not be read");

    let nonsense = (0..orders).filter(|order| order % 7 == 6).count() as u64;
    let teas: u64 = (0..orders)
        .filter(|order| order % 7 != 6)
        .map(|order| order % 5 + 1)
        .sum();
    ensure!(
        answers.get(&200) == Some(&(orders - nonsense)),
        "not every good order was confirmed"
    );
    ensure!(
        answers.get(&500) == Some(&nonsense) && refused == nonsense,
        "not all nonsense was refused"
    );
    ensure!(stored == teas, "{stored} teas are stored, {teas} were ordered");
    println!("checked    every order was stored or refused, and its client knows which");
    Ok(())
}
