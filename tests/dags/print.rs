//! Prints the graphs, each as a description and as a pipeline.

use core::fmt::Write;

use crate::generate::{GRAPHS, graph};
use crate::graph::{Graph, Node, Op, Stream};

/// Prints the pipeline of a graph.
struct Printer<'g> {
    graph: &'g Graph,
}

impl Printer<'_> {
    fn name(&self, stream: Stream) -> String {
        match stream.checked_sub(self.graph.sources) {
            Some(node) => format!("n{node}"),
            None => format!("s{stream}"),
        }
    }

    /// Whether a node is written inside the expression of the next one: it is named nowhere else.
    fn is_inside_next(&self, node: usize) -> bool {
        let (stream, op) = (self.graph.sources + node, self.graph.nodes[node].op);
        let everywhere = self.graph.nodes.iter().flat_map(|node| &node.from);
        let used = everywhere.filter(|used| **used == stream).count();
        let next = self.graph.nodes.get(node + 1);
        next.is_some_and(|next| next.from.contains(&stream))
            && used == 1
            && !matches!(op, Op::Port | Op::Collect(_))
            && self.graph.catch_of(node).is_none()
            && !op.ends()
            && !node.is_multiple_of(5)
    }

    /// A stream where it is used: its name, or the operators that make it.
    fn used(&self, stream: Stream) -> String {
        match stream.checked_sub(self.graph.sources) {
            Some(node) if self.is_inside_next(node) => self.expression(node),
            _ => self.name(stream),
        }
    }

    /// A size that is stored inline, or one known at run time only.
    fn size(node: usize, size: usize) -> String {
        match node % 3 {
            0 => format!("usize::from({size}_u8)"),
            _ => size.to_string(),
        }
    }

    fn expression(&self, number: usize) -> String {
        let Node { op, from } = &self.graph.nodes[number];
        let used: Vec<String> = from.iter().map(|stream| self.used(*stream)).collect();
        let (first, others) = match used.split_first() {
            Some((first, others)) => (first.as_str(), others.join(", ")),
            None => ("", String::new()),
        };
        let members = ["a", "b", "c"][..from.len().min(3)].join(", ");
        let fold = format!("map(|({members})| fold(&[{members}]))");
        let size = |n: &usize| Self::size(number, *n);
        match op {
            Op::Map(k) => format!("{first}.map(|x| mix(x, {k}))"),
            Op::TryMap(k) => format!("{first}.try_map(|x| attempt(x, {k}))"),
            Op::Catch(node) => format!("n{node}.catch(caught)"),
            Op::Filter(k) => format!("{first}.filter(|x| passes(*x, {k}))"),
            Op::Above(bound) => format!("{first}.filter(|x| *x > {bound})"),
            Op::Divide(by) => format!("{first}.map(|x| x / {by})"),
            Op::Accumulate => format!("{first}.accumulate(|old, x| mix(*old, x))"),
            Op::Scan => format!("{first}.scan(0, |count, x| {{ *count += 1; mix(*count, x) }})"),
            Op::Window(n) => format!("{first}.sliding_window({}).map(fold)", size(n)),
            Op::WindowFull(n) => format!("{first}.sliding_window_full({}).map(fold)", size(n)),
            Op::FlatMap(k) => format!("{first}.flat_map(|x| several(x, {k}))"),
            Op::Partition(n) => format!("{first}.partition({}).map(fold)", size(n)),
            Op::PartitionFlat(n) => format!("{first}.partition({}).flatten()", size(n)),
            Op::PartitionBy(n) if self.graph.fallible => {
                format!(
                    "{first}.try_partition_by({}, 3, |x| x.rem_euclid(3)).map(fold)",
                    size(n)
                )
            }
            Op::PartitionBy(n) => format!("{first}.partition_by_unbounded({n}, |x| x.rem_euclid(3)).map(fold)"),
            Op::Unique(n) => format!("{first}.unique({})", size(n)),
            Op::UniqueHashed(n) => format!("{first}.unique_hashed({n})"),
            Op::Slice(start, end) => format!("{first}.slice({start}..{end})"),
            Op::StepBy(n) => format!("{first}.step_by({n})"),
            Op::Port => format!("{first}.port()"),
            Op::Union => format!("{first}.union({others})"),
            Op::Zip => format!("{first}.zip({others}).{fold}"),
            Op::ZipUnbounded => format!("{first}.zip_unbounded({others}).{fold}"),
            Op::TryZip(n) => format!("{first}.try_zip({}, {others}).{fold}", size(n)),
            Op::CombineLatest(mask) => {
                let emit_on = self.emit_on(number, *mask);
                format!("{first}.combine_latest({others}){emit_on}.{fold}")
            }
            Op::ZipLatest => format!("{first}.zip_latest({others}).{fold}"),
            Op::ZipLatestUnbounded => format!("{first}.zip_latest_unbounded({others}).{fold}"),
            Op::TryZipLatest(n) => format!("{first}.try_zip_latest({}, {others}).{fold}", size(n)),
            Op::Collect(n) => format!("{first}.collect({})", size(n)),
            Op::Flush(collect) => format!("{first}.flush(held{collect})"),
            Op::Feedback(source, n) => format!("{first}.feedback(s{source}, {})", size(n)),
            Op::FeedbackUnbounded(source) => format!("{first}.feedback_unbounded(s{source})"),
            Op::Sink(sink) => format!("{first}.sink(|x| log.add({sink}, x))"),
            Op::TrySink(sink) => format!("{first}.try_sink(|x| log.offer({sink}, x))"),
        }
    }

    /// `.emit_on(..)`, by name where all inlets have one, else by number.
    fn emit_on(&self, number: usize, mask: u32) -> String {
        let from = &self.graph.nodes[number].from;
        if mask == (1 << from.len()) - 1 {
            return String::new();
        }
        let named = from.iter().all(|stream| self.used(*stream) == self.name(*stream));
        let inlets = from.iter().enumerate().filter(|(inlet, _)| mask & (1 << inlet) != 0);
        let inlets: Vec<String> = inlets
            .map(|(inlet, stream)| if named { self.name(*stream) } else { inlet.to_string() })
            .collect();
        format!(".emit_on({})", inlets.join(", "))
    }

    fn statements(&self) -> Vec<String> {
        let mut statements = Vec::new();
        for (number, node) in self.graph.nodes.iter().enumerate() {
            if self.is_inside_next(number) {
                continue;
            }
            let expression = self.expression(number);
            match node.op {
                Op::Collect(_) => {
                    statements.push(format!("let held{number} = {expression};"));
                    statements.push(format!("let n{number} = held{number}.map(fold);"));
                }
                op if op.ends() => statements.push(format!("{expression};")),
                _ => statements.push(format!("let n{number} = {expression};")),
            }
        }
        statements
    }
}

