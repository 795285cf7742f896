//! Random graphs, each as a description and as a pipeline. Printed by `print.rs`; do not edit.

use core::pin::pin;

use streamz::prelude::*;
use streamz::time::Backoff;

use crate::graph::{Graph, Op, Verdict, attempt, caught, caught_late, fold, mix, node, passes, pause, several};
use crate::run::Case;

/// All graphs.
pub(crate) fn cases() -> Vec<Case> {
    vec![
        graph_0(),
        graph_1(),
        graph_2(),
        graph_3(),
        graph_4(),
        graph_5(),
        graph_6(),
        graph_7(),
        graph_8(),
        graph_9(),
        graph_10(),
        graph_11(),
        graph_12(),
        graph_13(),
        graph_14(),
        graph_15(),
        graph_16(),
        graph_17(),
        graph_18(),
        graph_19(),
        graph_20(),
        graph_21(),
        graph_22(),
        graph_23(),
        graph_24(),
        graph_25(),
        graph_26(),
        graph_27(),
        graph_28(),
        graph_29(),
        graph_30(),
        graph_31(),
        graph_32(),
        graph_33(),
        graph_34(),
        graph_35(),
        graph_36(),
        graph_37(),
        graph_38(),
        graph_39(),
        graph_40(),
        graph_41(),
        graph_42(),
        graph_43(),
        graph_44(),
        graph_45(),
        graph_46(),
        graph_47(),
    ]
}

