//! What no honest client does.

use streamz_connector_tests::{clients_beside_the_server, resident_memory};

use super::*;

const MEGABYTE: usize = 1 << 20;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_line_of_100_megabytes_is_passed_over_in_bounded_memory() {
    let _alone = MEMORY.lock().await;
    let mut source = from_tcp(0).bind().await.unwrap();
    let metrics = source.metrics();
    let (mut endless, mut honest) = (client(&source).await, client(&source).await);
    let before = resident_memory().unwrap_or(0);
    let flooding = tokio::spawn(async move {
        let piece = vec![b'x'; MEGABYTE];
        for _ in 0..100 {
            endless.write_all(&piece).await.unwrap();
        }
        endless.write_all(b"\nbehind it\n").await.unwrap();
        endless
    });
    let (mut honest_lines, mut most) = (0, 0);
    loop {
        honest.write_all(b"honest\n").await.unwrap();
        let line = next(&mut source).await;
        most = most.max(resident_memory().unwrap_or(0).saturating_sub(before));
        if *line.payload() == "behind it\n" {
            break;
        }
        assert_eq!(line.payload(), "honest\n");
        honest_lines += 1;
    }
    println!("100 MB in one line: {most} bytes of memory more, {honest_lines} lines of another client meanwhile");
    assert!(most < 32 * MEGABYTE as u64, "{most}");
    assert_eq!(metrics.dropped(), 1);
    flooding.await.unwrap();
}

#[tokio::test]
async fn bytes_that_are_no_text_are_handed_on_as_they_are() {
    let mut source = from_tcp(0).bind().await.unwrap();
    let mut client = client(&source).await;
    client.write_all(b"\xff\xfe\0\n\nfine\n").await.unwrap();
    let bad = next(&mut source).await;
    assert_eq!(bad.payload(), &b"\xff\xfe\0\n"[..]);
    assert!(bad.payload().text().is_err());
    assert_eq!(texts(&mut source, 2).await, ["\n", "fine\n"]);
}

#[tokio::test]
async fn a_connection_that_breaks_takes_its_last_line_along() {
    let mut source = from_tcp(0).with_end(true).bind().await.unwrap();
    let metrics = source.metrics();
    let mut broken = client(&source).await;
    broken.write_all(b"whole\nhal").await.unwrap();
    assert_eq!(texts(&mut source, 1).await, ["whole\n"]);
    broken.set_zero_linger().unwrap(); // a reset
    drop(broken);
    until(&mut source, || metrics.dropped() == 1).await;
}

#[tokio::test]
async fn one_that_sends_byte_by_byte_holds_nobody_up() {
    let mut source = from_tcp(0).bind().await.unwrap();
    let (mut slow, mut honest) = (client(&source).await, client(&source).await);
    for byte in *b"slow loris\n" {
        slow.write_all(&[byte]).await.unwrap();
        honest.write_all(b"honest\n").await.unwrap();
        let line = next(&mut source).await;
        if *line.payload() != "honest\n" {
            assert_eq!(line.payload(), "slow loris\n");
        }
    }
}

#[tokio::test]
async fn thousands_of_idle_clients_cost_little_and_hold_nobody_up() {
    let _alone = MEMORY.lock().await;
    let clients = clients_beside_the_server(10_000);
    let mut source = from_tcp(0).max_clients(2 * clients).bind().await.unwrap();
    let before = resident_memory().unwrap_or(0);
    let mut idle = Vec::new();
    let address = source.local_addr();
    let connecting = async {
        for number in 0..clients {
            let connected = timeout(PATIENCE, TcpStream::connect(address)).await;
            idle.push(
                connected
                    .unwrap_or_else(|_| panic!("{number} clients could connect"))
                    .unwrap(),
            );
        }
    };
    tokio::select! {
        () = connecting => {}
        line = source.next() => panic!("nobody has sent {line:?}"),
    }
    let mut honest = client(&source).await;
    for _ in 0..100 {
        honest.write_all(b"honest\n").await.unwrap();
        assert_eq!(next(&mut source).await.payload(), "honest\n");
    }
    let idlers = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("{clients} idle clients: {} bytes each", idlers / clients as u64);
    // And they are all served when they wake.
    for client in &mut idle {
        client.write_all(b"awake\n").await.unwrap();
    }
    for _ in 0..clients {
        assert_eq!(next(&mut source).await.payload(), "awake\n");
    }
    assert!(idlers < 8192 * clients as u64, "{idlers}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_sink_holds_the_clients_and_memory_is_flat() {
    let _alone = MEMORY.lock().await;
    let source = from_tcp(0).bind().await.unwrap();
    let mut fast = client(&source).await;
    let before = resident_memory().unwrap_or(0);
    let flooding = tokio::spawn(async move {
        let (lines, mut sent) = (b"0123456789abcde\n".repeat(4096), 0_u64);
        while let Ok(Ok(())) = timeout(Duration::from_millis(300), fast.write_all(&lines)).await {
            sent += lines.len() as u64;
        }
        sent
    });
    let mut taken = 0;
    {
        let mut p = pin!(pipeline!(|| -> Result<(), TcpError> {
            let lines = try_source(source);
            lines.sink(async |_line| {
                taken += 1;
                tokio::time::sleep(Duration::from_millis(20)).await;
            });
        }));
        let held = p.run_until(flooding).await;
        held.unwrap();
    }
    let more = resident_memory().unwrap_or(0).saturating_sub(before);
    println!("{taken} lines taken before the client was held; {more} bytes of memory more");
    assert!(more < 16 * MEGABYTE as u64, "{more}");
}
