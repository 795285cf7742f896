//! `from_http_server` with real clients.

#![allow(clippy::unwrap_used, reason = "tests")]

mod bad_input;
mod client;
mod ending;

use core::pin::pin;
use core::time::Duration;

use futures::StreamExt;
use futures::future::join_all;
use streamz::prelude::*;
use streamz::tags::{Tag, Tagged};
use streamz_connector_tests::{PATIENCE, until};
use streamz_io::http::{HttpError, HttpSource, Request, from_http_server};
use streamz_io::{Metrics, Receipt};
use tokio::sync::oneshot;
use tokio::time::timeout;

use self::client::Client;

/// Held by tests that look at the memory of the process, or use much of it.
static MEMORY: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn next(source: &mut HttpSource) -> Tagged<Request, Receipt> {
    timeout(PATIENCE, source.next())
        .await
        .expect("a request comes")
        .unwrap()
        .unwrap()
}

fn counts(metrics: &Metrics) -> [u64; 4] {
    [
        metrics.passed(),
        metrics.failed(),
        metrics.dropped(),
        metrics.in_flight(),
    ]
}

#[tokio::test]
async fn a_request_is_answered_when_it_is_done() {
    let mut source = from_http_server(0).bind().await.unwrap();
    let metrics = source.metrics();
    let mut client = Client::connect(source.local_addr()).await;
    client
        .write("POST /a/b?c=%20d HTTP/1.1\r\nhost: x\r\nX-Kind: \u{e9}t\u{e9}\r\ncontent-length: 3\r\n\r\none")
        .await
        .unwrap();
    let Tagged(request, receipt) = next(&mut source).await;
    assert_eq!(request.payload(), "one");
    assert_eq!((request.path(), request.query()), ("/a/b", Some("c=%20d")));
    assert_eq!(
        (request.header("x-kind"), request.header("x-none")),
        (Some("été"), None)
    );
    assert!(request.peer().ip().is_loopback());
    assert!(!format!("{request:?}").contains("%20d"), "a query may be secret");
    assert_eq!(counts(&metrics), [1, 0, 0, 1]);
    let early = timeout(Duration::from_millis(30), client.answer()).await;
    assert!(early.is_err(), "{early:?}");
    receipt.done();
    let answer = client.answer().await.unwrap();
    assert_eq!((answer.status, &*answer.body), (200, "OK"));
    assert_eq!(counts(&metrics), [1, 0, 0, 0]);
    // Another one on the same connection, in pieces, and it fails.
    client
        .write("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n3\r\ntwo\r\n5\r\n more\r\n0\r\n\r\n")
        .await
        .unwrap();
    let Tagged(request, receipt) = next(&mut source).await;
    assert_eq!(request.payload(), "two more");
    drop(receipt);
    let answer = client.answer().await.unwrap();
    assert_eq!(
        (answer.status, &*answer.body),
        (500, "the request could not be dealt with")
    );
    assert_eq!(counts(&metrics), [2, 1, 0, 0]);
}

#[tokio::test]
async fn a_pipeline_answers_by_what_becomes_of_each_request() {
    let source = from_http_server(0).bind().await.unwrap();
    let address = source.local_addr();
    let (stop, stopped) = oneshot::channel();
    let asking = tokio::spawn(async move {
        let clients =
            (0..12).map(async |number: u32| Client::connect(address).await.ask("/", number.to_string()).await);
        let statuses = join_all(clients).await;
        stop.send(()).unwrap();
        statuses
    });
    let mut pairs = Vec::new();
    {
        let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
            let requests = try_tagged_source(source);
            let numbers =
                requests.try_map(|request| Ok::<u32, Box<dyn core::error::Error>>(request.payload().text()?.parse()?));
            numbers
                .filter(|number| number % 3 != 0)
                .partition(2)
                .sink(|pair| pairs.push(pair.to_vec()));
        }));
        p.run_until(stopped).await.unwrap();
    }
    let statuses = asking.await.unwrap();
    assert_eq!(pairs.len(), 4);
    assert!(statuses.iter().all(|status| *status == 200), "{statuses:?}");
}

#[tokio::test]
async fn a_failure_in_the_pipeline_is_the_answer_of_its_request_alone() {
    let source = from_http_server(0).bind().await.unwrap();
    let address = source.local_addr();
    let asking = async {
        let mut statuses = Vec::new();
        for body in ["1", "two", "3"] {
            statuses.push(Client::connect(address).await.ask("/", body).await);
        }
        statuses
    };
    let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
        let requests = try_tagged_source(source);
        requests
            .try_map(|request| Ok::<i32, Box<dyn core::error::Error>>(request.payload().text()?.parse()?))
            .sink(|_| ());
    }));
    let mut failures = Vec::new();
    let running = p.run_with(|error| {
        failures.push(error.to_string());
        core::ops::ControlFlow::Continue(())
    });
    tokio::select! {
        statuses = asking => assert_eq!(statuses, [200, 500, 200]),
        ran = running => panic!("{ran:?}"),
    }
    assert_eq!(failures, ["invalid digit found in string"]);
}

