//! Where a pipeline does not do with metadata what Python did, on purpose.

use std::collections::BTreeSet;

use super::case::{Case, Event};
use crate::convert::FromValue;

/// A template whose recordings are not what a pipeline shall do.
pub(crate) struct Deviation {
    template: &'static str,
    pub(crate) reason: &'static str,
    /// What is right.
    pub(crate) model: fn(&Case) -> Vec<Event>,
}

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        template: "flatten_last_carries",
        reason: "every part of an element carries its metadata, so that it is held until the last of them is done wherever \
                 they go; in Python only the last part does, and the callback may fire while others are still under way",
        model: |case| {
            let mut last = Vec::new();
            let events = case.events.iter().rev().map(|event| {
                match event {
                    Event::Done(id) => last = vec![*id],
                    Event::Sink(name, value, _) => return Event::Sink(name.clone(), value.clone(), last.clone()),
                    _ => {}
                }
                event.clone()
            });
            let mut events: Vec<Event> = events.collect();
            events.reverse();
            events
        },
    },
    Deviation {
        template: "no_downstream_never_fires",
        reason: "an element that has nothing to do is done; in Python a stream without consumers never fires, and here it \
                 does not compile",
        model: |case| {
            let inputs = case.inputs.iter().enumerate();
            inputs
                .flat_map(|(number, (_, _, ids))| {
                    let done = ids.iter().map(|id| Event::Done(*id));
                    core::iter::once(Event::Emit(number)).chain(done)
                })
                .collect()
        },
    },
    Deviation {
        template: "partition_unique_leaks",
        reason: "an element is done when its batch is, or when another takes its place; Python never lets go of any",
        model: partition_unique,
    },
    Deviation {
        template: "slice",
        reason: "an element behind the end of a slice has nothing to do and is done; Python's slice leaves the stream, which \
                 then has no consumer and never fires",
        model: |case| {
            let mut seen = BTreeSet::new();
            let mut events = Vec::new();
            for event in &case.events {
                if let Event::Emit(number) = event
                    && number.checked_sub(1).is_some_and(|before| !seen.contains(&before))
                {
                    events.extend(done(case, number - 1));
                }
                if let Event::Done(id) = event {
                    seen.extend(case.inputs.iter().position(|(_, _, ids)| ids.contains(id)));
                }
                events.push(event.clone());
            }
            events.extend(done(case, case.inputs.len() - 1));
            events
        },
    },
];

fn done(case: &Case, input: usize) -> impl Iterator<Item = Event> {
    case.inputs[input].2.iter().map(|id| Event::Done(*id))
}

/// Batches of distinct elements; those that make room are done.
fn partition_unique(case: &Case) -> Vec<Event> {
    let param = |name: &str| {
        case.params
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value.clone())
    };
    let size = param("n").and_then(usize::from_value).unwrap();
    let keep_first = param("keep").and_then(String::from_value).unwrap() == "first";
    let mut batch: Vec<(i64, usize)> = Vec::new();
    let mut events = Vec::new();
    for (number, (_, value, _)) in case.inputs.iter().enumerate() {
        events.push(Event::Emit(number));
        let x = i64::from_value(value.clone()).unwrap();
        let known = batch.iter().position(|(known, _)| *known == x);
        match known {
            Some(_) if keep_first => {
                events.extend(done(case, number));
                continue;
            }
            Some(index) => {
                let (_, old) = batch.remove(index);
                events.extend(done(case, old));
            }
            None => {}
        }
        batch.push((x, number));
        if batch.len() == size {
            let values = batch
                .iter()
                .map(|(x, _)| crate::convert::ToValue::to_value(x))
                .collect();
            let ids = batch
                .iter()
                .flat_map(|(_, number)| case.inputs[*number].2.clone())
                .collect();
            events.push(Event::Sink("out".into(), crate::value::Value::List(values), ids));
            for (_, number) in batch.drain(..) {
                events.extend(done(case, number));
            }
        }
    }
    events
}

/// The deviation of a template, if it is one.
pub(crate) fn find(template: &str) -> Option<&'static Deviation> {
    DEVIATIONS.iter().find(|deviation| deviation.template == template)
}

/// The templates that deviate.
pub(crate) fn templates() -> impl Iterator<Item = &'static str> {
    DEVIATIONS.iter().map(|deviation| deviation.template)
}
