//! Trades through Kafka: written to a topic, read by a member of a group, summed up, and the sums written to another topic.
//!
//! ```text
//! cargo run --release -p streamz-broker-examples --example kafka
//! ```
//!
//! The broker is a mock of librdkafka inside this program; `--brokers HOST:PORT` takes a real one, where the topics `trades` and
//! `turnover` have to be. Some of the trades are null, and some cannot be read: these go a way of their own. At the end all that
//! was read is committed, and the sums are right.

mod trades;

use core::pin::pin;
use core::sync::atomic::{AtomicU64, Ordering::Relaxed};
use core::time::Duration;
use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context as _, ensure};
use clap::Parser;
use futures::StreamExt as _;
use rdkafka::mocking::MockCluster;
use streamz::io::kafka::{KafkaError, KafkaSender, Message, Record, from_kafka, to_kafka};
use streamz::prelude::*;

use self::trades::{Trade, Written};

/// Sums up trades that come by Kafka.
#[derive(Debug, Parser)]
#[command(name = "kafka")]
struct Args {
    /// The brokers [default: a mock in this program]
    #[arg(long, value_name = "HOST:PORT")]
    brokers: Option<String>,

    /// How many trades to write and to read.
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    trades: u64,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let args = Args::parse();
    let mut mock = None;
    let brokers = match args.brokers {
        Some(brokers) => brokers,
        None => {
            let cluster = mock.insert(MockCluster::new(1)?);
            cluster.create_topic("trades", 4, 1)?;
            cluster.create_topic("turnover", 1, 1)?;
            cluster.bootstrap_servers()
        }
    };
    let begun = Instant::now();
    let written = write(&brokers, args.trades)
        .await
        .context("the trades cannot be written")?;
    println!(
        "written    {} trades, delivered in {:.2} s",
        written.trades,
        begun.elapsed().as_secs_f64()
    );

    let begun = Instant::now();
    let both = tokio::try_join!(sum_up(&brokers, &written), last_word(&brokers, &written));
    let (read, turnover) = both.context("the trades cannot be read")?;
    println!(
        "read       {} messages in {:.2} s, of which a mock takes 3 to arrange the group",
        read.messages,
        begun.elapsed().as_secs_f64()
    );
    println!("           {} were null, {} could not be read", read.nulls, read.bad);
    for (name, turnover) in &turnover {
        println!("{name:<10} {turnover}");
    }
    ensure!(read.messages == args.trades, "{} messages were read", read.messages);
    ensure!(
        (read.nulls, read.bad) == (written.nulls, written.bad),
        "others were null or bad"
    );
    ensure!(turnover == written.turnover, "the sums are wrong");
    println!("checked    every trade was summed up once, and all is committed");
    Ok(())
}

/// Writes trades to the topic `trades`; when this returns, all are delivered.
async fn write(brokers: &str, trades: u64) -> anyhow::Result<Written> {
    let sink = to_kafka("trades", [("bootstrap.servers", brokers)]).start().await?;
    let mut written = Written::default();
    let mut p = pin!(pipeline!(|records: Record| -> Result<(), KafkaError> {
        records.forward(sink);
    }));
    for number in 0..trades {
        p.emit(written.record(number)).await?;
    }
    p.shutdown().await?;
    Ok(written)
}

/// What was read.
struct Read {
    messages: u64,
    nulls: u64,
    bad: u64,
}

/// Reads the trades, and writes what each name turned over to the topic `turnover`, again and again; the last word counts.
async fn sum_up(brokers: &str, written: &Written) -> anyhow::Result<Read> {
    let params = [
        ("bootstrap.servers", brokers),
        ("group.id", "turnover"),
        ("auto.offset.reset", "earliest"),
    ];
    let source = from_kafka(["trades"], params).in_flight(2000).start().await?;
    let sender = to_kafka("turnover", [("bootstrap.servers", brokers)]).sender().await?;
    let (handle, metrics) = (source.handle(), source.metrics());
    let (nulls, mut bad) = (AtomicU64::new(0), 0);
    {
        let mut p = pin!(pipeline!(|| -> Result<(), KafkaError> {
            let messages = try_tagged_source(source);
            let trades = messages
                .filter(|message: &Message| {
                    let is_null = message.payload().is_none();
                    nulls.fetch_add(u64::from(is_null), Relaxed);
                    !is_null
                })
                .try_map(|message: Message| Trade::parse(&message));
            trades.catch(|_, error| error).sink(|_| bad += 1);
            trades
                .scan(BTreeMap::new(), |sums, trade| {
                    let sum = sums.entry(trade.name.clone()).or_insert(0);
                    *sum += trade.turnover();
                    (trade.name, *sum)
                })
                .try_map_async(256, |(name, sum)| send(&sender, name, sum))
                .sink(|_| ());
        }));
        let all = async {
            while metrics.passed() < written.trades || metrics.in_flight() > 0 {
                tokio::time::sleep(Duration::from_millis(5)).await;
            }
        };
        p.run_until(all).await?;
    }
    handle.closed().await?; // all that was read is committed
    Ok(Read {
        messages: metrics.passed(),
        nulls: nulls.into_inner(),
        bad,
    })
}

fn send(sender: &KafkaSender, name: String, sum: u64) -> impl Future<Output = Result<(), KafkaError>> + use<> {
    let sent = sender.send(Record::new(sum.to_string()).key(name));
    async move { sent.await.map(drop) }
}

/// What the topic `turnover` says last of each name.
async fn last_word(brokers: &str, written: &Written) -> anyhow::Result<BTreeMap<String, u64>> {
    let params = [
        ("bootstrap.servers", brokers),
        ("group.id", "reader"),
        ("auto.offset.reset", "earliest"),
    ];
    let mut sums = from_kafka(["turnover"], params).start().await?.untagged();
    let mut turnover = BTreeMap::new();
    for _ in 0..written.trades - written.nulls - written.bad {
        let message = sums.next().await.context("the topic has ended")??;
        let name = message.key().context("a key")?.text()?.to_owned();
        turnover.insert(name, message.payload().context("a sum")?.text()?.parse()?);
    }
    Ok(turnover)
}
