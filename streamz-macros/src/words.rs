//! What the macro knows of operators by name; all else is the type system's business.
//!
//! An operator that is not here still works: it is a method like any other, its stream arguments are inlets, and
//! whether something must follow it is asked of its type.

/// How a word uses its arguments.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// One stream in, one out.
    Chain,
    /// No stream in, one out.
    Source,
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
    /// A closure that returns the key of a row.
    Key,
    /// Another stream, and two closures that return the keys of rows.
    JoinByKey,
    /// A closure that returns a row whose cells may be borrowed from its argument.
    Select,
    /// Columns with names.
    Assign,
}

/// One word of the language.
pub(crate) struct Word {
    pub(crate) name: &'static str,
    pub(crate) role: Role,
    /// Which arguments are sizes: a literal there becomes inline storage, and must not be 0.
    pub(crate) sizes: &'static [usize],
    /// Which arguments are numbers that must not be a literal 0.
    pub(crate) positive: &'static [usize],
    /// For a boundary, what it needs.
    pub(crate) holds: Option<Holds>,
    /// Whether one arrival may make it emit any number of items.
    pub(crate) many: bool,
    /// Whether it holds items that are handed on when the pipeline is closed.
    pub(crate) tail: bool,
}

/// What a boundary needs: an operator that takes items in one event and hands them on in others.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Holds {
    /// Whether it needs time.
    pub(crate) timed: bool,
    /// Whether a part of it must not move: futures, streams.
    pub(crate) pinned: bool,
}

impl Word {
    const fn holding(mut self, timed: bool, pinned: bool) -> Self {
        self.holds = Some(Holds { timed, pinned });
        self
    }

    /// A boundary that neither needs time nor to stay where it is.
    const fn boundary(self) -> Self {
        self.holding(false, false)
    }

    const fn timed(self) -> Self {
        self.holding(true, false)
    }

    const fn pinned(self) -> Self {
        self.holding(false, true)
    }

    const fn many(mut self) -> Self {
        self.many = true;
        self
    }

    const fn tail(mut self) -> Self {
        self.tail = true;
        self
    }
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
        holds: None,
        many: false,
        tail: false,
    }
}

const fn positive(name: &'static str, role: Role, positive: &'static [usize]) -> Word {
    Word {
        name,
        role,
        sizes: &[],
        positive,
        holds: None,
        many: false,
        tail: false,
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
    sized("partition", Role::Chain, &[0]).tail(),
    sized("try_partition_by", Role::Chain, &[0, 1]).tail(),
    positive("partition_by_unbounded", Role::Chain, &[0]).tail(),
    sized("partition_unique", Role::Chain, &[0]).tail(),
    sized("partition_unique_by", Role::Chain, &[0]).tail(),
    sized("sliding_window", Role::Chain, &[0]),
    sized("sliding_window_full", Role::Chain, &[0]),
    sized("unique", Role::Chain, &[0]),
    sized("unique_by", Role::Chain, &[0]),
    positive("unique_hashed", Role::Chain, &[0]),
    positive("unique_hashed_by", Role::Chain, &[0]),
    word("unique_unbounded", Role::Chain),
    word("unique_unbounded_by", Role::Chain),
    word("flatten", Role::Chain).many(),
    word("concat", Role::Chain).many(),
    word("flat_map", Role::Chain).many(),
    word("pluck", Role::Pluck),
    word("try_pluck", Role::Chain),
    sized("collect", Role::Collect, &[0]).tail(),
    word("collect_unbounded", Role::Collect).tail(),
    word("flush", Role::Flush),
    word("union", Role::Union),
    word("zip", Role::Zip),
    sized("try_zip", Role::Zip, &[0]),
    word("zip_unbounded", Role::Zip),
    word("combine_latest", Role::Join),
    word("emit_on", Role::EmitOn),
    word("zip_latest", Role::InStep),
    sized("try_zip_latest", Role::Join, &[0]).many(),
    word("zip_latest_unbounded", Role::Join).many(),
    word("port", Role::Port),
    sized("feedback", Role::Feedback, &[1]),
    word("feedback_unbounded", Role::Feedback),
    word("catch", Role::Catch),
    word("sink", Role::End),
    word("sink_tagged", Role::End),
    word("try_sink", Role::End),
    sized("sink_to_list", Role::List, &[0]),
    word("sink_to_list_unbounded", Role::List),
    word("to_batch", Role::Chain),
    word("sum", Role::Chain),
    word("to_stream", Role::Chain).many(),
    word("stream", Role::Chain),
    word("groupby", Role::Key),
    word("value_counts", Role::Key),
    word("nunique", Role::Key),
    word("select", Role::Select),
    word("assign", Role::Assign),
    positive("window", Role::Chain, &[0]),
    positive("rolling", Role::Chain, &[0]),
    word("in_order", Role::Chain).tail(),
    word("join", Role::JoinByKey),
    word("then", Role::Chain),
    word("through", Role::Chain).holding(true, true),
    sized("buffer", Role::Chain, &[0]).boundary(),
    word("buffer_unbounded", Role::Chain).boundary(),
    word("latest", Role::Chain).boundary(),
    sized("delay", Role::Chain, &[1]).timed(),
    word("rate_limit", Role::Chain).timed(),
    word("debounce", Role::Chain).timed(),
    word("throttle", Role::Chain).timed(),
    word("sample", Role::Chain).timed(),
    sized("timed_window", Role::Chain, &[1]).timed(),
    word("timed_window_unbounded", Role::Chain).timed(),
    sized("timed_window_unique", Role::Chain, &[1]).timed(),
    sized("timed_window_unique_by", Role::Chain, &[1]).timed(),
    sized("partition_timeout", Role::Chain, &[0]).timed(),
    sized("partition_timeout_by", Role::Chain, &[0, 1]).timed(),
    sized("partition_unique_timeout", Role::Chain, &[0]).timed(),
    sized("partition_unique_timeout_by", Role::Chain, &[0]).timed(),
    word("try_timeout", Role::Chain).timed(),
    sized("map_async", Role::Chain, &[0]).pinned(),
    sized("map_async_unordered", Role::Chain, &[0]).pinned(),
    sized("try_map_async", Role::Chain, &[0]).pinned(),
    sized("try_map_async_unordered", Role::Chain, &[0]).pinned(),
    word("try_retry", Role::Chain).holding(true, true),
    word("sink_async", Role::End).pinned(),
    word("try_sink_async", Role::End).pinned(),
    word("forward", Role::End).pinned(),
];

/// The functions that make a stream out of nothing: `let lines = source(expression);`.
pub(crate) const SOURCES: &[Word] = &[
    word("source", Role::Source).pinned(),
    word("tagged_source", Role::Source).pinned(),
    word("try_source", Role::Source).pinned(),
    word("try_tagged_source", Role::Source).pinned(),
    word("from_iterable", Role::Source).boundary(),
    word("from_periodic", Role::Source).timed(),
];

/// The function of this name that makes a stream, if there is one.
pub(crate) fn find_source(name: &str) -> Option<&'static Word> {
    SOURCES.iter().find(|word| word.name == name)
}

