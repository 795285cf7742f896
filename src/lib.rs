//! Streaming pipelines that Rust checks and fuses at compile time.
//!
//! A pipeline is written like a closure over streams: its parameters are the sources, its body wires operators with
//! `let` and method chains. [`pipeline!`] turns it into one value that holds the state of every operator; sending an item
//! in is a plain inlined call.
//!
//! ```
//! use streamz::prelude::*;
//!
//! #[derive(Clone, Copy)]
//! struct Tick {
//!     bid: f64,
//!     ask: f64,
//! }
//!
//! fn mean(window: &[f64]) -> f64 {
//!     window.iter().sum::<f64>() / window.len() as f64
//! }
//!
//! let mut sides = Vec::new();
//! let mut signals = pipeline!(|ticks: Tick| {
//!     let mid = ticks.map(|t| (t.bid + t.ask) / 2.0);
//!     let fast = mid.sliding_window(2).map(mean);
//!     let slow = mid.sliding_window(4).map(mean);
//!     fast.zip(slow)
//!         .map(|(fast, slow)| fast > slow)
//!         .unique(1)
//!         .sink(|up| sides.push(if up { "buy" } else { "sell" }));
//! });
//! for price in [5.0, 4.0, 3.0, 4.0, 6.0, 7.0, 5.0, 3.0] {
//!     signals.emit(Tick { bid: price - 0.1, ask: price + 0.1 });
//! }
//! drop(signals);
//! assert_eq!(sides, ["sell", "buy", "sell"]);
//! ```
//!
//! # The language
//!
//! | form | meaning |
//! | --- | --- |
//! | <code>\|ticks: Tick, lines: &str\| { … }</code> | Sources. `p.ticks(x)` and `p.lines(x)` send an item in; with one source, `p.emit(x)` too. An item type written `&T` is lent for the length of the event. |
//! | `let b = a.map(f).filter(g);` | A stream with a name. Used twice, it branches: items are cloned for all consumers but the last, which see them in the order they are attached. |
//! | `a.zip(b, c)` | A join. Streams among the arguments are its inlets; a chain may stand there too: `a.zip(a.map(f))`. |
//! | `x.sink(f)`, `let out = x.sink_to_list(8);` | Ends. A list is read through the pipeline: `p.out()`. |
//! | `x.feedback(source, 16)` | A cycle, closed through a queue. |
//! | `let lines = source(stream);` | A pulled source: any `futures::Stream`; also `try_source(..)` of a stream of results, `from_iterable(..)`, `from_periodic(..)`. |
//! | `x.buffer(64)`, `x.rate_limit(d)`, `x.map_async(4, f)`, … | Boundaries: items wait there; see [below](#boundaries). |
//! | `x.sink(async \|x\| …)`, `x.forward(sink)` | Ends that are awaited; `forward` takes any `futures::Sink`. |
//! | <code>\|lines: Tagged<String, Ack<..>>\|</code> | A source whose items come with metadata; see [below](#metadata). |
//! | `let mid = x.port();` | A second way in: `p.mid(item)`. |
//! | `let alpha = 0.2;` | Any other statement is ordinary Rust, run once at construction, as if it stood before `pipeline!`: a `return` or `?` there leaves the function around it. Streams stand for nothing in it. |
//! | `move \|…\| …` | Every closure in the pipeline moves what it captures, so that it can be returned. |
//! | <code>\|…\| -> Result<(), E> { … }</code> | What `emit` returns if something can fail, where errors of several types meet: each is turned into `E` by `From`. |
//!
//! The operators are the methods of [`Flow`]; [`FROM_STREAMZ`](guide::from_streamz) maps those of Python's streamz to
//! them, line by line.
//!
//! # Order
//!
//! An item runs depth first: the first consumer of a stream, and all that follows it, is done before the second one sees
//! the item. When `emit` returns, every effect of the item is done. Consumers come in the order they are attached, which
//! is the order their operators are written in.
//!
//! # Boundaries
//!
//! What has been said so far happens within one call of `emit`. Some operators hold items longer: until there is room
//! (`buffer`), until it is time (`delay`, `rate_limit`, `timed_window`, `partition_timeout`, `debounce`, `sample`,
//! `throttle`, `try_timeout`), or until somebody answers (`map_async`, `try_retry`, `sink` with an `async` closure,
//! `forward`, pulled sources). They are *boundaries*: the graph is cut there, what lies between stays one synchronous
//! segment, and the pipeline has to be *driven*. It is still one value, with one poll:
//!
//! ```
//! use core::pin::pin;
//! use core::time::Duration;
//! use streamz::prelude::*;
//! use streamz::time::ThreadTimer;
//!
//! async fn fetch(id: u32) -> Result<String, std::io::Error> {
//!     Ok(format!("record {id}"))
//! }
//!
//! let timer = ThreadTimer::new();
//! let mut records = Vec::new();
//! {
//!     let mut p = pin!(
//!         pipeline!(|ids: u32| {
//!             ids.rate_limit(Duration::from_millis(1))
//!                 .try_map_async(4, fetch)
//!                 .partition_timeout(100, Duration::from_secs(1))
//!                 .sink(|batch| records.extend_from_slice(batch));
//!         })
//!         .with_timer(timer.clone())
//!     );
//!     timer.block_on(async {
//!         for id in 1..=3 {
//!             p.emit(id).await?; // waits until the rate limit has room for another one
//!         }
//!         p.shutdown().await // hands on what is held, the batch that is not full too
//!     })?;
//! }
//! assert_eq!(records, ["record 1", "record 2", "record 3"]);
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! * **Back-pressure.** `emit(x).await` is ready when every synchronous effect of `x` is done and every bounded place it
//!   reached, the first boundary on each branch, has room again. What lies behind those holds them up when it is full, and
//!   through them the emitter. Nothing spins, nothing grows unless it says `unbounded`. An operator that makes many items of
//!   one, such as `flatten`, stops half way where a boundary behind it is full, and goes on when there is room.
//! * **Cancelling.** A future of the pipeline can be dropped at any time: all state is in the pipeline. See
//!   [`Emitting`](drive::Emitting) for what has become of the item.
//! * **By hand.** No future and no executor is needed: [`try_push(now, x)`](drive::Push::try_push),
//!   [`poll(now)`](drive::Drive::poll) and [`deadline()`](drive::Drive::deadline) are all a busy loop, an interrupt or a test
//!   needs. See [`Drive`](drive::Drive).
//! * **Pinned.** A pipeline with futures or streams inside must not move: `let mut p = pin!(pipeline!(..));`.
//! * **The end.** `close()`, or the end of all pulled sources, drains: buffers run empty, delays run out, batches and windows
//!   that are not full are handed on as they are; then `run()` returns.
//! * **A sink.** A pipeline with one source is a `futures::Sink`: `stream.forward(pipeline)`.
//! * **Threads.** An island on a thread of its own is a pipeline of its own: `forward(sender)` here, `source(receiver)` there,
//!   with a [`channel`] between and [`thread::spawn`] to place it.
//!
//! # Time
//!
//! No operator reads a clock. Whoever drives the pipeline says what time it is, in ticks: a `u64`, or a `Duration` for an
//! interval, which counts in nanoseconds. For the futures, [`with_timer`](time::Timer) says where the time comes from: a
//! thread that sleeps or spins ([`ThreadTimer`](time::ThreadTimer)), tokio, embassy, or a virtual clock for tests. A pipeline
//! in which nothing needs time has none. [`replay`](drive::replay) takes the time from the events, so that every run gives the
//! same bytes. The rules, for equal instants, missed ticks and empty windows, stand in [`time`].
//!
//! # Sizes
//!
//! A literal (`sliding_window(8)`) or a const argument (`sliding_window::<N>()`) is storage inside the pipeline value. Any
//! other expression is a `usize`, for which the operator allocates once, at construction (feature `alloc`). What can grow
//! says `unbounded` in its name, and needs `alloc`.
//!
//! A literal is meant for small sizes: the pipeline value moves through the stack while it is built, so more than 256 KiB
//! for one operator is an error. Put a large number into a variable: `let n = 1_000_000;` and `sliding_window(n)`. A size
//! that memory cannot hold ends the program, as `Vec::with_capacity` does.
//!
//! # What can be borrowed
//!
//! A source written `line: &str` or `tick: &Tick<'_>` lends each item for its event, and windows and batches are lent by the
//! operator that holds them. A closure may look at what is lent; what it *returns* is owned, so a part of a lent item is
//! copied out (`.map(|line| line.trim().to_owned())`) or looked at further down. A function that is generic over its
//! argument, such as `drop`, is not general enough for lent items: write `|line| drop(line)`.
//!
//! # Joins that cannot grow
//!
//! Streams that come from one stream by operators that hand on exactly one item for each item tick together; their `zip`
//! is a slot, and the type system knows. A `zip` of other streams would have to queue, so it does not compile:
//!
//! ```compile_fail
//! use streamz::prelude::*;
//! let mut p = pipeline!(|s: i32| {
//!     let even = s.filter(|x| x % 2 == 0);
//!     s.zip(even).sink(|_| ()); // error: the streams of this `zip` do not tick together
//! });
//! ```
//!
//! Say how much may wait with `s.try_zip(64, even)`, or that it may grow with `s.zip_unbounded(even)`.
//!
//! # Failures
//!
//! Operators that can fail begin with `try_`; `emit` then returns a `Result`. A failed event stops where it failed:
//! branches before have seen the item, those after it have not. The pipeline stays usable, and joins of streams in step
//! stay aligned. Giving the stream a name and calling `catch` on it turns failures into a stream of their own:
//!
//! ```
//! use streamz::prelude::*;
//!
//! let (mut numbers, mut bad) = (Vec::new(), Vec::new());
//! let mut p = pipeline!(|lines: &str| {
//!     let parsed = lines.try_map(|line| line.parse::<i32>());
//!     parsed.sink(|x| numbers.push(x));
//!     parsed.catch(|line, _| line.to_owned()).sink(|line| bad.push(line));
//! });
//! p.emit("1");
//! p.emit("one");
//! drop(p);
//! assert_eq!((numbers, bad), (vec![1], vec!["one".to_owned()]));
//! ```
//!
//! In a pipeline with boundaries an item may fail long after it was emitted. Its error is returned by whatever drives the
//! pipeline at the time, `emit`, `run`, `poll`; nothing else is lost, and driving it again goes on. So a policy is a matter of
//! what is called: [`run`](drive::Drive::run) propagates, [`run_with`](drive::Drive::run_with) asks a closure whether to skip,
//! `catch` routes, [`try_retry`](Flow::try_retry) tries again. [`failures`](drive::Drive::failures) counts.
//!
//! If a closure panics, the panic passes through `emit`. The pipeline is then in a valid state in which the event was
//! handled in part; what operators between had taken in is gone, as after a failure.
//!
//! # Metadata
//!
//! A source declared `lines: Tagged<String, M>` takes each item with a tag. Whatever holds the item holds the tag, what is made
//! of several items carries the tags of all, and a tag is told when its element has been dealt with: every effect of it,
//! asynchronous ones too. One whose element failed, or was in the pipeline when that was dropped, is just dropped. On that rests
//! acknowledgement. See [`tags`].
//!
//! # Frames
//!
//! A stream of batches of rows with named, typed columns, with the windows, groups and joins of data frames: see [`frame`].
//!
//! # Stop and go on
//!
//! A pipeline written `pipeline!(#[snapshot] |..| { .. })` can be saved between two events in any format of `serde`, and restored
//! in another process, later: see [`snapshot`] (feature `serde`).
//!
//! # An operator of one's own
//!
//! Implement [`operator::Operator`] and hand it to [`Flow::then`], or add a method to [`Flow`] with an extension trait, as
//! the package `examples/plugin` does. The macro need not know of it. One that holds items is a
//! [`boundary::Boundary`], for [`Flow::through`].
//!
//! # Handing a pipeline on
//!
//! The value has a type that cannot be named, like a closure. Return it as `impl Emit<Tick>`, hold it in a generic struct,
//! box it as `Box<dyn Emit<Tick, Output = ()>>`, send it to a thread: see [`Emit`].
//!
//! # Features
//!
//! * `std` (default): `alloc`, clocks, and threads that run futures.
//! * `alloc`: sizes known at run time only, operators with `unbounded` in their name, `map` and `filter` of batches, metadata,
//!   channels.
//! * `tokio`, `embassy`: [`time::TokioTimer`], `time::EmbassyTimer`.
//! * `frame` (default): [`frame`], which needs `std`.
//! * `affinity`: [`thread::spawn`] on a core of one's choice.
//! * `serde`: [`snapshot`], what a pipeline holds, saved and restored.
//! * `arrow`: Arrow's record batches as rows of frames, and back.
//! * `dynamic`: frames whose columns are known at run time only.
//! * `csv`, `json`, `ipc`, `parquet`: frames from and to these formats.
//! * `files`, `process`, `tcp`, `http`, `websocket`, `mqtt`, `kafka`: sources and sinks on real systems, each a module of `io`;
//!   `records`: what their bytes hold; `tls`. They run inside a tokio runtime.
//!
//! Without any, the crate is `no_std`, and pipelines link without an allocator and without a way to panic of their own.
//! In an `async` block or closure the compiler itself puts a check that panics, against being polled again when it is done;
//! a pipeline never does that, but the check stays in the binary. A future written by hand (`map_async(4, Conversion::start)`)
//! has none.
//!
//! # Limits
//!
//! The crate must be known as `streamz` where `pipeline!` is used; a dependency under another name does not work.
//!
//! A pipeline has at most 500 operators and 100 joins and boundaries, a join at most 12 streams. Larger ones are our own compile error,
//! before rustc's limits are met.

