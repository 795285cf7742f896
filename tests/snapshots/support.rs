//! What all properties share: formats, a log that goes on where a pipeline is continued, and the comparison.

use core::cell::{Cell, RefCell};
use core::fmt::Debug;
use std::rc::Rc;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use serde::Serialize;
use streamz::prelude::*;
use streamz::time::Ticks;

/// How a snapshot is written.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    /// One that says what is what.
    Json,
    /// One that does not.
    Postcard,
}

pub(crate) const FORMATS: [Format; 2] = [Format::Json, Format::Postcard];

impl Format {
    pub(crate) fn write(self, snapshot: &impl Serialize) -> Vec<u8> {
        match self {
            Self::Json => serde_json::to_vec(snapshot).unwrap(),
            Self::Postcard => postcard::to_allocvec(snapshot).unwrap(),
        }
    }
}

/// `read!(format, saved, |reader| p.restore(reader))`: all of what was saved is read.
macro_rules! read {
    ($format:expr, $saved:expr, |$reader:ident| $restore:expr) => {
        match $format {
            $crate::support::Format::Json => {
                let mut json = serde_json::Deserializer::from_slice($saved);
                let $reader = &mut json;
                let restored = $restore.unwrap();
                json.end().unwrap();
                restored
            }
            $crate::support::Format::Postcard => {
                let mut bytes = postcard::Deserializer::from_bytes($saved);
                let $reader = &mut bytes;
                let restored = $restore.unwrap();
                assert!(bytes.finalize().unwrap().is_empty());
                restored
            }
        }
    };
}

/// What left a pipeline and when, and what its closures count: the part of the world that is there before and after.
#[derive(Clone, Default)]
pub(crate) struct Log(Rc<World>);

#[derive(Clone, Default)]
struct World {
    now: Cell<Ticks>,
    count: Cell<usize>,
    lines: RefCell<Vec<(Ticks, String)>>,
    first_tag: Cell<usize>,
}

impl Log {
    /// The same world, for another pipeline to go on in.
    pub(crate) fn copy(&self) -> Self {
        Self(Rc::new((*self.0).clone()))
    }

    pub(crate) fn push(&self, item: impl Debug) {
        self.0.lines.borrow_mut().push((self.0.now.get(), format!("{item:?}")));
    }

    /// How often this was asked before.
    pub(crate) fn count(&self) -> usize {
        self.0.count.replace(self.0.count.get() + 1)
    }

    pub(crate) fn set_now(&self, now: Ticks) {
        self.0.now.set(now);
    }

    /// Tags of elements before this one are lost at the stop, so they are not looked at.
    pub(crate) fn ignore_tags_before(&self, number: usize) {
        self.0.first_tag.set(number);
    }

    pub(crate) fn is_after_stop(&self, number: usize) -> bool {
        number >= self.0.first_tag.get()
    }

    pub(crate) fn lines(&self) -> Vec<(Ticks, String)> {
        self.0.lines.borrow().clone()
    }
}

/// A closure's failure for some of the items.
pub(crate) fn sound(item: i32) -> Result<i32, String> {
    if item % 3 == 0 {
        Err(format!("{item} is not sound"))
    } else {
        Ok(item)
    }
}

/// Runs a property on random inputs; `PROPTEST_CASES` says on how many.
pub(crate) fn check<S: Strategy>(inputs: S, property: impl Fn(S::Value) -> Result<(), TestCaseError>) {
    let config = Config {
        failure_persistence: None,
        ..Config::default()
    };
    if let Err(failure) = TestRunner::new(config).run(&inputs, property) {
        panic!("{failure}");
    }
}

/// A pipeline with `sources` sources, into which `emit` emits the item of this number, stopped anywhere.
pub(crate) fn emitted<P: Restore, R: Debug + PartialEq>(
    sources: usize,
    build: impl Fn(Log) -> P,
    emit: impl Fn(&mut P, usize, usize, i32) -> R,
) {
    let inputs = (vec((0..sources, -4..9), 0..60), any::<Index>());
    check(inputs, |(events, stop)| {
        let stop = stop.index(events.len() + 1);
        let run = |p: &mut P, from: usize, to: usize| -> Vec<R> {
            let numbered = events.iter().enumerate().take(to).skip(from);
            numbered
                .map(|(number, &(source, item))| emit(p, number, source, item))
                .collect()
        };
        let whole = Log::default();
        whole.ignore_tags_before(stop);
        let outcomes = run(&mut build(whole.clone()), 0, events.len());

        let (before, after) = outcomes.split_at(stop);
        let log = Log::default();
        log.ignore_tags_before(stop);
        let mut stopped = build(log.clone());
        let first = run(&mut stopped, 0, stop);
        prop_assert_eq!(&first[..], before);
        for format in FORMATS {
            let saved = format.write(&stopped.snapshot().unwrap());
            let log = log.copy();
            let mut p = read!(format, &saved, |reader| build(log.clone()).restore(reader));
            let second = run(&mut p, stop, events.len());
            prop_assert_eq!(&second[..], after);
            prop_assert_eq!(log.lines(), whole.lines());
        }
        Ok(())
    });
}

/// A pipeline with one source, stopped anywhere.
pub(crate) fn one<P, R>(build: impl Fn(Log) -> P)
where
    P: Emit<i32, Output = R> + Restore,
    R: Debug + PartialEq,
{
    emitted(1, build, |p, _, _, item| p.emit(item));
}

/// A pipeline with two sources, stopped anywhere.
pub(crate) fn two<P, R>(build: impl Fn(Log) -> P)
where
    P: Emit<i32, 0, Output = R> + Emit<i32, 1, Output = R> + Restore,
    R: Debug + PartialEq,
{
    emitted(2, build, |p, _, source, item| match source {
        0 => Emit::<i32, 0>::emit(p, item),
        _ => Emit::<i32, 1>::emit(p, item),
    });
}
