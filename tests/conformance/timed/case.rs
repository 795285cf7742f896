//! One recording of kind `timed`.

use serde_json::Value as Json;

use crate::value::Value;

/// Milliseconds since the start.
pub(crate) type Millis = u64;

/// A recording of a template.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) template: String,
    pub(crate) pipeline: String,
    pub(crate) params: Vec<(String, Value)>,
    /// Whether each emit waits for the one before.
    pub(crate) awaits: bool,
    pub(crate) inputs: Vec<(Millis, String, Value)>,
    pub(crate) run_until: Millis,
    pub(crate) recorded: Trace,
}

/// What a run shows.
#[derive(Clone, Debug, Default)]
pub(crate) struct Trace {
    /// When which sink got what.
    pub(crate) sinks: Vec<(Millis, String, Value)>,
    /// When the emit of each input was done; not if it failed, or never was.
    pub(crate) done: Vec<Option<Millis>>,
}

impl Case {
    pub(crate) fn parse(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).expect("a recording is JSON");
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let template = text("template");
        let events = |key: &str| -> Vec<(Millis, String, Value)> {
            let events = json[key].as_array().into_iter().flatten();
            events
                .map(|event| {
                    let name = event[1].as_str().unwrap_or_default().to_owned();
                    (millis(&event[0]), name, Value::from_json(&event[2]))
                })
                .collect()
        };
        Self {
            name: text("name"),
            template: template
                .rsplit_once('/')
                .map_or(&*template, |(_, bare)| bare)
                .to_owned(),
            pipeline: text("pipeline"),
            params: json["params"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.clone(), Value::from_json(value)))
                .collect(),
            awaits: text("mode") == "await",
            inputs: events("inputs"),
            run_until: millis(&json["run_until_ms"]),
            recorded: Trace {
                sinks: events("sink_events"),
                done: json["emit_done_ms"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .map(|done| (!done.is_null()).then(|| millis(done)))
                    .collect(),
            },
        }
    }

    /// A parameter as a span of time, in milliseconds; it is recorded in seconds.
    pub(crate) fn span(&self, name: &str) -> Millis {
        let seconds: f64 = self.param(name);
        millis(&Json::from(seconds * 1000.0))
    }

    /// A parameter.
    pub(crate) fn param<T: crate::convert::FromValue>(&self, name: &str) -> T {
        let param = self.params.iter().find(|(known, _)| known == name);
        let (_, value) = param.unwrap_or_else(|| panic!("the recording has no parameter `{name}`"));
        T::from_value(value.clone()).unwrap_or_else(|| panic!("the parameter `{name}` is {value}"))
    }
}

impl Trace {
    /// What one sink got, for all sinks: events of one instant are compared within a sink only.
    pub(crate) fn of_sink(&self, sink: &str) -> Vec<(Millis, &Value)> {
        let events = self.sinks.iter().filter(|(_, name, _)| name == sink);
        events.map(|(at, _, value)| (*at, value)).collect()
    }

    /// The names of the sinks.
    pub(crate) fn names(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.sinks.iter().map(|(_, name, _)| &**name).collect();
        names.sort_unstable();
        names.dedup();
        names
    }
}

/// A time in milliseconds, which the recordings write with the noise of floating point.
fn millis(json: &Json) -> Millis {
    let time = json.as_f64().expect("a time is a number");
    assert!((time - time.round()).abs() < 1e-3, "{time} ms is no whole number");
    // Far below 2^53.
    time.round() as Millis
}
