//! Branches and long ways: one source, several ends, and what `union` brings together again.

use streamz::prelude::*;

use super::Binding;
use crate::convert::dict;
use crate::harness::{Bound, Setup, ports, table};
use crate::python::{Num, sorted, sum, welford};
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    branch_interleave,
    change_detector,
    collect_triggered_by_window,
    dedupe_then_batch,
    diamond_union,
    fan_in_priority,
    five_branch_union,
    long_chain_50,
    partition_key_sum_accumulate,
    state_machine,
    tree3_union_reordered,
    two_stage_partition,
    union_partition_flatten_unique,
    welford by welford_variance,
    word_count,
];

fn branch_interleave(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.map(lambda x: x - i)\n\
         a.sink(up)\n\
         b.sink(down)\n\
         a.map(lambda x: x * 2).sink(up2)\n\
         s.sink(raw)",
    );
    let i: Num = case.param("i");
    let [up, down, up2, raw] = ["up", "down", "up2", "raw"].map(|name| case.sink(name));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x - i);
        a.sink(|x| up.put(x));
        b.sink(|x| down.put(x));
        a.map(|x| x * 2).sink(|x| up2.put(x));
        s.sink(|x| raw.put(x));
    });
    ports!(p, s)
}

fn change_detector(case: &Setup<'_>) -> Bound {
    case.python("s.sliding_window(2, return_partial=False).filter(lambda t: t[0] != t[1]).pluck(1).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.sliding_window_full(2)
            .filter(|t| t[0] != t[1])
            .try_pluck(1)
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn collect_triggered_by_window(case: &Setup<'_>) -> Bound {
    case.python(
        "c = s.collect()\n\
         c.sink(out)\n\
         s.accumulate(lambda a, x: (a + x) % m).filter(lambda v: v == 0).sink(c.flush)",
    );
    let (m, out): (Num, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let c = s.collect_unbounded();
        c.sink(|items| out.put(items));
        s.accumulate(|a, x| (a + x) % m).filter(|v| *v == 0).flush(c);
    });
    ports!(p, s)
}

fn dedupe_then_batch(case: &Setup<'_>) -> Bound {
    case.python(
        "s.unique(maxsize=m, key=lambda x: x % k).partition_unique(n, key=lambda x: x % 3, keep=keep).sink(out)",
    );
    let ([m, n], k) = (case.params::<usize, 2>(["m", "n"]), case.param::<Num>("k"));
    let (keep, out): (Keep, _) = (case.param("keep"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.unique_hashed_by(m, |x| x % k)
            .partition_unique_by(n, keep, |x| x % 3)
            .sink(|batch| out.put(batch));
    });
    ports!(p, s)
}

fn diamond_union(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.filter(lambda x: x % j == 0)\n\
         a.union(b, s).sink(out)",
    );
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.filter(|x| x % j == 0);
        a.union(b, s).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn fan_in_priority(case: &Setup<'_>) -> Bound {
    case.python(
        "hi = a.map(lambda x: ('hi', x))\n\
         lo = b.map(lambda x: ('lo', x))\n\
         m = lo.union(hi)\n\
         m.unique(key=lambda t: t[1], maxsize=k).sink(out)\n\
         m.pluck(0).frequencies().sink(cnt)",
    );
    let k: usize = case.param("k");
    let (out, cnt) = (case.sink("out"), case.sink("cnt"));
    let p = pipeline!(move |a: Value, b: Value| {
        let hi = a.map(|x| ("hi", x));
        let lo = b.map(|x| ("lo", x));
        let m = lo.union(hi);
        m.unique_by(k, |t| t.1.clone()).sink(|x| out.put(x));
        m.pluck(0).frequencies_unbounded().sink(|counts| cnt.put(dict(counts)));
    });
    ports!(p, a, b)
}

fn five_branch_union(case: &Setup<'_>) -> Bound {
    case.python(
        "b0 = s.filter(lambda x: x % 5 == 0)\n\
         b1 = s.filter(lambda x: x % 5 == 1).map(lambda x: -x)\n\
         b2 = s.filter(lambda x: x % 5 == 2).sliding_window(2).map(sum)\n\
         b3 = s.filter(lambda x: x % 5 == 3).accumulate(lambda a, x: a + x)\n\
         b4 = s.filter(lambda x: x % 5 == 4).unique()\n\
         b4.union(b3, b2, b1, b0).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        let b0 = s.filter(|x| x % 5 == 0);
        let b1 = s.filter(|x| x % 5 == 1).map(|x| -x);
        let b2 = s.filter(|x| x % 5 == 2).sliding_window(2).map(sum);
        let b3 = s.filter(|x| x % 5 == 3).accumulate(|a, x| a + x);
        let b4 = s.filter(|x| x % 5 == 4).unique_unbounded();
        b4.union(b3, b2, b1, b0).sink(|x| out.put(x));
    });
    ports!(p, s)
}