fn graph_0() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(4), [0]),
                node(Op::TryRetry(2), [2]),
                node(Op::Collect(1), [1]),
                node(Op::Flush(2), [1]),
                node(Op::SinkAsync(0), [3]),
                node(Op::Sink(1), [4]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.partition(usize::from(4_u8)).map(fold);
                let n1 = n0.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 2) });
                let held2 = s1.collect(1);
                let n2 = held2.map(fold);
                s1.flush(held2);
                n1.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n2.sink(|x| log.add(1, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_1() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Collect(2), [1]),
                node(Op::Flush(0), [1]),
                node(Op::Buffer(3), [0]),
                node(Op::Delay(25, 1), [2]),
                node(Op::Union, [4, 1]),
                node(Op::Sink(0), [5]),
                node(Op::SinkAsync(1), [6]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let held0 = s1.collect(usize::from(2_u8));
                let n0 = held0.map(fold);
                s1.flush(held0);
                let n2 = s0.map(|x| log.enter(2, x)).buffer(3).map(|x| log.leave(2, x));
                let n3 = n0.map(|x| log.enter(3, x)).delay(25, usize::from(1_u8)).map(|x| log.leave(3, x));
                let n4 = n2.union(s1);
                n3.sink(|x| log.add(0, x));
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_2() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(20, 4), [0]),
                node(Op::ZipUnbounded, [2, 1, 0]),
                node(Op::TryMap(6), [2]),
                node(Op::Buffer(1), [3]),
                node(Op::ZipUnbounded, [3, 4, 5]),
                node(Op::MapAsync(2, 0), [6]),
                node(Op::Sink(0), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| log.enter(0, x)).delay(20, usize::from(4_u8)).map(|x| log.leave(0, x));
                let n1 = n0.zip_unbounded(s1, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = n0.try_map(|x| attempt(x, 6));
                let n3 = n1.map(|x| log.enter(3, x)).buffer(usize::from(1_u8)).map(|x| log.leave(3, x));
                let n4 = n1.zip_unbounded(n2, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n4.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                n5.sink(|x| log.add(0, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_3() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::FromIterable(40, 0), []),
                node(Op::ZipUnbounded, [1, 3]),
                node(Op::FromIterable(10, 3), []),
                node(Op::Windowed(28, 3), [4]),
                node(Op::Map(8), [2]),
                node(Op::BufferUnbounded, [7]),
                node(Op::Sink(0), [5]),
                node(Op::SinkAsync(1), [6]),
                node(Op::SinkAsync(2), [8]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = from_iterable((0..40).map(|x| log.pull(1, mix(x, 0))));
                let n2 = s1.zip_unbounded(n1).map(|(a, b)| fold(&[a, b]));
                let n3 = from_iterable((0..10).map(|x| log.pull(3, mix(x, 3))));
                let n4 = n2.timed_window(28, 3).map(|w| w.to_vec()).flatten();
                let n5 = n0.map(|x| mix(x, 8));
                let n6 = n5.buffer_unbounded();
                n3.sink(|x| log.add(0, x));
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_4() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(2, 4), [0]),
                node(Op::Delay(15, 2), [1]),
                node(Op::Map(2), [3]),
                node(Op::TryMap(0), [1]),
                node(Op::RateLimit(2), [5]),
                node(Op::Accumulate, [2]),
                node(Op::TryMap(3), [6]),
                node(Op::Catch(6), []),
                node(Op::Sink(0), [4]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [8]),
                node(Op::Sink(3), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| log.enter(0, x)).delay(2, usize::from(4_u8)).map(|x| log.leave(0, x));
                let n1 = s1.map(|x| log.enter(1, x)).delay(15, 2).map(|x| log.leave(1, x));
                let n2 = n1.map(|x| mix(x, 2));
                let n3 = s1.try_map(|x| attempt(x, 0));
                let n4 = n3.rate_limit(2);
                let n5 = n0.accumulate(|old, x| mix(*old, x));
                let n6 = n4.try_map(|x| attempt(x, 3));
                let n7 = n6.catch(caught);
                n2.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_5() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::Partition(1), [1]),
                node(Op::ZipUnbounded, [3, 0, 2]),
                node(Op::Filter(5), [4]),
                node(Op::Collect(2), [4]),
                node(Op::Flush(4), [5]),
                node(Op::Buffer(1), [6]),
                node(Op::FlatMap(5), [8]),
                node(Op::RateLimit(9), [9]),
                node(Op::Sink(0), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = s1.partition(1).map(fold);
                let n2 = n1.zip_unbounded(s0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = n2.filter(|x| passes(*x, 5));
                let held4 = n2.collect(2);
                let n4 = held4.map(fold);
                n3.flush(held4);
                let n6 = n4.map(|x| log.enter(6, x)).buffer(usize::from(1_u8)).map(|x| log.leave(6, x));
                let n7 = n6.flat_map(|x| several(x, 5));
                let n8 = n7.rate_limit(9);
                n8.sink(|x| log.add(0, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_6() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::FlatMap(8), [0]),
                node(Op::Buffer(1), [2]),
                node(Op::Partition(2), [1]),
                node(Op::Map(7), [3]),
                node(Op::Accumulate, [4]),
                node(Op::MapAsync(3, 4), [6]),
                node(Op::TryMap(3), [3]),
                node(Op::Catch(6), []),
                node(Op::MapAsync(2, 4), [8]),
                node(Op::ZipUnbounded, [7, 8]),
                node(Op::SinkAsync(0), [5]),
                node(Op::SinkAsync(1), [9]),
                node(Op::Sink(2), [10]),
                node(Op::Sink(3), [11]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.flat_map(|x| several(x, 8));
                let n1 = n0.map(|x| log.enter(1, x)).buffer(1).map(|x| log.leave(1, x));
                let n2 = s1.partition(2).map(fold);
                let n3 = n1.map(|x| mix(x, 7));
                let n4 = n2.accumulate(|old, x| mix(*old, x));
                let n5 = n4.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n6 = n1.try_map(|x| attempt(x, 3));
                let n7 = n6.catch(caught);
                let n8 = n6.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n9 = n5.zip_unbounded(n6).map(|(a, b)| fold(&[a, b]));
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n8.sink(|x| log.add(2, x));
                n9.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_7() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Map(6), [1]),
                node(Op::FlatMap(0), [1]),
                node(Op::Partition(2), [2]),
                node(Op::Delay(21, 2), [4]),
                node(Op::FlatMap(0), [2]),
                node(Op::RateLimit(27), [5]),
                node(Op::Accumulate, [0]),
                node(Op::MapAsync(4, 1), [8]),
                node(Op::Filter(4), [7]),
                node(Op::Partition(1), [9]),
                node(Op::Batched(4, 16), [10]),
                node(Op::Sink(0), [3]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [11]),
                node(Op::Sink(3), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.map(|x| mix(x, 6));
                let n1 = s1.flat_map(|x| several(x, 0));
                let n2 = n0.partition(2).map(fold);
                let n3 = n2.map(|x| log.enter(3, x)).delay(21, usize::from(2_u8)).map(|x| log.leave(3, x));
                let n4 = n0.flat_map(|x| several(x, 0));
                let n5 = n3.rate_limit(27);
                let n6 = s0.accumulate(|old, x| mix(*old, x));
                let n7 = n6.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 1) });
                let n8 = n5.filter(|x| passes(*x, 4));
                let n9 = n7.partition(usize::from(1_u8)).map(fold);
                let n10 = n8.partition_timeout(4, 16).map(|w| w.to_vec()).flatten();
                n1.sink(|x| log.add(0, x));
                n4.sink(|x| log.add(1, x));
                n9.sink(|x| log.add(2, x));
                n10.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_8() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(4), [1]),
                node(Op::Accumulate, [1]),
                node(Op::Buffer(1), [0]),
                node(Op::Filter(1), [1]),
                node(Op::Accumulate, [5]),
                node(Op::Delay(4, 2), [2]),
                node(Op::Delay(10, 2), [3]),
                node(Op::Union, [1, 7, 4]),
                node(Op::Zip, [6, 5, 5]),
                node(Op::Windowed(22, 4), [10]),
                node(Op::Windowed(11, 4), [6]),
                node(Op::FlatMap(8), [12]),
                node(Op::Sink(0), [8]),
                node(Op::Sink(1), [9]),
                node(Op::Sink(2), [11]),
                node(Op::SinkAsync(3), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.partition(usize::from(4_u8)).map(fold);
                let n1 = s1.accumulate(|old, x| mix(*old, x));
                let n2 = s0.map(|x| log.enter(2, x)).buffer(1).map(|x| log.leave(2, x));
                let n3 = s1.filter(|x| passes(*x, 1));
                let n4 = n3.accumulate(|old, x| mix(*old, x));
                let n5 = n0.map(|x| log.enter(5, x)).delay(4, 2).map(|x| log.leave(5, x));
                let n6 = n1.map(|x| log.enter(6, x)).delay(10, usize::from(2_u8)).map(|x| log.leave(6, x));
                let n7 = s1.union(n5, n2);
                let n8 = n4.zip(n3, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n9 = n8.timed_window(22, usize::from(4_u8)).map(|w| w.to_vec()).flatten();
                let n10 = n4.timed_window(11, 4).map(|w| w.to_vec()).flatten();
                let n11 = n10.flat_map(|x| several(x, 8));
                n6.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n9.sink(|x| log.add(2, x));
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_9() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(2), [1]),
                node(Op::Filter(5), [0]),
                node(Op::Collect(2), [0]),
                node(Op::Flush(2), [3]),
                node(Op::RateLimit(3), [2]),
                node(Op::Buffer(3), [6]),
                node(Op::BufferUnbounded, [1]),
                node(Op::Map(4), [6]),
                node(Op::Delay(12, 3), [1]),
                node(Op::Delay(23, 3), [8]),
                node(Op::Accumulate, [10]),
                node(Op::FromIterable(20, 1), []),
                node(Op::TryMap(0), [13]),
                node(Op::Sink(0), [4]),
                node(Op::Sink(1), [7]),
                node(Op::SinkAsync(2), [9]),
                node(Op::Sink(3), [11]),
                node(Op::Sink(4), [12]),
                node(Op::Sink(5), [14]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.partition(usize::from(2_u8)).map(fold);
                let n1 = s0.filter(|x| passes(*x, 5));
                let held2 = s0.collect(2);
                let n2 = held2.map(fold);
                n1.flush(held2);
                let n4 = n0.rate_limit(3);
                let n5 = n4.map(|x| log.enter(5, x)).buffer(3).map(|x| log.leave(5, x));
                let n6 = s1.buffer_unbounded();
                let n7 = n4.map(|x| mix(x, 4));
                let n8 = s1.map(|x| log.enter(8, x)).delay(12, 3).map(|x| log.leave(8, x));
                let n9 = n6.map(|x| log.enter(9, x)).delay(23, usize::from(3_u8)).map(|x| log.leave(9, x));
                let n10 = n8.accumulate(|old, x| mix(*old, x));
                let n11 = from_iterable((0..20).map(|x| log.pull(11, mix(x, 1))));
                let n12 = n11.try_map(|x| attempt(x, 0));
                n2.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n9.sink(|x| log.add(3, x));
                n10.sink(|x| log.add(4, x));
                n12.sink(|x| log.add(5, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_10() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryRetry(4), [0]),
                node(Op::Map(7), [1]),
                node(Op::Union, [2, 3]),
                node(Op::TryMap(2), [4]),
                node(Op::Catch(3), []),
                node(Op::Union, [5, 6]),
                node(Op::FlatMap(6), [7]),
                node(Op::Delay(13, 4), [5]),
                node(Op::TryMapAsync(3, 3), [8]),
                node(Op::TryRetry(6), [2]),
                node(Op::Catch(9), []),
                node(Op::FromIterable(40, 1), []),
                node(Op::Map(2), [10]),
                node(Op::Filter(6), [13]),
                node(Op::SinkAsync(0), [9]),
                node(Op::Sink(1), [11]),
                node(Op::SinkAsync(2), [12]),
                node(Op::Sink(3), [14]),
                node(Op::Sink(4), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 4) });
                let n1 = s1.map(|x| mix(x, 7));
                let n2 = n0.union(n1);
                let n3 = n2.try_map(|x| attempt(x, 2));
                let n4 = n3.catch(caught);
                let n5 = n3.union(n4);
                let n6 = n5.flat_map(|x| several(x, 6));
                let n7 = n3.map(|x| log.enter(7, x)).delay(13, 4).map(|x| log.leave(7, x));
                let n8 = n6.try_map_async(3, async |x| { clock.sleep(pause(x)).await; attempt(x, 3) });
                let n9 = n0.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 6) });
                let n10 = n9.catch(caught_late);
                let n11 = from_iterable((0..40).map(|x| log.pull(11, mix(x, 1))));
                let n12 = n8.map(|x| mix(x, 2));
                let n13 = n11.filter(|x| passes(*x, 6));
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n9.sink(|x| log.add(1, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n12.sink(|x| log.add(3, x));
                n13.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_11() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::Delay(22, 4), [2]),
                node(Op::Batched(2, 16), [3]),
                node(Op::TryMap(7), [0]),
                node(Op::FlatMap(2), [4]),
                node(Op::FlatMap(4), [6]),
                node(Op::TryMapAsync(2, 7), [7]),
                node(Op::Union, [4, 3]),
                node(Op::Filter(0), [5]),
                node(Op::Filter(5), [3]),
                node(Op::TryMapAsync(2, 8), [9]),
                node(Op::Catch(10), []),
                node(Op::FlatMap(0), [10]),
                node(Op::Union, [3, 1, 0]),
                node(Op::FlatMap(4), [6]),
                node(Op::Sink(0), [8]),
                node(Op::Sink(1), [11]),
                node(Op::SinkAsync(2), [12]),
                node(Op::Sink(3), [13]),
                node(Op::Sink(4), [14]),
                node(Op::Sink(5), [15]),
                node(Op::Sink(6), [16]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = n0.map(|x| log.enter(1, x)).delay(22, 4).map(|x| log.leave(1, x));
                let n2 = n1.partition_timeout(2, 16).map(|w| w.to_vec()).flatten();
                let n3 = s0.try_map(|x| attempt(x, 7));
                let n4 = n2.flat_map(|x| several(x, 2));
                let n5 = n4.flat_map(|x| several(x, 4));
                let n6 = n5.try_map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; attempt(x, 7) });
                let n7 = n2.union(n1);
                let n8 = n3.filter(|x| passes(*x, 0));
                let n9 = n1.filter(|x| passes(*x, 5));
                let n10 = n7.try_map_async(2, async |x| { clock.sleep(pause(x)).await; attempt(x, 8) });
                let n11 = n10.catch(caught_late);
                let n12 = n8.flat_map(|x| several(x, 0));
                let n13 = n1.union(s1, s0);
                let n14 = n4.flat_map(|x| several(x, 4));
                n6.sink(|x| log.add(0, x));
                n9.sink(|x| log.add(1, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n11.sink(|x| log.add(3, x));
                n12.sink(|x| log.add(4, x));
                n13.sink(|x| log.add(5, x));
                n14.sink(|x| log.add(6, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_12() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(5, 3), [1]),
                node(Op::FromIterable(30, 6), []),
                node(Op::TryMap(3), [3]),
                node(Op::Delay(19, 4), [2]),
                node(Op::Windowed(29, 4), [5]),
                node(Op::Filter(7), [6]),
                node(Op::Collect(2), [6]),
                node(Op::Flush(6), [7]),
                node(Op::FromIterable(20, 1), []),
                node(Op::SinkAsync(0), [10]),
                node(Op::FlatMap(5), [8]),
                node(Op::FromIterable(10, 0), []),
                node(Op::Collect(2), [4]),
                node(Op::Flush(12), [4]),
                node(Op::TryMapAsync(4, 5), [12]),
                node(Op::FlatMap(2), [16]),
                node(Op::SinkAsync(1), [0]),
                node(Op::Sink(2), [13]),
                node(Op::SinkAsync(3), [14]),
                node(Op::Sink(4), [17]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.map(|x| log.enter(0, x)).delay(5, usize::from(3_u8)).map(|x| log.leave(0, x));
                let n1 = from_iterable((0..30).map(|x| log.pull(1, mix(x, 6))));
                let n2 = n1.try_map(|x| attempt(x, 3));
                let n3 = n0.map(|x| log.enter(3, x)).delay(19, usize::from(4_u8)).map(|x| log.leave(3, x));
                let n4 = n3.timed_window(29, 4).map(|w| w.to_vec()).flatten();
                let n5 = n4.filter(|x| passes(*x, 7));
                let held6 = n4.collect(usize::from(2_u8));
                let n6 = held6.map(fold);
                n5.flush(held6);
                let n8 = from_iterable((0..20).map(|x| log.pull(8, mix(x, 1))));
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                let n10 = n6.flat_map(|x| several(x, 5));
                let n11 = from_iterable((0..10).map(|x| log.pull(11, mix(x, 0))));
                let held12 = n2.collect(usize::from(2_u8));
                let n12 = held12.map(fold);
                n2.flush(held12);
                let n14 = n10.try_map_async(4, async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n15 = n14.flat_map(|x| several(x, 2));
                s0.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n11.sink(|x| log.add(2, x));
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n15.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_13() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(1), [1]),
                node(Op::FromIterable(20, 4), []),
                node(Op::Windowed(23, 1), [0]),
                node(Op::MapAsync(4, 5), [2]),
                node(Op::Sink(0), [3]),
                node(Op::SinkAsync(1), [4]),
                node(Op::SinkAsync(2), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.map(|x| log.enter(0, x)).buffer(usize::from(1_u8)).map(|x| log.leave(0, x));
                let n1 = from_iterable((0..20).map(|x| log.pull(1, mix(x, 4))));
                let n2 = s0.timed_window(23, 1).map(|w| w.to_vec()).flatten();
                let n3 = n0.map_async(usize::from(4_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                n1.sink(|x| log.add(0, x));
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_14() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(19, 1), [0]),
                node(Op::Accumulate, [2]),
                node(Op::Map(2), [1]),
                node(Op::Filter(5), [3]),
                node(Op::Collect(2), [3]),
                node(Op::Flush(4), [5]),
                node(Op::SinkAsync(0), [4]),
                node(Op::Sink(1), [6]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map(|x| log.enter(0, x)).delay(19, usize::from(1_u8)).map(|x| log.leave(0, x));
                let n1 = n0.accumulate(|old, x| mix(*old, x));
                let n2 = s1.map(|x| mix(x, 2));
                let n3 = n1.filter(|x| passes(*x, 5));
                let held4 = n1.collect(2);
                let n4 = held4.map(fold);
                n3.flush(held4);
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n4.sink(|x| log.add(1, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_15() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::FlatMap(2), [0]),
                node(Op::Sink(0), [0]),
                node(Op::Union, [0, 1, 2]),
                node(Op::SinkAsync(1), [4]),
                node(Op::FromIterable(30, 5), []),
                node(Op::RateLimit(14), [1]),
                node(Op::SinkAsync(2), [6]),
                node(Op::Sink(3), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.flat_map(|x| several(x, 2));
                s0.sink(|x| log.add(0, x));
                let n2 = s0.union(s1, n0);
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                let n4 = from_iterable((0..30).map(|x| log.pull(4, mix(x, 5))));
                let n5 = s1.rate_limit(14);
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n5.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_16() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Batched(3, 7), [1]),
                node(Op::TryMap(8), [1]),
                node(Op::Buffer(3), [0]),
                node(Op::MapAsync(1, 7), [4]),
                node(Op::Delay(8, 4), [3]),
                node(Op::TryMapAsync(4, 3), [6]),
                node(Op::Catch(5), []),
                node(Op::Sink(0), [2]),
                node(Op::Sink(1), [5]),
                node(Op::SinkAsync(2), [7]),
                node(Op::SinkAsync(3), [8]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.partition_timeout(usize::from(3_u8), 7).map(|w| w.to_vec()).flatten();
                let n1 = s1.try_map(|x| attempt(x, 8));
                let n2 = s0.map(|x| log.enter(2, x)).buffer(3).map(|x| log.leave(2, x));
                let n3 = n2.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n4 = n1.map(|x| log.enter(4, x)).delay(8, 4).map(|x| log.leave(4, x));
                let n5 = n4.try_map_async(4, async |x| { clock.sleep(pause(x)).await; attempt(x, 3) });
                let n6 = n5.catch(caught_late);
                n0.sink(|x| log.add(0, x));
                n3.sink(|x| log.add(1, x));
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_17() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Filter(1), [0]),
                node(Op::RateLimit(9), [2]),
                node(Op::MapAsync(2, 0), [1]),
                node(Op::TryMap(5), [4]),
                node(Op::TryRetry(6), [5]),
                node(Op::TryRetry(1), [3]),
                node(Op::Map(8), [2]),
                node(Op::MapAsync(4, 7), [0]),
                node(Op::Sink(0), [6]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [8]),
                node(Op::Sink(3), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.filter(|x| passes(*x, 1));
                let n1 = n0.rate_limit(9);
                let n2 = s1.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n3 = n2.try_map(|x| attempt(x, 5));
                let n4 = n3.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 6) });
                let n5 = n1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 1) });
                let n6 = n0.map(|x| mix(x, 8));
                let n7 = s0.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                n4.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_18() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(9, 3), [0]),
                node(Op::MapAsync(1, 0), [2]),
                node(Op::Sink(0), [1]),
                node(Op::TryMap(4), [3]),
                node(Op::Accumulate, [5]),
                node(Op::Partition(2), [3]),
                node(Op::Union, [0, 5]),
                node(Op::Partition(4), [2]),
                node(Op::Batched(4, 26), [7]),
                node(Op::Sink(1), [6]),
                node(Op::SinkAsync(2), [8]),
                node(Op::Sink(3), [9]),
                node(Op::Sink(4), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| log.enter(0, x)).delay(9, usize::from(3_u8)).map(|x| log.leave(0, x));
                let n1 = n0.map_async(1, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                s1.sink(|x| log.add(0, x));
                let n3 = n1.try_map(|x| attempt(x, 4));
                let n4 = n3.accumulate(|old, x| mix(*old, x));
                let n5 = n1.partition(2).map(fold);
                let n6 = s0.union(n3);
                let n7 = n0.partition(4).map(fold);
                let n8 = n5.partition_timeout(4, 26).map(|w| w.to_vec()).flatten();
                n4.sink(|x| log.add(1, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n7.sink(|x| log.add(3, x));
                n8.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_19() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Union, [1, 0]),
                node(Op::TryRetry(7), [0]),
                node(Op::Partition(3), [0]),
                node(Op::MapAsync(4, 2), [2]),
                node(Op::Buffer(2), [0]),
                node(Op::Filter(8), [5]),
                node(Op::FlatMap(0), [6]),
                node(Op::MapAsync(4, 7), [3]),
                node(Op::Windowed(1, 2), [8]),
                node(Op::Batched(2, 1), [9]),
                node(Op::Sink(0), [4]),
                node(Op::SinkAsync(1), [7]),
                node(Op::Sink(2), [10]),
                node(Op::Sink(3), [11]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.union(s0);
                let n1 = s0.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 7) });
                let n2 = s0.partition(3).map(fold);
                let n3 = n0.map_async(usize::from(4_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 2) });
                let n4 = s0.map(|x| log.enter(4, x)).buffer(2).map(|x| log.leave(4, x));
                let n5 = n3.filter(|x| passes(*x, 8));
                let n6 = n4.flat_map(|x| several(x, 0));
                let n7 = n1.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n8 = n6.timed_window(1, 2).map(|w| w.to_vec()).flatten();
                let n9 = n7.partition_timeout(usize::from(2_u8), 1).map(|w| w.to_vec()).flatten();
                n2.sink(|x| log.add(0, x));
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n8.sink(|x| log.add(2, x));
                n9.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_20() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryRetry(0), [1]),
                node(Op::Batched(1, 20), [2]),
                node(Op::TryRetry(8), [3]),
                node(Op::FlatMap(2), [4]),
                node(Op::Buffer(2), [1]),
                node(Op::Filter(0), [1]),
                node(Op::Collect(4), [6]),
                node(Op::Flush(6), [6]),
                node(Op::Union, [8, 5]),
                node(Op::Buffer(4), [0]),
                node(Op::MapAsync(3, 1), [7]),
                node(Op::SinkAsync(0), [10]),
                node(Op::Sink(1), [11]),
                node(Op::Sink(2), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 0) });
                let n1 = n0.partition_timeout(1, 20).map(|w| w.to_vec()).flatten();
                let n2 = n1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 8) });
                let n3 = n2.flat_map(|x| several(x, 2));
                let n4 = s1.map(|x| log.enter(4, x)).buffer(2).map(|x| log.leave(4, x));
                let n5 = s1.filter(|x| passes(*x, 0));
                let held6 = n4.collect(usize::from(4_u8));
                let n6 = held6.map(fold);
                n4.flush(held6);
                let n8 = n6.union(n3);
                let n9 = s0.map(|x| log.enter(9, x)).buffer(usize::from(4_u8)).map(|x| log.leave(9, x));
                let n10 = n5.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 1) });
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n9.sink(|x| log.add(1, x));
                n10.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_21() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::FlatMap(1), [1]),
                node(Op::Windowed(24, 1), [0]),
                node(Op::Batched(3, 15), [2]),
                node(Op::MapAsync(4, 6), [3]),
                node(Op::Map(7), [2]),
                node(Op::TryMapAsync(3, 8), [5]),
                node(Op::Filter(7), [6]),
                node(Op::Collect(4), [6]),
                node(Op::Flush(7), [8]),
                node(Op::Sink(0), [7]),
                node(Op::Delay(13, 1), [6]),
                node(Op::BufferUnbounded, [7]),
                node(Op::Sink(1), [4]),
                node(Op::Sink(2), [9]),
                node(Op::SinkAsync(3), [12]),
                node(Op::Sink(4), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.flat_map(|x| several(x, 1));
                let n1 = s0.timed_window(24, 1).map(|w| w.to_vec()).flatten();
                let n2 = n0.partition_timeout(3, 15).map(|w| w.to_vec()).flatten();
                let n3 = n1.map_async(usize::from(4_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 6) });
                let n4 = n0.map(|x| mix(x, 7));
                let n5 = n3.try_map_async(3, async |x| { clock.sleep(pause(x)).await; attempt(x, 8) });
                let n6 = n4.filter(|x| passes(*x, 7));
                let held7 = n4.collect(4);
                let n7 = held7.map(fold);
                n6.flush(held7);
                n5.sink(|x| log.add(0, x));
                let n10 = n4.map(|x| log.enter(10, x)).delay(13, 1).map(|x| log.leave(10, x));
                let n11 = n5.buffer_unbounded();
                n2.sink(|x| log.add(1, x));
                n7.sink(|x| log.add(2, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n11.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_22() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::ZipUnbounded, [0, 2]),
                node(Op::FromIterable(30, 7), []),
                node(Op::Filter(0), [3]),
                node(Op::TryRetry(0), [4]),
                node(Op::Catch(4), []),
                node(Op::FlatMap(5), [3]),
                node(Op::FlatMap(5), [6]),
                node(Op::TryMap(2), [9]),
                node(Op::Catch(8), []),
                node(Op::Buffer(2), [7]),
                node(Op::TryRetry(0), [3]),
                node(Op::Windowed(27, 3), [12]),
                node(Op::SinkAsync(0), [5]),
                node(Op::Sink(1), [8]),
                node(Op::Sink(2), [10]),
                node(Op::SinkAsync(3), [11]),
                node(Op::SinkAsync(4), [13]),
                node(Op::Sink(5), [14]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.zip_unbounded(n0).map(|(a, b)| fold(&[a, b]));
                let n2 = from_iterable((0..30).map(|x| log.pull(2, mix(x, 7))));
                let n3 = n1.filter(|x| passes(*x, 0));
                let n4 = n2.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 0) });
                let n5 = n4.catch(caught_late);
                let n6 = n1.flat_map(|x| several(x, 5));
                let n7 = n4.flat_map(|x| several(x, 5));
                let n8 = n7.try_map(|x| attempt(x, 2));
                let n9 = n8.catch(caught);
                let n10 = n5.map(|x| log.enter(10, x)).buffer(2).map(|x| log.leave(10, x));
                let n11 = n1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 0) });
                let n12 = n10.timed_window(27, usize::from(3_u8)).map(|w| w.to_vec()).flatten();
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n6.sink(|x| log.add(1, x));
                n8.sink(|x| log.add(2, x));
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
                n12.sink(|x| log.add(5, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_23() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::ZipUnbounded, [1, 0]),
                node(Op::Filter(5), [2]),
                node(Op::Collect(2), [2]),
                node(Op::Flush(2), [3]),
                node(Op::Map(1), [4]),
                node(Op::Zip, [6, 4]),
                node(Op::Windowed(2, 1), [7]),
                node(Op::Filter(4), [2]),
                node(Op::Partition(4), [1]),
                node(Op::Buffer(2), [10]),
                node(Op::Union, [6, 8, 7]),
                node(Op::TryRetry(5), [6]),
                node(Op::Buffer(3), [12]),
                node(Op::TryMap(8), [10]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [11]),
                node(Op::Sink(2), [13]),
                node(Op::SinkAsync(3), [14]),
                node(Op::Sink(4), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.zip_unbounded(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.filter(|x| passes(*x, 5));
                let held2 = n0.collect(2);
                let n2 = held2.map(fold);
                n1.flush(held2);
                let n4 = n2.map(|x| mix(x, 1));
                let n5 = n4.zip(n2).map(|(a, b)| fold(&[a, b]));
                let n6 = n5.timed_window(2, usize::from(1_u8)).map(|w| w.to_vec()).flatten();
                let n7 = n0.filter(|x| passes(*x, 4));
                let n8 = s1.partition(4).map(fold);
                let n9 = n8.map(|x| log.enter(9, x)).buffer(usize::from(2_u8)).map(|x| log.leave(9, x));
                let n10 = n4.union(n6, n5);
                let n11 = n4.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n12 = n10.map(|x| log.enter(12, x)).buffer(usize::from(3_u8)).map(|x| log.leave(12, x));
                let n13 = n8.try_map(|x| attempt(x, 8));
                n7.sink(|x| log.add(0, x));
                n9.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n13.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_24() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Windowed(4, 4), [1]),
                node(Op::MapAsync(2, 7), [2]),
                node(Op::Accumulate, [3]),
                node(Op::Map(7), [3]),
                node(Op::RateLimit(8), [4]),
                node(Op::Buffer(1), [5]),
                node(Op::Map(8), [6]),
                node(Op::Buffer(1), [7]),
                node(Op::TryRetry(3), [7]),
                node(Op::Catch(8), []),
                node(Op::Partition(2), [10]),
                node(Op::Filter(4), [0]),
                node(Op::Partition(3), [9]),
                node(Op::Zip, [8, 6]),
                node(Op::MapAsync(4, 7), [15]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [12]),
                node(Op::Sink(2), [13]),
                node(Op::Sink(3), [14]),
                node(Op::Sink(4), [16]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.timed_window(4, usize::from(4_u8)).map(|w| w.to_vec()).flatten();
                let n1 = n0.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n2 = n1.accumulate(|old, x| mix(*old, x));
                let n3 = n1.map(|x| mix(x, 7));
                let n4 = n2.rate_limit(8);
                let n5 = n3.map(|x| log.enter(5, x)).buffer(1).map(|x| log.leave(5, x));
                let n6 = n4.map(|x| mix(x, 8));
                let n7 = n5.map(|x| log.enter(7, x)).buffer(1).map(|x| log.leave(7, x));
                let n8 = n5.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 3) });
                let n9 = n8.catch(caught_late);
                let n10 = n8.partition(2).map(fold);
                let n11 = s0.filter(|x| passes(*x, 4));
                let n12 = n7.partition(usize::from(3_u8)).map(fold);
                let n13 = n6.zip(n4).map(|(a, b)| fold(&[a, b]));
                let n14 = n13.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                n9.sink(|x| log.add(0, x));
                n10.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
                n12.sink(|x| log.add(3, x));
                n14.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_25() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Filter(3), [0]),
                node(Op::Sink(0), [2]),
                node(Op::TryMapAsync(2, 8), [1]),
                node(Op::ZipUnbounded, [1, 2, 4]),
                node(Op::Filter(4), [5]),
                node(Op::Collect(1), [5]),
                node(Op::Flush(5), [6]),
                node(Op::TryRetry(0), [7]),
                node(Op::ZipUnbounded, [9, 2, 5]),
                node(Op::Partition(3), [0]),
                node(Op::Batched(1, 18), [7]),
                node(Op::BufferUnbounded, [10]),
                node(Op::Filter(6), [1]),
                node(Op::Collect(1), [1]),
                node(Op::Flush(13), [14]),
                node(Op::Batched(2, 20), [13]),
                node(Op::SinkAsync(1), [11]),
                node(Op::Sink(2), [12]),
                node(Op::Sink(3), [15]),
                node(Op::Sink(4), [17]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.filter(|x| passes(*x, 3));
                n0.sink(|x| log.add(0, x));
                let n2 = s1.try_map_async(2, async |x| { clock.sleep(pause(x)).await; attempt(x, 8) });
                let n3 = s1.zip_unbounded(n0, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n4 = n3.filter(|x| passes(*x, 4));
                let held5 = n3.collect(1);
                let n5 = held5.map(fold);
                n4.flush(held5);
                let n7 = n5.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 0) });
                let n8 = n7.zip_unbounded(n0, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n9 = s0.partition(usize::from(3_u8)).map(fold);
                let n10 = n5.partition_timeout(1, 18).map(|w| w.to_vec()).flatten();
                let n11 = n8.buffer_unbounded();
                let n12 = s1.filter(|x| passes(*x, 6));
                let held13 = s1.collect(1);
                let n13 = held13.map(fold);
                n12.flush(held13);
                let n15 = n11.partition_timeout(usize::from(2_u8), 20).map(|w| w.to_vec()).flatten();
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n10.sink(|x| log.add(2, x));
                n13.sink(|x| log.add(3, x));
                n15.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_26() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryRetry(5), [1]),
                node(Op::TryMap(8), [2]),
                node(Op::Buffer(3), [2]),
                node(Op::FromIterable(10, 0), []),
                node(Op::Sink(0), [0]),
                node(Op::Sink(1), [3]),
                node(Op::Sink(2), [4]),
                node(Op::Sink(3), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n1 = n0.try_map(|x| attempt(x, 8));
                let n2 = n0.map(|x| log.enter(2, x)).buffer(3).map(|x| log.leave(2, x));
                let n3 = from_iterable((0..10).map(|x| log.pull(3, mix(x, 0))));
                s0.sink(|x| log.add(0, x));
                n1.sink(|x| log.add(1, x));
                n2.sink(|x| log.add(2, x));
                n3.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_27() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Batched(2, 4), [0]),
                node(Op::Delay(23, 3), [1]),
                node(Op::TryMapAsync(2, 7), [1]),
                node(Op::FromIterable(20, 6), []),
                node(Op::Filter(2), [2]),
                node(Op::Collect(1), [2]),
                node(Op::Flush(5), [6]),
                node(Op::Sink(0), [3]),
                node(Op::SinkAsync(1), [4]),
                node(Op::Sink(2), [5]),
                node(Op::Sink(3), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.partition_timeout(usize::from(2_u8), 4).map(|w| w.to_vec()).flatten();
                let n1 = s1.map(|x| log.enter(1, x)).delay(23, 3).map(|x| log.leave(1, x));
                let n2 = s1.try_map_async(2, async |x| { clock.sleep(pause(x)).await; attempt(x, 7) });
                let n3 = from_iterable((0..20).map(|x| log.pull(3, mix(x, 6))));
                let n4 = n0.filter(|x| passes(*x, 2));
                let held5 = n0.collect(1);
                let n5 = held5.map(fold);
                n4.flush(held5);
                n1.sink(|x| log.add(0, x));
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n3.sink(|x| log.add(2, x));
                n5.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_28() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(2), [0]),
                node(Op::Union, [2, 1]),
                node(Op::TryRetry(6), [3]),
                node(Op::Catch(2), []),
                node(Op::Windowed(1, 4), [0]),
                node(Op::Batched(4, 7), [6]),
                node(Op::SinkAsync(0), [4]),
                node(Op::Sink(1), [5]),
                node(Op::Sink(2), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map(|x| log.enter(0, x)).buffer(usize::from(2_u8)).map(|x| log.leave(0, x));
                let n1 = n0.union(s1);
                let n2 = n1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 6) });
                let n3 = n2.catch(caught_late);
                let n4 = s0.timed_window(1, 4).map(|w| w.to_vec()).flatten();
                let n5 = n4.partition_timeout(4, 7).map(|w| w.to_vec()).flatten();
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n3.sink(|x| log.add(1, x));
                n5.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_29() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(4), [1]),
                node(Op::Union, [2, 0]),
                node(Op::Partition(1), [2]),
                node(Op::Accumulate, [4]),
                node(Op::Union, [1, 3, 0]),
                node(Op::FromIterable(20, 2), []),
                node(Op::Map(4), [7]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [6]),
                node(Op::SinkAsync(2), [8]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.map(|x| log.enter(0, x)).buffer(usize::from(4_u8)).map(|x| log.leave(0, x));
                let n1 = n0.union(s0);
                let n2 = n0.partition(1).map(fold);
                let n3 = n2.accumulate(|old, x| mix(*old, x));
                let n4 = s1.union(n1, s0);
                let n5 = from_iterable((0..20).map(|x| log.pull(5, mix(x, 2))));
                let n6 = n5.map(|x| mix(x, 4));
                n3.sink(|x| log.add(0, x));
                n4.sink(|x| log.add(1, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_30() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(4), [1]),
                node(Op::Map(5), [0]),
                node(Op::FromIterable(40, 1), []),
                node(Op::TryMap(7), [2]),
                node(Op::Accumulate, [4]),
                node(Op::FlatMap(7), [5]),
                node(Op::Batched(2, 26), [7]),
                node(Op::TryMap(7), [3]),
                node(Op::Sink(0), [6]),
                node(Op::SinkAsync(1), [8]),
                node(Op::Sink(2), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.partition(usize::from(4_u8)).map(fold);
                let n1 = s0.map(|x| mix(x, 5));
                let n2 = from_iterable((0..40).map(|x| log.pull(2, mix(x, 1))));
                let n3 = n0.try_map(|x| attempt(x, 7));
                let n4 = n2.accumulate(|old, x| mix(*old, x));
                let n5 = n3.flat_map(|x| several(x, 7));
                let n6 = n5.partition_timeout(usize::from(2_u8), 26).map(|w| w.to_vec()).flatten();
                let n7 = n1.try_map(|x| attempt(x, 7));
                n4.sink(|x| log.add(0, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n7.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_31() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::Union, [0, 1, 2]),
                node(Op::TryRetry(6), [2]),
                node(Op::Delay(6, 3), [3]),
                node(Op::MapAsync(2, 0), [3]),
                node(Op::Buffer(1), [1]),
                node(Op::FlatMap(0), [5]),
                node(Op::FlatMap(8), [6]),
                node(Op::Filter(0), [4]),
                node(Op::Sink(0), [7]),
                node(Op::SinkAsync(1), [8]),
                node(Op::SinkAsync(2), [9]),
                node(Op::Sink(3), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = s0.union(s1, n0);
                let n2 = n0.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 6) });
                let n3 = n1.map(|x| log.enter(3, x)).delay(6, usize::from(3_u8)).map(|x| log.leave(3, x));
                let n4 = n1.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n5 = s1.map(|x| log.enter(5, x)).buffer(1).map(|x| log.leave(5, x));
                let n6 = n3.flat_map(|x| several(x, 0));
                let n7 = n4.flat_map(|x| several(x, 8));
                let n8 = n2.filter(|x| passes(*x, 0));
                n5.sink(|x| log.add(0, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n8.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_32() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(2), [1]),
                node(Op::Catch(0), []),
                node(Op::MapAsync(1, 5), [2]),
                node(Op::Delay(11, 1), [2]),
                node(Op::Map(7), [1]),
                node(Op::Delay(26, 4), [0]),
                node(Op::Filter(8), [4]),
                node(Op::Collect(3), [4]),
                node(Op::Flush(7), [8]),
                node(Op::Delay(30, 4), [5]),
                node(Op::Sink(0), [3]),
                node(Op::SinkAsync(1), [6]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [9]),
                node(Op::Sink(4), [11]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.try_map(|x| attempt(x, 2));
                let n1 = n0.catch(caught);
                let n2 = n0.map_async(1, async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                let n3 = n0.map(|x| log.enter(3, x)).delay(11, usize::from(1_u8)).map(|x| log.leave(3, x));
                let n4 = s1.map(|x| mix(x, 7));
                let n5 = s0.map(|x| log.enter(5, x)).delay(26, 4).map(|x| log.leave(5, x));
                let n6 = n2.filter(|x| passes(*x, 8));
                let held7 = n2.collect(3);
                let n7 = held7.map(fold);
                n6.flush(held7);
                let n9 = n3.map(|x| log.enter(9, x)).delay(30, usize::from(4_u8)).map(|x| log.leave(9, x));
                n1.sink(|x| log.add(0, x));
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n5.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
                n9.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_33() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::RateLimit(10), [1]),
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::Union, [3, 1, 2]),
                node(Op::SinkAsync(0), [4]),
                node(Op::TryMap(8), [0]),
                node(Op::FlatMap(4), [6]),
                node(Op::Accumulate, [7]),
                node(Op::TryMapAsync(3, 5), [7]),
                node(Op::Catch(7), []),
                node(Op::RateLimit(2), [2]),
                node(Op::RateLimit(10), [9]),
                node(Op::Sink(1), [8]),
                node(Op::Sink(2), [10]),
                node(Op::SinkAsync(3), [11]),
                node(Op::Sink(4), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.rate_limit(10);
                let n1 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.union(s1, n0);
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                let n4 = s0.try_map(|x| attempt(x, 8));
                let n5 = n4.flat_map(|x| several(x, 4));
                let n6 = n5.accumulate(|old, x| mix(*old, x));
                let n7 = n5.try_map_async(3, async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n8 = n7.catch(caught_late);
                let n9 = n0.rate_limit(2);
                let n10 = n7.rate_limit(10);
                n6.sink(|x| log.add(1, x));
                n8.sink(|x| log.add(2, x));
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n10.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_34() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(4), [0]),
                node(Op::Accumulate, [0]),
                node(Op::TryMapAsync(3, 5), [3]),
                node(Op::Zip, [3, 0, 2]),
                node(Op::Filter(7), [4]),
                node(Op::Collect(2), [4]),
                node(Op::Flush(5), [6]),
                node(Op::Union, [5, 3]),
                node(Op::TryMap(6), [9]),
                node(Op::Catch(8), []),
                node(Op::Buffer(4), [1]),
                node(Op::RateLimit(18), [4]),
                node(Op::SinkAsync(0), [7]),
                node(Op::Sink(1), [10]),
                node(Op::SinkAsync(2), [11]),
                node(Op::Sink(3), [12]),
                node(Op::SinkAsync(4), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.try_map(|x| attempt(x, 4));
                let n1 = s0.accumulate(|old, x| mix(*old, x));
                let n2 = n1.try_map_async(3, async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n3 = n1.zip(s0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n4 = n2.filter(|x| passes(*x, 7));
                let held5 = n2.collect(2);
                let n5 = held5.map(fold);
                n4.flush(held5);
                let n7 = n3.union(n1);
                let n8 = n7.try_map(|x| attempt(x, 6));
                let n9 = n8.catch(caught);
                let n10 = s1.map(|x| log.enter(10, x)).buffer(4).map(|x| log.leave(10, x));
                let n11 = n2.rate_limit(18);
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n8.sink(|x| log.add(1, x));
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n10.sink(|x| log.add(3, x));
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_35() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::RateLimit(4), [1]),
                node(Op::Union, [0, 2]),
                node(Op::TryMap(4), [2]),
                node(Op::FlatMap(5), [4]),
                node(Op::Buffer(2), [1]),
                node(Op::TryRetry(3), [6]),
                node(Op::Catch(5), []),
                node(Op::MapAsync(2, 5), [5]),
                node(Op::Map(3), [6]),
                node(Op::Buffer(1), [7]),
                node(Op::Windowed(29, 1), [10]),
                node(Op::Accumulate, [12]),
                node(Op::TryRetry(5), [8]),
                node(Op::Sink(0), [3]),
                node(Op::Sink(1), [9]),
                node(Op::Sink(2), [11]),
                node(Op::Sink(3), [13]),
                node(Op::Sink(4), [14]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.rate_limit(4);
                let n1 = s0.union(n0);
                let n2 = n0.try_map(|x| attempt(x, 4));
                let n3 = n2.flat_map(|x| several(x, 5));
                let n4 = s1.map(|x| log.enter(4, x)).buffer(2).map(|x| log.leave(4, x));
                let n5 = n4.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 3) });
                let n6 = n5.catch(caught_late);
                let n7 = n3.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                let n8 = n4.map(|x| mix(x, 3));
                let n9 = n5.map(|x| log.enter(9, x)).buffer(usize::from(1_u8)).map(|x| log.leave(9, x));
                let n10 = n8.timed_window(29, 1).map(|w| w.to_vec()).flatten();
                let n11 = n10.accumulate(|old, x| mix(*old, x));
                let n12 = n6.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                n1.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n9.sink(|x| log.add(2, x));
                n11.sink(|x| log.add(3, x));
                n12.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_36() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(6), [1]),
                node(Op::Catch(0), []),
                node(Op::Buffer(4), [0]),
                node(Op::Partition(2), [4]),
                node(Op::ZipUnbounded, [2, 3, 0]),
                node(Op::Accumulate, [5]),
                node(Op::Batched(3, 11), [2]),
                node(Op::ZipUnbounded, [7, 1, 8]),
                node(Op::FlatMap(5), [6]),
                node(Op::RateLimit(2), [8]),
                node(Op::Filter(7), [10]),
                node(Op::Collect(3), [10]),
                node(Op::Flush(11), [12]),
                node(Op::Partition(1), [5]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [11]),
                node(Op::Sink(2), [13]),
                node(Op::SinkAsync(3), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.try_map(|x| attempt(x, 6));
                let n1 = n0.catch(caught);
                let n2 = s0.map(|x| log.enter(2, x)).buffer(4).map(|x| log.leave(2, x));
                let n3 = n2.partition(usize::from(2_u8)).map(fold);
                let n4 = n0.zip_unbounded(n1, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n3.accumulate(|old, x| mix(*old, x));
                let n6 = n0.partition_timeout(usize::from(3_u8), 11).map(|w| w.to_vec()).flatten();
                let n7 = n5.zip_unbounded(s1, n6).map(|(a, b, c)| fold(&[a, b, c]));
                let n8 = n4.flat_map(|x| several(x, 5));
                let n9 = n6.rate_limit(2);
                let n10 = n8.filter(|x| passes(*x, 7));
                let held11 = n8.collect(3);
                let n11 = held11.map(fold);
                n10.flush(held11);
                let n13 = n3.partition(1).map(fold);
                n7.sink(|x| log.add(0, x));
                n9.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
                n13.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_37() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Filter(0), [0]),
                node(Op::Collect(1), [0]),
                node(Op::Flush(1), [2]),
                node(Op::FromIterable(30, 6), []),
                node(Op::RateLimit(1), [1]),
                node(Op::BufferUnbounded, [6]),
                node(Op::Map(6), [3]),
                node(Op::FromIterable(10, 7), []),
                node(Op::Map(0), [8]),
                node(Op::FlatMap(1), [5]),
                node(Op::Delay(18, 3), [7]),
                node(Op::Accumulate, [10]),
                node(Op::Accumulate, [13]),
                node(Op::Delay(11, 3), [12]),
                node(Op::FlatMap(1), [9]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [16]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.filter(|x| passes(*x, 0));
                let held1 = s0.collect(1);
                let n1 = held1.map(fold);
                n0.flush(held1);
                let n3 = from_iterable((0..30).map(|x| log.pull(3, mix(x, 6))));
                let n4 = s1.rate_limit(1);
                let n5 = n4.buffer_unbounded();
                let n6 = n1.map(|x| mix(x, 6));
                let n7 = from_iterable((0..10).map(|x| log.pull(7, mix(x, 7))));
                let n8 = n6.map(|x| mix(x, 0));
                let n9 = n3.flat_map(|x| several(x, 1));
                let n10 = n5.map(|x| log.enter(10, x)).delay(18, 3).map(|x| log.leave(10, x));
                let n11 = n8.accumulate(|old, x| mix(*old, x));
                let n12 = n11.accumulate(|old, x| mix(*old, x));
                let n13 = n10.map(|x| log.enter(13, x)).delay(11, 3).map(|x| log.leave(13, x));
                let n14 = n7.flat_map(|x| several(x, 1));
                n9.sink(|x| log.add(0, x));
                n12.sink(|x| log.add(1, x));
                n13.sink(|x| log.add(2, x));
                n14.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_38() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Filter(0), [1]),
                node(Op::Collect(3), [1]),
                node(Op::Flush(1), [2]),
                node(Op::Map(2), [0]),
                node(Op::ZipUnbounded, [5, 3]),
                node(Op::FlatMap(3), [6]),
                node(Op::MapAsync(1, 3), [7]),
                node(Op::TryRetry(5), [7]),
                node(Op::Catch(7), []),
                node(Op::FlatMap(0), [10]),
                node(Op::Partition(2), [6]),
                node(Op::FlatMap(8), [12]),
                node(Op::TryMapAsync(2, 3), [9]),
                node(Op::Zip, [0, 5]),
                node(Op::MapAsync(1, 0), [3]),
                node(Op::Filter(7), [15]),
                node(Op::Sink(0), [8]),
                node(Op::Sink(1), [11]),
                node(Op::Sink(2), [13]),
                node(Op::Sink(3), [14]),
                node(Op::Sink(4), [16]),
                node(Op::Sink(5), [17]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.filter(|x| passes(*x, 0));
                let held1 = s1.collect(3);
                let n1 = held1.map(fold);
                n0.flush(held1);
                let n3 = s0.map(|x| mix(x, 2));
                let n4 = n3.zip_unbounded(n1).map(|(a, b)| fold(&[a, b]));
                let n5 = n4.flat_map(|x| several(x, 3));
                let n6 = n5.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 3) });
                let n7 = n5.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n8 = n7.catch(caught_late);
                let n9 = n8.flat_map(|x| several(x, 0));
                let n10 = n4.partition(2).map(fold);
                let n11 = n10.flat_map(|x| several(x, 8));
                let n12 = n7.try_map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; attempt(x, 3) });
                let n13 = s0.zip(n3).map(|(a, b)| fold(&[a, b]));
                let n14 = n1.map_async(1, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n15 = n13.filter(|x| passes(*x, 7));
                n6.sink(|x| log.add(0, x));
                n9.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
                n12.sink(|x| log.add(3, x));
                n14.sink(|x| log.add(4, x));
                n15.sink(|x| log.add(5, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_39() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(3), [0]),
                node(Op::Collect(3), [1]),
                node(Op::Flush(1), [1]),
                node(Op::Buffer(1), [3]),
                node(Op::SinkAsync(0), [2]),
                node(Op::Sink(1), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map(|x| log.enter(0, x)).buffer(usize::from(3_u8)).map(|x| log.leave(0, x));
                let held1 = s1.collect(3);
                let n1 = held1.map(fold);
                s1.flush(held1);
                let n3 = n1.map(|x| log.enter(3, x)).buffer(usize::from(1_u8)).map(|x| log.leave(3, x));
                n0.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n3.sink(|x| log.add(1, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_40() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Union, [0, 1]),
                node(Op::MapAsync(3, 1), [2]),
                node(Op::MapAsync(4, 0), [3]),
                node(Op::TryRetry(6), [4]),
                node(Op::TryMapAsync(1, 6), [5]),
                node(Op::SinkAsync(0), [6]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.union(s1);
                let n1 = n0.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 1) });
                let n2 = n1.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n3 = n2.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 6) });
                let n4 = n3.try_map_async(1, async |x| { clock.sleep(pause(x)).await; attempt(x, 6) });
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_41() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::MapAsync(2, 2), [0]),
                node(Op::Accumulate, [1]),
                node(Op::Sink(0), [2]),
                node(Op::Sink(1), [2]),
                node(Op::Zip, [1, 3, 3]),
                node(Op::Union, [6, 3]),
                node(Op::SinkAsync(2), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 2) });
                let n1 = s1.accumulate(|old, x| mix(*old, x));
                n0.sink(|x| log.add(0, x));
                n0.sink(|x| log.add(1, x));
                let n4 = s1.zip(n1, n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n4.union(n1);
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_42() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Windowed(11, 3), [1]),
                node(Op::RateLimit(18), [2]),
                node(Op::Buffer(1), [3]),
                node(Op::MapAsync(1, 4), [3]),
                node(Op::Filter(1), [0]),
                node(Op::ZipUnbounded, [3, 5, 0]),
                node(Op::RateLimit(16), [5]),
                node(Op::SinkAsync(0), [4]),
                node(Op::SinkAsync(1), [6]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [8]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.timed_window(11, usize::from(3_u8)).map(|w| w.to_vec()).flatten();
                let n1 = n0.rate_limit(18);
                let n2 = n1.map(|x| log.enter(2, x)).buffer(1).map(|x| log.leave(2, x));
                let n3 = n1.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n4 = s0.filter(|x| passes(*x, 1));
                let n5 = n1.zip_unbounded(n3, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n6 = n3.rate_limit(16);
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n5.sink(|x| log.add(2, x));
                n6.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_43() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(3), [0]),
                node(Op::MapAsync(2, 8), [1]),
                node(Op::Windowed(13, 3), [1]),
                node(Op::Map(7), [4]),
                node(Op::Filter(2), [5]),
                node(Op::Buffer(3), [3]),
                node(Op::TryMap(3), [5]),
                node(Op::Catch(6), []),
                node(Op::SinkAsync(0), [2]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [7]),
                node(Op::SinkAsync(3), [8]),
                node(Op::Sink(4), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map(|x| log.enter(0, x)).buffer(usize::from(3_u8)).map(|x| log.leave(0, x));
                let n1 = s1.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 8) });
                let n2 = s1.timed_window(13, 3).map(|w| w.to_vec()).flatten();
                let n3 = n2.map(|x| mix(x, 7));
                let n4 = n3.filter(|x| passes(*x, 2));
                let n5 = n1.map(|x| log.enter(5, x)).buffer(3).map(|x| log.leave(5, x));
                let n6 = n3.try_map(|x| attempt(x, 3));
                let n7 = n6.catch(caught);
                n0.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n4.sink(|x| log.add(1, x));
                n5.sink(|x| log.add(2, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n7.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_44() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Collect(3), [1]),
                node(Op::Flush(0), [1]),
                node(Op::Buffer(2), [2]),
                node(Op::Buffer(1), [0]),
                node(Op::Windowed(11, 3), [5]),
                node(Op::Delay(8, 3), [6]),
                node(Op::ZipUnbounded, [4, 6]),
                node(Op::Buffer(4), [1]),
                node(Op::Map(2), [2]),
                node(Op::Sink(0), [7]),
                node(Op::SinkAsync(1), [8]),
                node(Op::Sink(2), [9]),
                node(Op::SinkAsync(3), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let held0 = s1.collect(usize::from(3_u8));
                let n0 = held0.map(fold);
                s1.flush(held0);
                let n2 = n0.map(|x| log.enter(2, x)).buffer(2).map(|x| log.leave(2, x));
                let n3 = s0.map(|x| log.enter(3, x)).buffer(usize::from(1_u8)).map(|x| log.leave(3, x));
                let n4 = n3.timed_window(11, 3).map(|w| w.to_vec()).flatten();
                let n5 = n4.map(|x| log.enter(5, x)).delay(8, 3).map(|x| log.leave(5, x));
                let n6 = n2.zip_unbounded(n4).map(|(a, b)| fold(&[a, b]));
                let n7 = s1.map(|x| log.enter(7, x)).buffer(4).map(|x| log.leave(7, x));
                let n8 = n0.map(|x| mix(x, 2));
                n5.sink(|x| log.add(0, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n7.sink(|x| log.add(2, x));
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_45() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::FlatMap(8), [0]),
                node(Op::Map(5), [1]),
                node(Op::FlatMap(3), [2]),
                node(Op::Batched(4, 2), [4]),
                node(Op::Union, [0, 5]),
                node(Op::TryMap(7), [5]),
                node(Op::Catch(5), []),
                node(Op::Partition(1), [7]),
                node(Op::Filter(6), [3]),
                node(Op::TryRetry(7), [7]),
                node(Op::Catch(9), []),
                node(Op::SinkAsync(0), [6]),
                node(Op::Sink(1), [8]),
                node(Op::SinkAsync(2), [9]),
                node(Op::Sink(3), [10]),
                node(Op::Sink(4), [11]),
                node(Op::SinkAsync(5), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.flat_map(|x| several(x, 8));
                let n1 = s1.map(|x| mix(x, 5));
                let n2 = n0.flat_map(|x| several(x, 3));
                let n3 = n2.partition_timeout(usize::from(4_u8), 2).map(|w| w.to_vec()).flatten();
                let n4 = s0.union(n3);
                let n5 = n3.try_map(|x| attempt(x, 7));
                let n6 = n5.catch(caught);
                let n7 = n5.partition(1).map(fold);
                let n8 = n1.filter(|x| passes(*x, 6));
                let n9 = n5.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 7) });
                let n10 = n9.catch(caught_late);
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n6.sink(|x| log.add(1, x));
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n8.sink(|x| log.add(3, x));
                n9.sink(|x| log.add(4, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(5, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_46() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(3), [1]),
                node(Op::Accumulate, [2]),
                node(Op::Delay(9, 4), [3]),
                node(Op::ZipUnbounded, [1, 0]),
                node(Op::Partition(2), [4]),
                node(Op::ZipUnbounded, [2, 6, 0]),
                node(Op::ZipUnbounded, [7, 5, 6]),
                node(Op::Buffer(2), [2]),
                node(Op::Accumulate, [9]),
                node(Op::RateLimit(7), [10]),
                node(Op::Filter(5), [8]),
                node(Op::Collect(4), [8]),
                node(Op::Flush(11), [12]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.partition(usize::from(3_u8)).map(fold);
                let n1 = n0.accumulate(|old, x| mix(*old, x));
                let n2 = n1.map(|x| log.enter(2, x)).delay(9, 4).map(|x| log.leave(2, x));
                let n3 = s1.zip_unbounded(s0).map(|(a, b)| fold(&[a, b]));
                let n4 = n2.partition(2).map(fold);
                let n5 = n0.zip_unbounded(n4, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n6 = n5.zip_unbounded(n3, n4).map(|(a, b, c)| fold(&[a, b, c]));
                let n7 = n0.map(|x| log.enter(7, x)).buffer(2).map(|x| log.leave(7, x));
                let n8 = n7.accumulate(|old, x| mix(*old, x));
                let n9 = n8.rate_limit(7);
                let n10 = n6.filter(|x| passes(*x, 5));
                let held11 = n6.collect(4);
                let n11 = held11.map(fold);
                n10.flush(held11);
                n9.sink(|x| log.add(0, x));
                n11.sink(|x| log.add(1, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_47() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(8), [0]),
                node(Op::Catch(0), []),
                node(Op::Filter(4), [2]),
                node(Op::Delay(19, 3), [3]),
                node(Op::Accumulate, [5]),
                node(Op::TryRetry(4), [3]),
                node(Op::MapAsync(1, 5), [7]),
                node(Op::FlatMap(6), [2]),
                node(Op::Batched(1, 9), [9]),
                node(Op::FlatMap(8), [10]),
                node(Op::RateLimit(5), [11]),
                node(Op::Union, [6, 12, 8]),
                node(Op::Sink(0), [1]),
                node(Op::SinkAsync(1), [4]),
                node(Op::Sink(2), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.try_map(|x| attempt(x, 8));
                let n1 = n0.catch(caught);
                let n2 = n0.filter(|x| passes(*x, 4));
                let n3 = n1.map(|x| log.enter(3, x)).delay(19, usize::from(3_u8)).map(|x| log.leave(3, x));
                let n4 = n3.accumulate(|old, x| mix(*old, x));
                let n5 = n1.try_retry(Backoff::new(5).attempts(2), async |x| { clock.sleep(pause(x)).await; attempt(x, 4) });
                let n6 = n5.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                let n7 = n0.flat_map(|x| several(x, 6));
                let n8 = n7.partition_timeout(1, 9).map(|w| w.to_vec()).flatten();
                let n9 = n8.flat_map(|x| several(x, 8));
                let n10 = n9.rate_limit(5);
                let n11 = n4.union(n10, n6);
                s1.sink(|x| log.add(0, x));
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n11.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}
