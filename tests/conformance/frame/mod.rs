//! Kind `frame`: streaming data frames.
//!
//! Where a recording carries what pandas says of the same rows, that is the right answer: there streamz is wrong.

mod bindings;
mod case;
mod rows;
mod setup;
mod shown;

use core::panic::AssertUnwindSafe;
use std::collections::BTreeMap;
use std::panic::catch_unwind;

use case::Case;
use setup::Setup;

use crate::corpus::Corpus;

/// Fails if a template fails, or has no binding; prints what differs, and a line with the counts.
pub(crate) fn check() {
    let corpus = Corpus::of_environment();
    let mut templates: BTreeMap<String, Vec<Case>> = BTreeMap::new();
    for text in corpus.texts("frame") {
        let case = Case::parse(&text);
        templates.entry(case.template.clone()).or_default().push(case);
    }
    let (mut passed, mut failed) = (0, 0);
    for (template, cases) in &templates {
        match template_outcome(template, cases) {
            Ok(()) => passed += 1,
            Err(problem) => {
                failed += 1;
                println!("FAILED frame/{template}\n{problem}");
            }
        }
    }
    if matches!(corpus, Corpus::Vendored) {
        for (template, _) in bindings::all() {
            if !templates.contains_key(*template) {
                failed += 1;
                println!("FAILED frame/{template}: bound, but not recorded");
            }
        }
    }
    println!(
        "conformance frame: {passed} passed, {failed} failed, of {} templates",
        templates.len()
    );
    assert_eq!(failed, 0, "the lines above say what differs");
}

fn template_outcome(template: &str, cases: &[Case]) -> Result<(), String> {
    let Some((_, bind)) = bindings::all().find(|(name, _)| *name == template) else {
        return Err("  nothing is bound to this template".into());
    };
    for case in cases {
        let shown = catch_unwind(AssertUnwindSafe(|| Setup::run(case, *bind))).map_err(|panic| {
            let text = panic.downcast_ref::<String>().map(String::as_str);
            let text = text
                .or_else(|| panic.downcast_ref::<&str>().copied())
                .unwrap_or_default();
            format!("  {}: {text}", case.name)
        })?;
        if shown.len() != case.right.len() {
            let (got, right) = (shown.len(), case.right.len());
            return Err(format!("  {}: {got} outputs instead of {right}", case.name));
        }
        for (position, (got, right)) in shown.iter().zip(&case.right).enumerate() {
            if !got.is(right) {
                return Err(format!(
                    "  {}, output {position}:\n  expected {right:?}\n  got      {got:?}",
                    case.name
                ));
            }
        }
    }
    Ok(())
}