/// `pipeline!` has no loops; a macro writes the chain.
macro_rules! chain {
    ($out:ident, |$i:ident, $x:ident| $step:expr, [$($number:literal)*]) => {
        pipeline!(move |s: i64| {
            s$(.map(|$x| { let $i = $number; $step }))*.sink(|x| $out.put(x));
        })
    };
}

fn long_chain_50(case: &Setup<'_>) -> Bound {
    case.python(
        "n = s\n\
         for i in range(50):\n    \
             n = n.map(lambda x, i=i: x * 2 + i - (x if i % 3 else k) & 0xFFFF)\n\
         n.sink(out)",
    );
    let (k, out): (i64, _) = (case.param("k"), case.sink("out"));
    let p = chain!(
        out,
        |i, x| (x * 2 + i - if i % 3 != 0 { x } else { k }) & 0xFFFF,
        [0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24
         25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49]
    );
    ports!(p, s)
}

fn partition_key_sum_accumulate(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n, key=lambda x: x % k).map(sum).accumulate(lambda a, x: a + x).sink(out)");
    let (n, k, out): (usize, Num, _) = (case.param("n"), case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.partition_by_unbounded(n, |x| x % k)
            .map(sum)
            .accumulate(|a, x| a + x)
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn state_machine(case: &Setup<'_>) -> Bound {
    case.python(
        "s.accumulate(lambda st, x: ((st + x) % k, 'ABCDEFGHIJ'[(st + x) % k]), start=0, returns_state=True)\
         .sliding_window(2, return_partial=False).map(lambda t: t[0] + t[1]).frequencies().sink(out)",
    );
    let (k, out): (i64, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: i64| {
        s.scan(0_i64, |st, x| {
            *st = (*st + x).rem_euclid(k);
            char::from(b"ABCDEFGHIJ"[*st as usize])
        })
        .sliding_window_full(2)
        .map(|t| t.iter().collect::<String>())
        .frequencies_unbounded()
        .sink(|counts| out.put(dict(counts)));
    });
    ports!(p, s)
}

fn tree3_union_reordered(case: &Setup<'_>) -> Bound {
    case.python(
        "l = s.map(lambda x: x * 2)\n\
         r = s.map(lambda x: x * 3)\n\
         ll = l.map(lambda x: x + 1)\n\
         lr = l.map(lambda x: x + 2)\n\
         rl = r.map(lambda x: x + 3)\n\
         rr = r.map(lambda x: x + 4)\n\
         rr.union(ll, rl, lr).sink(out)\n\
         rl.sink(o2)",
    );
    let (out, o2) = (case.sink("out"), case.sink("o2"));
    let p = pipeline!(move |s: Num| {
        let l = s.map(|x| x * 2);
        let r = s.map(|x| x * 3);
        let ll = l.map(|x| x + 1);
        let lr = l.map(|x| x + 2);
        let rl = r.map(|x| x + 3);
        let rr = r.map(|x| x + 4);
        rr.union(ll, rl, lr).sink(|x| out.put(x));
        rl.sink(|x| o2.put(x));
    });
    ports!(p, s)
}

fn two_stage_partition(case: &Setup<'_>) -> Bound {
    case.python("s.partition(n).partition(m).sink(out)");
    let ([n, m], out) = (case.params::<usize, 2>(["n", "m"]), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.partition(n)
            .map(|batch| batch.to_vec())
            .partition(m)
            .sink(|batches| out.put(batches));
    });
    ports!(p, s)
}

fn union_partition_flatten_unique(case: &Setup<'_>) -> Bound {
    case.python("a.union(b, c).partition(n).map(lambda t: tuple(sorted(t))).flatten().unique(maxsize=m).sink(out)");
    let ([n, m], out) = (case.params::<usize, 2>(["n", "m"]), case.sink("out"));
    let p = pipeline!(move |a: Num, b: Num, c: Num| {
        a.union(b, c)
            .partition(n)
            .map(sorted)
            .flatten()
            .unique(m)
            .sink(|x| out.put(x));
    });
    ports!(p, a, b, c)
}

fn welford_variance(case: &Setup<'_>) -> Bound {
    case.python("s.accumulate(welford, start=(0, 0.0, 0.0), returns_state=True).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: f64| {
        s.scan((0, 0.0, 0.0), welford).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn word_count(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda l: l.split()).flatten().frequencies().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: String| {
        s.map(|l| l.split_whitespace().map(String::from).collect::<Vec<_>>())
            .flatten()
            .frequencies_unbounded()
            .sink(|counts| out.put(dict(counts)));
    });
    ports!(p, s)
}
