//! What a binding is made of, and how a case runs through it.

use core::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use streamz::tags::Tags;

use super::case::{Case, Event};
use super::mark::{Ledger, Mark};
use crate::convert::{FromValue, ToValue};
use crate::harness::Raised;
use crate::value::Value;

/// A pipeline behind its ports.
pub(crate) type Bound = Box<dyn FnMut(&str, Value, Mark) -> Result<(), Raised>>;

/// Makes the pipeline of a template, with the parameters of a case.
pub(crate) type Bind = fn(&Setup<'_>) -> Bound;

/// Puts a pipeline behind the ports it has as methods.
macro_rules! tagged_ports {
    ($pipeline:expr, $($port:ident),+) => {{
        let mut pipeline = $pipeline;
        Box::new(move |port: &str, item, mark| match port {
            $(stringify!($port) => $crate::harness::Outcome::outcome(
                pipeline.$port(streamz::tags::Tagged($crate::harness::item(port, item), mark))
            ),)+
            _ => panic!("the binding has no port `{port}`"),
        })
    }};
}
pub(crate) use tagged_ports;

/// What a binding is given: one case, and the log.
pub(crate) struct Setup<'c> {
    case: &'c Case,
    ledger: Ledger,
    used: RefCell<BTreeSet<&'static str>>,
}

/// A sink of the recordings.
pub(crate) struct Out {
    name: &'static str,
    ledger: Ledger,
}

impl Out {
    /// Logs an item and the ids it bears.
    pub(crate) fn put(&self, item: impl ToValue, tags: Tags<'_, Mark>) {
        let ids = tags.iter().flat_map(|mark| mark.ids.iter().copied()).collect();
        let value = item.to_value().canonical();
        self.ledger.log(Event::Sink(self.name.into(), value, ids));
    }
}

impl<'c> Setup<'c> {
    /// Runs a case; the counts after each input.
    pub(crate) fn run(case: &'c Case, bind: Bind, ledger: &Ledger) -> Vec<BTreeMap<u64, i64>> {
        let setup = Self {
            case,
            ledger: ledger.clone(),
            used: RefCell::default(),
        };
        let mut pipeline = bind(&setup);
        for (name, _) in &case.params {
            let used = setup.used.borrow().contains(name.as_str());
            assert!(used, "the binding takes no notice of the parameter `{name}`");
        }
        let inputs = case.inputs.iter().enumerate();
        inputs
            .map(|(number, (port, value, ids))| {
                ledger.log(Event::Emit(number));
                if let Err(raised) = pipeline(port, value.clone(), ledger.mark(ids)) {
                    ledger.log(Event::Raised(format!("{raised:?}")));
                }
                ledger.counts()
            })
            .collect()
    }

    /// The Python text that the binding stands for: the recording must be of the same.
    pub(crate) fn python(&self, text: &str) {
        assert_eq!(
            text, self.case.pipeline,
            "the binding is for another pipeline than the recording"
        );
    }

    /// A parameter.
    pub(crate) fn param<T: FromValue>(&self, name: &'static str) -> T {
        self.used.borrow_mut().insert(name);
        let param = self.case.params.iter().find(|(known, _)| known == name);
        let (_, value) = param.unwrap_or_else(|| panic!("the recording has no parameter `{name}`"));
        T::from_value(value.clone()).unwrap_or_else(|| panic!("the parameter `{name}` is {value}"))
    }

    /// A sink.
    pub(crate) fn sink(&self, name: &'static str) -> Out {
        Out {
            name,
            ledger: self.ledger.clone(),
        }
    }
}
