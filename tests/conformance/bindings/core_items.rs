//! Item by item: `sink`, `map`, `starmap`, `filter`, `remove`, `pluck`, and ways into the middle of a pipeline.

use std::io::Write;

use streamz::prelude::*;

use super::Binding;
use crate::convert::row;
use crate::harness::{Bound, Raised, Setup, ports, table};
use crate::python::Num;
use crate::value::Value;

pub(crate) const BINDINGS: &[Binding] = table![
    sink,
    sink_args,
    sink_to_textfile,
    two_sinks_order,
    map_affine,
    map_args,
    map_chain,
    map_float,
    map_str,
    starmap,
    starmap_args,
    filter_mod,
    filter_args,
    filter_none,
    filter_all_pass_none_pass,
    remove,
    pluck_index,
    pluck_negative,
    pluck_list,
    pluck_empty_list,
    pluck_name,
    pluck_names,
    connect,
    emit_mid_node,
];

fn sink(case: &Setup<'_>) -> Bound {
    case.python("s.sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn sink_args(case: &Setup<'_>) -> Bound {
    case.python("s.sink(out, a)");
    let (a, out): (Value, _) = (case.param("a"), case.sink("out"));
    let p = pipeline!(move |s: Value| {
        s.sink(|x| out.put((x, &a)));
    });
    ports!(p, s)
}

fn sink_to_textfile(case: &Setup<'_>) -> Bound {
    case.python("s.map(str).sink_to_textfile(Writer(out), end=e)");
    let (e, mut file): (String, _) = (case.param("e"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.map(|x| x.to_string())
            .try_sink(|line| file.write_all(format!("{line}{e}").as_bytes()));
    });
    ports!(p, s)
}

fn two_sinks_order(case: &Setup<'_>) -> Bound {
    case.python(
        "s.sink(o1)\n\
         m = s.map(lambda x: x + k)\n\
         m.sink(o2)\n\
         s.sink(o3)\n\
         m.sink(o4)",
    );
    let k: Num = case.param("k");
    let [o1, o2, o3, o4] = ["o1", "o2", "o3", "o4"].map(|name| case.sink(name));
    let p = pipeline!(move |s: Num| {
        s.sink(|x| o1.put(x));
        let m = s.map(|x| x + k);
        m.sink(|x| o2.put(x));
        s.sink(|x| o3.put(x));
        m.sink(|x| o4.put(x));
    });
    ports!(p, s)
}

fn map_affine(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x: x * k + c).sink(out)");
    let ([k, c], out) = (case.params::<Num, 2>(["k", "c"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.map(|x| x * k + c).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn map_args(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x, a, b=0: x * a - b, k, b=c).sink(out)");
    let ([k, c], out) = (case.params::<Num, 2>(["k", "c"]), case.sink("out"));
    let function = |x: Num, a: Num, b: Num| x * a - b;
    let p = pipeline!(move |s: Num| {
        s.map(|x| function(x, k, c)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn map_chain(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x: x + a).map(lambda x: x * b).map(lambda x: x - c).sink(out)");
    let ([a, b, c], out) = (case.params::<Num, 3>(["a", "b", "c"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.map(|x| x + a).map(|x| x * b).map(|x| x - c).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn map_float(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda x: x * k / 3.0 + 0.1).sink(out)");
    let (k, out): (f64, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: f64| {
        s.map(|x| x * k / 3.0 + 0.1).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn map_str(case: &Setup<'_>) -> Bound {
    case.python("s.map(lambda w: w.upper() + suffix).sink(out)");
    let (suffix, out): (String, _) = (case.param("suffix"), case.sink("out"));
    let p = pipeline!(move |s: String| {
        s.map(|w| w.to_uppercase() + &suffix).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn starmap(case: &Setup<'_>) -> Bound {
    case.python("s.starmap(lambda a, b: a * k - b).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: (Num, Num)| {
        s.starmap(|a, b| a * k - b).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn starmap_args(case: &Setup<'_>) -> Bound {
    case.python("s.starmap(lambda a, b, c: a + b * c, k).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let function = |a: Num, b: Num, c: Num| a + b * c;
    let p = pipeline!(move |s: (Num, Num)| {
        s.starmap(|a, b| function(a, b, k)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn filter_mod(case: &Setup<'_>) -> Bound {
    case.python("s.filter(lambda x: x % k == r).sink(out)");
    let ([k, r], out) = (case.params::<Num, 2>(["k", "r"]), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.filter(|x| x % k == r).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn filter_args(case: &Setup<'_>) -> Bound {
    case.python("s.filter(lambda x, n, off=0: (x + off) % n == 0, k, off=o).sink(out)");
    let ([k, o], out) = (case.params::<Num, 2>(["k", "o"]), case.sink("out"));
    let predicate = |x: &Num, n: Num, off: Num| (x + off) % n == 0;
    let p = pipeline!(move |s: Num| {
        s.filter(|x| predicate(x, k, o)).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn filter_none(case: &Setup<'_>) -> Bound {
    case.python("s.filter(None).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Value| {
        s.filter(|x| x.truthy()).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn filter_all_pass_none_pass(case: &Setup<'_>) -> Bound {
    case.python(
        "s.filter(lambda x: x > k).sink(hi)\n\
         s.filter(lambda x: x > 1000).sink(lo)",
    );
    let k: Num = case.param("k");
    let (hi, lo) = (case.sink("hi"), case.sink("lo"));
    let p = pipeline!(move |s: Num| {
        s.filter(|x| *x > k).sink(|x| hi.put(x));
        s.filter(|x| *x > 1000).sink(|x| lo.put(x));
    });
    ports!(p, s)
}

fn remove(case: &Setup<'_>) -> Bound {
    case.python("s.remove(lambda x: x % k == 0).sink(out)");
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        s.remove(|x| x % k == 0).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn pluck_index(case: &Setup<'_>) -> Bound {
    case.python("s.pluck(i).sink(out)");
    let (i, out): (isize, _) = (case.param("i"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Value>| {
        s.try_pluck(i).sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn pluck_negative(case: &Setup<'_>) -> Bound {
    pluck_index(case)
}

// Several indices that only the run knows: `pluck(1, 3)` would need them in the text.
fn pluck_list(case: &Setup<'_>) -> Bound {
    case.python("s.pluck(ix).sink(out)");
    let (ix, out): (Vec<usize>, _) = (case.param("ix"), case.sink("out"));
    let p = pipeline!(move |s: Vec<Value>| {
        s.try_map(|x| {
            let picked = ix.iter().map(|&i| x.get(i).cloned());
            let picked: Option<Vec<Value>> = picked.collect();
            picked.ok_or(Raised::IndexError)
        })
        .sink(|x| out.put(x));
    });
    ports!(p, s)
}

fn pluck_empty_list(case: &Setup<'_>) -> Bound {
    case.python("s.pluck([]).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Vec<Value>| {
        s.map(|_| ()).sink(|x| out.put(x));
    });
    ports!(p, s)
}

row! {
    /// The items of `pluck_name`.
    Row { name: String, x: Value, y: Value, z: Value }
}

row! {
    /// The items of `pluck_names`.
    Named { name: String, x: Value }
}

fn pluck_name(case: &Setup<'_>) -> Bound {
    case.python("s.pluck(key).sink(out)");
    let (key, out): (String, _) = (case.param("key"), case.sink("out"));
    macro_rules! of_field {
        ($field:ident) => {{
            let p = pipeline!(move |s: Row| {
                s.pluck($field).sink(|x| out.put(x));
            });
            ports!(p, s)
        }};
    }
    match key.as_str() {
        "name" => of_field!(name),
        "x" => of_field!(x),
        "y" => of_field!(y),
        "z" => of_field!(z),
        other => panic!("the items have no field `{other}`"),
    }
}

fn pluck_names(case: &Setup<'_>) -> Bound {
    case.python("s.pluck(['x', 'name']).sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: Named| {
        s.pluck(x, name).sink(|x| out.put(x));
    });
    ports!(p, s)
}

// `connect` adds an upstream: here a union says so where the stream is made.
fn connect(case: &Setup<'_>) -> Bound {
    case.python(
        "d = b.map(lambda x: x * k)\n\
         d.sink(out)\n\
         a.connect(b)",
    );
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |a: Num, b: Num| {
        let d = b.union(a).map(|x| x * k);
        d.sink(|x| out.put(x));
    });
    ports!(p, a, b)
}

fn emit_mid_node(case: &Setup<'_>) -> Bound {
    case.python(
        "m.connect(t)\n\
         s.map(lambda x: x + k).connect(m)\n\
         t.sink(out)",
    );
    let (k, out): (Num, _) = (case.param("k"), case.sink("out"));
    let p = pipeline!(move |s: Num| {
        let m = s.map(|x| x + k).port();
        let t = m.port();
        t.sink(|x| out.put(x));
    });
    ports!(p, s, m, t)
}
