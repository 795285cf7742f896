//! Prints the graphs, each as a description and as a pipeline.

use core::fmt::Write;

use crate::generate::{GRAPHS, graph};
use crate::graph::{Graph, Node, Op, SOURCES, Stream};

fn name(stream: Stream) -> String {
    match stream.checked_sub(SOURCES) {
        Some(node) => format!("n{node}"),
        None => format!("s{stream}"),
    }
}

/// A size that is stored inline, or one known at run time only.
fn sized(node: usize, size: usize) -> String {
    match node % 3 {
        0 => format!("usize::from({size}_u8)"),
        _ => size.to_string(),
    }
}

/// A boundary whose level is measured.
fn gauged(number: usize, first: &str, boundary: &str) -> String {
    format!("{first}.map(|x| log.enter({number}, x)).{boundary}.map(|x| log.leave({number}, x))")
}

fn expression(graph: &Graph, number: usize) -> String {
    let Node { op, from } = &graph.nodes[number];
    let used: Vec<String> = from.iter().map(|stream| name(*stream)).collect();
    let (first, others) = match used.split_first() {
        Some((first, others)) => (first.as_str(), others.join(", ")),
        None => ("", String::new()),
    };
    let members = ["a", "b", "c"][..from.len().min(3)].join(", ");
    let fold = format!("map(|({members})| fold(&[{members}]))");
    let size = |n: &usize| sized(number, *n);
    match op {
        Op::Map(k) => format!("{first}.map(|x| mix(x, {k}))"),
        Op::TryMap(k) => format!("{first}.try_map(|x| attempt(x, {k}))"),
        Op::Catch(node) if graph.nodes[*node].op.is_boundary() => format!("n{node}.catch(caught_late)"),
        Op::Catch(node) => format!("n{node}.catch(caught)"),
        Op::Filter(k) => format!("{first}.filter(|x| passes(*x, {k}))"),
        Op::Accumulate => format!("{first}.accumulate(|old, x| mix(*old, x))"),
        Op::FlatMap(k) => format!("{first}.flat_map(|x| several(x, {k}))"),
        Op::Partition(n) => format!("{first}.partition({}).map(fold)", size(n)),
        Op::Collect(n) => format!("{first}.collect({})", size(n)),
        Op::Flush(collect) => format!("{first}.flush(held{collect})"),
        Op::FromIterable(n, k) => format!("from_iterable((0..{n}).map(|x| log.pull({number}, mix(x, {k}))))"),
        Op::Union => format!("{first}.union({others})"),
        Op::Zip => format!("{first}.zip({others}).{fold}"),
        Op::ZipUnbounded => format!("{first}.zip_unbounded({others}).{fold}"),
        Op::Buffer(n) => gauged(number, first, &format!("buffer({})", size(n))),
        Op::BufferUnbounded => format!("{first}.buffer_unbounded()"),
        Op::Delay(ticks, n) => gauged(number, first, &format!("delay({ticks}, {})", size(n))),
        Op::RateLimit(ticks) => format!("{first}.rate_limit({ticks})"),
        Op::MapAsync(n, k) => format!(
            "{first}.map_async({}, async |x| {{ clock.sleep(pause(x)).await; mix(x, {k}) }})",
            size(n)
        ),
        Op::TryMapAsync(n, k) => format!(
            "{first}.try_map_async({}, async |x| {{ clock.sleep(pause(x)).await; attempt(x, {k}) }})",
            size(n)
        ),
        Op::TryRetry(k) => format!(
            "{first}.try_retry(Backoff::new(5).attempts(2), async |x| {{ clock.sleep(pause(x)).await; attempt(x, {k}) }})"
        ),
        Op::Windowed(ticks, n) => format!(
            "{first}.timed_window({ticks}, {}).map(|w| w.to_vec()).flatten()",
            size(n)
        ),
        Op::Batched(n, ticks) => format!(
            "{first}.partition_timeout({}, {ticks}).map(|w| w.to_vec()).flatten()",
            size(n)
        ),
        Op::Sink(sink) => format!("{first}.sink(|x| log.add({sink}, x))"),
        Op::SinkAsync(sink) => {
            format!("{first}.sink(async |x| {{ clock.sleep(pause(x)).await; log.add({sink}, x); }})")
        }
    }
}

/// Whether something in a graph fails without being caught.
fn is_fallible(graph: &Graph) -> bool {
    let mut nodes = graph.nodes.iter().enumerate();
    nodes.any(|(number, node)| node.op.can_fail() && graph.catch_of(number).is_none())
}

/// Prints one graph, twice.
fn print(text: &mut String, number: usize, graph: &Graph) -> core::fmt::Result {
    writeln!(text, "\nfn graph_{number}() -> Case {{")?;
    writeln!(text, "    Case {{")?;
    writeln!(text, "        graph: Graph {{")?;
    writeln!(text, "            nodes: vec![")?;
    for Node { op, from } in &graph.nodes {
        writeln!(text, "                node(Op::{op:?}, {from:?}),")?;
    }
    writeln!(text, "            ],")?;
    writeln!(text, "        }},")?;
    writeln!(text, "        run: |log, sends, manner| {{")?;
    writeln!(text, "            let clock = &log.clock;")?;
    let output = if is_fallible(graph) { " -> Verdict" } else { "" };
    writeln!(text, "            let p = pipeline!(|s0: i64, s1: i64|{output} {{")?;
    for (number, Node { op, .. }) in graph.nodes.iter().enumerate() {
        let made = expression(graph, number);
        let statement = match op {
            Op::Collect(_) => {
                format!("let held{number} = {made};\n                let n{number} = held{number}.map(fold);")
            }
            op if op.ends() => format!("{made};"),
            _ => format!("let n{number} = {made};"),
        };
        writeln!(text, "                {statement}")?;
    }
    writeln!(text, "            }});")?;
    writeln!(
        text,
        "            log.run(pin!(p.with_timer(clock.clone())), sends, manner);"
    )?;
    writeln!(text, "        }},")?;
    writeln!(text, "    }}")?;
    writeln!(text, "}}")
}

/// All graphs as they are committed.
pub(crate) fn text() -> String {
    let mut text = String::from(
        "//! Random graphs, each as a description and as a pipeline. Printed by `print.rs`; do not edit.\n\
         \n\
         use core::pin::pin;\n\
         \n\
         use streamz::prelude::*;\n\
         use streamz::time::Backoff;\n\
         \n\
         use crate::graph::{Graph, Op, Verdict, attempt, caught, caught_late, fold, mix, node, passes, pause, several};\n\
         use crate::run::Case;\n\
         \n\
         /// All graphs.\n\
         pub(crate) fn cases() -> Vec<Case> {\n\
         \x20   vec![\n",
    );
    for number in 0..GRAPHS {
        writeln!(text, "        graph_{number}(),").unwrap();
    }
    text.push_str("    ]\n}\n");
    for number in 0..GRAPHS {
        print(&mut text, number, &graph(number)).unwrap();
    }
    text
}