/// Prints one graph, twice.
fn print(text: &mut String, number: usize, graph: &Graph) -> core::fmt::Result {
    let printer = Printer { graph };
    let Graph {
        sources,
        fallible,
        nodes,
    } = graph;
    writeln!(text, "\nfn graph_{number}() -> Case {{")?;
    writeln!(text, "    Case {{")?;
    writeln!(text, "        graph: Graph {{")?;
    writeln!(text, "            sources: {sources},")?;
    writeln!(text, "            fallible: {fallible},")?;
    writeln!(text, "            nodes: vec![")?;
    for Node { op, from } in nodes {
        writeln!(text, "                node(Op::{op:?}, {from:?}),")?;
    }
    writeln!(text, "            ],")?;
    writeln!(text, "        }},")?;
    writeln!(text, "        run: |events| {{")?;
    writeln!(text, "            let log = Log::default();")?;
    let names: Vec<String> = (0..*sources).map(|source| format!("s{source}: i64")).collect();
    let output = if *fallible { " -> Verdict" } else { "" };
    writeln!(
        text,
        "            let mut p = pipeline!(|{}|{output} {{",
        names.join(", ")
    )?;
    for statement in printer.statements() {
        writeln!(text, "                {statement}")?;
    }
    writeln!(text, "            }});")?;
    writeln!(text, "            log.run(events, |entry, x| {{")?;
    writeln!(text, "                match entry {{")?;
    for (entry, stream) in graph.entries().iter().enumerate() {
        writeln!(text, "                    {entry} => p.{}(x),", printer.name(*stream))?;
    }
    writeln!(text, "                    _ => unreachable!(),")?;
    let end = if *fallible { "}" } else { "}\n                Ok(())" };
    writeln!(text, "                {end}")?;
    writeln!(text, "            }})")?;
    writeln!(text, "        }},")?;
    writeln!(text, "    }}")?;
    writeln!(text, "}}")
}

/// All graphs as they are committed.
pub(crate) fn text() -> String {
    let mut text = String::from(
        "//! Random graphs, each as a description and as a pipeline. Printed by `print.rs`; do not edit.\n\
         \n\
         use streamz::prelude::*;\n\
         \n\
         use crate::graph::{Case, Graph, Log, Op, Verdict, attempt, caught, fold, mix, node, passes, several};\n\
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
