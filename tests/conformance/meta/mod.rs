//! Kind `meta`: metadata that rides beside the items, and when an element counts as done.
//!
//! Every id of a recording is one reference counter of Python's. Here it is a place in a [`Mark`], the tag that the items of a
//! case carry; what a pipeline does with its tags is logged as the recordings log what streamz does with its counters.

mod bindings;
mod case;
mod deviations;
mod mark;
mod setup;

use std::collections::BTreeMap;

use case::{Case, Event};
use mark::Ledger;
use setup::Setup;

use crate::corpus::Corpus;

/// Fails if a template fails, or has no binding; prints what differs, and a line with the counts.
pub(crate) fn check() {
    let corpus = Corpus::of_environment();
    let mut templates: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for text in corpus.texts("meta") {
        let case = Case::parse(&text);
        templates.entry(case.template.clone()).or_default().push(case);
    }
    let (mut passed, mut deviating, mut failed) = (0, 0, 0);
    for (template, cases) in &templates {
        let deviation = deviations::find(template);
        match template_outcome(template, cases, deviation) {
            Err(problem) => {
                failed += 1;
                println!("FAILED meta/{template}\n{problem}");
            }
            Ok(()) => match deviation {
                Some(deviation) => {
                    deviating += 1;
                    println!("deviating meta/{template}: {}", deviation.reason);
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
                println!("FAILED meta/{template}: bound or listed, but not recorded");
            }
        }
    }
    println!(
        "conformance meta: {passed} passed, {deviating} deviating, {failed} failed, of {} templates",
        templates.len()
    );
    assert_eq!(failed, 0, "the lines above say what differs");
}

fn template_outcome(template: &str, cases: &[Case], deviation: Option<&deviations::Deviation>) -> Result<(), String> {
    let bind = bindings::BINDINGS.iter().find(|(name, _)| *name == template);
    let Some((_, bind)) = bind else {
        return Err("  nothing is bound to this template".into());
    };
    let mut differs = false;
    for case in cases {
        let right = match deviation {
            Some(deviation) => (deviation.model)(case),
            None => case.events.clone(),
        };
        differs |= !same(&right, &case.events);
        let ledger = Ledger::default();
        let counts = Setup::run(case, *bind, &ledger);
        let got = ledger.events();
        if !same(&right, &got) {
            return Err(format!("  {}:\n  expected {right:?}\n  got      {got:?}", case.name));
        }
        // What a model says of the events, the counts follow; they are recorded only for what is not changed.
        if deviation.is_none() && counts != case.counts_after {
            return Err(format!(
                "  {}:\n  expected counts {:?}\n  got             {counts:?}",
                case.name, case.counts_after
            ));
        }
    }
    if deviation.is_some() && !differs {
        return Err("  listed as deviating, but agrees with all its recordings".into());
    }
    Ok(())
}

fn same(right: &[Event], got: &[Event]) -> bool {
    right.len() == got.len() && right.iter().zip(got).all(|(right, got)| right.is_recorded_as(got))
}
