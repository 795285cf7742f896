//! The templates of kind `timed`, each bound to a pipeline on virtual time.

use futures::Stream;
use futures::stream::unfold;
use streamz::prelude::*;
use streamz::time::{Every, Missed, Ticks, VirtualClock};

use super::setup::{Bind, Bound, Setup, timed_ports};

/// Name of a template, and what makes its pipeline.
pub(crate) const BINDINGS: &[(&str, Bind)] = &[
    ("buffer_exception_kills_consumer", buffer_exception_kills_consumer),
    ("buffer_rate_limit_await", buffer_rate_limit_await),
    ("buffer_rate_limit_nowait", buffer_rate_limit_nowait),
    ("buffer_slow_sink_await", buffer_slow_sink_await),
    ("buffer_slow_sink_nowait", buffer_slow_sink_nowait),
    ("delay_await", delay_await),
    ("delay_nowait", delay_nowait),
    ("diamond_delay_zip", diamond_delay_zip),
    ("from_iterable_rate_limit", from_iterable_rate_limit),
    ("from_periodic", from_periodic),
    ("from_periodic_slow_sink", from_periodic_slow_sink),
    ("from_q", from_q),
    ("from_textfile", from_textfile),
    ("latest_fast", latest_fast),
    ("latest_slow_sink", latest_slow_sink),
    ("latest_slow_sink_last_lost", latest_slow_sink_last_lost),
    ("map_async_errors_skip", map_async_errors_skip),
    ("map_async_parallel", map_async_parallel),
    ("partition_timeout", partition_timeout),
    ("partition_timeout_key", partition_timeout_key),
    ("partition_timeout_n1", partition_timeout_n1),
    ("partition_timeout_slow_sink", partition_timeout_slow_sink),
    ("rate_limit_await", rate_limit_await),
    ("rate_limit_nowait", rate_limit_nowait),
    ("rate_limit_buffer_slow_await", rate_limit_buffer_slow_await),
    ("rate_limit_buffer_slow_nowait", rate_limit_buffer_slow_nowait),
    ("rate_limit_exception_continues", rate_limit_exception_continues),
    ("slice_drops_backpressure", slice_drops_backpressure),
    ("slow_sink_await", slow_sink_await),
    ("slow_sink_nowait", slow_sink_nowait),
    ("timed_window", timed_window),
    (
        "timed_window_exception_kills_ticker",
        timed_window_exception_kills_ticker,
    ),
    ("timed_window_slow_sink", timed_window_slow_sink),
    ("timed_window_unique_first", timed_window_unique_first),
    ("timed_window_unique_last_key", timed_window_unique_last_key),
    ("union_rate_limited", union_rate_limited),
    ("zip_maxsize_await", zip_maxsize_await),
    ("zip_maxsize_nowait", zip_maxsize_nowait),
];

/// The period of Python's tickers: the first tick at once, and the interval begins when what follows is done.
fn like_python(interval: Ticks) -> Every {
    Every::from(interval).at_once().missed(Missed::Delay)
}

/// A queue that is looked at again after a while when it was empty.
fn queue(items: Vec<i64>, clock: VirtualClock, pause: Ticks) -> impl Stream<Item = i64> {
    unfold(items.into_iter(), move |mut items| {
        let clock = clock.clone();
        async move {
            loop {
                match items.next() {
                    Some(item) => return Some((item, items)),
                    None => clock.sleep(pause).await,
                }
            }
        }
    })
}

/// A file that grows: what is new is read at once, and split behind each delimiter; when nothing is new it is looked at again
/// after a while.
fn textfile(chunks: Vec<String>, delimiter: String, clock: VirtualClock, pause: Ticks) -> impl Stream<Item = String> {
    let start = (chunks.into_iter(), String::new());
    unfold(start, move |(mut chunks, mut text)| {
        let (clock, delimiter) = (clock.clone(), delimiter.clone());
        async move {
            loop {
                if let Some(at) = text.find(&delimiter) {
                    let rest = text.split_off(at + delimiter.len());
                    return Some((text, (chunks, rest)));
                }
                match chunks.next() {
                    Some(chunk) if !chunk.is_empty() => text += &chunk,
                    _ => clock.sleep(pause).await,
                }
            }
        }
    })
}

