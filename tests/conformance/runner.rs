//! Runs all cases of a kind, and says what came out.

use core::fmt::Write;
use core::panic::AssertUnwindSafe;
use std::collections::BTreeMap;
use std::panic::catch_unwind;

use crate::bindings;
use crate::corpus::{Case, Corpus, Trace};
use crate::deviations::{self, Deviation};
use crate::harness::{Bind, Setup};
use crate::value::Value;

/// Fails if a template of the kind fails, or has no binding.
///
/// Prints what differs, and a line with the counts.
pub(crate) fn check(kind: &str) {
    let corpus = Corpus::of_environment();
    let mut templates: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for case in corpus.cases(kind) {
        templates.entry(case.template.clone()).or_default().push(case);
    }
    let (mut passed, mut deviating, mut failed) = (0, 0, 0);
    let mut report = String::new();
    for (template, cases) in &templates {
        let deviation = deviations::find(kind, template);
        match template_outcome(&corpus, kind, template, cases, deviation) {
            Err(problem) => {
                failed += 1;
                let _ = writeln!(report, "FAILED {kind}/{template}\n{problem}");
            }
            Ok(()) => match deviation {
                Some(deviation) => {
                    deviating += 1;
                    let _ = writeln!(report, "deviating {kind}/{template}: {}", deviation.reason);
                }
                None => passed += 1,
            },
        }
    }
    if matches!(corpus, Corpus::Vendored) {
        for template in dead(kind, &templates) {
            failed += 1;
            let _ = writeln!(report, "FAILED {kind}/{template}: bound or listed, but not recorded");
        }
    }
    let _ = write!(
        report,
        "conformance {kind}: {passed} passed, {deviating} deviating, {failed} failed, of {} templates",
        templates.len()
    );
    println!("{report}");
    assert_eq!(failed, 0, "the lines above say what differs");
}

/// Says which kinds of the corpus nothing is bound to yet.
pub(crate) fn other_kinds(known: &[&str]) {
    let kinds = Corpus::of_environment().kinds();
    assert!(
        kinds.iter().any(|kind| known.contains(&kind.as_str())),
        "there are no recordings of any of {known:?}"
    );
    for kind in kinds.iter().filter(|kind| !known.contains(&kind.as_str())) {
        println!("conformance {kind}: ignored, this target has no bindings for it");
    }
}

/// Runs every case of a template through every binding of it.
fn template_outcome(
    corpus: &Corpus,
    kind: &str,
    template: &str,
    cases: &[Case],
    deviation: Option<&Deviation>,
) -> Result<(), String> {
    let binds: Vec<Bind> = bindings::of(kind)
        .filter(|(name, _)| *name == template)
        .map(|(_, bind)| *bind)
        .collect();
    if binds.is_empty() {
        return Err("  nothing is bound to this template".into());
    }
    let mut differs = false;
    for case in cases {
        let model = deviation.map(|deviation| (deviation.model)(case));
        differs |= model
            .as_ref()
            .is_some_and(|model| difference(&case.recorded, model).is_some());
        let right = model.as_ref().unwrap_or(&case.recorded);
        for (number, bind) in binds.iter().enumerate() {
            let problem = match catch_unwind(AssertUnwindSafe(|| Setup::run(case, *bind))) {
                Ok(got) => difference(right, &got).or_else(|| match deviation {
                    None => sinks_differ(case, &got),
                    Some(_) => None,
                }),
                Err(panic) => Some(message(&*panic)),
            };
            if let Some(problem) = problem {
                let which = match binds.len() {
                    1 => String::new(),
                    all => format!(" (binding {} of {all})", number + 1),
                };
                return Err(format!("  {}{which}: {problem}", case.name));
            }
        }
    }
    if deviation.is_some() && !differs && matches!(corpus, Corpus::Vendored) {
        return Err("  listed as deviating, but agrees with all its recordings".into());
    }
    Ok(())
}

/// Names that are bound, or listed as deviating, without a recording.
fn dead(kind: &str, templates: &BTreeMap<String, Vec<Case>>) -> Vec<&'static str> {
    let bound = bindings::of(kind).map(|(template, _)| *template);
    let listed = deviations::of(kind).map(|deviation| deviation.template);
    let all = bound.chain(listed);
    all.filter(|template| !templates.contains_key(*template)).collect()
}

/// The first thing that differs.
fn difference(right: &Trace, got: &Trace) -> Option<String> {
    let longest = right.log.len().max(got.log.len());
    for position in 0..longest {
        let (right, got) = (right.log.get(position), got.log.get(position));
        let same = match (right, got) {
            (Some(right), Some(got)) => right.0 == got.0 && right.1.is_recorded_as(&got.1),
            _ => false,
        };
        if !same {
            let (right, got) = (entry(right), entry(got));
            return Some(format!("log[{position}]: expected {right}, got {got}"));
        }
    }
    if right.errors != got.errors {
        let pairs = right.errors.iter().map(Some).chain([None]);
        let others = got.errors.iter().map(Some).chain([None]);
        let first = pairs.zip(others).position(|(a, b)| a != b).unwrap_or(0);
        return Some(format!(
            "errors[{first}]: expected {:?}, got {:?}",
            right.errors.get(first),
            got.errors.get(first)
        ));
    }
    let lengths = right.log_len_after.iter().zip(&got.log_len_after);
    let position = lengths.into_iter().position(|(right, got)| right != got)?;
    Some(format!(
        "log_len_after[{position}]: expected {}, got {}",
        right.log_len_after[position], got.log_len_after[position]
    ))
}

/// The lists of the sinks one by one, where the recording has them.
fn sinks_differ(case: &Case, got: &Trace) -> Option<String> {
    case.expected.iter().find_map(|(sink, right)| {
        let got = got.log.iter().filter(|(name, _)| name == sink);
        let got: Vec<&Value> = got.map(|(_, value)| value).collect();
        let same = right.len() == got.len() && right.iter().zip(&got).all(|(right, got)| right.is_recorded_as(got));
        (!same).then(|| format!("the sink `{sink}` differs from `expected`, though the log does not"))
    })
}

fn entry(entry: Option<&(String, Value)>) -> String {
    entry.map_or("the end".into(), |(sink, value)| format!("{sink} {value}"))
}

fn message(panic: &(dyn core::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    let text = text.or_else(|| panic.downcast_ref::<&str>().copied());
    format!("panicked: {}", text.unwrap_or("without a message"))
}
