//! One recording.

use serde_json::Value as Json;

use super::shown::Shown;
use crate::value::Value;

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) template: String,
    /// The Python text that was run.
    pub(crate) pipeline: String,
    pub(crate) params: Vec<(String, Value)>,
    pub(crate) batches: Vec<Json>,
    /// One output for each batch.
    pub(crate) right: Vec<Shown>,
}

impl Case {
    pub(crate) fn parse(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).expect("a recording is JSON");
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        let items = |json: &Json| json.as_array().cloned().unwrap_or_default();
        let truth = items(&json["pandas_truth"]);
        let recorded = items(&json["expected"]["out"]);
        let right = if truth.is_empty() { recorded } else { truth };
        Self {
            name: text("name"),
            template: text("template").trim_start_matches("frame/").to_owned(),
            pipeline: text("pipeline"),
            params: json["params"]
                .as_object()
                .into_iter()
                .flatten()
                .map(|(name, value)| (name.clone(), Value::from_json(value)))
                .collect(),
            batches: items(&json["inputs"]).iter().map(|input| input[1].clone()).collect(),
            right: right.iter().map(Shown::from_json).collect(),
        }
    }
}
