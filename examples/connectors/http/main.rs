//! Orders come as HTTP requests, and each is answered when it has been stored.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example http
//! ```
//!
//! The clients ([`shops`]) ask again until they have a `200`. The store takes its time for a batch, and so some are told to
//! come again (`503`); an order that cannot be read is a `500`. Then the server is stopped while requests are on their way.
//! At the end every order that had its `200` must be in the store.

mod shops;

use core::ops::ControlFlow;
use core::pin::pin;
use core::time::Duration;
use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::ensure;
use serde::Deserialize;
use streamz::io::http::from_http_server;
use streamz::io::records::json;
use streamz::prelude::*;
use streamz::time::TokioTimer;

/// An order, as it is sent.
#[derive(Clone, Deserialize)]
struct Order {
    id: u64,
    pieces: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let start = Instant::now();
    // A free port of this machine; `from_http_server(8080)` is one that others can find.
    let server = from_http_server(0)
        .path("/orders")
        .max_body(1000)
        .in_flight(16)
        .max_wait(Duration::from_millis(5));
    let server = server.bind().await?;
    let (address, handle) = (server.local_addr(), server.handle());
    let mut shops = shops::open(address);

    let mut store = BTreeMap::<u64, u64>::new();
    let (mut batches, mut rejected) = (0, 0);
    {
        let mut p = pin!(
            pipeline!(|| -> anyhow::Result<()> {
                let requests = try_tagged_source(server);
                requests
                    .try_map(|request| json::<Order>(&request))
                    .partition_timeout(8, Duration::from_millis(2))
                    .map(|orders| orders.to_vec())
                    .sink(async |orders: Vec<Order>| {
                        // A store that is asked for a batch at a time; then all of its clients have their answers.
                        tokio::time::sleep(Duration::from_millis(3)).await;
                        store.extend(orders.iter().map(|order| (order.id, order.pieces)));
                        batches += 1;
                    });
            })
            .with_timer(TokioTimer::new())
        );
        tokio::select! {
            ran = p.run_with(|_| {
                // It was answered with `500`; the others go on.
                rejected += 1;
                ControlFlow::Continue(())
            }) => ran?,
            () = shops.busy() => {}
        }
        // The port is closed; what the pipeline holds is stored, and answered.
        while let Err(error) = p.shutdown().await {
            println!("rejected   {error}");
            rejected += 1;
        }
    }
    handle.closed().await;
    let seen = shops.close().await?;

    println!("stored     {} orders in {batches} batches", store.len());
    println!(
        "answers    {} × 200, {} × 500, {} × 503",
        seen.answers.get(&200).unwrap_or(&0),
        seen.answers.get(&500).unwrap_or(&0),
        seen.answers.get(&503).unwrap_or(&0)
    );
    println!("{}", handle.metrics());
    ensure!(
        seen.answers.keys().all(|status| [200, 500, 503].contains(status)),
        "other answers: {:?}",
        seen.answers
    );
    ensure!(
        seen.answers.get(&500) == Some(&rejected),
        "{rejected} were rejected, and answered {:?}",
        seen.answers
    );
    for (id, pieces) in &seen.done {
        ensure!(
            store.get(id) == Some(pieces),
            "order {id} had its answer, and is not in the store"
        );
    }
    ensure!(seen.done.len() > 100, "too few orders came to show anything");
    println!(
        "checked    {} orders had their 200, and all of them are stored, in {:.2} s",
        seen.done.len(),
        start.elapsed().as_secs_f64()
    );
    Ok(())
}
