//! One recording of kind `meta`.

use std::collections::BTreeMap;

use serde_json::Value as Json;

use crate::value::Value;

/// A recording of a template.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) template: String,
    pub(crate) pipeline: String,
    pub(crate) params: Vec<(String, Value)>,
    /// Port, item, and the ids that the item bears.
    pub(crate) inputs: Vec<(String, Value, Vec<u64>)>,
    pub(crate) events: Vec<Event>,
    /// How many places hold each id, after each input.
    pub(crate) counts_after: Vec<BTreeMap<u64, i64>>,
}

/// What happens while a case runs.
#[derive(Clone, Debug)]
pub(crate) enum Event {
    /// The input of this number is emitted.
    Emit(usize),
    /// A sink got an item, with the ids that it bears.
    Sink(String, Value, Vec<u64>),
    /// No place holds this id any more.
    Done(u64),
    /// The emit raised.
    Raised(String),
}

impl Event {
    /// Whether two recordings say the same.
    pub(crate) fn is_recorded_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Emit(a), Self::Emit(b)) => a == b,
            (Self::Sink(a, x, ids), Self::Sink(b, y, others)) => a == b && x.is_recorded_as(y) && ids == others,
            (Self::Done(a), Self::Done(b)) => a == b,
            (Self::Raised(a), Self::Raised(b)) => a == b,
            _ => false,
        }
    }

    fn parse(json: &Json) -> Self {
        let text = |index: usize| json[index].as_str().unwrap_or_default().to_owned();
        match text(0).as_str() {
            "emit" => Self::Emit(usize::try_from(id(&json[1])).unwrap()),
            "sink" => {
                let mut ids = Vec::new();
                flat(&json[3], &mut ids);
                Self::Sink(text(1), Value::from_json(&json[2]), ids)
            }
            "done" => Self::Done(id(&json[1])),
            "raised" => Self::Raised(text(1)),
            other => panic!("unknown event {other}"),
        }
    }
}

impl Case {
    pub(crate) fn parse(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).expect("a recording is JSON");
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let items = |key: &str| json[key].as_array().cloned().unwrap_or_default();
        let template = text("template");
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
            inputs: items("inputs")
                .iter()
                .map(|input| {
                    let port = input[0].as_str().unwrap_or_default().to_owned();
                    let mut ids = Vec::new();
                    flat(&input[2], &mut ids);
                    (port, Value::from_json(&input[1]), ids)
                })
                .collect(),
            events: items("events").iter().map(Event::parse).collect(),
            counts_after: items("counts_after")
                .iter()
                .map(|counts| {
                    let counts = counts.as_object().into_iter().flatten();
                    counts
                        .map(|(id, count)| (id.parse().unwrap(), count.as_i64().unwrap()))
                        .collect()
                })
                .collect(),
        }
    }
}

fn id(json: &Json) -> u64 {
    json.as_u64().expect("an id is a whole number")
}

/// Ids, which one operator of Python's nests in lists.
fn flat(json: &Json, ids: &mut Vec<u64>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| flat(item, ids)),
        other => ids.push(id(other)),
    }
}
