//! Running state: `accumulate` in all its forms, `scan`, `frequencies`.

use std::collections::HashSet;

use streamz::prelude::*;

use super::Binding;
use crate::convert::{ToValue, dict};
use crate::harness::{Bound, Setup, ports, table};
use crate::python::{Num, max, topk};
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    accumulate_sum,
    accumulate_start,
    accumulate_kwargs,
    accumulate_float_ema,
    accumulate_topk,
    accumulate_distinct,
    accumulate_returns_state,
    accumulate_returns_state_nostart,
    accumulate_with_state,
    accumulate_with_state_nostart,
    scan_max,
    frequencies,
    frequencies_int,
    frequencies_int by frequencies_int_bounded,
];

fn accumulate_sum(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda acc, x: acc + x).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.accumulate(|acc, x| acc + x).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_start(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda acc, x: acc * 2 + x, start=a).sink(out)");
    let (a, out): (Num, _) = (case.param("a"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.accumulate_from(a, |acc, x| acc * 2 + x).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_kwargs(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda st, x, w=1: st + w * x, w=k).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let function = |st: &Num, x: Num, w: Num| st + w * x;
    let p = pipeline!(move |s: Num| {
        s.accumulate(|st, x| function(st, x, k)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_float_ema(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda m, x: m + a * (x - m)).sink(out)");
    let (a, out): (Num, _) = (case.param("a"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.accumulate(|m, x| m + a * (x - *m)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_topk(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(topk(k), start=()).sink(out)");
    let (k, out): (usize, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.accumulate_from(Vec::new(), topk(k)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_distinct(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(distinct_count, start=set(), returns_state=True).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.scan(HashSet::new(), |known, x| {
            known.insert(x);
            known.len() as u64
        })
        .sink(|count| out.put(count));
    });
    ports!(p, s)
}

fn accumulate_returns_state(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda st, x: (st + x, (st, x)), start=a, returns_state=True).sink(out)");
    let (a, out): (Num, _) = (case.param("a"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.scan(a, |st, x| {
            let output = (*st, x);
            *st = *st + x;
            output
        })
        .sink(|x| out.put(x));
    });
    ports!(p, s)
}

// Python hands the first item on as it is, of another type than the rest: in Rust that is spelled out.
fn accumulate_returns_state_nostart(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda st, x: (st + x, (st, x)), returns_state=True).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.scan(None, |state: &mut Option<Num>, x| match *state {
            None => {
                *state = Some(x);
                x.to_value()
            }
            Some(st) => {
                *state = Some(st + x);
                (st, x).to_value()
            }
        })
        .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_with_state(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda st, x: (st + 1, x * k), start=0, returns_state=True, with_state=True).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.scan_with_state(0, |st: &mut i64, x| {
            *st += 1;
            x * k
        })
        .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_with_state_nostart(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda st, x: st + x, with_state=True).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.accumulate(|st, x| st + x).map(|st| (st, st)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn scan_max(case: &Setup<'_>) -> Bound {
    case.python("s.scan(max).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.accumulate(max).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn frequencies(case: &Setup<'_>) -> Bound {
    case.python("s.frequencies().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: String| {
        s.frequencies_unbounded().sink(|counts| out.put(dict(counts)));
    });
    ports!(p, s)
}

fn frequencies_int(case: &Setup<'_>) -> Bound {
    case.python("s.frequencies().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.frequencies_unbounded().sink(|counts| out.put(dict(counts)));
    });
    ports!(p, s)
}

fn frequencies_int_bounded(case: &Setup<'_>) -> Bound {
    let (most, out) = (case.inputs(), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.try_frequencies(most).sink(|counts| out.put(dict(counts)));
    });
    ports!(p, s)
}
