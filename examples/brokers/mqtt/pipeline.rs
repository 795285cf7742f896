//! The pipeline: readings that are too hot become alarms, and those that cannot be read are set aside.
//!
//! ```text
//! broker ── parse ──┬── filter ── map ── forward (broker)
//!                   └ catch ── sink
//! ```
//!
//! A reading is acknowledged when the broker has confirmed the alarm it led to, or when it leads to none.

use core::pin::pin;

use streamz::io::Metrics;
use streamz::io::mqtt::{Message, MqttError, MqttSource, Qos, from_mqtt, to_mqtt};
use streamz::prelude::*;
use tokio::sync::Notify;

/// What is too hot, in degrees Celsius.
const TOO_HOT: u32 = 100;

/// What the pipeline came to.
#[derive(Debug)]
pub(crate) struct Watched {
    /// How many readings there were.
    pub(crate) seen: u64,
    /// Those that cannot be read.
    pub(crate) bad: Vec<String>,
    /// Those of the source.
    pub(crate) metrics: Metrics,
}

/// The readings of all machines; the broker keeps those that come while nobody reads them.
pub(crate) async fn readings(broker: &str) -> Result<MqttSource, MqttError> {
    let all = from_mqtt(broker).topic("machine/+/temperature", Qos::AtLeastOnce);
    all.client_id("watcher").connect().await
}

/// Watches until it has seen so many readings, or a few more that were on their way then.
pub(crate) async fn watch(broker: &str, readings_to_see: u64) -> anyhow::Result<Watched> {
    let source = readings(broker).await?;
    let sink = to_mqtt(broker).connect().await?;
    let (metrics, closed) = (source.metrics(), source.closed());
    let (mut seen, mut bad, enough) = (0, Vec::new(), Notify::new());
    if readings_to_see == 0 {
        enough.notify_one();
    }
    {
        let mut pipeline = pin!(pipeline!(|| -> anyhow::Result<()> {
            let messages = try_tagged_source(source);
            let parsed = messages
                .map(|message| {
                    seen += 1;
                    if seen == readings_to_see {
                        enough.notify_one();
                    }
                    message
                })
                .try_map(parse);
            parsed
                .catch(|message, _| format!("{}: {:?}", message.topic(), message.payload()))
                .sink(|text| bad.push(text));
            parsed
                .filter(|(_, degrees)| *degrees > TOO_HOT)
                .map(|(machine, degrees)| Message::new(format!("alarm/{machine}"), format!("{degrees} °C")))
                .forward(sink);
        }));
        pipeline.run_until(enough.notified()).await?;
    }
    // The last acknowledgements are on their way.
    closed.await;
    Ok(Watched { seen, bad, metrics })
}

/// No number of degrees.
#[derive(Debug)]
struct Unreadable;

/// Which machine it is, and how hot.
fn parse(message: Message) -> Result<(String, u32), Unreadable> {
    let machine = message.topic().split('/').nth(1).map(str::to_owned);
    let degrees = message.payload().text().ok().and_then(|text| text.parse().ok());
    machine.zip(degrees).ok_or(Unreadable)
}
