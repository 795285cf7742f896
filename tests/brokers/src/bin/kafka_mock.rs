//! A cluster of one broker, from librdkafka, in a process of its own: so that it outlives clients that are killed, and a fault in
//! it is not one of the tests.
//!
//! Prints its address, and then obeys lines, each of which is answered by one: `topic NAME PARTITIONS`, `down`, `up`. It ends with
//! its standard input.

use std::io::{BufRead as _, Write as _};

use rdkafka::ClientConfig;
use rdkafka::producer::{BaseProducer, Producer as _};

fn main() {
    let owner: BaseProducer = ClientConfig::new()
        .set("test.mock.num.brokers", "1")
        .create()
        .expect("a mock cluster");
    let cluster = owner.client().mock_cluster().expect("a mock cluster");
    // A group waits for 3 seconds for more members, in each of many tests.
    // SAFETY: the client has a mock cluster, as was just seen, and lives until the end of `main`; the call only stores a number
    // under a lock of the cluster.
    unsafe {
        let cluster = rdkafka_sys::rd_kafka_handle_mock_cluster(owner.client().native_ptr());
        rdkafka_sys::rd_kafka_mock_group_initial_rebalance_delay_ms(cluster, 0);
    }
    println!("{}", cluster.bootstrap_servers());
    let mut out = std::io::stdout();
    for line in std::io::stdin().lock().lines() {
        let Ok(line) = line else { break };
        let words: Vec<&str> = line.split_whitespace().collect();
        let done = match words[..] {
            ["topic", name, partitions] => cluster.create_topic(name, partitions.parse().expect("a number"), 1),
            ["down"] => cluster.broker_down(1),
            ["up"] => cluster.broker_up(1),
            _ => panic!("what is {line:?}?"),
        };
        if writeln!(out, "{done:?}").and_then(|()| out.flush()).is_err() {
            break;
        }
    }
}
