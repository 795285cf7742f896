//! What no honest client does.

use streamz_connector_tests::{clients_beside_the_server, resident_memory};
use tokio::io::{AsyncReadExt, AsyncWriteExt};

use super::*;

const MEGABYTE: usize = 1 << 20;

/// Somebody else is served.
async fn honest(source: &mut WebsocketSource) {
    let mut client = client(source).await;
    client.send("honest".into()).await.unwrap();
    assert_eq!(next(source).await.payload(), "honest");
}

/// A client that says what it likes: its handshake is done.
async fn raw(source: &WebsocketSource) -> TcpStream {
    client(source).await.into_inner()
}

/// The beginning of a frame: masked with zeros, and so not at all.
fn frame(opcode: u8, length: u64) -> Vec<u8> {
    [&[opcode, 0xff][..], &length.to_be_bytes(), &[0; 4]].concat()
}

/// The code that a server closes with, from its bytes.
async fn code(raw: &mut TcpStream) -> u16 {
    let mut head = [0; 4];
    timeout(PATIENCE, raw.read_exact(&mut head))
        .await
        .expect("it says why")
        .unwrap();
    assert_eq!(head[0], 0x88, "a close frame");
    u16::from_be_bytes([head[2], head[3]])
}

async fn refused(server: FromWebsocket, bytes: &[u8]) -> u16 {
    let mut source = server.bind().await.unwrap();
    let metrics = source.metrics();
    let mut client = raw(&source).await;
    client.write_all(bytes).await.unwrap();
    let code = code(&mut client).await;
    assert_eq!((metrics.passed(), metrics.dropped()), (0, 1));
    honest(&mut source).await;
    code
}

#[tokio::test]
async fn what_is_too_long_is_refused_before_it_has_come() {
    let limited = || from_websocket(0).max_message(1000).max_frame(100);
    assert_eq!(refused(limited(), &frame(0x82, 101)).await, 1009);
    // Bytes all over the world.
    assert_eq!(refused(limited(), &frame(0x82, u64::MAX >> 1)).await, 1009);
    let piece = |opcode| [frame(opcode, 100), vec![b'x'; 100]].concat();
    let pieces = [vec![piece(0x02)], vec![piece(0x00); 10]].concat().concat();
    assert_eq!(refused(limited(), &pieces).await, 1009);
    // One frame may not be longer than a message.
    assert_eq!(refused(from_websocket(0).max_message(10), &frame(0x82, 11)).await, 1009);
}

