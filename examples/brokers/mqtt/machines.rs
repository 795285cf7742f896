//! Machines that are made up, and what should be found out about them.

use streamz::io::mqtt::Message;

/// How many machines there are.
const MACHINES: u64 = 7;

/// What the machines report, and what must come of it.
#[derive(Debug, Default)]
pub(crate) struct Machines {
    /// What is published, in order.
    pub(crate) messages: Vec<Message>,
    /// How many of them cannot be read.
    pub(crate) bad: usize,
    /// Topic and text of each alarm.
    pub(crate) alarms: Vec<(String, String)>,
}

impl Machines {
    /// So many readings of all machines together.
    pub(crate) fn new(seed: u64, readings: u64) -> Self {
        let mut random = seed;
        let mut below = |limit: u64| {
            random = random
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) % limit
        };
        let mut machines = Self::default();
        for _ in 0..readings {
            let machine = below(MACHINES);
            let topic = format!("machine/{machine}/temperature");
            // Most are at 60 to 100 degrees, some are too hot, and some sensors are broken.
            let text = match below(50) {
                0 => {
                    machines.bad += 1;
                    "sensor fault".to_owned()
                }
                1 => {
                    let degrees = 101 + below(20);
                    machines
                        .alarms
                        .push((format!("alarm/{machine}"), format!("{degrees} °C")));
                    degrees.to_string()
                }
                _ => (60 + below(41)).to_string(),
            };
            machines.messages.push(Message::new(topic, text));
        }
        machines
    }
}
