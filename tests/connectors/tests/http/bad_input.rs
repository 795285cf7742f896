//! What no honest client does.

use streamz_connector_tests::{clients_beside_the_server, resident_memory};

use super::*;

const MEGABYTE: usize = 1 << 20;

/// Somebody else is served.
async fn honest(source: &mut HttpSource) {
    let mut client = Client::connect(source.local_addr()).await;
    client.post("/", "honest").await;
    let Tagged(request, receipt) = next(source).await;
    assert_eq!(request.payload(), "honest");
    receipt.done();
    assert_eq!(client.answer().await.unwrap().status, 200);
}

#[tokio::test]
async fn a_body_over_the_limit_is_refused() {
    let mut source = from_http_server(0).max_body(1000).bind().await.unwrap();
    let metrics = source.metrics();
    let address = source.local_addr();
    let mut client = Client::connect(address).await;
    client.post("/", "x".repeat(1000)).await;
    next(&mut source).await.1.done();
    assert_eq!(client.answer().await.unwrap().status, 200);

    client.post("/", "x".repeat(1001)).await;
    let answer = client.answer().await.unwrap();
    assert_eq!(
        (answer.status, &*answer.body),
        (413, "the body is longer than 1000 bytes")
    );
    client.post("/", "all of it was read").await;
    next(&mut source).await.1.done();
    assert_eq!(client.answer().await.unwrap().status, 200);

    let mut asks_first = Client::connect(address).await;
    let head = "POST / HTTP/1.1\r\nhost: x\r\nexpect: 100-continue\r\ncontent-length: 1000000000\r\n\r\n";
    asks_first.write(head).await.unwrap();
    assert_eq!(asks_first.answer().await.unwrap().status, 413);
    assert!(asks_first.answer().await.is_none(), "the connection is closed");

    let mut in_pieces = Client::connect(address).await;
    in_pieces
        .write("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        .await
        .unwrap();
    for _ in 0..11 {
        in_pieces.write(format!("64\r\n{}\r\n", "x".repeat(100))).await.unwrap();
    }
    in_pieces.write("0\r\n\r\n").await.unwrap();
    assert_eq!(in_pieces.answer().await.unwrap().status, 413);
    assert_eq!(counts(&metrics), [2, 0, 3, 0]);
    honest(&mut source).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_body_of_100_megabytes_is_refused_in_bounded_memory() {
    let _alone = MEMORY.lock().await;
    let mut source = from_http_server(0).bind().await.unwrap();
    let mut client = Client::connect(source.local_addr()).await;
    let before = resident_memory().unwrap_or(0);
    client
        .write("POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n")
        .await
        .unwrap();
    let piece = [
        format!("{MEGABYTE:x}\r\n").into_bytes(),
        vec![b'x'; MEGABYTE],
        b"\r\n".to_vec(),
    ]
    .concat();
    let mut sent = 0;
    while sent < 100 && client.write(&piece).await.is_ok() {
        sent += 1;
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("a body of 100 MB: refused after {sent} MB, {more} bytes of memory more");
    assert!(sent < 100, "it was read to its end");
    assert!(more < 16 * MEGABYTE as u64, "{more}");
    honest(&mut source).await;
}

#[tokio::test]
async fn one_that_dawdles_over_its_head_or_its_body_is_let_go() {
    let patience = Duration::from_millis(200);
    let mut source = from_http_server(0).client_timeout(patience).bind().await.unwrap();
    let metrics = source.metrics();
    let address = source.local_addr();
    let [mut head, mut body, mut idle] = [
        Client::connect(address).await,
        Client::connect(address).await,
        Client::connect(address).await,
    ];
    idle.post("/", "x").await;
    next(&mut source).await.1.done();
    assert_eq!(idle.answer().await.unwrap().status, 200);
    head.write("POST / HTTP/1.1\r\n").await.unwrap();
    body.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\n")
        .await
        .unwrap();
    let dripping = async {
        // Always something, and never enough.
        for number in 0.. {
            let dripped = (head.write(format!("x-{number}: y\r\n")).await, body.write("x").await);
            if dripped.0.is_err() && dripped.1.is_err() {
                return;
            }
            tokio::time::sleep(patience / 10).await;
        }
    };
    timeout(PATIENCE, dripping).await.expect("both are let go");
    assert!(
        idle.answer().await.is_none(),
        "and so is one that asks for nothing more"
    );
    assert_eq!(metrics.dropped(), 1);
    honest(&mut source).await;

    let mut body = Client::connect(address).await;
    body.write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nx")
        .await
        .unwrap();
    assert_eq!(body.answer().await.unwrap().status, 408);
}

#[tokio::test]
async fn one_that_never_reads_its_answers_is_let_go() {
    let patience = Duration::from_millis(200);
    let server = from_http_server(0)
        .path("/in")
        .max_connections(1)
        .client_timeout(patience);
    let mut source = server.bind().await.unwrap();
    let mut deaf = Client::connect(source.local_addr()).await;
    let asking = async {
        let request = "GET / HTTP/1.1\r\nhost: x\r\n\r\n".repeat(1000);
        while deaf.write(&request).await.is_ok() {}
    };
    timeout(PATIENCE, asking).await.expect("it is let go");
    // Its place, the only one, is free again.
    let mut client = Client::connect(source.local_addr()).await;
    client.post("/in", "x").await;
    next(&mut source).await.1.done();
    assert_eq!(client.answer().await.unwrap().status, 200);
}

#[tokio::test]
async fn what_is_no_http_and_what_breaks_off_harms_nobody() {
    let mut source = from_http_server(0).bind().await.unwrap();
    let metrics = source.metrics();
    let address = source.local_addr();
    let mut noise = Client::connect(address).await;
    noise
        .write(b"\x16\x03\x01\x02\x00\x01\x00\xff\xfe\r\n\r\n")
        .await
        .unwrap();
    assert_eq!(noise.answer().await.unwrap().status, 400);
    let mut long_head = Client::connect(address).await;
    long_head.write("POST / HTTP/1.1\r\n").await.unwrap();
    let line = format!("x: {}\r\n", "y".repeat(1000));
    let writing = async { while long_head.write(&line).await.is_ok() {} };
    timeout(PATIENCE, writing).await.expect("it is let go");
    let mut breaks = Client::connect(address).await;
    breaks
        .write("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1000\r\n\r\nhalf")
        .await
        .unwrap();
    drop(breaks);
    until("the request is dropped", || metrics.dropped() == 1).await;
    // One that goes away after it has asked: its element is handed on all the same.
    let mut leaves = Client::connect(address).await;
    leaves.post("/", "left").await;
    drop(leaves);
    let Tagged(request, receipt) = next(&mut source).await;
    assert_eq!(request.payload(), "left");
    receipt.done();
    honest(&mut source).await;
}

#[tokio::test]
async fn bytes_that_are_no_text_are_handed_on_as_they_are() {
    let mut source = from_http_server(0).bind().await.unwrap();
    let mut client = Client::connect(source.local_addr()).await;
    client.post("/", b"\xff\0\xfe").await;
    let Tagged(request, receipt) = next(&mut source).await;
    assert_eq!(request.payload(), &b"\xff\0\xfe"[..]);
    receipt.done();
}

#[tokio::test]
async fn thousands_of_idle_connections_cost_little_and_hold_nobody_up() {
    let _alone = MEMORY.lock().await;
    let connections = clients_beside_the_server(10_000);
    let mut source = from_http_server(0)
        .max_connections(2 * connections)
        .bind()
        .await
        .unwrap();
    let before = resident_memory().unwrap_or(0);
    let mut idle = Vec::new();
    for _ in 0..connections {
        idle.push(Client::connect(source.local_addr()).await);
    }
    for _ in 0..100 {
        honest(&mut source).await;
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!(
        "{connections} idle connections: {} bytes each, both ends",
        more / connections as u64
    );
    assert!(more < 64 * 1024 * connections as u64, "{more}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_sink_holds_the_clients_and_memory_is_flat() {
    let _alone = MEMORY.lock().await;
    let server = from_http_server(0).in_flight(8).max_wait(PATIENCE);
    let source = server.bind().await.unwrap();
    let (address, metrics) = (source.local_addr(), source.metrics());
    let before = resident_memory().unwrap_or(0);
    let clients: Vec<_> = (0..50)
        .map(|_| {
            tokio::spawn(async move {
                let mut client = Client::connect(address).await;
                let body = "x".repeat(16 * 1024);
                let request = format!("POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 16384\r\n\r\n{body}");
                while client.write(&request).await.is_ok() {
                    if client.answer().await.is_none_or(|answer| answer.status != 200) {
                        return;
                    }
                }
            })
        })
        .collect();
    let mut most = 0;
    {
        let mut p = pin!(pipeline!(|| -> Result<(), HttpError> {
            let requests = try_tagged_source(source);
            requests.sink(async |_| {
                most = most.max(metrics.in_flight());
                tokio::time::sleep(Duration::from_millis(10)).await;
            });
        }));
        p.run_until(until("50 are taken", || metrics.passed() >= 50))
            .await
            .unwrap();
    }
    for client in clients {
        client.abort();
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("50 clients, a sink of 100 requests a second: at most {most} in flight, {more} bytes of memory more");
    assert!(most <= 8, "{most}");
    assert!(more < 16 * MEGABYTE as u64, "{more}");
}
