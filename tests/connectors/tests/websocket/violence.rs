//! A server that breaks off again and again.

use streamz_io::Reconnect;

use super::*;

/// Numbers that look random, and are the same each time.
fn random(state: &mut u64) -> u64 {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    *state >> 33
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn every_message_arrives_in_order_though_connections_break() {
    const MESSAGES: u32 = 5000;
    const IN_FLIGHT: u32 = 50;
    let quick = Reconnect::default()
        .first(Duration::from_millis(1))
        .at_most(Duration::from_millis(2));
    let (listener, first, sink) = served(|url| to_websocket(url).in_flight(IN_FLIGHT as usize).reconnect(quick)).await;
    let metrics = sink.metrics();
    let serving = async {
        let (mut seen, mut state, mut breaks) = (Vec::new(), 7, 0_u32);
        let mut server = first;
        while seen.last() != Some(&(MESSAGES - 1)) {
            let mut left = random(&mut state) % 500;
            while let Some(Ok(message)) = server.next().await {
                if let tungstenite::Message::Text(text) = message {
                    seen.push(text.parse::<u32>().unwrap());
                }
                left = left.saturating_sub(1);
                if left == 0 && breaks < 40 {
                    break;
                }
            }
            if seen.last() == Some(&(MESSAGES - 1)) {
                break;
            }
            if random(&mut state).is_multiple_of(2) {
                server.get_ref().set_zero_linger().unwrap();
            }
            drop(server);
            breaks += 1;
            server = accept(&listener).await;
        }
        // The last ones may be asked to be confirmed on another connection.
        tokio::spawn(async move {
            loop {
                while let Some(Ok(_)) = server.next().await {}
                server = accept(&listener).await;
            }
        });
        (seen, breaks)
    };
    let mut p = pin!(pipeline!(|| {
        let numbers = from_iterable(0..MESSAGES);
        numbers.map(|number: u32| number.to_string()).forward(sink);
    }));
    let (ran, (seen, breaks)) = timeout(PATIENCE, async { tokio::join!(p.run(), serving) })
        .await
        .unwrap();
    ran.unwrap();
    let mut next = 0;
    for number in &seen {
        assert!(*number <= next, "{next} is missing before {number}");
        next = next.max(number + 1);
    }
    assert_eq!(next, MESSAGES);
    let twice = seen.len() - MESSAGES as usize;
    println!("{MESSAGES} messages over {breaks} broken connections: {twice} arrived again");
    assert!(breaks >= 10, "{breaks}");
    assert!(twice <= (breaks * IN_FLIGHT) as usize);
    assert!(metrics.reconnects() >= u64::from(breaks));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 3)]
async fn every_message_arrives_though_pipelines_that_receive_end() {
    const MESSAGES: u32 = 5000;
    const IN_FLIGHT: u32 = 50;
    let mut source = from_websocket(0).bind().await.unwrap();
    let address = source.local_addr();
    let quick = Reconnect::default()
        .first(Duration::from_millis(1))
        .at_most(Duration::from_millis(2));
    let sink = to_websocket(format!("ws://{address}/"))
        .in_flight(IN_FLIGHT as usize)
        .reconnect(quick);
    let sink = sink.connect().await.unwrap();
    let sending = tokio::spawn(async move {
        let mut p = pin!(pipeline!(|| {
            let numbers = from_iterable(0..MESSAGES);
            numbers.map(|number: u32| number.to_string()).forward(sink);
        }));
        p.run().await
    });
    let (mut seen, mut state, mut ends) = (Vec::new(), 11, 0_u32);
    let mut left = random(&mut state) % 500;
    loop {
        if left == 0 && ends < 20 {
            drop(source);
            source = from_websocket(address).bind().await.unwrap();
            (ends, left) = (ends + 1, random(&mut state) % 500);
        }
        let number = next(&mut source)
            .await
            .payload()
            .text()
            .unwrap()
            .parse::<u32>()
            .unwrap();
        seen.push(number);
        left = left.saturating_sub(1);
        if number == MESSAGES - 1 {
            break;
        }
    }
    // The last ones may be sent once more before they are confirmed.
    let draining = async {
        while let Some(message) = source.next().await {
            seen.push(message.unwrap().payload().text().unwrap().parse::<u32>().unwrap());
        }
    };
    tokio::select! {
        ran = timeout(PATIENCE, sending) => ran.unwrap().unwrap().unwrap(),
        () = draining => panic!("a source never ends"),
    }
    let mut next = 0;
    for number in &seen {
        assert!(*number <= next, "{next} is missing before {number}");
        next = next.max(number + 1);
    }
    assert_eq!(next, MESSAGES);
    let twice = seen.len() - MESSAGES as usize;
    println!(
        "{MESSAGES} messages to {} pipelines, one after the other: {twice} arrived again",
        ends + 1
    );
    assert!(ends >= 10, "{ends}");
    assert!(twice <= (ends * IN_FLIGHT) as usize);
}
