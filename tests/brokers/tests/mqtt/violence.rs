//! A consumer that is killed again and again loses nothing, and repeats no more than was on its way; nor does one that sends on
//! what it reads.
//!
//! ```text
//! STREAMZ_KILLS=50 STREAMZ_MESSAGES=100000 STREAMZ_SEED=1 cargo test -p streamz-broker-tests --test mqtt violence -- --nocapture
//! ```

use core::pin::pin;
use core::time::Duration;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Instant;

use futures::StreamExt;
use streamz::prelude::*;
use streamz_io::Reconnect;
use streamz_io::mqtt::{Broker, MqttError, MqttSource, Qos, from_mqtt, to_mqtt};
use tokio::time::{sleep, timeout};

use crate::plain::{LONG, SHORT, number, numbers, publish, subscribe};
use crate::server::Server;

/// Tells this very program to be the consumer: the broker's address, and the file to write to or the other broker to send to.
const CONSUMER: &str = "STREAMZ_CONSUMER";

/// As many as the embedded broker sends before it wants an acknowledgement.
const IN_FLIGHT: usize = 100;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| value.parse().unwrap())
}

async fn consumer(address: &str, in_flight: usize) -> MqttSource {
    let policy = Reconnect::default()
        .first(Duration::from_millis(10))
        .at_most(Duration::from_millis(100));
    let broker = Broker::new(address).reconnect(policy);
    let source = from_mqtt(broker)
        .topic("numbers", Qos::AtLeastOnce)
        .client_id("consumer")
        .in_flight(in_flight);
    source.connect().await.unwrap()
}

/// Nothing, unless this program was started by [`start`]: appends the number in each message to a file, until it is killed.
#[tokio::test]
async fn be_the_consumer() {
    let Ok(how) = std::env::var(CONSUMER) else {
        return;
    };
    let (address, file) = how.split_once('=').unwrap();
    let source = consumer(address, IN_FLIGHT).await;
    let mut file = std::fs::OpenOptions::new()
        .append(true)
        .create(true)
        .open(file)
        .unwrap();
    let mut p = pin!(pipeline!(|| -> Result<(), MqttError> {
        let messages = try_tagged_source(source);
        messages
            .map(|message| number(&message))
            .map_async_unordered(8, async |number| {
                // Some take longer, so that they are done out of order.
                for _ in 0..number % 5 {
                    tokio::task::yield_now().await;
                }
                number
            })
            .sink(|number| {
                // One write, so that no line is torn.
                file.write_all(format!("{number}\n").as_bytes()).unwrap();
            });
    }));
    panic!("the consumer ended: {:?}", p.run().await);
}

/// Nothing, unless this program was started by [`start`]: sends each message to another broker, until it is killed.
#[tokio::test]
async fn be_the_bridge() {
    let Ok(how) = std::env::var(CONSUMER) else {
        return;
    };
    let (from, to) = how.split_once('=').unwrap();
    let (source, sink) = (consumer(from, IN_FLIGHT).await, to_mqtt(to).connect().await.unwrap());
    let mut p = pin!(pipeline!(|| -> Result<(), MqttError> {
        let messages = try_tagged_source(source);
        messages.forward(sink);
    }));
    panic!("the bridge ended: {:?}", p.run().await);
}

fn start(test: &str, address: &str, to: &str) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", test, "--nocapture"]);
    command.env(CONSUMER, format!("{address}={to}"));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn kill(mut child: Child) {
    assert_eq!(child.try_wait().unwrap(), None, "it ended by itself");
    child.kill().unwrap();
    child.wait().unwrap();
}

fn lines(file: &Path) -> Vec<u64> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().map(|line| line.parse().unwrap()).collect()
}

/// Kills what `start` starts, at random; in the end, everything that was published must be in `seen`, which is what came out of
/// it so far, and hardly anything twice.
async fn kill_at_random(what: &str, server: &Server, start: impl Fn() -> Child, seen: impl Fn() -> Vec<u64>) {
    let (kills, messages) = (setting("STREAMZ_KILLS", 8), setting("STREAMZ_MESSAGES", 10_000));
    let seed = setting("STREAMZ_SEED", 1);
    let mut random = fastrand::Rng::with_seed(seed);
    let begin = Instant::now();
    let address = server.address();
    publish(&address, "numbers", numbers(0..messages)).await;
    for _ in 0..kills {
        let child = start();
        // When it has done some work, and a little later.
        let work = seen().len() as u64 + random.u64(..(2 * messages / kills).max(1));
        let late = Duration::from_micros(random.u64(..20_000));
        let worked = async {
            while (seen().len() as u64) < work.min(messages) {
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(LONG, worked)
            .await
            .unwrap_or_else(|_| panic!("it stands still; seed {seed}"));
        sleep(late).await;
        kill(child);
    }
    let child = start();
    let distinct = || {
        let mut seen = seen();
        seen.sort_unstable();
        seen.dedup();
        seen.len() as u64
    };
    let all = async {
        while distinct() < messages {
            sleep(Duration::from_millis(10)).await;
        }
    };
    let all = timeout(2 * LONG, all).await;
    assert!(all.is_ok(), "{} of {messages}; seed {seed}", distinct());
    kill(child);

    let (repeated, took) = (seen().len() as u64 - messages, begin.elapsed().as_secs_f64());
    println!("{what}, seed {seed}: {messages} messages, {kills} kills, none lost, {repeated} repeated, {took:.1} s");
    // Mosquitto 2.0.11 sends a backlog on without waiting for acknowledgements, and leaves thousands of these unread meanwhile.
    if !Server::is_durable() {
        assert!(repeated <= kills * IN_FLIGHT as u64, "{repeated} repeated");
        // All is acknowledged but, perhaps, what the last kill caught.
        let mut rest = consumer(&server.address(), 1000).await;
        let mut left = Vec::new();
        while let Ok(Some(message)) = timeout(SHORT, rest.next()).await {
            left.push(message.unwrap());
        }
        assert!(left.len() <= IN_FLIGHT, "{} left", left.len());
    }
}

/// The session must be there before the first message is.
async fn begin_session(address: &str) {
    let first = consumer(address, IN_FLIGHT).await;
    let closed = first.closed();
    drop(first);
    closed.await;
}

#[tokio::test]
async fn a_consumer_that_is_killed_loses_nothing() {
    let server = Server::start().await;
    let address = server.address();
    begin_session(&address).await;
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("seen");
    let start = || start("violence::be_the_consumer", &address, file.to_str().unwrap());
    kill_at_random("from_mqtt", &server, start, || lines(&file)).await;
}

#[tokio::test]
async fn a_bridge_that_is_killed_loses_nothing() {
    let (server, other) = (Server::start().await, Server::start().await);
    let (from, to) = (server.address(), other.address());
    begin_session(&from).await;
    let mut subscriber = subscribe(&to, "numbers").await;
    let seen = Arc::new(Mutex::new(Vec::new()));
    let into = Arc::clone(&seen);
    let listening = tokio::spawn(async move {
        while let Some(publish) = subscriber.recv().await {
            into.lock()
                .unwrap()
                .push(String::from_utf8_lossy(&publish.payload).parse().unwrap());
        }
    });
    let start = || start("violence::be_the_bridge", &from, &to);
    kill_at_random("from_mqtt to to_mqtt", &server, start, || seen.lock().unwrap().clone()).await;
    listening.abort();
}