#[tokio::test]
async fn untagged_a_request_is_answered_when_it_is_taken() {
    let source = from_http_server(0).bind().await.unwrap();
    let metrics = source.metrics();
    let mut client = Client::connect(source.local_addr()).await;
    client.post("/", "one").await;
    let mut source = source.untagged();
    until("one is in flight", || metrics.in_flight() == 1).await;
    let early = timeout(Duration::from_millis(30), client.answer()).await;
    assert!(early.is_err(), "{early:?}");
    let request = timeout(PATIENCE, source.next()).await.unwrap().unwrap().unwrap();
    assert_eq!(request.into_payload(), "one");
    assert_eq!(client.answer().await.unwrap().status, 200);
}

#[tokio::test]
async fn what_finds_no_room_for_too_long_is_turned_away() {
    let server = from_http_server(0).in_flight(2).max_wait(Duration::from_millis(100));
    let mut source = server.bind().await.unwrap();
    let metrics = source.metrics();
    let address = source.local_addr();
    let mut clients = [Client::connect(address).await, Client::connect(address).await];
    for client in &mut clients {
        client.post("/", "held").await;
    }
    let held = [next(&mut source).await, next(&mut source).await];
    let mut third = Client::connect(address).await;
    third.post("/", "too many").await;
    let answer = third.answer().await.unwrap();
    assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
    assert_eq!(counts(&metrics), [2, 0, 1, 2]);
    assert!(metrics.oldest_unacknowledged() >= Duration::from_millis(100));
    for Tagged(_, receipt) in held {
        receipt.done();
    }
    for client in &mut clients {
        assert_eq!(client.answer().await.unwrap().status, 200);
    }
    // One that waits meanwhile gets the place.
    third.post("/", "again").await;
    let Tagged(request, receipt) = next(&mut source).await;
    assert_eq!(request.payload(), "again");
    receipt.done();
    assert_eq!(third.answer().await.unwrap().status, 200);
    assert_eq!(metrics.oldest_unacknowledged(), Duration::ZERO);
}

#[tokio::test]
async fn one_request_that_lingers_does_not_hold_up_the_others() {
    let mut source = from_http_server(0).in_flight(2).bind().await.unwrap();
    let address = source.local_addr();
    let mut slow = Client::connect(address).await;
    slow.post("/", "slow").await;
    let lingers = next(&mut source).await;
    let mut quick = Client::connect(address).await;
    for _ in 0..500 {
        quick.post("/", "quick").await;
        next(&mut source).await.1.done();
        assert_eq!(quick.answer().await.unwrap().status, 200);
    }
    lingers.1.done();
    assert_eq!(slow.answer().await.unwrap().status, 200);
}

#[tokio::test]
async fn other_paths_and_methods_are_refused() {
    let mut source = from_http_server(0).path("/in").path("/too").bind().await.unwrap();
    let mut client = Client::connect(source.local_addr()).await;
    for method in ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "BREW"] {
        client
            .write(format!("{method} /in HTTP/1.1\r\nhost: x\r\n\r\n"))
            .await
            .unwrap();
        if method == "HEAD" {
            // Its answer has no body, whatever the length says.
            client.write("GET / HTTP/1.1\r\nhost: x\r\n\r\n").await.unwrap();
            let mut rest = client.head().await;
            assert!(rest.starts_with("HTTP/1.1 405 "), "{rest}");
            rest = client.head().await;
            assert!(rest.starts_with("HTTP/1.1 404 "), "{rest}");
            client = Client::connect(source.local_addr()).await;
            continue;
        }
        let answer = client.answer().await.unwrap();
        assert_eq!((answer.status, answer.header("allow")), (405, Some("POST")), "{method}");
    }
    assert_eq!(client.ask("/out", "x").await, 404);
    assert_eq!(client.ask("/in/", "x").await, 404);
    client.post("/too?x=/out", "x").await;
    next(&mut source).await.1.done();
    assert_eq!(client.answer().await.unwrap().status, 200);
}

#[tokio::test]
async fn what_cannot_be_is_said_at_once() {
    let error = from_http_server(0).path("events").bind().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "from_http_server(127.0.0.1:0): the path \"events\" does not begin with a slash; write \"/events\""
    );
    let source = from_http_server(0).bind().await.unwrap();
    let error = from_http_server(source.local_addr()).bind().await.unwrap_err();
    assert!(matches!(error, HttpError::Bind { .. }), "{error}");
}
