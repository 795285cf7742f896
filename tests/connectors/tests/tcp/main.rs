//! `from_tcp` with real clients.

#![allow(clippy::unwrap_used, reason = "tests")]

mod bad_input;

use core::net::SocketAddr;
use core::pin::pin;
use core::time::Duration;
use std::collections::HashMap;

use futures::StreamExt;
use proptest::collection::vec;
use proptest::prelude::*;
use streamz::prelude::*;
use streamz_connector_tests::PATIENCE;
use streamz_io::records;
use streamz_io::tcp::{FromTcp, Line, TcpError, TcpSource, from_tcp};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Held by tests that look at the memory of the process, or use much of it.
static MEMORY: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

async fn client(source: &TcpSource) -> TcpStream {
    TcpStream::connect(source.local_addr()).await.unwrap()
}

async fn next(source: &mut TcpSource) -> Line {
    timeout(PATIENCE, source.next())
        .await
        .expect("a line comes")
        .unwrap()
        .unwrap()
}

async fn texts(source: &mut TcpSource, count: usize) -> Vec<String> {
    let mut lines = Vec::new();
    while lines.len() < count {
        lines.push(next(source).await.payload().text().unwrap().to_owned());
    }
    lines
}

/// Nothing comes, though the source is polled until it has nothing to do.
async fn nothing(source: &mut TcpSource) {
    let silence = timeout(Duration::from_millis(30), source.next()).await;
    assert!(silence.is_err(), "{silence:?}");
}

/// Polls until it says so.
async fn until(source: &mut TcpSource, happened: impl Fn() -> bool) {
    let polling = async {
        while !happened() {
            let line = timeout(Duration::from_millis(2), source.next()).await;
            assert!(line.is_err(), "{line:?}");
        }
    };
    timeout(PATIENCE, polling).await.expect("it happens");
}

fn run<F: Future>(test: F) -> F::Output {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.unwrap().block_on(test)
}

/// What each client sends, in pieces, and what should come of it.
async fn all_lines(source: FromTcp, sent: &[Vec<Vec<u8>>]) -> HashMap<SocketAddr, Vec<u8>> {
    let mut source = source.bind().await.unwrap();
    let mut lines = HashMap::<SocketAddr, Vec<u8>>::new();
    let expected: usize = sent.iter().flatten().flatten().filter(|byte| **byte == b'\n').count();
    let writing = async {
        let clients = sent.iter().map(async |pieces| {
            let mut client = TcpStream::connect(source.local_addr()).await.unwrap();
            for piece in pieces {
                client.write_all(piece).await.unwrap();
                tokio::task::yield_now().await;
            }
            (client.local_addr().unwrap(), pieces.concat())
        });
        futures::future::join_all(clients).await
    };
    let sent: HashMap<SocketAddr, Vec<u8>> = writing.await.into_iter().collect();
    for _ in 0..expected {
        let line = next(&mut source).await;
        assert_eq!(line.payload().iter().filter(|byte| **byte == b'\n').count(), 1);
        assert!(line.payload().ends_with(b"\n"));
        lines.entry(line.peer()).or_default().extend_from_slice(line.payload());
    }
    for (peer, bytes) in &sent {
        let complete = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        assert_eq!(lines.get(peer).map_or(&[][..], Vec::as_slice), &bytes[..complete]);
    }
    lines
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn each_client_has_its_lines_whole_and_in_order(
        sent in vec(vec(vec(prop_oneof![Just(b'a'), Just(0xff), Just(b'\n')], 1..50), 0..8), 1..6),
    ) {
        run(all_lines(from_tcp(0), &sent));
    }
}

#[tokio::test]
async fn lines_run_through_a_pipeline() {
    let source = from_tcp("127.0.0.1:0").delimiter("\r\n").bind().await.unwrap();
    let mut client = client(&source).await;
    let metrics = source.metrics();
    client.write_all(b"1\r\n2\n3\r\n").await.unwrap();
    let mut p = pin!(pipeline!(|| -> Result<(), TcpError> {
        let lines = try_source(source.take(2));
        let out = lines.sink_to_list(8);
    }));
    timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    let [first, second] = &p.out()[..] else {
        panic!("{:?}", p.out())
    };
    assert_eq!((first.payload(), first.content()), (&"1\r\n".into(), &b"1"[..]));
    assert_eq!(
        (second.text(), second.number(), second.is_whole()),
        (Ok("2\n3"), 2, true)
    );
    let bad = records::json::<u32>(second).unwrap_err();
    assert_eq!(*bad.bytes(), "2\n3");
    let place = format!("from_tcp, client {}, line 2: ", client.local_addr().unwrap());
    assert!(bad.to_string().starts_with(&place), "{bad}");
    assert_eq!((metrics.passed(), metrics.dropped()), (2, 0));
}

#[tokio::test]
async fn a_client_waits_while_nobody_asks_for_its_lines() {
    let mut source = from_tcp(0).bind().await.unwrap();
    let mut client = client(&source).await;
    client.write_all(b"first\n").await.unwrap();
    assert_eq!(texts(&mut source, 1).await, ["first\n"]);

    let line = [b"x".repeat(99), b"\n".to_vec()].concat();
    let mut sent = 0;
    while let Ok(written) = timeout(Duration::from_millis(200), client.write_all(&line)).await {
        written.unwrap();
        sent += 1;
        assert!(sent < 1_000_000, "100 MB were taken though nobody asked for a line");
    }
    for _ in 0..sent {
        assert_eq!(next(&mut source).await.payload().len(), 100);
    }
}

