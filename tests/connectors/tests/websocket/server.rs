//! The source, with honest clients.

use super::*;

#[tokio::test]
async fn each_message_is_an_element() {
    let source = from_websocket(0).bind().await.unwrap();
    let metrics = source.metrics();
    let mut client = client(&source).await;
    for message in [
        tungstenite::Message::from("text"),
        tungstenite::Message::from(vec![0_u8, 0xff]),
        tungstenite::Message::from(""),
        tungstenite::Message::from("é".repeat(40_000)),
    ] {
        client.send(message).await.unwrap();
    }
    let peer = client.get_ref().local_addr().unwrap();
    let mut p = pin!(pipeline!(|| -> Result<(), WebsocketError> {
        let messages = try_source(source.take(4));
        let out = messages.sink_to_list(8);
    }));
    timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    let seen: Vec<_> = p
        .out()
        .iter()
        .map(|message| (message.is_text(), message.payload().len()))
        .collect();
    assert_eq!(seen, [(true, 4), (false, 2), (true, 0), (true, 80_000)]);
    assert!(p.out().iter().all(|message| message.peer() == peer));
    assert_eq!(p.out()[0].clone().into_message(), Message::from("text"));
    assert_eq!((metrics.passed(), metrics.dropped()), (4, 0));
}

#[tokio::test]
async fn a_client_waits_while_nobody_asks_for_its_messages() {
    let mut source = from_websocket(0).bind().await.unwrap();
    let mut client = client(&source).await;
    let mut sent = 0_u32;
    let message = || tungstenite::Message::from(vec![7; 1000]);
    while let Ok(written) = timeout(Duration::from_millis(200), client.send(message())).await {
        written.unwrap();
        sent += 1;
        assert!(sent < 100_000, "100 MB were taken though nobody asked for a message");
    }
    for _ in 0..sent {
        assert_eq!(next(&mut source).await.payload().len(), 1000);
    }
}

#[tokio::test]
async fn clients_take_turns() {
    let mut source = from_websocket(0).bind().await.unwrap();
    let mut greedy = [client(&source).await, client(&source).await];
    for client in &mut greedy {
        for _ in 0..50_000 {
            client.feed("greedy".into()).await.unwrap();
        }
        client.flush().await.unwrap();
    }
    assert_eq!(next(&mut source).await.payload(), "greedy");
    let mut modest = client(&source).await;
    for _ in 0..20 {
        modest.send("modest".into()).await.unwrap();
        let mut between = 0;
        while next(&mut source).await.payload() != "modest" {
            between += 1;
        }
        // A runtime of one thread looks at its sockets after 61 tasks at the latest, each of which may hand a batch over.
        assert!(between <= 256 * (61 + 7), "{between}");
    }
}

#[tokio::test]
async fn one_client_more_than_there_are_places_for_waits() {
    let mut source = from_websocket(0).max_clients(1).bind().await.unwrap();
    let mut first = client(&source).await;
    first.send("first".into()).await.unwrap();
    assert_eq!(next(&mut source).await.payload(), "first");
    let (second, ()) = tokio::join!(client(&source), async {
        nothing_comes(&source).await;
        first.close(None).await.unwrap();
        assert!(
            matches!(heard(&mut first).await, Some(tungstenite::Message::Close(None))),
            "a close is answered"
        );
    });
    let mut second = second;
    second.send("second".into()).await.unwrap();
    assert_eq!(next(&mut source).await.payload(), "second");
}

async fn nothing_comes(source: &WebsocketSource) {
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(source.metrics().passed(), 1);
}

#[tokio::test]
async fn a_ping_is_answered_though_the_pipeline_does_nothing() {
    let source = from_websocket(0).bind().await.unwrap();
    let mut client = client(&source).await;
    let ping = tungstenite::Bytes::from_static(b"are you there");
    client.send(tungstenite::Message::Ping(ping.clone())).await.unwrap();
    assert_eq!(heard(&mut client).await, Some(tungstenite::Message::Pong(ping)));
}

#[tokio::test]
async fn a_ping_behind_messages_is_answered_when_the_pipeline_has_them() {
    let mut source = from_websocket(0).bind().await.unwrap();
    let mut client = client(&source).await;
    for text in ["one", "two"] {
        client.feed(text.into()).await.unwrap();
    }
    let ping = tungstenite::Bytes::from_static(b"both?");
    client.send(tungstenite::Message::Ping(ping.clone())).await.unwrap();
    assert_eq!(next(&mut source).await.payload(), "one");
    let early = timeout(Duration::from_millis(30), client.next()).await;
    assert!(early.is_err(), "{early:?}");
    assert_eq!(next(&mut source).await.payload(), "two");
    assert_eq!(heard(&mut client).await, Some(tungstenite::Message::Pong(ping.clone())));

    client.feed("three".into()).await.unwrap();
    client.send(tungstenite::Message::Ping(ping.clone())).await.unwrap();
    nothing_is_heard(&mut client).await;
    drop(source); // it has not taken the third
    while let Some(heard) = heard(&mut client).await {
        assert_ne!(heard, tungstenite::Message::Pong(ping.clone()));
    }
}

async fn nothing_is_heard(client: &mut Plain) {
    let early = timeout(Duration::from_millis(30), client.next()).await;
    assert!(early.is_err(), "{early:?}");
}

#[tokio::test]
async fn who_does_not_answer_a_ping_is_let_go_and_who_does_is_not() {
    let brief = Duration::from_millis(50);
    let server = from_websocket(0).ping_interval(brief).pong_timeout(4 * brief);
    let mut source = server.bind().await.unwrap();
    let (mut lively, mut dead) = (client(&source).await, client(&source).await);
    // Answers while it is read.
    let living = async {
        let mut pings = 0;
        while pings < 8 {
            pings += u32::from(heard(&mut lively).await.expect("it is kept").is_ping());
        }
        lively.send("alive".into()).await.unwrap();
    };
    timeout(PATIENCE, living).await.unwrap();
    assert_eq!(next(&mut source).await.payload(), "alive");
    assert_eq!(closed(&mut dead).await, CloseCode::Policy);
}

#[tokio::test]
async fn what_is_dropped_is_free_at_once_and_clients_are_told() {
    let source = from_websocket(0).bind().await.unwrap();
    let (address, metrics) = (source.local_addr(), source.metrics());
    let mut client = client(&source).await;
    let taken = from_websocket(address).bind().await.unwrap_err();
    let told = format!("from_websocket({address}): cannot listen there: ");
    assert!(taken.to_string().starts_with(&told), "{taken}");
    drop(source);
    assert!(!metrics.connected());
    let _again = from_websocket(address).bind().await.unwrap();
    assert_eq!(closed(&mut client).await, CloseCode::Away);
}
