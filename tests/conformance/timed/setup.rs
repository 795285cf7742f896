//! What a binding is made of, and how a case runs on virtual time.

use core::cell::RefCell;
use core::future::poll_fn;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::collections::{BTreeSet, VecDeque};
use std::rc::Rc;

use streamz::drive::{Drive, Outcome};
use streamz::time::{NEVER, Ticks, Timer, VirtualClock};

use super::case::{Case, Millis, Trace};
use crate::convert::{FromValue, ToValue};
use crate::value::Value;

/// A pipeline behind its ports.
pub(crate) trait Bound {
    fn ports(&self) -> &'static [&'static str];
    fn is_clear(&self, port: usize) -> bool;
    fn deadline(&self) -> Ticks;
    /// Polls; whether an item failed.
    fn poll(&mut self, now: Ticks, cx: &mut Context<'_>) -> bool;
    /// Sends an item in; whether it failed.
    fn push(&mut self, port: usize, now: Ticks, item: Value) -> bool;
}

/// Makes the pipeline of a template, with the parameters of a case.
pub(crate) type Bind = fn(&Setup<'_>) -> Box<dyn Bound>;

/// The parts of a [`Bound`].
pub(crate) struct Ported<P, F, C> {
    pipeline: Pin<Box<P>>,
    ports: &'static [&'static str],
    push: F,
    clear: C,
}

impl<P, F, C> Bound for Ported<P, F, C>
where
    P: Drive<Output: Outcome>,
    F: FnMut(Pin<&mut P>, usize, Ticks, Value) -> P::Output,
    C: Fn(&P, usize) -> bool,
{
    fn ports(&self) -> &'static [&'static str] {
        self.ports
    }

    fn is_clear(&self, port: usize) -> bool {
        (self.clear)(&self.pipeline, port)
    }

    fn deadline(&self) -> Ticks {
        self.pipeline.deadline()
    }

    fn poll(&mut self, now: Ticks, cx: &mut Context<'_>) -> bool {
        match self.pipeline.as_mut().poll_at(now, cx) {
            Poll::Ready(outcome) => outcome.into_result().is_err(),
            Poll::Pending => false,
        }
    }

    fn push(&mut self, port: usize, now: Ticks, item: Value) -> bool {
        (self.push)(self.pipeline.as_mut(), port, now, item)
            .into_result()
            .is_err()
    }
}

/// Gives the closures their types.
pub(crate) fn ported<P, F, C>(pipeline: P, ports: &'static [&'static str], push: F, clear: C) -> Ported<P, F, C>
where
    P: Drive<Output: Outcome>,
    F: FnMut(Pin<&mut P>, usize, Ticks, Value) -> P::Output,
    C: Fn(&P, usize) -> bool,
{
    Ported {
        pipeline: Box::pin(pipeline),
        ports,
        push,
        clear,
    }
}

/// Puts a pipeline behind its sources, with the types of their items.
macro_rules! timed_ports {
    ($pipeline:expr $(, $port:ident: $type:ty = $number:literal)*) => {
        Box::new($crate::timed::setup::ported(
            $pipeline,
            &[$(stringify!($port)),*],
            |_pipeline, port, _now, _value| match port {
                $($number => streamz::drive::Push::<$type, $number>::push_now(
                    _pipeline, _now, $crate::harness::item(stringify!($port), _value),
                ),)*
                _ => panic!("the binding has no such port"),
            },
            |_pipeline, port| match port {
                $($number => streamz::drive::Push::<$type, $number>::is_clear(_pipeline),)*
                _ => panic!("the binding has no such port"),
            },
        ))
    };
}
pub(crate) use timed_ports;

/// What a binding is given: one case, the clock, and the log.
pub(crate) struct Setup<'c> {
    case: &'c Case,
    clock: VirtualClock,
    log: Log,
    used: RefCell<BTreeSet<&'static str>>,
}

type Log = Rc<RefCell<Vec<(Millis, String, Value)>>>;

/// A sink of the recordings.
#[derive(Clone)]
pub(crate) struct Out {
    name: &'static str,
    clock: VirtualClock,
    log: Log,
}

impl Out {
    /// Logs an item.
    pub(crate) fn put(&self, item: impl ToValue) {
        self.log(self.name.to_owned(), item.to_value().canonical());
    }

    /// The slow sink of the recordings: logs when it begins and when it ends.
    pub(crate) async fn slow(&self, item: impl ToValue, span: Ticks) {
        let value = item.to_value().canonical();
        self.log(format!("{}.start", self.name), value.clone());
        self.clock.sleep(span).await;
        self.log(format!("{}.end", self.name), value);
    }