#[tokio::test]
async fn clients_take_turns() {
    let mut source = from_tcp(0).bind().await.unwrap();
    let mut clients = Vec::new();
    for lines in [5000, 1, 5000, 100, 1, 5000] {
        let mut client = client(&source).await;
        client.write_all(&b"0123456\n".repeat(lines)).await.unwrap();
        clients.push((client.local_addr().unwrap(), lines, client));
    }
    let mut last = HashMap::new();
    for turn in 0..15_102 {
        last.insert(next(&mut source).await.peer(), turn);
    }
    for (peer, lines, _) in &clients {
        let turns = lines.div_ceil(64);
        assert!(last[peer] < turns * 64 * clients.len(), "{} of {lines}", last[peer]);
    }
}

#[tokio::test]
async fn a_flood_leaves_the_thread_to_others() {
    let mut source = from_tcp(0).bind().await.unwrap();
    let mut greedy = client(&source).await;
    let flooding = tokio::spawn(async move {
        let lines = b"greedy\n".repeat(10_000);
        while greedy.write_all(&lines).await.is_ok() {}
    });
    let mut modest = client(&source).await;
    for _ in 0..20 {
        modest.write_all(b"modest\n").await.unwrap();
        let mut between = 0;
        while next(&mut source).await.payload() != "modest\n" {
            between += 1;
            assert!(between < 100_000, "the other client is not heard");
        }
    }
    flooding.abort();
}

#[tokio::test]
async fn one_client_more_than_there_are_places_for_waits() {
    let mut source = from_tcp(0).max_clients(1).bind().await.unwrap();
    let mut first = client(&source).await;
    first.write_all(b"first\n").await.unwrap();
    assert_eq!(texts(&mut source, 1).await, ["first\n"]);
    let mut second = client(&source).await;
    second.write_all(b"second\n").await.unwrap();
    nothing(&mut source).await;
    first.write_all(b"last\n").await.unwrap();
    drop(first);
    assert_eq!(texts(&mut source, 2).await, ["last\n", "second\n"]);
}

#[tokio::test]
async fn the_end_of_a_client_without_a_delimiter_is_dropped_and_counted_unless_asked_for() {
    for with_end in [false, true] {
        let mut source = from_tcp(0).with_end(with_end).bind().await.unwrap();
        let metrics = source.metrics();
        let mut client = client(&source).await;
        client.write_all(b"whole\npart").await.unwrap();
        drop(client);
        assert_eq!(texts(&mut source, 1).await, ["whole\n"]);
        if with_end {
            let line = next(&mut source).await;
            assert_eq!((line.text(), line.is_whole(), line.number()), (Ok("part"), false, 2));
        } else {
            until(&mut source, || metrics.dropped() == 1).await;
        }
        nothing(&mut source).await;
        assert_eq!(metrics.dropped(), u64::from(!with_end));
    }
}

#[tokio::test]
async fn an_idle_client_is_let_go_and_a_busy_one_is_not() {
    let limit = Duration::from_millis(150);
    let mut source = from_tcp(0).max_clients(2).idle_timeout(limit).bind().await.unwrap();
    let mut idle = client(&source).await;
    idle.write_all(b"part").await.unwrap();
    let mut busy = client(&source).await;
    let metrics = source.metrics();
    let mut rounds = 0;
    while metrics.dropped() == 0 {
        busy.write_all(b"busy\n").await.unwrap();
        assert_eq!(texts(&mut source, 1).await, ["busy\n"]);
        tokio::time::sleep(limit / 10).await;
        rounds += 1;
        assert!(rounds < 1000, "it was never let go");
    }
    // The place is free again.
    let mut third = client(&source).await;
    third.write_all(b"third\n").await.unwrap();
    assert_eq!(texts(&mut source, 1).await, ["third\n"]);
    let mut end = Vec::new();
    let read = tokio::io::AsyncReadExt::read_to_end(&mut idle, &mut end);
    assert!(timeout(PATIENCE, read).await.expect("the connection is closed").is_ok());
}

#[tokio::test]
async fn what_is_dropped_is_free_at_once() {
    let source = from_tcp(0).bind().await.unwrap();
    let address = source.local_addr();
    let metrics = source.metrics();
    let mut client = client(&source).await;
    assert!(metrics.connected());
    let taken = from_tcp(address).bind().await.unwrap_err();
    let told = format!("from_tcp({address}): cannot listen there: ");
    assert!(taken.to_string().starts_with(&told), "{taken}");
    drop(source);
    assert!(!metrics.connected());
    let _again = from_tcp(address).bind().await.unwrap();
    let mut rest = Vec::new();
    let _ = timeout(PATIENCE, tokio::io::AsyncReadExt::read_to_end(&mut client, &mut rest))
        .await
        .unwrap();
}

#[tokio::test]
async fn what_cannot_be_is_said_at_once() {
    let error = from_tcp(0).delimiter("").bind().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "from_tcp(127.0.0.1:0): the delimiter is empty; give it one byte or more, as in `.delimiter(\"\\n\")`"
    );
    let error = from_tcp("no port").bind().await.unwrap_err();
    assert!(matches!(error, TcpError::Bind { .. }), "{error}");
}
