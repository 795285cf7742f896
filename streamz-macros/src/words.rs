//! What the macro knows of operators by name; all else is the type system's business.
//!
//! An operator that is not here still works: it is a method like any other, its stream arguments are inlets, and
//! whether something must follow it is asked of its type.

/// How a word uses its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// One stream in, one out.
    Chain,
    /// Nothing follows.
    End,
    /// An end that can be read through the pipeline.
    List,
    /// Several streams of one type, one item at a time.
    Union,
    /// Several streams, one tuple of all, with constants between.
    Zip,
    /// Several streams, one tuple of all.
    Join,
    /// Streams that must tick together, or the type system objects: the join is told which inlet comes last.
    InStep,
    /// A second way into a stream.
    Port,
    /// One stream in, whose items wait for a signal.
    Collect,
    /// A signal to a `collect`.
    Flush,
    /// A way back to a source.
    Feedback,
    /// The failures of the operator before.
    Catch,
    /// Which streams make the `combine_latest` before emit.
    EmitOn,
    /// Members of the item.
    Pluck,
}

/// One word of the language.
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    /// Which arguments are sizes: a literal there becomes inline storage, and must not be 0.
    pub(crate) sizes: &'static [usize],
    /// Which arguments are numbers that must not be a literal 0.
    pub(crate) positive: &'static [usize],
}

const fn word(name: &'static str, role: Role) -> Word {
    sized(name, role, &[])
}

const fn sized(name: &'static str, role: Role, sizes: &'static [usize]) -> Word {
    Word {
        name,
        role,
        sizes,
        positive: sizes,
    }
}

const fn positive(name: &'static str, role: Role, positive: &'static [usize]) -> Word {
    Word {
        name,
        role,
        sizes: &[],
        positive,
    }
}

/// The language, one word a line.
pub(crate) const WORDS: &[Word] = &[
    word("map", Role::Chain),
    word("try_map", Role::Chain),
    word("starmap", Role::Chain),
    word("filter", Role::Chain),
    word("try_filter", Role::Chain),
    word("filter_map", Role::Chain),
    word("remove", Role::Chain),
    word("accumulate", Role::Chain),
    word("try_accumulate", Role::Chain),
    word("accumulate_from", Role::Chain),
    word("try_accumulate_from", Role::Chain),
    word("scan", Role::Chain),
    word("try_scan", Role::Chain),
    word("scan_with_state", Role::Chain),
    sized("try_frequencies", Role::Chain, &[0]),
    word("frequencies_unbounded", Role::Chain),
    word("slice", Role::Chain),
    positive("step_by", Role::Chain, &[0]),
    sized("partition", Role::Chain, &[0]),
    sized("try_partition_by", Role::Chain, &[0, 1]),
    positive("partition_by_unbounded", Role::Chain, &[0]),
    sized("partition_unique", Role::Chain, &[0]),
    sized("partition_unique_by", Role::Chain, &[0]),
    sized("sliding_window", Role::Chain, &[0]),
    sized("sliding_window_full", Role::Chain, &[0]),
    sized("unique", Role::Chain, &[0]),
    sized("unique_by", Role::Chain, &[0]),
    positive("unique_hashed", Role::Chain, &[0]),
    positive("unique_hashed_by", Role::Chain, &[0]),
    word("unique_unbounded", Role::Chain),
    word("unique_unbounded_by", Role::Chain),
    word("flatten", Role::Chain),
    word("concat", Role::Chain),
    word("flat_map", Role::Chain),
    word("pluck", Role::Pluck),
    word("try_pluck", Role::Chain),
    sized("collect", Role::Collect, &[0]),
    word("collect_unbounded", Role::Collect),
    word("flush", Role::Flush),
    word("union", Role::Union),
    word("zip", Role::Zip),
    sized("try_zip", Role::Zip, &[0]),
    word("zip_unbounded", Role::Zip),
    word("combine_latest", Role::Join),
    word("emit_on", Role::EmitOn),
    word("zip_latest", Role::InStep),
    sized("try_zip_latest", Role::Join, &[0]),
    word("zip_latest_unbounded", Role::Join),
    word("port", Role::Port),
    sized("feedback", Role::Feedback, &[1]),
    word("feedback_unbounded", Role::Feedback),
    word("catch", Role::Catch),
    word("sink", Role::End),
    word("try_sink", Role::End),
    sized("sink_to_list", Role::List, &[0]),
    word("sink_to_list_unbounded", Role::List),
    word("to_batch", Role::Chain),
    word("sum", Role::Chain),
    word("to_stream", Role::Chain),
    word("stream", Role::Chain),
    word("then", Role::Chain),
];

/// The word of this name, if the macro knows it.
pub(crate) fn find(name: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.name == name)
}

/// Whether an operator of this name returns a `Result` from each step: a convention, for other crates' operators too.
pub(crate) fn is_fallible(name: &str) -> bool {
    name.starts_with("try_") || name == "feedback"
}

/// Words of Python's streamz that are written differently here, and how.
pub(crate) const ELSEWHERE: &[(&str, &str)] = &[
    (
        "frequencies",
        "`frequencies_unbounded()` grows with the different items; `try_frequencies(n)` holds at most n of them",
    ),
    (
        "partition_by",
        "`partition_by_unbounded(n, key)` grows with the keys; `try_partition_by(n, keys, key)` holds at most that many",
    ),
];

/// Whether a chain with this word in it can only be meant as a stream: ordinary Rust has no method of this name.
pub(crate) fn is_ours_alone(name: &str) -> bool {
    const ALSO_IN_RUST: &[&str] = &[
        "map",
        "filter_map",
        "filter",
        "scan",
        "flatten",
        "concat",
        "flat_map",
        "zip",
        "union",
        "collect",
        "step_by",
        "partition",
        "flush",
        "remove",
        "slice",
        "then",
        "sum",
        "stream",
        "port",
        "unique",
    ];
    find(name).is_some() && !ALSO_IN_RUST.contains(&name)
}
