//! The templates of kind `meta`, each bound to a pipeline whose sources take tagged items.

use streamz::prelude::*;
use streamz::tags::Tagged;
use streamz::time::NEVER;

use super::mark::Mark;
use super::setup::{Bind, Bound, Setup, tagged_ports};
use crate::harness::{Raised, item};

/// Name of a template, and what makes its pipeline.
pub(crate) const BINDINGS: &[(&str, Bind)] = &[
    ("accumulate", accumulate),
    ("chain", chain),
    ("collect", collect),
    ("combine_latest", combine_latest),
    ("combine_latest_emit_on", combine_latest_emit_on),
    ("combine_latest_sparse_md", combine_latest_sparse_md),
    ("diamond_combine_latest", diamond_combine_latest),
    ("diamond_zip", diamond_zip),
    ("feedback", feedback),
    ("flatten_last_carries", flatten_last_carries),
    ("map_raises_never_fires", map_raises_never_fires),
    ("no_downstream_never_fires", no_downstream_never_fires),
    ("partition", partition),
    ("partition_key", partition_key),
    ("partition_sparse_md", partition_sparse_md),
    ("partition_unique_leaks", partition_unique_leaks),
    ("pluck", pluck),
    ("several_ids_per_element", several_ids_per_element),
    ("sink_only", sink_only),
    ("slice", slice),
    ("sliding_window_full", sliding_window_full),
    ("sliding_window_n1", sliding_window_n1),
    ("sliding_window_partial", sliding_window_partial),
    ("sliding_window_sparse_md", sliding_window_sparse_md),
    ("two_branches", two_branches),
    ("union", union_of),
    ("unique_drop", unique_drop),
    ("window_of_partition", window_of_partition),
    ("zip", zip),
    ("zip3", zip3),
    ("zip_latest", zip_latest),
    ("zip_latest3", zip_latest3),
    ("zip_sparse_md", zip_sparse_md),
    ("zip_unequal", zip_unequal),
];

fn accumulate(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(lambda a, x: a + x, start=k).sink(out)");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.accumulate_from(k, |a, x| a + x)
            .sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn chain(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x: x + k).filter(lambda x: x % 2 == 0).map(str).sink(out)");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.map(|x| x + k)
            .filter(|x| x % 2 == 0)
            .map(|x| x.to_string())
            .sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn collect(case: &Setup<'_>) -> Bound {
    case.python("c = s.collect()\nc.sink(out)\nf.sink(c.flush)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>, f: Tagged<i64, Mark>| {
        let held = s.collect_unbounded();
        held.sink_tagged(|batch, tags| out.put(batch.to_vec(), tags));
        f.flush(held);
    });
    tagged_ports!(p, s, f)
}

