//! The sink, with a server of the plain library.

use streamz_connector_tests::{resident_memory, until};
use streamz_io::Reconnect;
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

fn quick() -> Reconnect {
    Reconnect::default()
        .first(Duration::from_millis(1))
        .at_most(Duration::from_millis(10))
}

/// Reads, and so answers pings, until a message has come.
async fn message(plain: &mut Plain) -> tungstenite::Message {
    loop {
        let heard = heard(plain).await.expect("a message comes");
        if !heard.is_ping() {
            return heard;
        }
    }
}

/// Reads on, so that pings are answered.
fn answering(mut plain: Plain) -> tokio::task::JoinHandle<Vec<tungstenite::Message>> {
    tokio::spawn(async move {
        let mut all = Vec::new();
        while let Some(Ok(message)) = plain.next().await {
            if !message.is_ping() {
                all.push(message);
            }
        }
        all
    })
}

#[tokio::test]
async fn a_flush_means_that_the_server_has_it() {
    let (_listener, mut server, mut sink) = served(to_websocket).await;
    let metrics = sink.metrics();
    sink.feed("text").await.unwrap();
    let early = timeout(Duration::from_millis(30), SinkExt::<&str>::flush(&mut sink)).await;
    assert!(early.is_err(), "the server has not read it");
    assert_eq!((metrics.passed(), metrics.in_flight()), (0, 1));
    assert!(metrics.oldest_unacknowledged() >= Duration::from_millis(20));
    assert_eq!(message(&mut server).await, "text".into());
    let server = answering(server);
    timeout(PATIENCE, SinkExt::<&str>::flush(&mut sink))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((metrics.passed(), metrics.in_flight()), (1, 0));
    sink.send(vec![0_u8, 0xff]).await.unwrap();
    timeout(PATIENCE, SinkExt::<&str>::close(&mut sink))
        .await
        .unwrap()
        .unwrap();
    let rest = server.await.unwrap();
    let closing = CloseFrame {
        code: CloseCode::Normal,
        reason: "".into(),
    };
    assert_eq!(
        rest,
        [vec![0_u8, 0xff].into(), tungstenite::Message::Close(Some(closing))]
    );
    let ended = sink.send("more").await.unwrap_err();
    assert!(matches!(ended, WebsocketError::Ended { .. }), "{ended}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn a_pipeline_delivers_all_before_it_ends() {
    let (_listener, server, sink) = served(|url| to_websocket(url).in_flight(7)).await;
    let metrics = sink.metrics();
    let server = answering(server);
    let mut p = pin!(pipeline!(|| {
        let numbers = from_iterable(0..5000);
        numbers.map(|number: i32| number.to_string()).forward(sink);
    }));
    timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    let expected = (0..5000).map(|number| tungstenite::Message::from(number.to_string()));
    let mut seen = server.await.unwrap();
    assert!(seen.pop().unwrap().is_close());
    assert!(seen.into_iter().eq(expected));
    assert_eq!(
        (metrics.passed(), metrics.in_flight(), metrics.reconnects()),
        (5000, 0, 0)
    );
}

#[tokio::test]
async fn what_was_not_confirmed_is_sent_again_on_the_next_connection() {
    let (listener, mut server, mut sink) = served(|url| to_websocket(url).reconnect(quick())).await;
    let metrics = sink.metrics();
    for text in ["one", "two", "three"] {
        sink.feed(text).await.unwrap();
    }
    assert_eq!(message(&mut server).await, "one".into());
    drop(server); // without a word
    let mut server = accept(&listener).await;
    for text in ["one", "two", "three"] {
        assert_eq!(message(&mut server).await, text.into());
    }
    server.close(None).await.unwrap(); // in good order, as a server does that is started anew
    while heard(&mut server).await.is_some() {}
    drop(server);
    let server = answering(accept(&listener).await);
    timeout(PATIENCE, SinkExt::<&str>::close(&mut sink))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(metrics.reconnects(), 2);
    let again = server.await.unwrap();
    assert!(again.len() <= 4, "{again:?}");
}

#[tokio::test]
async fn a_server_that_is_away_is_waited_for() {
    let (listener, server, mut sink) = served(|url| to_websocket(url).reconnect(quick()).in_flight(2)).await;
    let (address, metrics) = (listener.local_addr().unwrap(), sink.metrics());
    drop((server, listener));
    until("the connection is lost", || !metrics.connected()).await;
    sink.feed("one").await.unwrap();
    sink.feed("two").await.unwrap();
    let full = timeout(Duration::from_millis(50), sink.feed("three")).await;
    assert!(full.is_err(), "two may be on their way");
    let listener = TcpListener::bind(address).await.unwrap();
    let server = answering(accept(&listener).await);
    timeout(PATIENCE, sink.feed("three")).await.unwrap().unwrap();
    timeout(PATIENCE, SinkExt::<&str>::close(&mut sink))
        .await
        .unwrap()
        .unwrap();
    let seen = server.await.unwrap();
    assert!(
        seen.starts_with(&["one".into(), "two".into(), "three".into()]),
        "{seen:?}"
    );
    assert_eq!((metrics.passed(), metrics.reconnects()), (3, 1));
}

#[tokio::test]
async fn with_nothing_left_to_send_it_closes_though_the_server_is_away() {
    let (listener, server, mut sink) = served(to_websocket).await;
    let metrics = sink.metrics();
    let server = answering(server);
    sink.send("one").await.unwrap();
    server.abort();
    drop((server.await, listener));
    until("the connection is lost", || !metrics.connected()).await;
    timeout(PATIENCE, SinkExt::<&str>::close(&mut sink))
        .await
        .unwrap()
        .unwrap();
    assert_eq!((metrics.passed(), metrics.failed()), (1, 0));
}

#[tokio::test]
async fn a_server_that_shows_no_sign_of_life_is_left() {
    let brief = Duration::from_millis(50);
    let options = |url| {
        to_websocket(url)
            .reconnect(quick())
            .ping_interval(brief)
            .pong_timeout(brief)
    };
    // One that is not even read.
    let (listener, _dead, mut sink) = served(options).await;
    let mut server = accept(&listener).await;
    assert!(
        heard(&mut server).await.unwrap().is_ping(),
        "an idle connection is looked after"
    );
    let server = answering(server);
    sink.send("alive").await.unwrap();
    timeout(PATIENCE, SinkExt::<&str>::close(&mut sink))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(server.await.unwrap()[0], "alive".into());
    assert_eq!(sink.metrics().reconnects(), 1);
}

#[tokio::test]
async fn a_server_may_be_slow_as_long_as_it_goes_on() {
    let (_listener, mut server, sink) = served(|url| to_websocket(url).pong_timeout(Duration::from_millis(500))).await;
    let metrics = sink.metrics();
    let slow = async {
        let mut seen = 0;
        while let Some(Ok(message)) = server.next().await {
            if message.is_text() {
                seen += 1;
                tokio::time::sleep(Duration::from_millis(60)).await;
            }
        }
        seen
    };
    let mut p = pin!(pipeline!(|| {
        let numbers = from_iterable(0..20);
        numbers.map(|number: i32| number.to_string()).forward(sink);
    }));
    let (ran, seen) = timeout(PATIENCE, async { tokio::join!(p.run(), slow) }).await.unwrap();
    ran.unwrap();
    assert_eq!((seen, metrics.reconnects()), (20, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_never_reads_holds_the_pipeline_and_memory_is_flat() {
    let _alone = MEMORY.lock().await;
    let (_listener, _deaf, sink) = served(to_websocket).await;
    let metrics = sink.metrics();
    let before = resident_memory().unwrap_or(0);
    let mut made = 0;
    {
        let mut p = pin!(pipeline!(|| {
            let messages = from_iterable(core::iter::repeat_with(|| {
                made += 1;
                vec![7_u8; 100_000]
            }));
            messages.forward(sink);
        }));
        let stuck = timeout(Duration::from_millis(500), p.run()).await;
        assert!(stuck.is_err(), "it is held");
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!(
        "{made} messages of 100 kB before a server that does not read held the pipeline; {more} bytes of memory more"
    );
    assert!(made <= 45, "{made}"); // 4 MiB
    assert_eq!((metrics.in_flight(), metrics.passed()), (42, 0));
    assert!(more < 12 << 20, "{more}");
}

#[tokio::test]
async fn a_server_that_refuses_a_message_ends_the_sink() {
    let (_listener, mut server, sink) = served(to_websocket).await;
    let metrics = sink.metrics();
    let refusing = async {
        message(&mut server).await;
        let too_big = CloseFrame {
            code: CloseCode::Size,
            reason: "at most 3".into(),
        };
        server.close(Some(too_big)).await.unwrap();
        while heard(&mut server).await.is_some() {}
        drop(server);
    };
    let mut p = pin!(pipeline!(|| {
        let messages = from_iterable(["four", "five"]);
        messages.forward(sink);
    }));
    let (failed, ()) = tokio::join!(p.run(), refusing);
    let node = metrics.node();
    assert_eq!(
        failed.unwrap_err().to_string(),
        format!(
            "{node}: the server refuses what it is sent: at most 3 (code 1009); {} messages are not delivered",
            metrics.failed()
        )
    );
    assert!((1..=2).contains(&metrics.failed()));
}

#[tokio::test]
async fn our_own_server_refuses_too_and_its_reason_arrives() {
    let source = from_websocket(0).max_message(10).bind().await.unwrap();
    let url = format!("ws://{}", source.local_addr());
    let mut sink = to_websocket(url).connect().await.unwrap();
    let error = timeout(PATIENCE, sink.send("x".repeat(1_000_000)))
        .await
        .unwrap()
        .unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the message is too long (code 1009); 1 messages"),
        "{error}"
    );
}

#[tokio::test]
async fn a_message_over_the_limit_fails_alone() {
    let (_listener, server, mut sink) = served(|url| to_websocket(url).max_message(3)).await;
    let server = answering(server);
    let error = sink.send("four").await.unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with(": a message has 4 bytes, more than the 3 of `max_message`"),
        "{error}"
    );
    sink.send("fit").await.unwrap();
    SinkExt::<&str>::close(&mut sink).await.unwrap();
    assert_eq!(server.await.unwrap()[0], "fit".into());
}

#[tokio::test]
async fn what_a_server_says_is_let_go_and_its_pings_are_answered() {
    let (_listener, mut server, sink) = served(to_websocket).await;
    for _ in 0..1000 {
        server.send("nobody asked".into()).await.unwrap();
    }
    let ping = tungstenite::Bytes::from_static(b"?");
    server.send(tungstenite::Message::Ping(ping.clone())).await.unwrap();
    assert_eq!(heard(&mut server).await, Some(tungstenite::Message::Pong(ping)));
    drop(sink);
    assert_eq!(heard(&mut server).await, None, "dropped, it is gone");
}

#[tokio::test]
async fn a_first_connection_that_cannot_be_made_is_an_error() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let turned_away = async {
        let (mut socket, _) = listener.accept().await.unwrap();
        let mut request = vec![0; 1024];
        let length = socket.read(&mut request).await.unwrap();
        socket
            .write_all(b"HTTP/1.1 401 Unauthorized\r\ncontent-length: 0\r\n\r\n")
            .await
            .unwrap();
        String::from_utf8(request[..length].to_vec()).unwrap()
    };
    let sink = to_websocket(format!("ws://{address}/feed?token=secret")).header("Authorization", "Bearer secret");
    let (error, request) = tokio::join!(sink.connect(), turned_away);
    let node = format!("to_websocket(ws://{address}/feed)");
    assert_eq!(
        error.unwrap_err().to_string(),
        format!(
            "{node}: cannot connect: HTTP error: 401 Unauthorized; check that the server is there and lets this client in"
        )
    );
    assert!(request.starts_with("GET /feed?token=secret HTTP/1.1\r\n"), "{request}");
    assert!(request.contains("authorization: Bearer secret\r\n"), "{request}");

    drop(listener);
    let error = to_websocket(format!("ws://{address}")).connect().await.unwrap_err();
    assert!(
        error.to_string().contains("cannot connect: Connection refused"),
        "{error}"
    );
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let sink =
        to_websocket(format!("ws://{}", silent.local_addr().unwrap())).connect_timeout(Duration::from_millis(30));
    let error = sink.connect().await.unwrap_err();
    assert!(error.to_string().contains("cannot connect: timed out"), "{error}");
}
