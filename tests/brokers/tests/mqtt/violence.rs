//! A consumer that is killed again and again loses nothing, and repeats no more than was on its way.
//!
//! ```text
//! STREAMZ_KILLS=50 STREAMZ_MESSAGES=100000 STREAMZ_SEED=1 cargo test -p streamz-broker-tests --test mqtt violence -- --nocapture
//! ```

use core::pin::pin;
use core::time::Duration;
use std::io::Write;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Instant;

use futures::StreamExt;
use streamz::prelude::*;
use streamz_io::Reconnect;
use streamz_io::mqtt::{Broker, MqttError, Qos, from_mqtt};
use tokio::time::{sleep, timeout};

use crate::plain::{LONG, Random, SHORT, number, numbers, publish};
use crate::server::Server;

/// Tells this very program to be the consumer: the broker's address, and the file to write to.
const CONSUMER: &str = "STREAMZ_CONSUMER";

/// As many as the embedded broker sends before it wants an acknowledgement. With fewer, a kill may also take back
/// acknowledgements that the broker has not read yet.
const IN_FLIGHT: usize = 100;

fn setting(name: &str, default: u64) -> u64 {
    std::env::var(name).map_or(default, |value| value.parse().unwrap())
}

/// Nothing, unless this program was started by [`start`]: appends the number in each message to a file, until it is killed.
#[tokio::test]
async fn be_the_consumer() {
    let Ok(how) = std::env::var(CONSUMER) else {
        return;
    };
    let (address, file) = how.split_once('=').unwrap();
    let policy = Reconnect::default()
        .first(Duration::from_millis(10))
        .at_most(Duration::from_millis(100));
    let source = from_mqtt(Broker::new(address).reconnect(policy))
        .topic("numbers", Qos::AtLeastOnce)
        .client_id("consumer")
        .in_flight(IN_FLIGHT)
        .connect()
        .await
        .unwrap();
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

fn start(address: &str, file: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "violence::be_the_consumer", "--nocapture"]);
    command.env(CONSUMER, format!("{address}={}", file.display()));
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().unwrap()
}

fn lines(file: &Path) -> Vec<u64> {
    let text = std::fs::read_to_string(file).unwrap_or_default();
    text.lines().map(|line| line.parse().unwrap()).collect()
}

#[tokio::test]
async fn a_consumer_that_is_killed_loses_nothing() {
    let (kills, messages) = (setting("STREAMZ_KILLS", 8), setting("STREAMZ_MESSAGES", 10_000));
    let seed = setting("STREAMZ_SEED", 1);
    let mut random = Random(seed);
    let server = Server::start().await;
    let address = server.address();
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("seen");

    // The session must be there before the first message is.
    let first = from_mqtt(address.as_str())
        .topic("numbers", Qos::AtLeastOnce)
        .client_id("consumer")
        .connect();
    let first = first.await.unwrap();
    let closed = first.closed();
    drop(first);
    closed.await;
    let begin = Instant::now();
    let publisher = tokio::spawn({
        let address = address.clone();
        async move { publish(&address, "numbers", numbers(0..messages)).await }
    });

    let mut killed = 0;
    for _ in 0..kills {
        let mut consumer = start(&address, &file);
        let before = lines(&file).len() as u64;
        // Killed when it has done some work, and a little later.
        let work = before + random.below((2 * messages / kills).max(1));
        let late = Duration::from_micros(random.below(20_000));
        let worked = async {
            while (lines(&file).len() as u64) < work.min(messages) {
                assert_eq!(consumer.try_wait().unwrap(), None, "the consumer ended by itself");
                sleep(Duration::from_millis(1)).await;
            }
        };
        timeout(LONG, worked).await.unwrap();
        sleep(late).await;
        consumer.kill().unwrap();
        consumer.wait().unwrap();
        killed += 1;
    }
    let mut consumer = start(&address, &file);
    timeout(LONG, publisher).await.unwrap().unwrap();
    let distinct = || {
        let mut seen = lines(&file);
        seen.sort_unstable();
        seen.dedup();
        seen.len() as u64
    };
    let all = async {
        while distinct() < messages {
            sleep(Duration::from_millis(10)).await;
        }
    };
    timeout(2 * LONG, all)
        .await
        .unwrap_or_else(|_| panic!("{} of {messages}; seed {seed}", distinct()));
    consumer.kill().unwrap();
    consumer.wait().unwrap();

    let repeated = lines(&file).len() as u64 - messages;
    println!(
        "from_mqtt, seed {seed}: {messages} messages, {killed} kills, none lost, {repeated} repeated, {:.1} s",
        begin.elapsed().as_secs_f64()
    );
    assert!(repeated <= killed * IN_FLIGHT as u64, "{repeated} repeated");
    // All is acknowledged but, perhaps, what the last kill caught.
    let rest = from_mqtt(address.as_str())
        .topic("numbers", Qos::AtLeastOnce)
        .client_id("consumer")
        .connect();
    let mut rest = rest.await.unwrap();
    let mut left = 0;
    while timeout(SHORT, rest.next()).await.is_ok() {
        left += 1;
    }
    assert!(left <= IN_FLIGHT, "{left} left");
}
