//! A member of a group that may be killed at any time.
//!
//! ```text
//! kafka_consumer BOOTSTRAP GROUP TOPIC IN_FLIGHT log FILE      appends what it has dealt with to a file
//! kafka_consumer BOOTSTRAP GROUP TOPIC IN_FLIGHT copy OTHER    sends it to another topic
//! ```
//!
//! When its standard input ends it closes its source, and says whether all it has read is committed.

use core::pin::pin;
use core::time::Duration;
use std::fs::OpenOptions;
use std::io::{Read as _, Write as _};

use streamz::prelude::*;
use streamz_broker_tests::kafka::member;
use streamz_io::Reconnect;
use streamz_io::kafka::{KafkaError, KafkaHandle, Message, Messages, ToKafka, from_kafka, to_kafka};

/// How many messages are worked on at a time, and end in another order than they began.
const AT_ONCE: usize = 16;

#[tokio::main]
async fn main() -> Result<(), Box<dyn core::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [bootstrap, group, topic, in_flight, what, to] = &arguments[..] else {
        return Err("BOOTSTRAP GROUP TOPIC IN_FLIGHT log|copy FILE|TOPIC".into());
    };
    let in_flight = in_flight.parse()?;
    let reconnect = Reconnect::default().at_most(Duration::from_millis(500));
    let params = member(bootstrap, group);
    let source = loop {
        match from_kafka([topic], params.clone())
            .in_flight(in_flight)
            .reconnect(reconnect)
            .start()
            .await
        {
            Ok(source) => break source,
            // A broker may be starting.
            Err(KafkaError::Unreachable { .. } | KafkaError::UnknownTopic { .. }) => {}
            Err(error) => return Err(error.into()),
        }
    };
    let handle = source.handle();
    match &**what {
        "log" => log(source, to).await?,
        "copy" => {
            let sink = || {
                to_kafka(to, [("bootstrap.servers", bootstrap)])
                    .reconnect(reconnect)
                    .in_flight(in_flight)
            };
            copy(source, sink).await?;
        }
        _ => return Err("log or copy?".into()),
    }
    closed(handle).await
}

async fn log(source: Messages, file: &str) -> Result<(), KafkaError> {
    let mut file = OpenOptions::new().create(true).append(true).open(file).expect("a file");
    let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
        let messages = try_tagged_source(source);
        messages
            .map_async_unordered(AT_ONCE, async |message: Message| {
                tokio::time::sleep(Duration::from_millis(message.offset().unsigned_abs() % 3)).await;
                message
            })
            .sink(move |message: Message| {
                let text = message
                    .payload()
                    .and_then(|payload| payload.text().ok())
                    .expect("a text");
                // One write: what is killed has written it or not.
                file.write_all(format!("{text}\n").as_bytes())
                    .expect("room on the disk");
            });
    }));
    p.run_until(end_of_input()).await
}

async fn copy(source: Messages, sink: impl Fn() -> ToKafka) -> Result<(), KafkaError> {
    let sink = loop {
        match sink().start().await {
            Ok(sink) => break sink,
            Err(KafkaError::Unreachable { .. } | KafkaError::UnknownTopic { .. }) => {}
            Err(error) => return Err(error),
        }
    };
    let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
        let messages = try_tagged_source(source);
        messages
            .map_async_unordered(AT_ONCE, async |message: Message| message)
            .forward(sink);
    }));
    p.run_until(end_of_input()).await
}

async fn end_of_input() {
    let wait = || std::io::stdin().read_to_end(&mut Vec::new());
    let _ = tokio::task::spawn_blocking(wait).await;
}

async fn closed(handle: KafkaHandle) -> Result<(), Box<dyn core::error::Error>> {
    handle.closed().await?;
    println!("closed, all is committed");
    Ok(())
}