fn buffer_exception_kills_consumer(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.buffer(n).map(lambda x: raise_if(x == k, x)).sink(out)");
    let n: usize = case.param("n");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.buffer(n)
            .try_map(|x| if x == k { Err("Boom") } else { Ok(x) })
            .sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn buffer_rate_limit_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.buffer(n).rate_limit(d).sink(out)");
    let n: usize = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.buffer(n).rate_limit(d).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn buffer_rate_limit_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.buffer(n).rate_limit(d).sink(out)");
    let n: usize = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.buffer(n).rate_limit(d).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn buffer_slow_sink_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.buffer(n).sink(slow_out, d)");
    let n: usize = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.buffer(n).sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn buffer_slow_sink_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.buffer(n).sink(slow_out, d)");
    let n: usize = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.buffer(n).sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn delay_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.delay(d).sink(out)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.delay(d, room).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn delay_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.delay(d).sink(out)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.delay(d, room).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn diamond_delay_zip(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("x = s.delay(d)\nx.zip(s).sink(out)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        let x = s.delay(d, room);
        x.zip_unbounded(s).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn from_iterable_rate_limit(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python(
        "src = Stream.from_iterable(range(n), asynchronous=True, loop=loop)\nsrc.rate_limit(d).sink(out)\nsrc.start()",
    );
    let n: i64 = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move || {
        let src = from_iterable(0..n);
        src.rate_limit(d).sink(|x| out.put(x));
    });
    timed_ports!(p)
}

fn from_periodic(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("c = iter(range(1000))\nsrc = Stream.from_periodic(lambda: next(c), d, asynchronous=True, loop=loop)\nsrc.sink(out)\nsrc.start()");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move || {
        let mut c = 0..1000_i64;
        let src = from_periodic(like_python(d), move || c.next());
        src.flatten().sink(|x| out.put(x));
    });
    timed_ports!(p)
}

fn from_periodic_slow_sink(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("c = iter(range(1000))\nsrc = Stream.from_periodic(lambda: next(c), d, asynchronous=True, loop=loop)\nsrc.sink(slow_out, w)\nsrc.start()");
    let d = case.span("d");
    let w = case.span("w");
    let out = case.sink("out");
    let p = pipeline!(move || {
        let mut c = 0..1000_i64;
        let src = from_periodic(like_python(d), move || c.next());
        src.sink(async |x| out.slow(x, w).await);
    });
    timed_ports!(p)
}

fn from_q(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("src = Stream.from_q(make_queue(items), sleep_time=d, asynchronous=True, loop=loop)\nsrc.sink(slow_out, w)\nsrc.start()");
    let items: Vec<i64> = case.param("items");
    let d = case.span("d");
    let w = case.span("w");
    let clock = case.clock();
    let out = case.sink("out");
    let p = pipeline!(move || {
        let src = source(queue(items, clock, d));
        src.sink(async |x| out.slow(x, w).await);
    });
    timed_ports!(p)
}

fn from_textfile(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("src = Stream.from_textfile(ChunkFile(chunks), poll_interval=d, delimiter=dl, asynchronous=True, loop=loop)\nsrc.sink(out)\nsrc.start()");
    let d = case.span("d");
    let dl: String = case.param("dl");
    let chunks: Vec<String> = case.param("chunks");
    let clock = case.clock();
    let out = case.sink("out");
    let p = pipeline!(move || {
        let src = source(textfile(chunks, dl, clock, d));
        src.sink(|x| out.put(x));
    });
    timed_ports!(p)
}

fn latest_fast(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.latest().sink(out)");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.latest().sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn latest_slow_sink(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.latest().sink(slow_out, d)");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.latest().sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn latest_slow_sink_last_lost(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.latest().sink(slow_out, d)");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.latest().sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn map_async_errors_skip(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("async def work(x):\n    await sleep(d)\n    return raise_if(x % k == 0, x)\ns.map_async(work, parallelism=n).sink(out)");
    let n: usize = case.param("n");
    let k: i64 = case.param("k");
    let d = case.span("d");
    let clock = case.clock();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        let worked = s.try_map_async(n, |x| {
            let worked = clock.sleep(d);
            async move {
                worked.await;
                if x % k == 0 { Err("Boom") } else { Ok(x) }
            }
        });
        worked.sink(|x| out.put(x));
        worked.catch(|error| error).sink(|_| ());
    });
    timed_ports!(p, s: i64 = 0)
}

fn map_async_parallel(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("async def work(x):\n    await sleep((x % 5) * d)\n    return x * 10\ns.map_async(work, parallelism=n).sink(out)");
    let n: usize = case.param("n");
    let d = case.span("d");
    let clock = case.clock();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.map_async(n, |x| {
            let worked = clock.sleep(x.rem_euclid(5).unsigned_abs() * d);
            async move {
                worked.await;
                x * 10
            }
        })
        .sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn partition_timeout(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.partition(n, timeout=t).sink(out)");
    let n: usize = case.param("n");
    let t = case.span("t");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.partition_timeout(n, t).sink(|batch| out.put(batch.to_vec()));
    });
    timed_ports!(p, s: i64 = 0)
}

fn partition_timeout_key(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.partition(n, timeout=t, key=lambda x: x % k).sink(out)");
    let n: usize = case.param("n");
    let t = case.span("t");
    let k: i64 = case.param("k");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.partition_timeout_by(n, room, t, |x| x.rem_euclid(k))
            .sink(|batch| out.put(batch.to_vec()));
    });
    timed_ports!(p, s: i64 = 0)
}

fn partition_timeout_n1(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.partition(1, timeout=t).sink(out)");
    let t = case.span("t");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.partition_timeout(1, t).sink(|batch| out.put(batch.to_vec()));
    });
    timed_ports!(p, s: i64 = 0)
}