    fn log(&self, name: String, value: Value) {
        let now = millis(self.clock.now());
        self.log.borrow_mut().push((now, name, value));
    }
}

/// The ticks in a millisecond.
const MILLI: Ticks = 1_000_000;

fn millis(now: Ticks) -> Millis {
    now / MILLI
}

impl<'c> Setup<'c> {
    /// Runs a case through a binding.
    pub(crate) fn run(case: &'c Case, bind: Bind) -> Trace {
        let setup = Self {
            case,
            clock: VirtualClock::new(),
            log: Log::default(),
            used: RefCell::default(),
        };
        let mut pipeline = bind(&setup);
        for (name, _) in &case.params {
            let used = setup.used.borrow().contains(name.as_str());
            assert!(used, "the binding takes no notice of the parameter `{name}`");
        }
        let mut emitters = Emitters::new(case, pipeline.ports());
        let mut clock = setup.clock.clone();
        let end = case.run_until * MILLI;
        let ran = setup.clock.block_on(poll_fn(|cx| {
            let now = clock.now();
            while emitters.advance(&mut *pipeline, now, cx) {}
            let next = pipeline.deadline().min(emitters.next_input()).min(end);
            if now >= end {
                return Poll::Ready(());
            }
            Pin::new(&mut clock).poll_until(next, cx)
        }));
        assert_eq!(ran, Ok(()), "virtual time stood still");
        Trace {
            sinks: setup.log.take(),
            done: emitters.done,
        }
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
        self.case.param(name)
    }

    /// A parameter that is a span of time.
    pub(crate) fn span(&self, name: &'static str) -> Ticks {
        self.used.borrow_mut().insert(name);
        self.case.span(name) * MILLI
    }

    /// The number of inputs, for what shall have room for all of them.
    pub(crate) fn inputs(&self) -> usize {
        self.case.inputs.len().max(1)
    }

    pub(crate) fn clock(&self) -> VirtualClock {
        self.clock.clone()
    }

    /// A sink.
    pub(crate) fn sink(&self, name: &'static str) -> Out {
        Out {
            name,
            clock: self.clock(),
            log: Rc::clone(&self.log),
        }
    }
}

/// Who emits the inputs: each port one after the other, or all of them one after the other.
struct Emitters<'c> {
    case: &'c Case,
    ports: &'static [&'static str],
    /// The inputs still to come.
    next: usize,
    /// For each port, the inputs that wait for their turn, and the one whose emit is not done.
    waiting: Vec<VecDeque<usize>>,
    emitting: Vec<Option<usize>>,
    done: Vec<Option<Millis>>,
}

impl<'c> Emitters<'c> {
    fn new(case: &'c Case, ports: &'static [&'static str]) -> Self {
        Self {
            case,
            ports,
            next: 0,
            waiting: vec![VecDeque::new(); ports.len()],
            emitting: vec![None; ports.len()],
            done: vec![None; case.inputs.len()],
        }
    }

    /// When the next input is due to be emitted.
    fn next_input(&self) -> Ticks {
        let held = self.case.awaits && self.emitting.iter().any(Option::is_some);
        match self.case.inputs.get(self.next) {
            Some((at, ..)) if !held => at * MILLI,
            _ => NEVER,
        }
    }

    /// One thing that happens now, if there is any: a poll always comes first, so what is due leaves before an input comes.
    fn advance(&mut self, pipeline: &mut dyn Bound, now: Ticks, cx: &mut Context<'_>) -> bool {
        if pipeline.poll(now, cx) {
            // Where an emit waits, the failure is what it returns.
            self.emitting.fill(None);
            return true;
        }
        for port in 0..self.ports.len() {
            if let Some(input) = self.emitting[port]
                && pipeline.is_clear(port)
            {
                self.emitting[port] = None;
                self.done[input] = Some(millis(now));
                return true;
            }
        }
        while self.next_input() <= now {
            let (_, port, _) = &self.case.inputs[self.next];
            let port = self.ports.iter().position(|known| known == port);
            let port = port.expect("the binding has the port");
            self.waiting[port].push_back(self.next);
            self.next += 1;
            if self.case.awaits {
                break;
            }
        }
        for port in 0..self.ports.len() {
            if self.emitting[port].is_none()
                && pipeline.is_clear(port)
                && let Some(input) = self.waiting[port].pop_front()
            {
                let (_, _, value) = &self.case.inputs[input];
                if !pipeline.push(port, now, value.clone()) {
                    self.emitting[port] = Some(input);
                }
                return true;
            }
        }
        false
    }
}
