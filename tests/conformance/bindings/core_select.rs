//! Which items, and one by one: `slice`, `unique`, `flatten`.

use streamz::prelude::*;

use super::Binding;
use crate::harness::{Bound, Setup, ports, table};
use crate::python::Num;
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    slice,
    slice_start_only,
    slice_end_only,
    slice_end_zero,
    slice_start_gt_end,
    slice_step_only,
    slice_step_zero,
    unique,
    unique_maxsize,
    unique_maxsize by unique_maxsize_hashed,
    unique_maxsize0_unbounded,
    unique_maxsize1,
    unique_str,
    unique_key,
    unique_key_nomax,
    unique_unhashable,
    unique_unhashable_nomax,
    flatten,
    flatten_one_level,
    flatten_str,
    concat_alias,
];

fn slice(case: &Setup<'_>) -> Bound {
    case.python("s.slice(a, b, c).sink(out)");
    let ([a, b], c) = (case.params::<u64, 2>(["a", "b"]), case.param("c"));
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.slice(a..b).step_by(c).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn slice_start_only(case: &Setup<'_>) -> Bound {
    case.python("s.slice(a).sink(out)");
    let (a, out): (u64, _) = (case.param("a"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.slice(a..).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn slice_end_only(case: &Setup<'_>) -> Bound {
    case.python("s.slice(end=b).sink(out)");
    let (b, out): (u64, _) = (case.param("b"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.slice(..b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn slice_end_zero(case: &Setup<'_>) -> Bound {
    case.python("s.slice(0, 0).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.slice(0..0).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn slice_start_gt_end(case: &Setup<'_>) -> Bound {
    case.python("s.slice(a, b).sink(out)");
    let ([a, b], out) = (case.params::<u64, 2>(["a", "b"]), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.slice(a..b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn slice_step_only(case: &Setup<'_>) -> Bound {
    case.python("s.slice(step=c).sink(out)");
    let (c, out): (usize, _) = (case.param("c"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.step_by(c).sink(|x| out.put(x));
    });
    ports!(p, s)
}

// A literal 0 does not compile.
fn slice_step_zero(case: &Setup<'_>) -> Bound {
    case.python("s.slice(a, None, 0).sink(out)");
    let (a, step, out): (u64, _, _) = (case.param("a"), 0, case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.slice(a..).step_by(step).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique(case: &Setup<'_>) -> Bound {
    case.python("s.unique().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.unique_unbounded().sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_maxsize(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=m).sink(out)");
    let (m, out): (usize, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.unique(m).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_maxsize_hashed(case: &Setup<'_>) -> Bound {
    let (m, out): (usize, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.unique_hashed(m).sink(|x| out.put(x));
    });
    ports!(p, s)
}

// In Python 0 means without bound: here that has a name of its own.
fn unique_maxsize0_unbounded(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=0).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.unique_unbounded().sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_maxsize1(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=1).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.unique(1).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_str(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=m).sink(out)");
    let (m, out): (usize, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: String| {
        s.unique_hashed(m).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_key(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=m, key=lambda x: x % k).sink(out)");
    let (m, k, out): (usize, Num, _) = (case.param("m"), case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.unique_by(m, |x| x % k).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_key_nomax(case: &Setup<'_>) -> Bound {
    case.python("s.unique(key=lambda x: x // k).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.unique_unbounded_by(|x| x.floor_div(k)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_unhashable(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=m, hashable=False).sink(out)");
    let (m, out): (usize, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.unique(m).sink(|x| out.put(x));
    });
    ports!(p, s)
}

// There is no unbounded memory of items that cannot be hashed; these, as most in Rust, can.
fn unique_unhashable_nomax(case: &Setup<'_>) -> Bound {
    case.python("s.unique(hashable=False).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.unique_unbounded().sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn flatten(case: &Setup<'_>) -> Bound {
    case.python("s.flatten().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Vec<Value>| {
        s.flatten().sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn flatten_one_level(case: &Setup<'_>) -> Bound {
    case.python("s.flatten().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Vec<Vec<Value>>| {
        s.flatten().sink(|x| out.put(x));
    });
    ports!(p, s)
}

// A `String` is no iterator, its characters are.
fn flatten_str(case: &Setup<'_>) -> Bound {
    case.python("s.flatten().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: String| {
        s.flat_map(|w| w.chars().collect::<Vec<_>>()).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn concat_alias(case: &Setup<'_>) -> Bound {
    case.python("s.concat.__call__().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Vec<Value>| {
        s.concat().sink(|x| out.put(x));
    });
    ports!(p, s)
}
