//! Several items at once: `partition`, `partition_unique`, `sliding_window`, `collect`.

use streamz::prelude::*;

use super::Binding;
use crate::convert::{FromValue, row};
use crate::harness::{Bound, Setup, ports, table};
use crate::python::Num;
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    partition,
    partition_n0_never,
    partition_n1,
    partition_key_fn,
    partition_key_fn by partition_key_fn_bounded,
    partition_key_item,
    partition_key_name,
    partition_unique_first,
    partition_unique_last,
    partition_unique_key,
    partition_unique_item,
    sliding_window_partial,
    sliding_window_full,
    sliding_window_gt_len,
    sliding_window_n1,
    sliding_window_mean,
    collect_flush,
    collect_flush_empty,
    collect_flush_by_marker,
    collect_bounded_cache,
];

impl FromValue for Keep {
    fn from_value(value: Value) -> Option<Self> {
        match String::from_value(value)?.as_str() {
            "first" => Some(Self::First),
            "last" => Some(Self::Last),
            _ => None,
        }
    }
}

fn partition(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.partition(n).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

// A literal 0 does not compile.
fn partition_n0_never(case: &Setup<'_>) -> Bound {
    case.python("s.partition(0).sink(out)");
    let (n, out) = (0, case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.partition(n).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_n1(case: &Setup<'_>) -> Bound {
    case.python("s.partition(1).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.partition(1).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_key_fn(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n, key=lambda x: x % k).sink(out)");
    let (n, k, out): (usize, Num, _) = (case.param("n"), case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.partition_by_unbounded(n, |x| x % k).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_key_fn_bounded(case: &Setup<'_>) -> Bound {
    let (n, k, out): (usize, Num, _) = (case.param("n"), case.param("k"), case.sink("out"));
    let keys = case.inputs();
    let p = pipeline!(move |s: Num| {
        s.try_partition_by(n, keys, |x| x % k).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_key_item(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n, key=0).sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: (Value, Value)| {
        s.partition_by_unbounded(n, |x| x.0.clone())
            .sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

row! {
    /// The items of `partition_key_name`.
    Grouped { g: String, v: Value }
}

fn partition_key_name(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n, key='g').sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Grouped| {
        s.partition_by_unbounded(n, |x| x.g.clone())
            .sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_unique_first(case: &Setup<'_>) -> Bound {
    case.python("s.partition_unique(n, keep='first').sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.partition_unique(n, Keep::First).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_unique_last(case: &Setup<'_>) -> Bound {
    case.python("s.partition_unique(n, keep='last').sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.partition_unique(n, Keep::Last).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn partition_unique_key(case: &Setup<'_>) -> Bound {
    case.python("s.partition_unique(n, key=lambda x: x % k, keep=keep).sink(out)");
    let (n, k, keep): (usize, Num, Keep) = (case.param("n"), case.param("k"), case.param("keep"));
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.partition_unique_by(n, keep, |x| x % k).sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

row! {
    /// The items of `partition_unique_item`.
    Identified { id: Value, v: Value }
}

fn partition_unique_item(case: &Setup<'_>) -> Bound {
    case.python("s.partition_unique(n, key='id', keep=keep).sink(out)");
    let (n, keep, out): (usize, Keep, _) = (case.param("n"), case.param("keep"), case.sink("out"));
    let p = pipeline!(move |s: Identified| {
        s.partition_unique_by(n, keep, |x| x.id.clone())
            .sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn sliding_window_partial(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n).sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.sliding_window(n).sink(|window| out.put(window));
    });
    ports!(p, s)
}

fn sliding_window_full(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n, return_partial=False).sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.sliding_window_full(n).sink(|window| out.put(window));
    });
    ports!(p, s)
}

fn sliding_window_gt_len(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n, return_partial=rp).sink(out)");
    let (n, partial, out): (usize, bool, _) = (case.param("n"), case.param("rp"), case.sink("out"));
    if partial {
        let p = pipeline!(move |s: Value| {
            s.sliding_window(n).sink(|window| out.put(window));
        });
        ports!(p, s)
    } else {
        let p = pipeline!(move |s: Value| {
            s.sliding_window_full(n).sink(|window| out.put(window));
        });
        ports!(p, s)
    }
}

fn sliding_window_n1(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(1, return_partial=rp).sink(out)");
    let (partial, out): (bool, _) = (case.param("rp"), case.sink("out"));
    if partial {
        let p = pipeline!(move |s: Value| {
            s.sliding_window(1).sink(|window| out.put(window));
        });
        ports!(p, s)
    } else {
        let p = pipeline!(move |s: Value| {
            s.sliding_window_full(1).sink(|window| out.put(window));
        });
        ports!(p, s)
    }
}

fn sliding_window_mean(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n, return_partial=False).map(lambda t: sum(t) / len(t)).sink(out)");
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: f64| {
        s.sliding_window_full(n)
            .map(|t| t.iter().sum::<f64>() / t.len() as f64)
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn collect_flush(case: &Setup<'_>) -> Bound {
    case.python(
        "c = s.collect()\n\
         c.sink(out)\n\
         f.sink(c.flush)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: Value, f: Value| {
        let c = s.collect_unbounded();
        c.sink(|items| out.put(items));
        f.flush(c);
    });
    ports!(p, s, f)
}

fn collect_flush_empty(case: &Setup<'_>) -> Bound {
    collect_flush(case)
}

fn collect_flush_by_marker(case: &Setup<'_>) -> Bound {
    case.python(
        "c = s.filter(lambda x: x != m).collect()\n\
         c.sink(out)\n\
         s.filter(lambda x: x == m).sink(c.flush)",
    );
    let (m, out): (Num, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let c = s.filter(|x| *x != m).collect_unbounded();
        c.sink(|items| out.put(items));
        s.filter(|x| *x == m).flush(c);
    });
    ports!(p, s)
}

fn collect_bounded_cache(case: &Setup<'_>) -> Bound {
    case.python(
        "c = s.collect(cache=deque(maxlen=m))\n\
         c.sink(out)\n\
         f.sink(c.flush)",
    );
    let (m, out): (usize, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Value, f: Value| {
        let c = s.collect(m);
        c.sink(|items| out.put(items));
        f.flush(c);
    });
    ports!(p, s, f)
}