/// The word of this name, if the macro knows it.
pub(crate) fn find(name: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.name == name)
}

/// What stands beside an operator that holds items, to hold their tags.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Twin {
    /// Each emission is made from everything held.
    Fifo,
    /// The newest of each stream.
    Newest,
    /// A queue for each stream.
    Queues,
    /// A queue for the first, the newest of the others.
    Pairs,
    /// A place for each stream, within one event.
    OneTick,
    /// A queue from which items begin events.
    OneByOne,
}

/// The twin of the operator of this name, if it holds items.
pub(crate) fn twin_of(name: &str) -> Option<Twin> {
    Some(match name {
        "sliding_window" | "sliding_window_full" | "partition" | "collect" | "collect_unbounded" => Twin::Fifo,
        "combine_latest" => Twin::Newest,
        "try_zip" | "zip_unbounded" => Twin::Queues,
        "zip_latest" | "try_zip_latest" | "zip_latest_unbounded" => Twin::Pairs,
        "zip" => Twin::OneTick,
        "feedback" | "feedback_unbounded" => Twin::OneByOne,
        _ => return None,
    })
}

/// Words that hold items in a way that tags cannot follow, and what to write instead.
pub(crate) const UNTAGGED: &[(&str, &str)] = &[
    (
        "try_partition_by",
        "`partition_timeout_by(n, keys, timeout, key)`, whose timeout may be `streamz::time::NEVER`",
    ),
    (
        "partition_by_unbounded",
        "`partition_timeout_by(n, keys, timeout, key)`, whose timeout may be `streamz::time::NEVER`",
    ),
    (
        "partition_unique",
        "`partition_unique_timeout(n, timeout, keep)`, whose timeout may be `streamz::time::NEVER`",
    ),
    (
        "partition_unique_by",
        "`partition_unique_timeout_by(n, timeout, keep, key)`, whose timeout may be `streamz::time::NEVER`",
    ),
];

/// Whether an operator of this name calls an asynchronous closure that may change what it captured, and is told how.
pub(crate) fn is_called(name: &str) -> bool {
    matches!(name, "sink_async" | "try_sink_async" | "try_retry")
}

/// Whether an operator of this name returns a `Result` from each step: a convention, for other crates' operators too.
pub(crate) fn is_fallible(name: &str) -> bool {
    name.starts_with("try_") || matches!(name, "feedback" | "forward")
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
        "latest",
        "delay",
        "sample",
        "forward",
        "buffer",
        "through",
    ];
    find(name).is_some() && !ALSO_IN_RUST.contains(&name)
}
