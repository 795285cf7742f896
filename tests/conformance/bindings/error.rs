//! What raises: where the event ends, what the operators remember of it, and what `emit` returns.

use streamz::prelude::*;

use super::Binding;
use crate::harness::{Bound, Raised, Setup, ports, table};
use crate::python::{Num, raise_if, sum};
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    map_raises,
    sink_raises_siblings,
    filter_raises,
    accumulate_raises_keeps_state,
    accumulate_downstream_raises,
    sliding_window_downstream_raises,
    partition_downstream_raises_drops_batch,
    partition_key_raises,
    unique_downstream_raises_marks_seen,
    slice_downstream_raises_not_counted,
    flatten_downstream_raises,
    collect_flush_raises_keeps_cache,
    zip_downstream_raises_drops_pair,
    zip_latest_downstream_raises,
    combine_latest_downstream_raises,
    diamond_zip_one_branch_raises,
    diamond_zip_second_branch_raises,
    pluck_out_of_range,
    starmap_list_input,
    flatten_not_iterable,
    unique_unhashable_type,
];

fn map_raises(case: &Setup<'_>) -> Bound {
    case.python(
        "s.sink(o1)\n\
         s.map(lambda x: raise_if(x % k == 0, x)).sink(o2)\n\
         s.sink(o3)",
    );
    let k: Num = case.param("k");
    let [o1, o2, o3] = ["o1", "o2", "o3"].map(|name| case.sink(name));
    let p = pipeline!(move |s: Num| {
        s.sink(|x| o1.put(x));
        s.try_map(|x| raise_if(x % k == 0, x)).sink(|x| o2.put(x));
        s.sink(|x| o3.put(x));
    });
    ports!(p, s)
}

fn sink_raises_siblings(case: &Setup<'_>) -> Bound {
    case.python(
        "s.sink(o1)\n\
         s.sink(lambda x: raise_if(x % k == 0, x))\n\
         s.sink(o2)",
    );
    let k: Num = case.param("k");
    let (o1, o2) = (case.sink("o1"), case.sink("o2"));
    let p = pipeline!(move |s: Num| {
        s.sink(|x| o1.put(x));
        s.try_sink(|x| raise_if(x % k == 0, ()));
        s.sink(|x| o2.put(x));
    });
    ports!(p, s)
}

