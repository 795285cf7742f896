//! Cycles: `x.connect(source)`, and an emit from a sink. Both are `feedback` here, first in, first out, after the event.

use streamz::prelude::*;

use super::Binding;
use crate::harness::{Bound, Setup, ports, table};
use crate::python::{Num, collatz, sum};

pub(crate) const BINDINGS: &[Binding] = table![
    feedback_collatz,
    feedback_collatz by feedback_collatz_bounded,
    feedback_fibonacci,
    feedback_crawler,
    feedback_crawler_print_last,
    feedback_two_nodes,
    reentrant_emit_from_sink,
];

fn feedback_collatz(case: &Setup<'_>) -> Bound {
    case.python(
        "s.sink(out)\n\
         n = s.filter(lambda x: x != 1).map(collatz)\n\
         n.connect(s)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.sink(|x| out.put(x));
        let n = s.filter(|x| *x != 1).map(collatz);
        n.feedback_unbounded(s);
    });
    ports!(p, s)
}

fn feedback_collatz_bounded(case: &Setup<'_>) -> Bound {
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        s.sink(|x| out.put(x));
        s.filter(|x| *x != 1).map(collatz).feedback(s, 1);
    });
    ports!(p, s)
}

fn feedback_fibonacci(case: &Setup<'_>) -> Bound {
    case.python(
        "w = s.sliding_window(2, return_partial=False)\n\
         n = w.map(sum).filter(lambda x: x < lim)\n\
         n.sink(out)\n\
         n.connect(s)",
    );
    let (lim, out): (Num, _) = (case.param("lim"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let w = s.sliding_window_full(2);
        let n = w.map(sum).filter(|x| *x < lim);
        n.sink(|x| out.put(x));
        n.feedback_unbounded(s);
    });
    ports!(p, s)
}

fn feedback_crawler(case: &Setup<'_>) -> Bound {
    case.python(
        "pages = s.unique()\n\
         pages.sink(out)\n\
         links = pages.map(lambda x: [x * a % m, (x + b) % m]).flatten()\n\
         links.connect(s)",
    );
    let ([a, b, m], out) = (case.params::<Num, 3>(["a", "b", "m"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let pages = s.unique_unbounded();
        pages.sink(|x| out.put(x));
        let links = pages.map(|x| [x * a % m, (x + b) % m]).flatten();
        links.feedback_unbounded(s);
    });
    ports!(p, s)
}

fn feedback_crawler_print_last(case: &Setup<'_>) -> Bound {
    case.python(
        "pages = s.unique()\n\
         links = pages.map(lambda x: [x * a % m, (x + b) % m]).flatten()\n\
         links.connect(s)\n\
         pages.sink(out)",
    );
    let ([a, b, m], out) = (case.params::<Num, 3>(["a", "b", "m"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let pages = s.unique_unbounded();
        let links = pages.map(|x| [x * a % m, (x + b) % m]).flatten();
        links.feedback_unbounded(s);
        pages.sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn feedback_two_nodes(case: &Setup<'_>) -> Bound {
    case.python(
        "a2 = a.filter(lambda x: x > 0).map(lambda x: x - i)\n\
         b2 = b.filter(lambda x: x > 0).map(lambda x: x - j)\n\
         a.sink(oa)\n\
         b.sink(ob)\n\
         a2.connect(b)\n\
         b2.connect(a)",
    );
    let [i, j] = case.params::<Num, 2>(["i", "j"]);
    let (oa, ob) = (case.sink("oa"), case.sink("ob"));
    let p = pipeline!(move |a: Num, b: Num| {
        let a2 = a.filter(|x| *x > 0).map(|x| x - i);
        let b2 = b.filter(|x| *x > 0).map(|x| x - j);
        a.sink(|x| oa.put(x));
        b.sink(|x| ob.put(x));
        a2.feedback_unbounded(b);
        b2.feedback_unbounded(a);
    });
    ports!(p, a, b)
}

fn reentrant_emit_from_sink(case: &Setup<'_>) -> Bound {
    case.python(
        "s.map(lambda x: x * 10).sink(m)\n\
         s.sink(lambda x: s.emit(x - 1) if x > 0 else None)\n\
         s.sink(t)",
    );
    let (m, t) = (case.sink("m"), case.sink("t"));
    let p = pipeline!(move |s: Num| {
        s.map(|x| x * 10).sink(|x| m.put(x));
        s.filter(|x| *x > 0).map(|x| x - 1).feedback_unbounded(s);
        s.sink(|x| t.put(x));
    });
    ports!(p, s)
}