#[tokio::test]
async fn what_is_no_text_and_what_is_no_frame_is_refused() {
    let bad_text = [frame(0x81, 2), b"\xff\xfe".to_vec()].concat();
    assert_eq!(refused(from_websocket(0), &bad_text).await, 1007);
    assert_eq!(refused(from_websocket(0), b"\x83\x80\0\0\0\0").await, 1002);
    assert_eq!(refused(from_websocket(0), b"\xf1\x80\0\0\0\0").await, 1002);
    assert_eq!(refused(from_websocket(0), b"\x81\x02no").await, 1002); // not masked
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_of_100_megabytes_is_refused_in_bounded_memory() {
    let _alone = MEMORY.lock().await;
    let mut source = from_websocket(0).bind().await.unwrap();
    let mut client = raw(&source).await;
    let before = resident_memory().unwrap_or(0);
    let piece = vec![b'x'; MEGABYTE / 2];
    let mut sent = 0;
    for number in 0..200 {
        let head = frame(if number == 0 { 0x02 } else { 0x00 }, piece.len() as u64);
        if client.write_all(&head).await.is_err() || client.write_all(&piece).await.is_err() {
            break;
        }
        sent += 1;
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!(
        "a message of 100 MB: refused after {} MB, {more} bytes of memory more",
        sent / 2
    );
    assert!(sent < 200, "it was read to its end");
    assert!(more < 16 * MEGABYTE as u64, "{more}");
    honest(&mut source).await;
}

#[tokio::test]
async fn half_a_frame_and_half_a_handshake_harm_nobody() {
    let mut source = from_websocket(0).bind().await.unwrap();
    let mut broken = raw(&source).await;
    broken.write_all(&frame(0x82, 1000)).await.unwrap();
    broken.write_all(b"half").await.unwrap();
    drop(broken);
    let mut reset = raw(&source).await;
    reset.write_all(&frame(0x82, 1000)[..3]).await.unwrap();
    reset.set_zero_linger().unwrap();
    drop(reset);
    let mut stranger = TcpStream::connect(source.local_addr()).await.unwrap();
    stranger.write_all(b"GET / HTTP/1.1\r\nUpgr").await.unwrap();
    drop(stranger);
    let mut noise = TcpStream::connect(source.local_addr()).await.unwrap();
    noise.write_all(b"\x16\x03\x01\0\xff\r\n\r\n").await.unwrap();
    assert_eq!(noise.read(&mut [0; 16]).await.unwrap_or(0), 0);
    honest(&mut source).await;
    nothing(&mut source).await;
}

#[tokio::test]
async fn one_that_dawdles_over_its_handshake_or_a_message_is_let_go() {
    let brief = Duration::from_millis(50);
    let server = from_websocket(0)
        .max_clients(2)
        .handshake_timeout(4 * brief)
        .ping_interval(brief);
    let mut source = server.pong_timeout(4 * brief).bind().await.unwrap();
    let mut drips = raw(&source).await;
    drips.write_all(&frame(0x82, 1000)).await.unwrap();
    let mut handshake = TcpStream::connect(source.local_addr()).await.unwrap();
    let dripping = async {
        // Always something, and never enough.
        loop {
            let dripped = (drips.write_all(b"x").await, handshake.write_all(b"G").await);
            if dripped.0.is_err() && dripped.1.is_err() {
                return;
            }
            tokio::time::sleep(brief / 5).await;
        }
    };
    timeout(PATIENCE, dripping).await.expect("both are let go");
    // There were only these two places.
    honest(&mut source).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn one_that_never_reads_its_answers_costs_little() {
    let _alone = MEMORY.lock().await;
    let mut source = from_websocket(0).bind().await.unwrap();
    let mut deaf = raw(&source).await;
    let before = resident_memory().unwrap_or(0);
    let ping = [&[0x89, 0xfd][..], &[0; 4], &[b'x'; 125]].concat().repeat(1000);
    // It is read on, but the answers it does not read are not kept.
    for _ in 0..200 {
        deaf.write_all(&ping).await.unwrap();
    }
    deaf.write_all(b"\x81\x84\0\0\0\0over").await.unwrap();
    assert_eq!(next(&mut source).await.payload(), "over");
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("200,000 pings whose answers nobody reads: {more} bytes of memory more");
    assert!(more < 8 * MEGABYTE as u64, "{more}");
    honest(&mut source).await;
}

#[tokio::test]
async fn thousands_of_idle_clients_cost_little_and_hold_nobody_up() {
    let _alone = MEMORY.lock().await;
    let clients = clients_beside_the_server(4_000);
    let mut source = from_websocket(0).max_clients(2 * clients).bind().await.unwrap();
    let before = resident_memory().unwrap_or(0);
    let mut idle = Vec::new();
    for _ in 0..clients {
        idle.push(raw(&source).await);
    }
    for _ in 0..50 {
        honest(&mut source).await;
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("{clients} idle clients: {} bytes each", more / clients as u64);
    assert!(more < 32 * 1024 * clients as u64, "{more}");
    for client in &mut idle {
        client.write_all(b"\x81\x85\0\0\0\0awake").await.unwrap();
    }
    for _ in 0..clients {
        assert_eq!(next(&mut source).await.payload(), "awake");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_sink_holds_the_clients_and_memory_is_flat() {
    let _alone = MEMORY.lock().await;
    let source = from_websocket(0).bind().await.unwrap();
    let mut fast = client(&source).await;
    let before = resident_memory().unwrap_or(0);
    let flooding = tokio::spawn(async move {
        let message = || tungstenite::Message::from(vec![7; 10_000]);
        while let Ok(Ok(())) = timeout(Duration::from_millis(300), fast.send(message())).await {}
    });
    let mut taken = 0;
    {
        let mut p = pin!(pipeline!(|| -> Result<(), WebsocketError> {
            let messages = try_source(source);
            messages.sink(async |_| {
                taken += 1;
                tokio::time::sleep(Duration::from_millis(50)).await;
            });
        }));
        p.run_until(flooding).await.unwrap();
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("{taken} messages taken before the client was held; {more} bytes of memory more");
    assert!(more < 16 * MEGABYTE as u64, "{more}");
}