#![no_std]
#![forbid(unsafe_code)]
// Some of what the documentation points to is there only with the feature it names.
#![cfg_attr(
    not(all(feature = "std", feature = "tokio", feature = "serde")),
    allow(rustdoc::broken_intra_doc_links)
)]

/// Builds a pipeline: see the [crate documentation](crate#the-language) for the language.
pub use streamz_macros::pipeline;
pub use streamz_runtime::*;

#[doc = include_str!("../docs/FRAMES.md")]
#[cfg(feature = "frame")]
pub mod frame {
    pub use streamz_macros::Frame;
    pub use streamz_runtime::frame::*;
}

#[cfg(feature = "io")]
pub use streamz_io as io;

#[doc(hidden)]
pub use streamz_runtime::wiring as __private;

/// Everything that a module which writes pipelines needs: `use streamz::prelude::*;`.
pub mod prelude {
    pub use crate::drive::{Drive, Push};
    pub use crate::ops::Keep;
    #[cfg(feature = "serde")]
    pub use crate::snapshot::{Restore, RestoreAt};
    #[cfg(feature = "alloc")]
    pub use crate::tags::Tagged;
    pub use crate::{Batch, Emit, Flow, Own, Ref, pipeline};
}

/// Pages to read, whose examples are tested.
pub mod guide {
    /// What each line of Python's streamz becomes.
    ///
    #[cfg_attr(feature = "std", doc = include_str!("../docs/FROM_STREAMZ.md"))]
    pub mod from_streamz {}

    /// The project's first page.
    ///
    #[cfg_attr(feature = "std", doc = include_str!("../README.md"))]
    pub mod readme {}
}
