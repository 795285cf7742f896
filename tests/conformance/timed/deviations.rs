//! Where a pipeline does not do in time what Python did, on purpose. The models are plain Rust and know nothing of pipelines.

use super::case::{Case, Millis, Trace};
use crate::convert::{FromValue, ToValue};
use crate::value::Value;

/// A template whose recordings are not what a pipeline shall do.
pub(crate) struct Deviation {
    template: &'static str,
    pub(crate) reason: &'static str,
    /// What is right.
    pub(crate) model: fn(&Case) -> Trace,
}

const DEVIATIONS: &[Deviation] = &[
    Deviation {
        template: "buffer_exception_kills_consumer",
        reason: "an item that fails is left out and the buffer goes on; Python's consumer dies and its buffer fills for ever",
        model: |case| {
            let k: i64 = case.param("k");
            let passing = case.inputs.iter().filter(|(.., x)| whole(x) != k);
            let mut trace = at_once(case, passing.map(|(at, _, x)| (*at, "out", x.clone())));
            // The emit that drives the pipeline returns the failure.
            for (done, (.., x)) in trace.done.iter_mut().zip(&case.inputs) {
                done.take_if(|_| whole(x) == k);
            }
            trace
        },
    },
    Deviation {
        template: "delay_await",
        reason: DELAY,
        model: delayed,
    },
    Deviation {
        template: "delay_nowait",
        reason: DELAY,
        model: delayed,
    },
    Deviation {
        template: "diamond_delay_zip",
        reason: DELAY,
        model: |case| {
            let d = case.span("d");
            let pairs = case.inputs.iter().map(|(at, _, x)| (at + d, "out", (x, x).to_value()));
            at_once(case, pairs)
        },
    },
    Deviation {
        template: "latest_slow_sink",
        reason: LATEST,
        model: latest,
    },
    Deviation {
        template: "latest_slow_sink_last_lost",
        reason: LATEST,
        model: latest,
    },
    Deviation {
        template: "map_async_errors_skip",
        reason: PARALLEL,
        model: |case| {
            let (k, d): (i64, _) = (case.param("k"), case.span("d"));
            flights(case, |_| d, |x| (x.rem_euclid(k) != 0).then_some(x))
        },
    },
    Deviation {
        template: "map_async_parallel",
        reason: PARALLEL,
        model: |case| {
            let d = case.span("d");
            flights(case, |x| x.rem_euclid(5).unsigned_abs() * d, |x| Some(x * 10))
        },
    },
    Deviation {
        template: "partition_timeout_slow_sink",
        reason: CONCURRENT,
        model: |case| at_once(case, recorded(case)),
    },
    Deviation {
        template: "slice_drops_backpressure",
        reason: "a slice hands back-pressure on; Python's returns before the sink is done",
        model: |case| {
            let (n, d): (usize, _) = (case.param("n"), case.span("d"));
            let (mut trace, mut free) = (Trace::default(), 0);
            for (position, (at, _, x)) in case.inputs.iter().enumerate() {
                free = free.max(*at);
                if position < n {
                    trace.sinks.push((free, "out.start".into(), x.clone()));
                    free += d;
                    trace.sinks.push((free, "out.end".into(), x.clone()));
                }
                trace.done.push(Some(free));
            }
            trace
        },
    },
    Deviation {
        template: "slow_sink_nowait",
        reason: CONCURRENT,
        model: |case| at_once(case, recorded(case)),
    },
    Deviation {
        template: "timed_window_exception_kills_ticker",
        reason: "a window that fails is left out and the ticks go on; Python's ticker dies",
        model: |case| {
            let (k, d): (i64, _) = (case.param("k"), case.span("d"));
            let windows = (0..)
                .map(|tick: Millis| tick * d)
                .take_while(|at| *at <= case.run_until);
            let windows = windows.filter_map(|at| {
                // A tick fires before an item that comes at its instant.
                let inside = case.inputs.iter().filter(|(came, ..)| *came < at && came + d >= at);
                let window: Vec<i64> = inside.map(|(.., x)| whole(x)).collect();
                (!window.contains(&k)).then(|| (at, "out", window.to_value()))
            });
            at_once(case, windows)
        },
    },
    Deviation {
        template: "timed_window_slow_sink",
        reason: "an emit is done when the window has room; Python awaits one coroutine twice and raises",
        model: |case| at_once(case, recorded(case)),
    },
    Deviation {
        template: "zip_maxsize_nowait",
        reason: "what a join waits for may be what its emitter has to bring, so a zip never holds an emitter: it says how much may \
                 wait, or that it grows; Python's can wait for itself for ever",
        model: |case| at_once(case, recorded(case)),
    },
];