fn filter_raises(case: &Setup<'_>) -> Bound {
    case.python("s.filter(lambda x: raise_if(x % k == 0, x) > 0).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.try_filter(|x| Ok::<_, Raised>(*raise_if(x % k == 0, x)? > 0))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_raises_keeps_state(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda a, x: a + raise_if(x % k == 0, x), start=0).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.try_accumulate_from(Num::Int(0), |a, x| Ok::<_, Raised>(a + raise_if(x % k == 0, x)?))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn accumulate_downstream_raises(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda a, x: a + x, start=0).map(lambda x: raise_if(x % k == 0, x)).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.accumulate_from(Num::Int(0), |a, x| a + x)
            .try_map(|x| raise_if(x % k == 0, x))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn sliding_window_downstream_raises(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n).map(lambda t: raise_if(sum(t) % k == 0, t)).sink(out)");
    let (n, k, out): (usize, Num, _) = (case.param("n"), case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.sliding_window(n)
            .try_map(|t| raise_if(sum(t) % k == 0, t.to_vec()))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn partition_downstream_raises_drops_batch(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).map(lambda t: raise_if(sum(t) % k == 0, t)).sink(out)");
    let (n, k, out): (usize, Num, _) = (case.param("n"), case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.partition(n)
            .try_map(|t| raise_if(sum(t) % k == 0, t.to_vec()))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

// The key of a partition cannot fail; what can is computed before.
fn partition_key_raises(case: &Setup<'_>) -> Bound {
    case.python("s.partition(2, key=lambda x: raise_if(x % k == 0, x) % 2).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.try_map(|x| Ok::<_, Raised>((raise_if(x % k == 0, x)? % 2, x)))
            .partition_by_unbounded(2, |(key, _)| *key)
            .map(|batch| batch.iter().map(|(_, x)| *x).collect::<Vec<_>>())
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn unique_downstream_raises_marks_seen(case: &Setup<'_>) -> Bound {
    case.python("s.unique().map(lambda x: raise_if(x % k == 0, x)).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.unique_unbounded()
            .try_map(|x| raise_if(x % k == 0, x))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn slice_downstream_raises_not_counted(case: &Setup<'_>) -> Bound {
    case.python("s.slice(a, b).map(lambda x: raise_if(x % k == 0, x)).sink(out)");
    let ([a, b], k) = (case.params::<u64, 2>(["a", "b"]), case.param::<Num>("k"));
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.slice(a..b).try_map(|x| raise_if(x % k == 0, x)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn flatten_downstream_raises(case: &Setup<'_>) -> Bound {
    case.python("s.flatten().map(lambda x: raise_if(x % k == 0, x)).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Num>| {
        s.flatten().try_map(|x| raise_if(x % k == 0, x)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn collect_flush_raises_keeps_cache(case: &Setup<'_>) -> Bound {
    case.python(
        "c = s.collect()\n\
         c.map(lambda t: raise_if(sum(t) % k == 0, t)).sink(out)\n\
         f.sink(c.flush)",
    );
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num, f: Value| {
        let c = s.collect_unbounded();
        c.try_map(|t| raise_if(sum(t) % k == 0, t.to_vec()))
            .sink(|x| out.put(x));
        f.flush(c);
    });
    ports!(p, s, f)
}

fn zip_downstream_raises_drops_pair(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b).map(lambda t: raise_if(sum(t) % k == 0, t)).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |a: Num, b: Num| {
        a.zip_unbounded(b)
            .try_map(|t| raise_if((t.0 + t.1) % k == 0, t))
            .sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_latest_downstream_raises(case: &Setup<'_>) -> Bound {
    case.python("a.zip_latest(b).map(lambda t: raise_if(sum(t) % k == 0, t)).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |a: Num, b: Num| {
        a.zip_latest_unbounded(b)
            .try_map(|t| raise_if((t.0 + t.1) % k == 0, t))
            .sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn combine_latest_downstream_raises(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b).map(lambda t: raise_if(sum(t) % k == 0, t)).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |a: Num, b: Num| {
        a.combine_latest(b)
            .try_map(|t| raise_if((t.0 + t.1) % k == 0, t))
            .sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn diamond_zip_one_branch_raises(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: raise_if(x % k == 0, x))\n\
         b = s.map(lambda x: x * 2)\n\
         a.zip(b).sink(out)\n\
         b.sink(ob)",
    );
    let k: Num = case.param("k");
    let (out, ob) = (case.sink("out"), case.sink("ob"));
    let p = pipeline!(move |s: Num| {
        let a = s.try_map(|x| raise_if(x % k == 0, x));
        let b = s.map(|x| x * 2);
        a.zip(b).sink(|x| out.put(x));
        b.sink(|x| ob.put(x));
    });
    ports!(p, s)
}

fn diamond_zip_second_branch_raises(case: &Setup<'_>) -> Bound {
    case.python(
        "b = s.map(lambda x: x * 2)\n\
         a = s.map(lambda x: raise_if(x % k == 0, x))\n\
         b.zip(a).sink(out)\n\
         b.sink(ob)",
    );
    let k: Num = case.param("k");
    let (out, ob) = (case.sink("out"), case.sink("ob"));
    let p = pipeline!(move |s: Num| {
        let b = s.map(|x| x * 2);
        let a = s.try_map(|x| raise_if(x % k == 0, x));
        b.zip(a).sink(|x| out.put(x));
        b.sink(|x| ob.put(x));
    });
    ports!(p, s)
}

fn pluck_out_of_range(case: &Setup<'_>) -> Bound {
    case.python("s.pluck(i).sink(out)");
    let (i, out): (isize, _) = (case.param("i"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Value>| {
        s.try_pluck(i).sink(|x| out.put(x));
    });
    ports!(p, s)
}

/// What arrives at `starmap_list_input`. The corpus writes lists and tuples alike; by the template's name, its are lists.
#[derive(Clone)]
enum Sequence {
    #[allow(dead_code, reason = "the items of this template are all lists")]
    Tuple(Num, Num),
    List,
}

impl Sequence {
    fn tuple(self) -> Result<(Num, Num), Raised> {
        match self {
            Self::Tuple(a, b) => Ok((a, b)),
            Self::List => Err(Raised::TypeError),
        }
    }
}

impl crate::convert::FromValue for Sequence {
    fn from_value(value: Value) -> Option<Self> {
        matches!(value, Value::List(_)).then_some(Self::List)
    }
}

// What may be no tuple must be made one before: there Rust asks what happens if it is none.
fn starmap_list_input(case: &Setup<'_>) -> Bound {
    case.python("s.starmap(lambda a, b: a + b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Sequence| {
        s.try_map(Sequence::tuple).starmap(|a, b| a + b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

/// The elements of what Python can iterate over.
fn elements(value: Value) -> Result<Vec<Value>, Raised> {
    match value {
        Value::List(items) => Ok(items),
        Value::Str(text) => Ok(text.chars().map(|c| Value::Str(c.into())).collect()),
        Value::Dict(pairs) => Ok(pairs.into_iter().map(|(key, _)| key).collect()),
        Value::Null | Value::Bool(_) | Value::Num(_) => Err(Raised::TypeError),
    }
}

fn flatten_not_iterable(case: &Setup<'_>) -> Bound {
    case.python("s.flatten().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.try_map(elements).flatten().sink(|x| out.put(x));
    });
    ports!(p, s)
}

/// What Python can hash; by the template's name, arrays are lists.
fn hashable(value: Value) -> Result<Value, Raised> {
    match value {
        Value::List(_) | Value::Dict(_) => Err(Raised::TypeError),
        value => Ok(value),
    }
}

fn unique_unhashable_type(case: &Setup<'_>) -> Bound {
    case.python("s.unique().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.try_map(hashable).unique_unbounded().sink(|x| out.put(x));
    });
    ports!(p, s)
}
