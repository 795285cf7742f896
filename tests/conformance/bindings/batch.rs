//! Batches: operators on the elements of collections.

use streamz::prelude::*;

use super::Binding;
use crate::convert::row;
use crate::harness::{Bound, Setup, ports, table};
use crate::python::Num;

pub(crate) const BINDINGS: &[Binding] = table![map, filter, pluck, sum, to_stream, chain, add_two];

fn map(case: &Setup<'_>) -> Bound {
    case.python("s.to_batch().map(lambda x: x * k).stream.sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Num>| {
        s.to_batch().map(|x| x * k).stream().sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn filter(case: &Setup<'_>) -> Bound {
    case.python("s.to_batch().filter(lambda x: x % k == 0).stream.sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Num>| {
        s.to_batch()
            .filter(|x| x % k == 0)
            .stream()
            .sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

row! {
    /// The elements of `pluck`.
    Point { x: Num, y: Num }
}

fn pluck(case: &Setup<'_>) -> Bound {
    case.python("s.to_batch(example=[{'x': 0, 'y': 0}]).pluck(key).stream.sink(out)");
    let (key, out): (String, _) = (case.param("key"), case.sink("out"));
    macro_rules! of_field {
        ($field:ident) => {{
            let p = pipeline!(move |s: Vec<Point>| {
                s.to_batch().pluck($field).stream().sink(|batch| out.put(batch));
            });
            ports!(p, s)
        }};
    }
    match key.as_str() {
        "x" => of_field!(x),
        "y" => of_field!(y),
        other => panic!("the elements have no field `{other}`"),
    }
}

fn sum(case: &Setup<'_>) -> Bound {
    case.python("s.to_batch().sum().stream.sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Vec<Num>| {
        s.to_batch().sum().sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn to_stream(case: &Setup<'_>) -> Bound {
    case.python("s.to_batch().map(lambda x: x + k).to_stream().sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Num>| {
        s.to_batch().map(|x| x + k).to_stream().sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn chain(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).to_batch().filter(lambda x: x > 0).map(lambda x: x * k).sum().stream.sink(out)");
    let (n, k, out): (usize, Num, _) = (case.param("n"), case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.partition(n)
            .to_batch()
            .filter(|x| *x > 0)
            .map(|x| x * k)
            .sum()
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

// `+` of two batches is Python's `+` of two lists.
fn add_two(case: &Setup<'_>) -> Bound {
    case.python(
        "b = s.to_batch(example=[0])\n\
         c = b.map(lambda x: x + 1)\n\
         (b + c).stream.sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: Vec<Num>| {
        let b = s.to_batch();
        let c = b.map(|x| x + 1);
        b.stream()
            .map(|b| b.to_vec())
            .zip(c.stream().map(|c| c.to_vec()))
            .map(|(b, c)| [b, c].concat())
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}
