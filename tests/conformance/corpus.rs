//! The recordings: where they are, and what one of them says.

use std::fs;
use std::path::Path;

use serde_json::Value as Json;

use crate::convert::FromValue;
use crate::value::Value;

/// What a run of a pipeline shows.
#[derive(Debug, Default)]
pub(crate) struct Trace {
    /// What each sink got, in the global order.
    pub(crate) log: Vec<(String, Value)>,
    /// The length of the log after each input.
    pub(crate) log_len_after: Vec<usize>,
    /// The inputs whose emit raised, and what.
    pub(crate) errors: Vec<(usize, String)>,
}

/// One recording of a template.
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) template: String,
    /// The Python text that was run.
    pub(crate) pipeline: String,
    pub(crate) params: Vec<(String, Value)>,
    pub(crate) inputs: Vec<(String, Value)>,
    pub(crate) recorded: Trace,
    /// What each sink got; the vendored recordings leave it to the log.
    pub(crate) expected: Vec<(String, Vec<Value>)>,
}

/// Where recordings come from.
pub(crate) enum Corpus {
    /// The ones of this repository.
    Vendored,
    /// The folder that `STREAMZ_CORPUS` names: `KIND/*.json`.
    Folder(String),
}

impl Corpus {
    /// The corpus to use.
    pub(crate) fn of_environment() -> Self {
        std::env::var("STREAMZ_CORPUS").map_or(Self::Vendored, Self::Folder)
    }

    /// All cases of a kind, in the order of their names.
    pub(crate) fn cases(&self, kind: &str) -> Vec<Case> {
        let mut cases: Vec<Case> = self.texts(kind).iter().map(|text| Case::parse(text)).collect();
        cases.sort_by(|a, b| (&a.template, &a.name).cmp(&(&b.template, &b.name)));
        cases
    }

    /// All recordings of a kind, as they are written.
    pub(crate) fn texts(&self, kind: &str) -> Vec<String> {
        match self {
            Self::Vendored => vendored(kind).lines().map(str::to_owned).collect(),
            Self::Folder(folder) => files(&Path::new(folder).join(kind)),
        }
    }

    /// The kinds in this corpus.
    pub(crate) fn kinds(&self) -> Vec<String> {
        let Self::Folder(folder) = self else {
            return ["batch", "core", "dag", "error", "frame", "meta", "timed"]
                .map(String::from)
                .into();
        };
        let entries =
            fs::read_dir(folder).unwrap_or_else(|error| panic!("STREAMZ_CORPUS={folder} cannot be read: {error}"));
        let mut kinds: Vec<String> = entries
            .flatten()
            .filter(|entry| entry.path().is_dir())
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        kinds.sort();
        kinds
    }
}

fn vendored(kind: &str) -> &'static str {
    match kind {
        "batch" => include_str!("recordings/batch.jsonl"),
        "core" => include_str!("recordings/core.jsonl"),
        "dag" => include_str!("recordings/dag.jsonl"),
        "error" => include_str!("recordings/error.jsonl"),
        "frame" => include_str!("recordings/frame.jsonl"),
        "meta" => include_str!("recordings/meta.jsonl"),
        "timed" => include_str!("recordings/timed.jsonl"),
        _ => "",
    }
}

/// The files of a kind. A corpus may lack a kind, but not the folder of the whole.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        let corpus = folder.parent().is_some_and(Path::is_dir);
        assert!(corpus, "STREAMZ_CORPUS: there is no folder for {}", folder.display());
        return Vec::new();
    };
    let paths = entries.flatten().map(|entry| entry.path());
    paths
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .map(|path| {
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{} cannot be read: {error}", path.display()))
        })
        .collect()
}

impl Case {
    fn parse(text: &str) -> Self {
        let json: Json = serde_json::from_str(text).expect("a recording is JSON");
        let text = |key: &str| json[key].as_str().unwrap_or_default().to_owned();
        Self {
            name: text("name"),
            template: bare(&text("template")),
            pipeline: text("pipeline"),
            params: members(&json["params"]),
            inputs: pairs(&json["inputs"]),
            recorded: Trace {
                log: pairs(&json["log"]),
                log_len_after: items(&json["log_len_after"]).map(number).collect(),
                errors: items(&json["errors"])
                    .map(|error| {
                        let class = error[1].as_str().unwrap_or_default();
                        (number(&error[0]), class.to_owned())
                    })
                    .collect(),
            },
            expected: members(&json["expected"])
                .into_iter()
                .map(|(sink, values)| match values {
                    Value::List(values) => (sink, values),
                    other => panic!("`expected` is a list for each sink, not {other}"),
                })
                .collect(),
        }
    }

    /// A parameter as a whole number, for the models of the deviations.
    pub(crate) fn whole(&self, name: &str) -> i64 {
        let param = self.params.iter().find(|(known, _)| known == name);
        param
            .and_then(|(_, value)| i64::from_value(value.clone()))
            .unwrap_or_else(|| panic!("the parameter `{name}` is a whole number"))
    }
}

/// `core/map_str` is `map_str`.
fn bare(template: &str) -> String {
    template.rsplit_once('/').map_or(template, |(_, bare)| bare).to_owned()
}

fn items(json: &Json) -> impl Iterator<Item = &Json> {
    json.as_array().into_iter().flatten()
}

fn members(json: &Json) -> Vec<(String, Value)> {
    let members = json.as_object().into_iter().flatten();
    members
        .map(|(name, value)| (name.clone(), Value::from_json(value)))
        .collect()
}

fn pairs(json: &Json) -> Vec<(String, Value)> {
    items(json)
        .map(|pair| {
            let name = pair[0].as_str().unwrap_or_default().to_owned();
            (name, Value::from_json(&pair[1]))
        })
        .collect()
}

fn number(json: &Json) -> usize {
    let number = json.as_u64().and_then(|n| usize::try_from(n).ok());
    number.expect("a position is a whole number")
}