const DELAY: &str = "a delay delays each item; Python's is a pacer, through which an item passes at once after a pause";
const LATEST: &str =
    "the newest item follows as soon as the sink is free; Python forgets one that came while it was busy";
const PARALLEL: &str = "as many are in flight as the operator says; Python's map_async has one more";
const CONCURRENT: &str = "an emit waits for a place, not for the work that several places are there to do side by side; in Python it \
                          waits for that too, and without awaiting it nothing limits how much is begun";

/// Every emit is done when its item comes.
fn at_once<'a>(case: &Case, sinks: impl Iterator<Item = (Millis, &'a str, Value)>) -> Trace {
    Trace {
        sinks: sinks.map(|(at, sink, value)| (at, sink.to_owned(), value)).collect(),
        done: case.inputs.iter().map(|(at, ..)| Some(*at)).collect(),
    }
}

/// What the sinks got in Python.
fn recorded(case: &Case) -> impl Iterator<Item = (Millis, &str, Value)> {
    let sinks = case.recorded.sinks.iter();
    sinks.map(|(at, sink, value)| (*at, &**sink, value.clone()))
}

fn whole(value: &Value) -> i64 {
    i64::from_value(value.clone()).unwrap_or_else(|| panic!("the model takes ints, not {value}"))
}

fn delayed(case: &Case) -> Trace {
    let d = case.span("d");
    at_once(case, case.inputs.iter().map(|(at, _, x)| (at + d, "out", x.clone())))
}

/// The sink takes the newest whenever it is free.
fn latest(case: &Case) -> Trace {
    let d = case.span("d");
    let (mut sinks, mut free, mut newest) = (Vec::new(), 0, None);
    let mut take = |at: Millis, free: &mut Millis, value: Value| {
        sinks.push((at, "out.start", value.clone()));
        sinks.push((at + d, "out.end", value));
        *free = at + d;
    };
    for (at, _, x) in &case.inputs {
        if free <= *at
            && let Some(waiting) = newest.take()
        {
            take(free, &mut free, waiting);
        }
        if free <= *at {
            take(*at, &mut free, x.clone());
        } else {
            newest = Some(x.clone());
        }
    }
    if let Some(waiting) = newest {
        take(free, &mut free, waiting);
    }
    at_once(case, sinks.into_iter())
}

/// So many places, each taken until its result has left in the order of the items; an emit is done when it has a place.
fn flights(case: &Case, span: impl Fn(i64) -> Millis, result: impl Fn(i64) -> Option<i64>) -> Trace {
    let n: usize = case.param("n");
    let (mut trace, mut left): (Trace, Vec<Millis>) = (Trace::default(), Vec::new());
    for (position, (at, _, x)) in case.inputs.iter().enumerate() {
        let before = trace.done.last().copied().flatten().unwrap_or(0);
        let place = position.checked_sub(n).map_or(0, |freeing| left[freeing]);
        let begun = before.max(*at).max(place);
        let leaves = (begun + span(whole(x))).max(left.last().copied().unwrap_or(0));
        left.push(leaves);
        trace.done.push(Some(begun));
        if let Some(x) = result(whole(x)) {
            trace.sinks.push((leaves, "out".into(), x.to_value()));
        }
    }
    trace
}

/// The deviation of a template, if it is one.
pub(crate) fn find(template: &str) -> Option<&'static Deviation> {
    DEVIATIONS.iter().find(|deviation| deviation.template == template)
}

/// The templates that deviate.
pub(crate) fn templates() -> impl Iterator<Item = &'static str> {
    DEVIATIONS.iter().map(|deviation| deviation.template)
}
