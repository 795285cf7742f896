//! Several streams: `union`, `zip`, `zip_latest`, `combine_latest`.

use streamz::prelude::*;

use super::Binding;
use crate::harness::{Bound, Setup, ports, table};
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    union2,
    union3,
    union_same,
    zip2,
    zip3,
    zip_burst,
    zip_burst by zip_burst_bounded,
    zip_unequal,
    zip_same,
    zip_literal_mid,
    zip_literal_ends,
    zip_literal_single,
    zip_maxsize_ignored_when_sync,
    zip_latest2,
    zip_latest2 by zip_latest2_bounded,
    zip_latest3,
    zip_latest_lossy_first by zip_latest2,
    zip_latest_startup_backlog by zip_latest2,
    combine_latest2,
    combine_latest3,
    combine_latest_none_values,
    combine_latest_emit_on_index,
    combine_latest_emit_on_list,
    combine_latest_emit_on_mixed,
    combine_latest_emit_on_stream,
];

fn union2(case: &Setup<'_>) -> Bound {
    case.python("a.union(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value| {
        a.union(b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn union3(case: &Setup<'_>) -> Bound {
    case.python("a.union(b, c).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value| {
        a.union(b, c).sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn union_same(case: &Setup<'_>) -> Bound {
    case.python("a.union(a).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value| {
        a.union(a).sink(|x| out.put(x));
    });
    ports!(p, a)
}

fn zip2(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value| {
        a.zip_unbounded(b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip3(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b, c).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value| {
        a.zip_unbounded(b, c).sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn zip_burst(case: &Setup<'_>) -> Bound {
    zip2(case)
}

fn zip_burst_bounded(case: &Setup<'_>) -> Bound {
    let (n, out) = (case.inputs(), case.sink("out"));
    let p = pipeline!(move |a: Value, b: Value| {
        a.try_zip(n, b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_unequal(case: &Setup<'_>) -> Bound {
    zip2(case)
}

fn zip_same(case: &Setup<'_>) -> Bound {
    case.python("a.zip(a).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value| {
        a.zip(a).sink(|x| out.put(x));
    });
    ports!(p, a)
}

fn zip_literal_mid(case: &Setup<'_>) -> Bound {
    case.python("a.zip(k, b).sink(out)");
    let (k, out): (Value, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |a: Value, b: Value| {
        a.zip_unbounded(k, b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

// A join is a method of its first stream, so a constant before that is a map.
fn zip_literal_ends(case: &Setup<'_>) -> Bound {
    case.python("sz.zip(k, a, b, m).sink(out)");
    let ([k, m], out) = (case.params::<Value, 2>(["k", "m"]), case.sink("out"));
    let p = pipeline!(move |a: Value, b: Value| {
        a.zip_unbounded(b, m)
            .map(|(a, b, m)| (k.clone(), a, b, m))
            .sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_literal_single(case: &Setup<'_>) -> Bound {
    case.python("sz.zip(a, k).sink(out)");
    let (k, out): (Value, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |a: Value| {
        a.zip(k).sink(|x| out.put(x));
    });
    ports!(p, a)
}

fn zip_maxsize_ignored_when_sync(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b, maxsize=m).sink(out)");
    case.ignore("m");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value| {
        a.zip_unbounded(b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_latest2(case: &Setup<'_>) -> Bound {
    case.python("a.zip_latest(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value| {
        a.zip_latest_unbounded(b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_latest2_bounded(case: &Setup<'_>) -> Bound {
    let (n, out) = (case.inputs(), case.sink("out"));
    let p = pipeline!(move |a: Value, b: Value| {
        a.try_zip_latest(n, b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_latest3(case: &Setup<'_>) -> Bound {
    case.python("a.zip_latest(b, c).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value| {
        a.zip_latest_unbounded(b, c).sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn combine_latest2(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value| {
        a.combine_latest(b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn combine_latest3(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b, c).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value| {
        a.combine_latest(b, c).sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn combine_latest_none_values(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Option<Value>, b: Option<Value>| {
        a.combine_latest(b).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn combine_latest_emit_on_index(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b, c, emit_on=i).sink(out)");
    let (i, out): (usize, _) = (case.param("i"), case.sink("out"));
    macro_rules! emitting_on {
        ($i:tt) => {{
            let p = pipeline!(move |a: Value, b: Value, c: Value| {
                a.combine_latest(b, c).emit_on($i).sink(|x| out.put(x));
            });
            ports!(p, a, b, c)
        }};
    }
    match i {
        0 => emitting_on!(0),
        1 => emitting_on!(1),
        2 => emitting_on!(2),
        other => panic!("there is no stream {other}"),
    }
}

fn combine_latest_emit_on_list(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b, c, emit_on=[a, c]).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value| {
        a.combine_latest(b, c).emit_on(a, c).sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn combine_latest_emit_on_mixed(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b, c, emit_on=[1, c]).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value| {
        a.combine_latest(b, c).emit_on(1, c).sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn combine_latest_emit_on_stream(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b, emit_on=a).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value| {
        a.combine_latest(b).emit_on(a).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}