fn combine_latest(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.combine_latest(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn combine_latest_emit_on(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b, emit_on=a).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.combine_latest(b).emit_on(a).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn combine_latest_sparse_md(case: &Setup<'_>) -> Bound {
    case.python("a.combine_latest(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.combine_latest(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn diamond_combine_latest(case: &Setup<'_>) -> Bound {
    case.python("l = s.map(lambda x: x + k)\nr = s.map(lambda x: x * k)\nl.combine_latest(r).sink(out)");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        let l = s.map(|x| x + k);
        let r = s.map(|x| x * k);
        l.combine_latest(r).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn diamond_zip(case: &Setup<'_>) -> Bound {
    case.python("l = s.map(lambda x: x + k)\nr = s.map(lambda x: x * k)\nl.zip(r).sink(out)");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        let l = s.map(|x| x + k);
        let r = s.map(|x| x * k);
        l.zip(r).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn feedback(case: &Setup<'_>) -> Bound {
    case.python("u = s.unique()\nu.sink(out)\nu.filter(lambda x: x > 0).map(lambda x: x - 1).connect(s)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        let u = s.unique_unbounded();
        u.sink_tagged(|x, tags| out.put(x, tags));
        u.filter(|x| *x > 0).map(|x| x - 1).feedback_unbounded(s);
    });
    tagged_ports!(p, s)
}

fn flatten_last_carries(case: &Setup<'_>) -> Bound {
    case.python("s.flatten().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<Vec<i64>, Mark>| {
        s.flatten().sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn map_raises_never_fires(case: &Setup<'_>) -> Bound {
    case.python("s.sink(o1)\ns.map(lambda x: raise_if(x % k == 0, x)).sink(o2)");
    let k: i64 = case.param("k");
    let (o1, o2) = (case.sink("o1"), case.sink("o2"));
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sink_tagged(|x, tags| o1.put(x, tags));
        s.try_map(|x| if x % k == 0 { Err(Raised::Boom) } else { Ok(x) })
            .sink_tagged(|x, tags| o2.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn no_downstream_never_fires(case: &Setup<'_>) -> Bound {
    case.python("pass");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sink(|_| ());
    });
    tagged_ports!(p, s)
}

fn partition(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).sink(out)");
    let n: usize = case.param("n");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.partition(n).sink_tagged(|batch, tags| out.put(batch.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn partition_key(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n, key=lambda x: x % k).sink(out)");
    let n: usize = case.param("n");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    // The form that is driven: it tells which elements it holds, and its timeout is never.
    let mut p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.partition_timeout_by(n, 16, NEVER, |x| x.rem_euclid(k))
            .sink_tagged(|batch, tags| out.put(batch.to_vec(), tags));
    });
    Box::new(move |port, value, mark| {
        assert_eq!(port, "s", "the binding has one port");
        let pushed = p.try_push(0, Tagged(item(port, value), mark));
        pushed.map_err(|_| Raised::Overflow)
    })
}

fn partition_sparse_md(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).sink(out)");
    let n: usize = case.param("n");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.partition(n).sink_tagged(|batch, tags| out.put(batch.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn partition_unique_leaks(case: &Setup<'_>) -> Bound {
    case.python("s.partition_unique(n, keep=keep).sink(out)");
    let n: usize = case.param("n");
    let keep: String = case.param("keep");
    let keep = if keep == "first" { Keep::First } else { Keep::Last };
    let out = case.sink("out");
    // The form that is driven: it tells which elements it holds, and its timeout is never.
    let mut p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.partition_unique_timeout(n, NEVER, keep)
            .sink_tagged(|batch, tags| out.put(batch.to_vec(), tags));
    });
    Box::new(move |port, value, mark| {
        assert_eq!(port, "s", "the binding has one port");
        let pushed = p.try_push(0, Tagged(item(port, value), mark));
        pushed.map_err(|_| Raised::Overflow)
    })
}

fn pluck(case: &Setup<'_>) -> Bound {
    case.python("s.pluck(k).sink(out)");
    let k: usize = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<Vec<i64>, Mark>| {
        s.map(|row| row[k]).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn several_ids_per_element(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x: x * k).sink(out)");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.map(|x| x * k).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn sink_only(case: &Setup<'_>) -> Bound {
    case.python("s.sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn slice(case: &Setup<'_>) -> Bound {
    case.python("s.slice(a, b).sink(out)");
    let a: u64 = case.param("a");
    let b: u64 = case.param("b");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.slice(a..b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn sliding_window_full(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n, return_partial=False).sink(out)");
    let n: usize = case.param("n");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sliding_window_full(n)
            .sink_tagged(|w, tags| out.put(w.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn sliding_window_n1(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(1).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sliding_window(1).sink_tagged(|w, tags| out.put(w.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn sliding_window_partial(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n).sink(out)");
    let n: usize = case.param("n");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sliding_window(n).sink_tagged(|w, tags| out.put(w.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn sliding_window_sparse_md(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(n).sink(out)");
    let n: usize = case.param("n");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.sliding_window(n).sink_tagged(|w, tags| out.put(w.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn two_branches(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x: x + k).sink(o1)\ns.sink(o2)");
    let k: i64 = case.param("k");
    let o1 = case.sink("o1");
    let o2 = case.sink("o2");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.map(|x| x + k).sink_tagged(|x, tags| o1.put(x, tags));
        s.sink_tagged(|x, tags| o2.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn union_of(case: &Setup<'_>) -> Bound {
    case.python("a.union(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.union(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn unique_drop(case: &Setup<'_>) -> Bound {
    case.python("s.unique(maxsize=m).sink(out)");
    let m: usize = case.param("m");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.unique(m).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, s)
}

fn window_of_partition(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).sliding_window(m, return_partial=False).sink(out)");
    let n: usize = case.param("n");
    let m: usize = case.param("m");
    let out = case.sink("out");
    let p = pipeline!(move |s: Tagged<i64, Mark>| {
        s.partition(n)
            .map(|batch| batch.to_vec())
            .sliding_window_full(m)
            .sink_tagged(|w, tags| out.put(w.to_vec(), tags));
    });
    tagged_ports!(p, s)
}

fn zip(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.zip_unbounded(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn zip3(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b, c).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(
        move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>, c: Tagged<i64, Mark>| {
            a.zip_unbounded(b, c).sink_tagged(|x, tags| out.put(x, tags));
        }
    );
    tagged_ports!(p, a, b, c)
}

fn zip_latest(case: &Setup<'_>) -> Bound {
    case.python("a.zip_latest(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.zip_latest_unbounded(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn zip_latest3(case: &Setup<'_>) -> Bound {
    case.python("a.zip_latest(b, c).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(
        move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>, c: Tagged<i64, Mark>| {
            a.zip_latest_unbounded(b, c).sink_tagged(|x, tags| out.put(x, tags));
        }
    );
    tagged_ports!(p, a, b, c)
}

fn zip_sparse_md(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.zip_unbounded(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}

fn zip_unequal(case: &Setup<'_>) -> Bound {
    case.python("a.zip(b).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Tagged<i64, Mark>, b: Tagged<i64, Mark>| {
        a.zip_unbounded(b).sink_tagged(|x, tags| out.put(x, tags));
    });
    tagged_ports!(p, a, b)
}
