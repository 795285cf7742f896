//! What a binding is made of: parameters in, a pipeline behind its ports, sinks that write one log.

use core::cell::RefCell;
use std::collections::BTreeSet;
use std::io;
use std::rc::Rc;

use streamz::{OutOfRange, Overflow};

use crate::convert::{FromValue, ToValue};
use crate::corpus::{Case, Trace};
use crate::value::Value;

/// Why an emit failed: the exceptions of the recordings, and what only these pipelines know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Raised {
    Boom,
    TypeError,
    IndexError,
    Overflow,
    Io,
}

impl From<OutOfRange> for Raised {
    fn from(_: OutOfRange) -> Self {
        Self::IndexError
    }
}

impl From<Overflow> for Raised {
    fn from(_: Overflow) -> Self {
        Self::Overflow
    }
}

impl From<io::Error> for Raised {
    fn from(_: io::Error) -> Self {
        Self::Io
    }
}

/// What `emit` returns, of a pipeline that can fail and of one that cannot.
pub(crate) trait Outcome {
    fn outcome(self) -> Result<(), Raised>;
}

impl Outcome for () {
    fn outcome(self) -> Result<(), Raised> {
        Ok(())
    }
}

impl<E: Into<Raised>> Outcome for Result<(), E> {
    fn outcome(self) -> Result<(), Raised> {
        self.map_err(Into::into)
    }
}

/// A pipeline behind its ports.
pub(crate) type Bound = Box<dyn FnMut(&str, Value) -> Result<(), Raised>>;

/// Makes the pipeline of a template, with the parameters of a case.
pub(crate) type Bind = fn(&Setup<'_>) -> Bound;

/// Puts a pipeline behind the ports it has as methods.
macro_rules! ports {
    ($pipeline:expr, $($port:ident),+) => {{
        let mut pipeline = $pipeline;
        Box::new(move |port: &str, item| match port {
            $(stringify!($port) => $crate::harness::Outcome::outcome(
                pipeline.$port($crate::harness::item(port, item))
            ),)+
            _ => panic!("the binding has no port `{port}`"),
        })
    }};
}
pub(crate) use ports;

/// The bindings of a file by their templates; `template by function` where the names differ.
macro_rules! table {
    ($($template:ident $(by $function:ident)?),* $(,)?) => {
        &[$((stringify!($template), $crate::harness::table!(@ $template $($function)?) as $crate::harness::Bind)),*]
    };
    (@ $template:ident) => { $template };
    (@ $template:ident $function:ident) => { $function };
}
pub(crate) use table;

/// An input as the type of its port.
pub(crate) fn item<T: FromValue>(port: &str, value: Value) -> T {
    let shown = value.to_string();
    T::from_value(value)
        .unwrap_or_else(|| panic!("the port `{port}` takes `{}`, not {shown}", core::any::type_name::<T>()))
}

type Log = Rc<RefCell<Vec<(&'static str, Value)>>>;

/// A sink of the recordings.
pub(crate) struct Out {
    name: &'static str,
    log: Log,
}

impl Out {
    /// Writes an item into the log that all sinks share.
    pub(crate) fn put(&self, item: impl ToValue) {
        let value = item.to_value().canonical();
        self.log.borrow_mut().push((self.name, value));
    }
}

/// A file whose every write is an item, as the recordings' `Writer`.
impl io::Write for Out {
    fn write(&mut self, text: &[u8]) -> io::Result<usize> {
        self.put(String::from_utf8_lossy(text).into_owned());
        Ok(text.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What a binding is given: one case, and a log for its sinks.
pub(crate) struct Setup<'c> {
    case: &'c Case,
    log: Log,
    used: RefCell<BTreeSet<&'static str>>,
}

impl<'c> Setup<'c> {
    /// Runs a case through a binding.
    pub(crate) fn run(case: &'c Case, bind: Bind) -> Trace {
        let setup = Self {
            case,
            log: Log::default(),
            used: RefCell::default(),
        };
        let mut pipeline = bind(&setup);
        for (name, _) in &case.params {
            let used = setup.used.borrow().contains(name.as_str());
            assert!(used, "the binding takes no notice of the parameter `{name}`");
        }
        let mut trace = Trace::default();
        for (position, (port, value)) in case.inputs.iter().enumerate() {
            if let Err(raised) = pipeline(port, value.clone()) {
                trace.errors.push((position, format!("{raised:?}")));
            }
            trace.log_len_after.push(setup.log.borrow().len());
        }
        let log = setup.log.take().into_iter();
        trace.log = log.map(|(sink, value)| (sink.to_owned(), value)).collect();
        trace
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
        let Some((_, value)) = param else {
            panic!("the recording has no parameter `{name}`");
        };
        T::from_value(value.clone()).unwrap_or_else(|| {
            panic!(
                "the parameter `{name}` is read as `{}`, and is {value}",
                core::any::type_name::<T>()
            )
        })
    }

    /// Several parameters of one type.
    pub(crate) fn params<T: FromValue, const N: usize>(&self, names: [&'static str; N]) -> [T; N] {
        names.map(|name| self.param(name))
    }

    /// A parameter that means nothing here, as the template's name says.
    pub(crate) fn ignore(&self, name: &'static str) {
        self.used.borrow_mut().insert(name);
    }

    /// The number of inputs, for queues that shall take them all.
    pub(crate) fn inputs(&self) -> usize {
        self.case.inputs.len()
    }

    /// A sink.
    pub(crate) fn sink(&self, name: &'static str) -> Out {
        Out {
            name,
            log: Rc::clone(&self.log),
        }
    }
}