fn partition_timeout_slow_sink(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.partition(n, timeout=t).sink(slow_out, d)");
    let n: usize = case.param("n");
    let t = case.span("t");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.partition_timeout(n, t)
            .map(|batch| batch.to_vec())
            .map_async_unordered(room, |x| {
                let out = out.clone();
                async move { out.slow(x, d).await }
            })
            .sink(|()| ());
    });
    timed_ports!(p, s: i64 = 0)
}

fn rate_limit_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.rate_limit(d).sink(out)");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.rate_limit(d).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn rate_limit_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.rate_limit(d).sink(out)");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.rate_limit(d).sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn rate_limit_buffer_slow_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.rate_limit(r).map(lambda x: x + 1).buffer(n).sink(slow_out, d)");
    let r = case.span("r");
    let n: usize = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.rate_limit(r)
            .map(|x| x + 1)
            .buffer(n)
            .sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn rate_limit_buffer_slow_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.rate_limit(r).map(lambda x: x + 1).buffer(n).sink(slow_out, d)");
    let r = case.span("r");
    let n: usize = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.rate_limit(r)
            .map(|x| x + 1)
            .buffer(n)
            .sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn rate_limit_exception_continues(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.rate_limit(d).map(lambda x: raise_if(x % k == 0, x)).sink(out)");
    let d = case.span("d");
    let k: i64 = case.param("k");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.rate_limit(d)
            .try_map(|x| if x % k == 0 { Err("Boom") } else { Ok(x) })
            .sink(|x| out.put(x));
    });
    timed_ports!(p, s: i64 = 0)
}

fn slice_drops_backpressure(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.slice(0, n).sink(slow_out, d)");
    let n: u64 = case.param("n");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.slice(0..n).sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn slow_sink_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.sink(slow_out, d)");
    let d = case.span("d");
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.sink(async |x| out.slow(x, d).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn slow_sink_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.sink(slow_out, d)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.map_async_unordered(room, |x| {
            let out = out.clone();
            async move { out.slow(x, d).await }
        })
        .sink(|()| ());
    });
    timed_ports!(p, s: i64 = 0)
}

fn timed_window(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.timed_window(d).sink(out)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.timed_window(like_python(d), room).sink(|w| out.put(w.to_vec()));
    });
    timed_ports!(p, s: i64 = 0)
}

fn timed_window_exception_kills_ticker(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.timed_window(d).map(lambda t: raise_if(k in t, t)).sink(out)");
    let d = case.span("d");
    let k: i64 = case.param("k");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.timed_window(like_python(d), room)
            .try_map(|w| if w.contains(&k) { Err("Boom") } else { Ok(w.to_vec()) })
            .sink(|w| out.put(w));
    });
    timed_ports!(p, s: i64 = 0)
}

fn timed_window_slow_sink(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.timed_window(d).sink(slow_out, w)");
    let d = case.span("d");
    let w = case.span("w");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.timed_window(like_python(d), room)
            .map(|window| window.to_vec())
            .sink(async |x| out.slow(x, w).await);
    });
    timed_ports!(p, s: i64 = 0)
}

fn timed_window_unique_first(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.timed_window_unique(d, keep='first').sink(out)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.timed_window_unique(like_python(d), room, Keep::First)
            .sink(|w| out.put(w.to_vec()));
    });
    timed_ports!(p, s: i64 = 0)
}

fn timed_window_unique_last_key(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("s.timed_window_unique(d, key=lambda x: x % 3, keep='last').sink(out)");
    let d = case.span("d");
    let room = case.inputs();
    let out = case.sink("out");
    let p = pipeline!(move |s: i64| {
        s.timed_window_unique_by(like_python(d), room, Keep::Last, |x| x.rem_euclid(3))
            .sink(|w| out.put(w.to_vec()));
    });
    timed_ports!(p, s: i64 = 0)
}

fn union_rate_limited(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("x = a.rate_limit(d)\ny = b.rate_limit(e)\nx.union(y).sink(out)");
    let d = case.span("d");
    let e = case.span("e");
    let out = case.sink("out");
    let p = pipeline!(move |a: i64, b: i64| {
        let x = a.rate_limit(d);
        let y = b.rate_limit(e);
        x.union(y).sink(|x| out.put(x));
    });
    timed_ports!(p, a: i64 = 0, b: i64 = 1)
}

fn zip_maxsize_await(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("a.zip(b, maxsize=m).sink(out)");
    let m: usize = case.param("m");
    let out = case.sink("out");
    let p = pipeline!(move |a: i64, b: i64| {
        a.zip_unbounded(b).buffer(m).sink(|x| out.put(x));
    });
    timed_ports!(p, a: i64 = 0, b: i64 = 1)
}

fn zip_maxsize_nowait(case: &Setup<'_>) -> Box<dyn Bound> {
    case.python("a.zip(b, maxsize=m).sink(out)");
    let m: usize = case.param("m");
    let out = case.sink("out");
    let p = pipeline!(move |a: i64, b: i64| {
        a.zip_unbounded(b).buffer(m).sink(|x| out.put(x));
    });
    timed_ports!(p, a: i64 = 0, b: i64 = 1)
}
