//! Diamonds and joins of joins.

use streamz::prelude::*;

use super::Binding;
use crate::harness::{Bound, Setup, ports, table};
use crate::python::{Num, max, min, sum};
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    cumulative_average,
    diamond_combine_latest,
    diamond_combine_latest_3,
    diamond_emit_on_first_subscriber,
    diamond_emit_on_last_subscriber,
    diamond_zip,
    diamond_zip_filtered_side,
    diamond_zip_latest_lossless_first,
    diamond_zip_latest_lossless_first by diamond_zip_latest_lossless_first_unbounded,
    diamond_zip_latest_lossless_second,
    diamond_zip_latest_lossless_second by diamond_zip_latest_lossless_second_unbounded,
    drawdown,
    ema_crossover,
    gate,
    join_of_join_same_source,
    lag_zip,
    multi_source_multi_sink,
    nested_joins,
    nested_joins_2,
    rolling_zscore,
    zip_backlog_then_drain,
    zip_three_rates,
];

fn cumulative_average(case: &Setup<'_>) -> Bound {
    case.python(
        "t = s.accumulate(lambda a, x: a + x)\n\
         c = s.accumulate(lambda a, x: a + 1, start=0)\n\
         t.zip(c).starmap(lambda a, b: a / b).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: f64| {
        let t = s.accumulate(|a, x| a + x);
        let c = s.accumulate_from(0.0, |a, _| a + 1.0);
        t.zip(c).starmap(|a, b| a / b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_combine_latest(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.map(lambda x: x * j)\n\
         a.combine_latest(b).sink(out)",
    );
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        a.combine_latest(b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_combine_latest_3(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.map(lambda x: x * j)\n\
         b.combine_latest(s, a).sink(out)",
    );
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        b.combine_latest(s, a).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_emit_on_first_subscriber(case: &Setup<'_>) -> Bound {
    case.python(
        "b = s.pluck(1)\n\
         a = s.pluck(0)\n\
         a.combine_latest(b, emit_on=a).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: (Value, String)| {
        let b = s.pluck(1);
        let a = s.pluck(0);
        a.combine_latest(b).emit_on(a).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_emit_on_last_subscriber(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.pluck(0)\n\
         b = s.pluck(1)\n\
         a.combine_latest(b, emit_on=a).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: (Value, String)| {
        let a = s.pluck(0);
        let b = s.pluck(1);
        a.combine_latest(b).emit_on(a).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_zip(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.map(lambda x: x * j)\n\
         a.zip(b).map(sum).sink(out)",
    );
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        a.zip(b).map(|t| t.0 + t.1).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_zip_filtered_side(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.filter(lambda x: x % k == 0)\n\
         a.zip(s).sink(out)",
    );
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.filter(|x| x % k == 0);
        a.zip_unbounded(s).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_zip_latest_lossless_first(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.map(lambda x: x * j)\n\
         a.zip_latest(b).sink(out)",
    );
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        a.zip_latest(b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_zip_latest_lossless_first_unbounded(case: &Setup<'_>) -> Bound {
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        a.zip_latest_unbounded(b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_zip_latest_lossless_second(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x + i)\n\
         b = s.map(lambda x: x * j)\n\
         b.zip_latest(a).sink(out)",
    );
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        b.zip_latest(a).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn diamond_zip_latest_lossless_second_unbounded(case: &Setup<'_>) -> Bound {
    let ([i, j], out) = (case.params::<Num, 2>(["i", "j"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x + i);
        let b = s.map(|x| x * j);
        b.zip_latest_unbounded(a).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn drawdown(case: &Setup<'_>) -> Bound {
    case.python(
        "m = s.accumulate(max)\n\
         s.zip(m).starmap(lambda x, t: x - t).accumulate(min).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |s: Num| {
        let m = s.accumulate(max);
        s.zip(m).starmap(|x, t| x - t).accumulate(min).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn ema_crossover(case: &Setup<'_>) -> Bound {
    case.python(
        "f = s.accumulate(lambda m, x: m + a * (x - m))\n\
         l = s.accumulate(lambda m, x: m + b * (x - m))\n\
         f.zip(l).starmap(lambda x, y: x > y).sliding_window(2, return_partial=False)\
         .filter(lambda t: t[0] != t[1]).pluck(1).sink(out)\n\
         f.zip(l).sink(both)",
    );
    let [a, b] = case.params::<Num, 2>(["a", "b"]);
    let (out, both) = (case.sink("out"), case.sink("both"));
    let p = pipeline!(move |s: Num| {
        let f = s.accumulate(|m, x| m + a * (x - *m));
        let l = s.accumulate(|m, x| m + b * (x - *m));
        f.zip(l)
            .starmap(|x, y| x > y)
            .sliding_window_full(2)
            .filter(|t| t[0] != t[1])
            .try_pluck(1)
            .sink(|x| out.put(x));
        f.zip(l).sink(|x| both.put(x));
    });
    ports!(p, s)
}

fn gate(case: &Setup<'_>) -> Bound {
    case.python("a.zip_latest(g).filter(lambda t: bool(t[1])).pluck(0).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, g: Value| {
        a.zip_latest_unbounded(g)
            .filter(|t| t.1.truthy())
            .pluck(0)
            .sink(|x| out.put(x));
    });
    ports!(p, a, g)
}

fn join_of_join_same_source(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s.map(lambda x: x % m)\n\
         b = s.accumulate(lambda q, x: q + x)\n\
         c = a.zip(b)\n\
         d = c.zip(s)\n\
         e = d.combine_latest(a)\n\
         e.sink(out)",
    );
    let (m, out): (Num, _) = (case.param("m"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s.map(|x| x % m);
        let b = s.accumulate(|q, x| q + x);
        let c = a.zip(b);
        let d = c.zip(s);
        let e = d.combine_latest(a);
        e.sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn lag_zip(case: &Setup<'_>) -> Bound {
    case.python("s.zip(s.slice(k)).sink(out)");
    let (k, out): (u64, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.zip_unbounded(s.slice(k..)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn multi_source_multi_sink(case: &Setup<'_>) -> Bound {
    case.python(
        "x = a.map(lambda v: v + 1)\n\
         y = b.filter(lambda v: v % 2 == 0)\n\
         x.zip(y).sink(pairs)\n\
         x.union(y).sink(all_)\n\
         x.combine_latest(y, emit_on=y).sink(late)\n\
         y.sliding_window(n).sink(win)",
    );
    let n: usize = case.param("n");
    let [pairs, all, late, win] = ["pairs", "all_", "late", "win"].map(|name| case.sink(name));
    let p = pipeline!(move |a: Num, b: Num| {
        let x = a.map(|v| v + 1);
        let y = b.filter(|v| v % 2 == 0);
        x.zip_unbounded(y).sink(|x| pairs.put(x));
        x.union(y).sink(|x| all.put(x));
        x.combine_latest(y).emit_on(y).sink(|x| late.put(x));
        y.sliding_window(n).sink(|window| win.put(window));
    });
    ports!(p, a, b)
}

fn nested_joins(case: &Setup<'_>) -> Bound {
    case.python(
        "z = a.zip(b)\n\
         l = c.zip_latest(d)\n\
         z.combine_latest(l).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |a: Value, b: Value, c: Value, d: Value| {
        let z = a.zip_unbounded(b);
        let l = c.zip_latest_unbounded(d);
        z.combine_latest(l).sink(|x| out.put(x));
    });
    ports!(p, a, b, c, d)
}

fn nested_joins_2(case: &Setup<'_>) -> Bound {
    case.python(
        "x = a.combine_latest(b).starmap(lambda p, q: p - q)\n\
         y = b.zip(c).starmap(lambda p, q: p * q)\n\
         x.zip_latest(y).sink(o1)\n\
         x.union(y).sliding_window(n, return_partial=False).sink(o2)",
    );
    let n: usize = case.param("n");
    let (o1, o2) = (case.sink("o1"), case.sink("o2"));
    let p = pipeline!(move |a: Num, b: Num, c: Num| {
        let x = a.combine_latest(b).starmap(|p, q| p - q);
        let y = b.zip_unbounded(c).starmap(|p, q| p * q);
        x.zip_latest_unbounded(y).sink(|x| o1.put(x));
        x.union(y).sliding_window_full(n).sink(|window| o2.put(window));
    });
    ports!(p, a, b, c)
}

fn rolling_zscore(case: &Setup<'_>) -> Bound {
    case.python(
        "w = s.sliding_window(n, return_partial=False)\n\
         m = w.map(lambda t: sum(t) / len(t))\n\
         v = w.map(lambda t: sum((x - sum(t) / len(t)) ** 2 for x in t) / len(t))\n\
         w.pluck(-1).zip(m, v).starmap(lambda x, mu, var: (x - mu) / (var ** 0.5 + 1e-9)).sink(out)",
    );
    fn mean(t: &[f64]) -> f64 {
        t.iter().sum::<f64>() / t.len() as f64
    }
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: f64| {
        let w = s.sliding_window_full(n);
        let m = w.map(mean);
        let v = w.map(|t| t.iter().map(|x| (x - mean(t)).powi(2)).sum::<f64>() / t.len() as f64);
        w.try_pluck(-1)
            .zip(m, v)
            .starmap(|x, mu, var| (x - mu) / (var.sqrt() + 1e-9))
            .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn zip_backlog_then_drain(case: &Setup<'_>) -> Bound {
    case.python(
        "z = a.map(lambda x: x * 2).zip(b.sliding_window(2, return_partial=False).map(sum))\n\
         z.accumulate(lambda t, x: (t[0] + x[0], t[1] + x[1])).sink(out)",
    );
    let out = case.sink("out");
    let p = pipeline!(move |a: Num, b: Num| {
        let z = a.map(|x| x * 2).zip_unbounded(b.sliding_window_full(2).map(sum));
        z.accumulate(|t, x| (t.0 + x.0, t.1 + x.1)).sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn zip_three_rates(case: &Setup<'_>) -> Bound {
    case.python(
        "a = s\n\
         b = s.partition(n)\n\
         c = s.filter(lambda x: x % 2 == 0)\n\
         a.zip(b, c, maxsize=1000).sink(out)",
    );
    let (n, out): (usize, _) = (case.param("n"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let a = s;
        let b = s.partition(n).map(|batch| batch.to_vec());
        let c = s.filter(|x| x % 2 == 0);
        a.try_zip(1000, b, c).sink(|x| out.put(x));
    });
    ports!(p, s)
}
