//! Kind `timed`: what happens when, on a virtual clock.

mod bindings;
mod case;
mod deviations;
mod setup;

use std::collections::BTreeMap;

use case::{Case, Trace};
use setup::Setup;

use crate::corpus::Corpus;

/// Fails if a template fails, or has no binding; prints what differs, and a line with the counts.
pub(crate) fn check() {
    let corpus = Corpus::of_environment();
    let mut templates: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for text in corpus.texts("timed") {
        let case = Case::parse(&text);
        templates.entry(case.template.clone()).or_default().push(case);
    }
    let (mut passed, mut deviating, mut failed) = (0, 0, 0);
    for (template, cases) in &templates {
        let deviation = deviations::find(template);
        match template_outcome(&corpus, template, cases, deviation) {
            Err(problem) => {
                failed += 1;
                println!("FAILED timed/{template}\n{problem}");
            }
            Ok(()) => match deviation {
                Some(deviation) => {
                    deviating += 1;
                    println!("deviating timed/{template}: {}", deviation.reason);
                }
                None => passed += 1,
            },
        }
    }
    if matches!(corpus, Corpus::Vendored) {
        let bound = bindings::BINDINGS.iter().map(|(template, _)| *template);
        for template in bound.chain(deviations::templates()) {
            if !templates.contains_key(template) {
                failed += 1;
                println!("FAILED timed/{template}: bound or listed, but not recorded");
            }
        }
    }
    println!(
        "conformance timed: {passed} passed, {deviating} deviating, {failed} failed, of {} templates",
        templates.len()
    );
    assert_eq!(failed, 0, "the lines above say what differs");
}

fn template_outcome(
    corpus: &Corpus,
    template: &str,
    cases: &[Case],
    deviation: Option<&deviations::Deviation>,
) -> Result<(), String> {
    let bind = bindings::BINDINGS.iter().find(|(name, _)| *name == template);
    let Some((_, bind)) = bind else {
        return Err("  nothing is bound to this template".into());
    };
    let mut differs = false;
    for case in cases {
        let model = deviation.map(|deviation| (deviation.model)(case));
        differs |= model
            .as_ref()
            .is_some_and(|model| difference(&case.recorded, model).is_some());
        let got = Setup::run(case, *bind);
        if let Some(problem) = difference(model.as_ref().unwrap_or(&case.recorded), &got) {
            return Err(format!("  {}: {problem}", case.name));
        }
    }
    if deviation.is_some() && !differs && matches!(corpus, Corpus::Vendored) {
        return Err("  listed as deviating, but agrees with all its recordings".into());
    }
    Ok(())
}

/// The first thing that differs.
fn difference(right: &Trace, got: &Trace) -> Option<String> {
    let mut names = right.names();
    names.extend(got.names());
    for name in names {
        let (right, got) = (right.of_sink(name), got.of_sink(name));
        let same = right.len() == got.len()
            && right
                .iter()
                .zip(&got)
                .all(|((at, value), (when, other))| at == when && value.is_recorded_as(other));
        if !same {
            let first = right
                .iter()
                .zip(&got)
                .position(|(a, b)| a.0 != b.0 || !a.1.is_recorded_as(b.1));
            let first = first.unwrap_or(right.len().min(got.len()));
            return Some(format!(
                "{name}[{first}]: expected {}, got {}",
                entry(right.get(first)),
                entry(got.get(first))
            ));
        }
    }
    (right.done != got.done).then(|| {
        format!(
            "emits done:\n    expected {:?}\n    got      {:?}",
            right.done, got.done
        )
    })
}

fn entry(entry: Option<&(case::Millis, &crate::value::Value)>) -> String {
    entry.map_or("the end".into(), |(at, value)| format!("{value} at {at}"))
}
