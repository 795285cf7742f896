//! Random graphs, each as a description and as a pipeline. Printed by `print.rs`; do not edit.

use core::pin::pin;

use streamz::prelude::*;

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
    ]
}

fn graph_0() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::FlatMap(7), [0]),
                node(Op::Buffer(4), [2]),
                node(Op::Batched(3, 22), [1]),
                node(Op::Union, [2, 3]),
                node(Op::Sink(0), [4]),
                node(Op::SinkAsync(1), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.flat_map(|x| several(x, 7));
                let n1 = n0.map(|x| log.enter(1, x)).buffer(4).map(|x| log.leave(1, x));
                let n2 = s1.partition_timeout(3, 22).map(|w| w.to_vec()).flatten();
                let n3 = n0.union(n1);
                n2.sink(|x| log.add(0, x));
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_1() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::ZipUnbounded, [1, 0]),
                node(Op::Accumulate, [2]),
                node(Op::Accumulate, [1]),
                node(Op::ZipUnbounded, [1, 3]),
                node(Op::TryMap(2), [2]),
                node(Op::Catch(4), []),
                node(Op::Sink(0), [4]),
                node(Op::SinkAsync(1), [5]),
                node(Op::Sink(2), [6]),
                node(Op::SinkAsync(3), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.zip_unbounded(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.accumulate(|old, x| mix(*old, x));
                let n2 = s1.accumulate(|old, x| mix(*old, x));
                let n3 = s1.zip_unbounded(n1).map(|(a, b)| fold(&[a, b]));
                let n4 = n0.try_map(|x| attempt(x, 2));
                let n5 = n4.catch(caught);
                n2.sink(|x| log.add(0, x));
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n4.sink(|x| log.add(2, x));
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_2() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::Map(5), [0]),
                node(Op::Map(0), [3]),
                node(Op::Map(0), [4]),
                node(Op::Batched(3, 8), [2]),
                node(Op::Accumulate, [5]),
                node(Op::Sink(0), [6]),
                node(Op::SinkAsync(1), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.map(|x| mix(x, 5));
                let n2 = n1.map(|x| mix(x, 0));
                let n3 = n2.map(|x| mix(x, 0));
                let n4 = n0.partition_timeout(3, 8).map(|w| w.to_vec()).flatten();
                let n5 = n3.accumulate(|old, x| mix(*old, x));
                n4.sink(|x| log.add(0, x));
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_3() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::BufferUnbounded, [0]),
                node(Op::Union, [1, 0]),
                node(Op::MapAsync(1, 5), [1]),
                node(Op::Delay(4, 3), [0]),
                node(Op::SinkAsync(0), [2]),
                node(Op::Union, [3, 0]),
                node(Op::TryMap(5), [4]),
                node(Op::Catch(6), []),
                node(Op::Sink(1), [5]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [8]),
                node(Op::SinkAsync(4), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.buffer_unbounded();
                let n1 = s1.union(s0);
                let n2 = s1.map_async(1, async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                let n3 = s0.map(|x| log.enter(3, x)).delay(4, usize::from(3_u8)).map(|x| log.leave(3, x));
                n0.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                let n5 = n1.union(s0);
                let n6 = n2.try_map(|x| attempt(x, 5));
                let n7 = n6.catch(caught);
                n3.sink(|x| log.add(1, x));
                n5.sink(|x| log.add(2, x));
                n6.sink(|x| log.add(3, x));
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_4() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::ZipUnbounded, [2, 0]),
                node(Op::Partition(4), [1]),
                node(Op::FlatMap(1), [3]),
                node(Op::FlatMap(3), [1]),
                node(Op::MapAsync(3, 7), [6]),
                node(Op::Accumulate, [0]),
                node(Op::Accumulate, [7]),
                node(Op::Sink(0), [4]),
                node(Op::Sink(1), [5]),
                node(Op::SinkAsync(2), [8]),
                node(Op::SinkAsync(3), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = n0.zip_unbounded(s0).map(|(a, b)| fold(&[a, b]));
                let n2 = s1.partition(4).map(fold);
                let n3 = n1.flat_map(|x| several(x, 1));
                let n4 = s1.flat_map(|x| several(x, 3));
                let n5 = n4.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n6 = s0.accumulate(|old, x| mix(*old, x));
                let n7 = n5.accumulate(|old, x| mix(*old, x));
                n2.sink(|x| log.add(0, x));
                n3.sink(|x| log.add(1, x));
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n7.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_5() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(4), [0]),
                node(Op::Filter(8), [0]),
                node(Op::TryMap(7), [1]),
                node(Op::RateLimit(22), [4]),
                node(Op::MapAsync(2, 4), [4]),
                node(Op::Accumulate, [5]),
                node(Op::SinkAsync(0), [4]),
                node(Op::TryMap(0), [3]),
                node(Op::Partition(2), [7]),
                node(Op::Sink(1), [2]),
                node(Op::Sink(2), [6]),
                node(Op::Sink(3), [9]),
                node(Op::Sink(4), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| log.enter(0, x)).buffer(usize::from(4_u8)).map(|x| log.leave(0, x));
                let n1 = s0.filter(|x| passes(*x, 8));
                let n2 = s1.try_map(|x| attempt(x, 7));
                let n3 = n2.rate_limit(22);
                let n4 = n2.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n5 = n3.accumulate(|old, x| mix(*old, x));
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                let n7 = n1.try_map(|x| attempt(x, 0));
                let n8 = n5.partition(2).map(fold);
                n0.sink(|x| log.add(1, x));
                n4.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
                n8.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_6() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::MapAsync(3, 6), [1]),
                node(Op::RateLimit(18), [0]),
                node(Op::MapAsync(4, 1), [3]),
                node(Op::Delay(24, 1), [2]),
                node(Op::TryMap(3), [5]),
                node(Op::Catch(4), []),
                node(Op::MapAsync(3, 7), [4]),
                node(Op::TryMap(5), [8]),
                node(Op::TryMap(8), [4]),
                node(Op::FlatMap(8), [6]),
                node(Op::Sink(0), [7]),
                node(Op::Sink(1), [9]),
                node(Op::Sink(2), [10]),
                node(Op::SinkAsync(3), [11]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.map_async(usize::from(3_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 6) });
                let n1 = s0.rate_limit(18);
                let n2 = n1.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 1) });
                let n3 = n0.map(|x| log.enter(3, x)).delay(24, usize::from(1_u8)).map(|x| log.leave(3, x));
                let n4 = n3.try_map(|x| attempt(x, 3));
                let n5 = n4.catch(caught);
                let n6 = n2.map_async(usize::from(3_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n7 = n6.try_map(|x| attempt(x, 5));
                let n8 = n2.try_map(|x| attempt(x, 8));
                let n9 = n4.flat_map(|x| several(x, 8));
                n5.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n8.sink(|x| log.add(2, x));
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_7() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(0), [1]),
                node(Op::Catch(0), []),
                node(Op::FlatMap(7), [0]),
                node(Op::Map(6), [2]),
                node(Op::Buffer(2), [5]),
                node(Op::BufferUnbounded, [6]),
                node(Op::Union, [7, 0]),
                node(Op::FlatMap(0), [0]),
                node(Op::Map(6), [3]),
                node(Op::Union, [10, 9]),
                node(Op::Partition(3), [2]),
                node(Op::SinkAsync(0), [4]),
                node(Op::SinkAsync(1), [8]),
                node(Op::SinkAsync(2), [11]),
                node(Op::Sink(3), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.try_map(|x| attempt(x, 0));
                let n1 = n0.catch(caught);
                let n2 = s0.flat_map(|x| several(x, 7));
                let n3 = n0.map(|x| mix(x, 6));
                let n4 = n3.map(|x| log.enter(4, x)).buffer(2).map(|x| log.leave(4, x));
                let n5 = n4.buffer_unbounded();
                let n6 = n5.union(s0);
                let n7 = s0.flat_map(|x| several(x, 0));
                let n8 = n1.map(|x| mix(x, 6));
                let n9 = n8.union(n7);
                let n10 = n0.partition(3).map(fold);
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
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
                node(Op::FlatMap(3), [1]),
                node(Op::BufferUnbounded, [1]),
                node(Op::Partition(4), [3]),
                node(Op::Buffer(4), [0]),
                node(Op::ZipUnbounded, [4, 1]),
                node(Op::RateLimit(3), [2]),
                node(Op::Map(7), [6]),
                node(Op::FlatMap(8), [7]),
                node(Op::Batched(3, 3), [8]),
                node(Op::Sink(0), [9]),
                node(Op::Buffer(1), [6]),
                node(Op::Buffer(2), [5]),
                node(Op::Sink(1), [10]),
                node(Op::SinkAsync(2), [12]),
                node(Op::Sink(3), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.flat_map(|x| several(x, 3));
                let n1 = s1.buffer_unbounded();
                let n2 = n1.partition(4).map(fold);
                let n3 = s0.map(|x| log.enter(3, x)).buffer(usize::from(4_u8)).map(|x| log.leave(3, x));
                let n4 = n2.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n5 = n0.rate_limit(3);
                let n6 = n4.map(|x| mix(x, 7));
                let n7 = n5.flat_map(|x| several(x, 8));
                let n8 = n6.partition_timeout(3, 3).map(|w| w.to_vec()).flatten();
                n7.sink(|x| log.add(0, x));
                let n10 = n4.map(|x| log.enter(10, x)).buffer(1).map(|x| log.leave(10, x));
                let n11 = n3.map(|x| log.enter(11, x)).buffer(2).map(|x| log.leave(11, x));
                n8.sink(|x| log.add(1, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n11.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_9() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::RateLimit(25), [0]),
                node(Op::Accumulate, [2]),
                node(Op::TryMap(0), [3]),
                node(Op::FlatMap(5), [1]),
                node(Op::Accumulate, [4]),
                node(Op::TryMapAsync(1, 0), [4]),
                node(Op::Partition(1), [0]),
                node(Op::FlatMap(1), [7]),
                node(Op::FlatMap(5), [8]),
                node(Op::Map(8), [2]),
                node(Op::FlatMap(5), [9]),
                node(Op::Partition(3), [12]),
                node(Op::Delay(11, 1), [10]),
                node(Op::Sink(0), [5]),
                node(Op::SinkAsync(1), [6]),
                node(Op::Sink(2), [11]),
                node(Op::SinkAsync(3), [13]),
                node(Op::SinkAsync(4), [14]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.rate_limit(25);
                let n1 = n0.accumulate(|old, x| mix(*old, x));
                let n2 = n1.try_map(|x| attempt(x, 0));
                let n3 = s1.flat_map(|x| several(x, 5));
                let n4 = n2.accumulate(|old, x| mix(*old, x));
                let n5 = n2.try_map_async(1, async |x| { clock.sleep(pause(x)).await; attempt(x, 0) });
                let n6 = s0.partition(usize::from(1_u8)).map(fold);
                let n7 = n5.flat_map(|x| several(x, 1));
                let n8 = n6.flat_map(|x| several(x, 5));
                let n9 = n0.map(|x| mix(x, 8));
                let n10 = n7.flat_map(|x| several(x, 5));
                let n11 = n10.partition(3).map(fold);
                let n12 = n8.map(|x| log.enter(12, x)).delay(11, usize::from(1_u8)).map(|x| log.leave(12, x));
                n3.sink(|x| log.add(0, x));
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n9.sink(|x| log.add(2, x));
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_10() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::MapAsync(3, 0), [0]),
                node(Op::FlatMap(1), [1]),
                node(Op::Map(4), [3]),
                node(Op::Delay(13, 4), [4]),
                node(Op::Zip, [3, 4, 4]),
                node(Op::Partition(4), [2]),
                node(Op::Windowed(20, 4), [5]),
                node(Op::Union, [4, 6, 8]),
                node(Op::TryMapAsync(3, 5), [2]),
                node(Op::Catch(8), []),
                node(Op::Partition(1), [10]),
                node(Op::Delay(2, 4), [4]),
                node(Op::Union, [13, 12]),
                node(Op::MapAsync(1, 8), [11]),
                node(Op::Sink(0), [7]),
                node(Op::Sink(1), [9]),
                node(Op::Sink(2), [14]),
                node(Op::Sink(3), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map_async(usize::from(3_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n1 = s1.flat_map(|x| several(x, 1));
                let n2 = n1.map(|x| mix(x, 4));
                let n3 = n2.map(|x| log.enter(3, x)).delay(13, usize::from(4_u8)).map(|x| log.leave(3, x));
                let n4 = n1.zip(n2, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n0.partition(4).map(fold);
                let n6 = n3.timed_window(20, usize::from(4_u8)).map(|w| w.to_vec()).flatten();
                let n7 = n2.union(n4, n6);
                let n8 = n0.try_map_async(3, async |x| { clock.sleep(pause(x)).await; attempt(x, 5) });
                let n9 = n8.catch(caught_late);
                let n10 = n8.partition(1).map(fold);
                let n11 = n2.map(|x| log.enter(11, x)).delay(2, 4).map(|x| log.leave(11, x));
                let n12 = n11.union(n10);
                let n13 = n9.map_async(1, async |x| { clock.sleep(pause(x)).await; mix(x, 8) });
                n5.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n12.sink(|x| log.add(2, x));
                n13.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_11() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(2), [1]),
                node(Op::Catch(0), []),
                node(Op::FlatMap(0), [3]),
                node(Op::Partition(3), [4]),
                node(Op::TryMapAsync(1, 2), [5]),
                node(Op::Partition(2), [2]),
                node(Op::SinkAsync(0), [3]),
                node(Op::Batched(1, 6), [1]),
                node(Op::Accumulate, [0]),
                node(Op::Filter(3), [1]),
                node(Op::ZipUnbounded, [9, 11]),
                node(Op::Batched(3, 5), [9]),
                node(Op::Windowed(15, 4), [13]),
                node(Op::Filter(6), [10]),
                node(Op::SinkAsync(1), [1]),
                node(Op::Sink(2), [6]),
                node(Op::Sink(3), [7]),
                node(Op::SinkAsync(4), [12]),
                node(Op::Sink(5), [14]),
                node(Op::Sink(6), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.try_map(|x| attempt(x, 2));
                let n1 = n0.catch(caught);
                let n2 = n1.flat_map(|x| several(x, 0));
                let n3 = n2.partition(usize::from(3_u8)).map(fold);
                let n4 = n3.try_map_async(1, async |x| { clock.sleep(pause(x)).await; attempt(x, 2) });
                let n5 = n0.partition(2).map(fold);
                n1.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                let n7 = s1.partition_timeout(1, 6).map(|w| w.to_vec()).flatten();
                let n8 = s0.accumulate(|old, x| mix(*old, x));
                let n9 = s1.filter(|x| passes(*x, 3));
                let n10 = n7.zip_unbounded(n9).map(|(a, b)| fold(&[a, b]));
                let n11 = n7.partition_timeout(3, 5).map(|w| w.to_vec()).flatten();
                let n12 = n11.timed_window(15, usize::from(4_u8)).map(|w| w.to_vec()).flatten();
                let n13 = n8.filter(|x| passes(*x, 6));
                s1.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n4.sink(|x| log.add(2, x));
                n5.sink(|x| log.add(3, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
                n12.sink(|x| log.add(5, x));
                n13.sink(|x| log.add(6, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_12() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMap(5), [1]),
                node(Op::Filter(2), [1]),
                node(Op::Zip, [2, 1, 1]),
                node(Op::FlatMap(5), [1]),
                node(Op::Accumulate, [5]),
                node(Op::TryMap(5), [3]),
                node(Op::Partition(4), [0]),
                node(Op::Delay(25, 2), [0]),
                node(Op::FlatMap(6), [9]),
                node(Op::ZipUnbounded, [8, 4]),
                node(Op::FlatMap(3), [1]),
                node(Op::Buffer(3), [5]),
                node(Op::RateLimit(28), [12]),
                node(Op::Buffer(4), [10]),
                node(Op::Buffer(3), [6]),
                node(Op::Union, [8, 7, 15]),
                node(Op::Sink(0), [11]),
                node(Op::SinkAsync(1), [13]),
                node(Op::SinkAsync(2), [14]),
                node(Op::Sink(3), [16]),
                node(Op::Sink(4), [17]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.try_map(|x| attempt(x, 5));
                let n1 = s1.filter(|x| passes(*x, 2));
                let n2 = n0.zip(s1, s1).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = s1.flat_map(|x| several(x, 5));
                let n4 = n3.accumulate(|old, x| mix(*old, x));
                let n5 = n1.try_map(|x| attempt(x, 5));
                let n6 = s0.partition(usize::from(4_u8)).map(fold);
                let n7 = s0.map(|x| log.enter(7, x)).delay(25, 2).map(|x| log.leave(7, x));
                let n8 = n7.flat_map(|x| several(x, 6));
                let n9 = n6.zip_unbounded(n2).map(|(a, b)| fold(&[a, b]));
                let n10 = s1.flat_map(|x| several(x, 3));
                let n11 = n3.map(|x| log.enter(11, x)).buffer(3).map(|x| log.leave(11, x));
                let n12 = n10.rate_limit(28);
                let n13 = n8.map(|x| log.enter(13, x)).buffer(4).map(|x| log.leave(13, x));
                let n14 = n4.map(|x| log.enter(14, x)).buffer(3).map(|x| log.leave(14, x));
                let n15 = n6.union(n5, n13);
                n9.sink(|x| log.add(0, x));
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n14.sink(|x| log.add(3, x));
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
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::Windowed(25, 2), [2]),
                node(Op::MapAsync(1, 0), [3]),
                node(Op::BufferUnbounded, [4]),
                node(Op::SinkAsync(0), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.timed_window(25, 2).map(|w| w.to_vec()).flatten();
                let n2 = n1.map_async(1, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n3 = n2.buffer_unbounded();
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_14() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::Union, [1, 2, 0]),
                node(Op::BufferUnbounded, [3]),
                node(Op::FlatMap(4), [2]),
                node(Op::TryMapAsync(2, 1), [5]),
                node(Op::SinkAsync(0), [4]),
                node(Op::Sink(1), [6]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = s1.union(n0, s0);
                let n2 = n1.buffer_unbounded();
                let n3 = n0.flat_map(|x| several(x, 4));
                let n4 = n3.try_map_async(2, async |x| { clock.sleep(pause(x)).await; attempt(x, 1) });
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
                node(Op::FlatMap(0), [1]),
                node(Op::Partition(4), [0]),
                node(Op::Windowed(13, 2), [0]),
                node(Op::FlatMap(7), [4]),
                node(Op::Batched(1, 14), [3]),
                node(Op::Map(6), [4]),
                node(Op::SinkAsync(0), [2]),
                node(Op::Sink(1), [5]),
                node(Op::Sink(2), [6]),
                node(Op::SinkAsync(3), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.flat_map(|x| several(x, 0));
                let n1 = s0.partition(4).map(fold);
                let n2 = s0.timed_window(13, 2).map(|w| w.to_vec()).flatten();
                let n3 = n2.flat_map(|x| several(x, 7));
                let n4 = n1.partition_timeout(1, 14).map(|w| w.to_vec()).flatten();
                let n5 = n2.map(|x| mix(x, 6));
                n0.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n3.sink(|x| log.add(1, x));
                n4.sink(|x| log.add(2, x));
                n5.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_16() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::BufferUnbounded, [1]),
                node(Op::Delay(26, 2), [2]),
                node(Op::FlatMap(4), [3]),
                node(Op::Partition(1), [4]),
                node(Op::FlatMap(1), [1]),
                node(Op::Partition(2), [2]),
                node(Op::Union, [0, 5]),
                node(Op::SinkAsync(0), [6]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [8]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.buffer_unbounded();
                let n1 = n0.map(|x| log.enter(1, x)).delay(26, 2).map(|x| log.leave(1, x));
                let n2 = n1.flat_map(|x| several(x, 4));
                let n3 = n2.partition(usize::from(1_u8)).map(fold);
                let n4 = s1.flat_map(|x| several(x, 1));
                let n5 = n0.partition(2).map(fold);
                let n6 = s0.union(n3);
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_17() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::RateLimit(17), [1]),
                node(Op::TryMap(2), [2]),
                node(Op::FlatMap(5), [3]),
                node(Op::Delay(30, 1), [2]),
                node(Op::Windowed(9, 4), [1]),
                node(Op::Buffer(4), [4]),
                node(Op::Windowed(16, 4), [2]),
                node(Op::ZipUnbounded, [6, 4, 8]),
                node(Op::Sink(0), [0]),
                node(Op::SinkAsync(1), [5]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.rate_limit(17);
                let n1 = n0.try_map(|x| attempt(x, 2));
                let n2 = n1.flat_map(|x| several(x, 5));
                let n3 = n0.map(|x| log.enter(3, x)).delay(30, usize::from(1_u8)).map(|x| log.leave(3, x));
                let n4 = s1.timed_window(9, 4).map(|w| w.to_vec()).flatten();
                let n5 = n2.map(|x| log.enter(5, x)).buffer(4).map(|x| log.leave(5, x));
                let n6 = n0.timed_window(16, usize::from(4_u8)).map(|w| w.to_vec()).flatten();
                let n7 = n4.zip_unbounded(n2, n6).map(|(a, b, c)| fold(&[a, b, c]));
                s0.sink(|x| log.add(0, x));
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n5.sink(|x| log.add(2, x));
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
                node(Op::Filter(8), [0]),
                node(Op::Partition(1), [1]),
                node(Op::Delay(29, 2), [3]),
                node(Op::Sink(0), [2]),
                node(Op::MapAsync(2, 7), [4]),
                node(Op::Map(7), [6]),
                node(Op::BufferUnbounded, [7]),
                node(Op::TryMap(3), [3]),
                node(Op::Union, [9, 8, 2]),
                node(Op::SinkAsync(1), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.filter(|x| passes(*x, 8));
                let n1 = s1.partition(1).map(fold);
                let n2 = n1.map(|x| log.enter(2, x)).delay(29, 2).map(|x| log.leave(2, x));
                n0.sink(|x| log.add(0, x));
                let n4 = n2.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n5 = n4.map(|x| mix(x, 7));
                let n6 = n5.buffer_unbounded();
                let n7 = n1.try_map(|x| attempt(x, 3));
                let n8 = n7.union(n6, n0);
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_19() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::MapAsync(2, 4), [0]),
                node(Op::Buffer(2), [1]),
                node(Op::Partition(4), [3]),
                node(Op::Filter(5), [4]),
                node(Op::RateLimit(28), [2]),
                node(Op::BufferUnbounded, [5]),
                node(Op::Accumulate, [3]),
                node(Op::RateLimit(20), [0]),
                node(Op::MapAsync(3, 0), [8]),
                node(Op::Filter(0), [6]),
                node(Op::Sink(0), [7]),
                node(Op::Sink(1), [9]),
                node(Op::Sink(2), [10]),
                node(Op::Sink(3), [11]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n1 = s1.map(|x| log.enter(1, x)).buffer(2).map(|x| log.leave(1, x));
                let n2 = n1.partition(4).map(fold);
                let n3 = n2.filter(|x| passes(*x, 5));
                let n4 = n0.rate_limit(28);
                let n5 = n3.buffer_unbounded();
                let n6 = n1.accumulate(|old, x| mix(*old, x));
                let n7 = s0.rate_limit(20);
                let n8 = n6.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n9 = n4.filter(|x| passes(*x, 0));
                n5.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
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
                node(Op::FlatMap(1), [0]),
                node(Op::Windowed(25, 2), [0]),
                node(Op::BufferUnbounded, [2]),
                node(Op::MapAsync(3, 6), [2]),
                node(Op::Batched(2, 13), [1]),
                node(Op::FlatMap(1), [3]),
                node(Op::MapAsync(1, 6), [7]),
                node(Op::FlatMap(5), [1]),
                node(Op::ZipUnbounded, [6, 8]),
                node(Op::Batched(3, 1), [9]),
                node(Op::RateLimit(26), [6]),
                node(Op::Sink(0), [4]),
                node(Op::Sink(1), [5]),
                node(Op::Sink(2), [10]),
                node(Op::Sink(3), [11]),
                node(Op::Sink(4), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.flat_map(|x| several(x, 1));
                let n1 = s0.timed_window(25, 2).map(|w| w.to_vec()).flatten();
                let n2 = n0.buffer_unbounded();
                let n3 = n0.map_async(usize::from(3_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 6) });
                let n4 = s1.partition_timeout(2, 13).map(|w| w.to_vec()).flatten();
                let n5 = n1.flat_map(|x| several(x, 1));
                let n6 = n5.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 6) });
                let n7 = s1.flat_map(|x| several(x, 5));
                let n8 = n4.zip_unbounded(n6).map(|(a, b)| fold(&[a, b]));
                let n9 = n7.partition_timeout(usize::from(3_u8), 1).map(|w| w.to_vec()).flatten();
                let n10 = n4.rate_limit(26);
                n2.sink(|x| log.add(0, x));
                n3.sink(|x| log.add(1, x));
                n8.sink(|x| log.add(2, x));
                n9.sink(|x| log.add(3, x));
                n10.sink(|x| log.add(4, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_21() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(1), [0]),
                node(Op::Partition(1), [1]),
                node(Op::Accumulate, [2]),
                node(Op::Batched(3, 21), [3]),
                node(Op::TryMap(1), [5]),
                node(Op::Catch(4), []),
                node(Op::Buffer(3), [0]),
                node(Op::ZipUnbounded, [8, 7]),
                node(Op::Buffer(3), [9]),
                node(Op::BufferUnbounded, [10]),
                node(Op::FlatMap(6), [9]),
                node(Op::Filter(4), [12]),
                node(Op::SinkAsync(0), [4]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [11]),
                node(Op::Sink(3), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map(|x| log.enter(0, x)).buffer(usize::from(1_u8)).map(|x| log.leave(0, x));
                let n1 = s1.partition(1).map(fold);
                let n2 = n0.accumulate(|old, x| mix(*old, x));
                let n3 = n1.partition_timeout(usize::from(3_u8), 21).map(|w| w.to_vec()).flatten();
                let n4 = n3.try_map(|x| attempt(x, 1));
                let n5 = n4.catch(caught);
                let n6 = s0.map(|x| log.enter(6, x)).buffer(usize::from(3_u8)).map(|x| log.leave(6, x));
                let n7 = n6.zip_unbounded(n5).map(|(a, b)| fold(&[a, b]));
                let n8 = n7.map(|x| log.enter(8, x)).buffer(3).map(|x| log.leave(8, x));
                let n9 = n8.buffer_unbounded();
                let n10 = n7.flat_map(|x| several(x, 6));
                let n11 = n10.filter(|x| passes(*x, 4));
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n4.sink(|x| log.add(1, x));
                n9.sink(|x| log.add(2, x));
                n11.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_22() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Accumulate, [1]),
                node(Op::Delay(11, 4), [2]),
                node(Op::MapAsync(3, 5), [3]),
                node(Op::TryMapAsync(2, 8), [0]),
                node(Op::Buffer(3), [1]),
                node(Op::Accumulate, [5]),
                node(Op::FlatMap(8), [4]),
                node(Op::SinkAsync(0), [6]),
                node(Op::FlatMap(7), [8]),
                node(Op::Map(3), [6]),
                node(Op::Zip, [7, 5, 5]),
                node(Op::FlatMap(2), [10]),
                node(Op::Buffer(4), [13]),
                node(Op::Sink(1), [11]),
                node(Op::Sink(2), [12]),
                node(Op::SinkAsync(3), [14]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.accumulate(|old, x| mix(*old, x));
                let n1 = n0.map(|x| log.enter(1, x)).delay(11, 4).map(|x| log.leave(1, x));
                let n2 = n1.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                let n3 = s0.try_map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; attempt(x, 8) });
                let n4 = s1.map(|x| log.enter(4, x)).buffer(3).map(|x| log.leave(4, x));
                let n5 = n3.accumulate(|old, x| mix(*old, x));
                let n6 = n2.flat_map(|x| several(x, 8));
                n4.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                let n8 = n6.flat_map(|x| several(x, 7));
                let n9 = n4.map(|x| mix(x, 3));
                let n10 = n5.zip(n3, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n11 = n8.flat_map(|x| several(x, 2));
                let n12 = n11.map(|x| log.enter(12, x)).buffer(usize::from(4_u8)).map(|x| log.leave(12, x));
                n9.sink(|x| log.add(1, x));
                n10.sink(|x| log.add(2, x));
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(3, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_23() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(3), [1]),
                node(Op::TryMap(2), [2]),
                node(Op::Catch(1), []),
                node(Op::Batched(3, 4), [2]),
                node(Op::Map(8), [0]),
                node(Op::Filter(4), [3]),
                node(Op::Windowed(29, 2), [7]),
                node(Op::Windowed(21, 1), [6]),
                node(Op::TryMapAsync(3, 1), [8]),
                node(Op::Catch(8), []),
                node(Op::FlatMap(2), [9]),
                node(Op::FlatMap(8), [10]),
                node(Op::ZipUnbounded, [12, 13, 9]),
                node(Op::Union, [11, 4, 3]),
                node(Op::SinkAsync(0), [5]),
                node(Op::SinkAsync(1), [14]),
                node(Op::Sink(2), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.partition(usize::from(3_u8)).map(fold);
                let n1 = n0.try_map(|x| attempt(x, 2));
                let n2 = n1.catch(caught);
                let n3 = n0.partition_timeout(usize::from(3_u8), 4).map(|w| w.to_vec()).flatten();
                let n4 = s0.map(|x| mix(x, 8));
                let n5 = n1.filter(|x| passes(*x, 4));
                let n6 = n5.timed_window(29, usize::from(2_u8)).map(|w| w.to_vec()).flatten();
                let n7 = n4.timed_window(21, 1).map(|w| w.to_vec()).flatten();
                let n8 = n6.try_map_async(3, async |x| { clock.sleep(pause(x)).await; attempt(x, 1) });
                let n9 = n8.catch(caught_late);
                let n10 = n7.flat_map(|x| several(x, 2));
                let n11 = n8.flat_map(|x| several(x, 8));
                let n12 = n10.zip_unbounded(n11, n7).map(|(a, b, c)| fold(&[a, b, c]));
                let n13 = n9.union(n2, n1);
                n3.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n13.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_24() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Accumulate, [1]),
                node(Op::Partition(1), [1]),
                node(Op::TryMap(3), [3]),
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::Map(5), [5]),
                node(Op::TryMap(7), [3]),
                node(Op::Partition(1), [6]),
                node(Op::Delay(3, 1), [4]),
                node(Op::Buffer(4), [5]),
                node(Op::Partition(1), [10]),
                node(Op::Buffer(1), [11]),
                node(Op::Map(3), [12]),
                node(Op::Windowed(23, 4), [12]),
                node(Op::Map(7), [11]),
                node(Op::Buffer(4), [5]),
                node(Op::Sink(0), [2]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [8]),
                node(Op::Sink(3), [9]),
                node(Op::Sink(4), [13]),
                node(Op::Sink(5), [14]),
                node(Op::Sink(6), [15]),
                node(Op::SinkAsync(7), [16]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.accumulate(|old, x| mix(*old, x));
                let n1 = s1.partition(1).map(fold);
                let n2 = n1.try_map(|x| attempt(x, 3));
                let n3 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n4 = n3.map(|x| mix(x, 5));
                let n5 = n1.try_map(|x| attempt(x, 7));
                let n6 = n4.partition(usize::from(1_u8)).map(fold);
                let n7 = n2.map(|x| log.enter(7, x)).delay(3, 1).map(|x| log.leave(7, x));
                let n8 = n3.map(|x| log.enter(8, x)).buffer(4).map(|x| log.leave(8, x));
                let n9 = n8.partition(usize::from(1_u8)).map(fold);
                let n10 = n9.map(|x| log.enter(10, x)).buffer(1).map(|x| log.leave(10, x));
                let n11 = n10.map(|x| mix(x, 3));
                let n12 = n10.timed_window(23, usize::from(4_u8)).map(|w| w.to_vec()).flatten();
                let n13 = n9.map(|x| mix(x, 7));
                let n14 = n3.map(|x| log.enter(14, x)).buffer(4).map(|x| log.leave(14, x));
                n0.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
                n11.sink(|x| log.add(4, x));
                n12.sink(|x| log.add(5, x));
                n13.sink(|x| log.add(6, x));
                n14.sink(async |x| { clock.sleep(pause(x)).await; log.add(7, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_25() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Buffer(1), [0]),
                node(Op::Union, [0, 1]),
                node(Op::MapAsync(2, 6), [2]),
                node(Op::TryMap(2), [1]),
                node(Op::Map(5), [5]),
                node(Op::Delay(30, 4), [4]),
                node(Op::FlatMap(3), [7]),
                node(Op::Partition(1), [8]),
                node(Op::FlatMap(7), [3]),
                node(Op::TryMap(1), [6]),
                node(Op::RateLimit(12), [10]),
                node(Op::TryMap(8), [4]),
                node(Op::MapAsync(3, 0), [12]),
                node(Op::FlatMap(1), [12]),
                node(Op::Partition(1), [11]),
                node(Op::Zip, [4, 13]),
                node(Op::Sink(0), [9]),
                node(Op::SinkAsync(1), [14]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [16]),
                node(Op::Sink(4), [17]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| log.enter(0, x)).buffer(usize::from(1_u8)).map(|x| log.leave(0, x));
                let n1 = s0.union(s1);
                let n2 = n0.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 6) });
                let n3 = s1.try_map(|x| attempt(x, 2));
                let n4 = n3.map(|x| mix(x, 5));
                let n5 = n2.map(|x| log.enter(5, x)).delay(30, 4).map(|x| log.leave(5, x));
                let n6 = n5.flat_map(|x| several(x, 3));
                let n7 = n6.partition(1).map(fold);
                let n8 = n1.flat_map(|x| several(x, 7));
                let n9 = n4.try_map(|x| attempt(x, 1));
                let n10 = n8.rate_limit(12);
                let n11 = n2.try_map(|x| attempt(x, 8));
                let n12 = n10.map_async(usize::from(3_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 0) });
                let n13 = n10.flat_map(|x| several(x, 1));
                let n14 = n9.partition(1).map(fold);
                let n15 = n2.zip(n11).map(|(a, b)| fold(&[a, b]));
                n7.sink(|x| log.add(0, x));
                n12.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n13.sink(|x| log.add(2, x));
                n14.sink(|x| log.add(3, x));
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
                node(Op::Batched(1, 27), [1]),
                node(Op::MapAsync(2, 7), [0]),
                node(Op::Partition(1), [2]),
                node(Op::Buffer(3), [4]),
                node(Op::SinkAsync(0), [3]),
                node(Op::Sink(1), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.partition_timeout(usize::from(1_u8), 27).map(|w| w.to_vec()).flatten();
                let n1 = s0.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n2 = n0.partition(1).map(fold);
                let n3 = n2.map(|x| log.enter(3, x)).buffer(usize::from(3_u8)).map(|x| log.leave(3, x));
                n1.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n3.sink(|x| log.add(1, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_27() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Batched(4, 5), [0]),
                node(Op::Accumulate, [1]),
                node(Op::FlatMap(0), [3]),
                node(Op::Filter(3), [4]),
                node(Op::Delay(30, 3), [2]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [6]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.partition_timeout(usize::from(4_u8), 5).map(|w| w.to_vec()).flatten();
                let n1 = s1.accumulate(|old, x| mix(*old, x));
                let n2 = n1.flat_map(|x| several(x, 0));
                let n3 = n2.filter(|x| passes(*x, 3));
                let n4 = n0.map(|x| log.enter(4, x)).delay(30, 3).map(|x| log.leave(4, x));
                n3.sink(|x| log.add(0, x));
                n4.sink(|x| log.add(1, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_28() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::MapAsync(4, 8), [1]),
                node(Op::ZipUnbounded, [0, 1, 2]),
                node(Op::FlatMap(0), [3]),
                node(Op::Delay(9, 3), [2]),
                node(Op::Map(6), [4]),
                node(Op::Delay(13, 3), [1]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [7]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.map_async(usize::from(4_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 8) });
                let n1 = s0.zip_unbounded(s1, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = n1.flat_map(|x| several(x, 0));
                let n3 = n0.map(|x| log.enter(3, x)).delay(9, usize::from(3_u8)).map(|x| log.leave(3, x));
                let n4 = n2.map(|x| mix(x, 6));
                let n5 = s1.map(|x| log.enter(5, x)).delay(13, 3).map(|x| log.leave(5, x));
                n3.sink(|x| log.add(0, x));
                n4.sink(|x| log.add(1, x));
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
                node(Op::Windowed(23, 2), [1]),
                node(Op::BufferUnbounded, [0]),
                node(Op::Map(6), [2]),
                node(Op::Buffer(4), [3]),
                node(Op::ZipUnbounded, [1, 5, 4]),
                node(Op::Batched(4, 10), [6]),
                node(Op::Union, [6, 7]),
                node(Op::SinkAsync(0), [8]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.timed_window(23, usize::from(2_u8)).map(|w| w.to_vec()).flatten();
                let n1 = s0.buffer_unbounded();
                let n2 = n0.map(|x| mix(x, 6));
                let n3 = n1.map(|x| log.enter(3, x)).buffer(usize::from(4_u8)).map(|x| log.leave(3, x));
                let n4 = s1.zip_unbounded(n3, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n4.partition_timeout(4, 10).map(|w| w.to_vec()).flatten();
                let n6 = n4.union(n5);
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_30() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::BufferUnbounded, [0]),
                node(Op::Map(7), [2]),
                node(Op::Delay(5, 4), [3]),
                node(Op::Buffer(4), [4]),
                node(Op::Partition(1), [0]),
                node(Op::Windowed(27, 2), [6]),
                node(Op::Partition(2), [2]),
                node(Op::FlatMap(7), [1]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [8]),
                node(Op::Sink(3), [9]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.buffer_unbounded();
                let n1 = n0.map(|x| mix(x, 7));
                let n2 = n1.map(|x| log.enter(2, x)).delay(5, 4).map(|x| log.leave(2, x));
                let n3 = n2.map(|x| log.enter(3, x)).buffer(usize::from(4_u8)).map(|x| log.leave(3, x));
                let n4 = s0.partition(1).map(fold);
                let n5 = n4.timed_window(27, 2).map(|w| w.to_vec()).flatten();
                let n6 = n0.partition(usize::from(2_u8)).map(fold);
                let n7 = s1.flat_map(|x| several(x, 7));
                n3.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_31() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Partition(2), [0]),
                node(Op::TryMap(6), [2]),
                node(Op::FlatMap(6), [1]),
                node(Op::BufferUnbounded, [3]),
                node(Op::Filter(4), [4]),
                node(Op::Filter(7), [5]),
                node(Op::Buffer(3), [6]),
                node(Op::Union, [7, 2, 5]),
                node(Op::ZipUnbounded, [2, 4]),
                node(Op::Sink(0), [8]),
                node(Op::Sink(1), [9]),
                node(Op::SinkAsync(2), [10]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.partition(usize::from(2_u8)).map(fold);
                let n1 = n0.try_map(|x| attempt(x, 6));
                let n2 = s1.flat_map(|x| several(x, 6));
                let n3 = n1.buffer_unbounded();
                let n4 = n2.filter(|x| passes(*x, 4));
                let n5 = n3.filter(|x| passes(*x, 7));
                let n6 = n4.map(|x| log.enter(6, x)).buffer(usize::from(3_u8)).map(|x| log.leave(6, x));
                let n7 = n5.union(n0, n3);
                let n8 = n0.zip_unbounded(n2).map(|(a, b)| fold(&[a, b]));
                n6.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_32() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(11, 3), [0]),
                node(Op::Buffer(3), [1]),
                node(Op::Partition(3), [3]),
                node(Op::Buffer(4), [0]),
                node(Op::TryMapAsync(2, 8), [5]),
                node(Op::Filter(8), [1]),
                node(Op::ZipUnbounded, [6, 2]),
                node(Op::Map(8), [7]),
                node(Op::Buffer(3), [8]),
                node(Op::Filter(1), [9]),
                node(Op::Sink(0), [4]),
                node(Op::SinkAsync(1), [10]),
                node(Op::Sink(2), [11]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| log.enter(0, x)).delay(11, usize::from(3_u8)).map(|x| log.leave(0, x));
                let n1 = s1.map(|x| log.enter(1, x)).buffer(3).map(|x| log.leave(1, x));
                let n2 = n1.partition(3).map(fold);
                let n3 = s0.map(|x| log.enter(3, x)).buffer(usize::from(4_u8)).map(|x| log.leave(3, x));
                let n4 = n3.try_map_async(2, async |x| { clock.sleep(pause(x)).await; attempt(x, 8) });
                let n5 = s1.filter(|x| passes(*x, 8));
                let n6 = n4.zip_unbounded(n0).map(|(a, b)| fold(&[a, b]));
                let n7 = n5.map(|x| mix(x, 8));
                let n8 = n6.map(|x| log.enter(8, x)).buffer(3).map(|x| log.leave(8, x));
                let n9 = n7.filter(|x| passes(*x, 1));
                n2.sink(|x| log.add(0, x));
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n9.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_33() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::TryMapAsync(2, 0), [0]),
                node(Op::Accumulate, [1]),
                node(Op::Accumulate, [1]),
                node(Op::Buffer(2), [4]),
                node(Op::Partition(3), [5]),
                node(Op::TryMap(2), [1]),
                node(Op::RateLimit(23), [6]),
                node(Op::TryMap(1), [2]),
                node(Op::MapAsync(3, 8), [5]),
                node(Op::Sink(0), [10]),
                node(Op::Buffer(1), [9]),
                node(Op::SinkAsync(1), [3]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [8]),
                node(Op::SinkAsync(4), [12]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.try_map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; attempt(x, 0) });
                let n1 = s1.accumulate(|old, x| mix(*old, x));
                let n2 = s1.accumulate(|old, x| mix(*old, x));
                let n3 = n2.map(|x| log.enter(3, x)).buffer(usize::from(2_u8)).map(|x| log.leave(3, x));
                let n4 = n3.partition(3).map(fold);
                let n5 = s1.try_map(|x| attempt(x, 2));
                let n6 = n4.rate_limit(23);
                let n7 = n0.try_map(|x| attempt(x, 1));
                let n8 = n3.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 8) });
                n8.sink(|x| log.add(0, x));
                let n10 = n7.map(|x| log.enter(10, x)).buffer(1).map(|x| log.leave(10, x));
                n1.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n5.sink(|x| log.add(2, x));
                n6.sink(|x| log.add(3, x));
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_34() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::RateLimit(18), [0]),
                node(Op::Batched(2, 10), [1]),
                node(Op::Map(5), [3]),
                node(Op::Batched(3, 16), [4]),
                node(Op::Buffer(2), [2]),
                node(Op::FlatMap(5), [6]),
                node(Op::ZipUnbounded, [3, 5, 1]),
                node(Op::Zip, [3, 4]),
                node(Op::Union, [7, 9]),
                node(Op::MapAsync(2, 5), [8]),
                node(Op::FlatMap(5), [5]),
                node(Op::FlatMap(4), [1]),
                node(Op::SinkAsync(0), [10]),
                node(Op::SinkAsync(1), [11]),
                node(Op::Sink(2), [12]),
                node(Op::Sink(3), [13]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.rate_limit(18);
                let n1 = s1.partition_timeout(2, 10).map(|w| w.to_vec()).flatten();
                let n2 = n1.map(|x| mix(x, 5));
                let n3 = n2.partition_timeout(usize::from(3_u8), 16).map(|w| w.to_vec()).flatten();
                let n4 = n0.map(|x| log.enter(4, x)).buffer(2).map(|x| log.leave(4, x));
                let n5 = n4.flat_map(|x| several(x, 5));
                let n6 = n1.zip_unbounded(n3, s1).map(|(a, b, c)| fold(&[a, b, c]));
                let n7 = n1.zip(n2).map(|(a, b)| fold(&[a, b]));
                let n8 = n5.union(n7);
                let n9 = n6.map_async(usize::from(2_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 5) });
                let n10 = n3.flat_map(|x| several(x, 5));
                let n11 = s1.flat_map(|x| several(x, 4));
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n9.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n10.sink(|x| log.add(2, x));
                n11.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_35() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Batched(1, 3), [0]),
                node(Op::Map(6), [2]),
                node(Op::ZipUnbounded, [3, 1]),
                node(Op::Sink(0), [4]),
                node(Op::MapAsync(4, 3), [1]),
                node(Op::Map(2), [6]),
                node(Op::Accumulate, [7]),
                node(Op::Union, [8, 6]),
                node(Op::Accumulate, [9]),
                node(Op::MapAsync(1, 6), [1]),
                node(Op::Buffer(4), [11]),
                node(Op::FlatMap(8), [12]),
                node(Op::TryMap(4), [0]),
                node(Op::SinkAsync(1), [10]),
                node(Op::Sink(2), [13]),
                node(Op::Sink(3), [14]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.partition_timeout(usize::from(1_u8), 3).map(|w| w.to_vec()).flatten();
                let n1 = n0.map(|x| mix(x, 6));
                let n2 = n1.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                n2.sink(|x| log.add(0, x));
                let n4 = s1.map_async(4, async |x| { clock.sleep(pause(x)).await; mix(x, 3) });
                let n5 = n4.map(|x| mix(x, 2));
                let n6 = n5.accumulate(|old, x| mix(*old, x));
                let n7 = n6.union(n4);
                let n8 = n7.accumulate(|old, x| mix(*old, x));
                let n9 = s1.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 6) });
                let n10 = n9.map(|x| log.enter(10, x)).buffer(4).map(|x| log.leave(10, x));
                let n11 = n10.flat_map(|x| several(x, 8));
                let n12 = s0.try_map(|x| attempt(x, 4));
                n8.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n11.sink(|x| log.add(2, x));
                n12.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_36() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Delay(16, 3), [1]),
                node(Op::Accumulate, [0]),
                node(Op::MapAsync(2, 1), [0]),
                node(Op::RateLimit(11), [2]),
                node(Op::TryMap(3), [3]),
                node(Op::Filter(5), [3]),
                node(Op::Delay(29, 3), [5]),
                node(Op::Map(7), [4]),
                node(Op::RateLimit(15), [9]),
                node(Op::BufferUnbounded, [6]),
                node(Op::ZipUnbounded, [11, 10]),
                node(Op::FlatMap(8), [12]),
                node(Op::FlatMap(6), [7]),
                node(Op::Zip, [0, 3, 6]),
                node(Op::Sink(0), [8]),
                node(Op::SinkAsync(1), [13]),
                node(Op::Sink(2), [14]),
                node(Op::Sink(3), [15]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.map(|x| log.enter(0, x)).delay(16, usize::from(3_u8)).map(|x| log.leave(0, x));
                let n1 = s0.accumulate(|old, x| mix(*old, x));
                let n2 = s0.map_async(2, async |x| { clock.sleep(pause(x)).await; mix(x, 1) });
                let n3 = n0.rate_limit(11);
                let n4 = n1.try_map(|x| attempt(x, 3));
                let n5 = n1.filter(|x| passes(*x, 5));
                let n6 = n3.map(|x| log.enter(6, x)).delay(29, usize::from(3_u8)).map(|x| log.leave(6, x));
                let n7 = n2.map(|x| mix(x, 7));
                let n8 = n7.rate_limit(15);
                let n9 = n4.buffer_unbounded();
                let n10 = n9.zip_unbounded(n8).map(|(a, b)| fold(&[a, b]));
                let n11 = n10.flat_map(|x| several(x, 8));
                let n12 = n5.flat_map(|x| several(x, 6));
                let n13 = s0.zip(n1, n4).map(|(a, b, c)| fold(&[a, b, c]));
                n6.sink(|x| log.add(0, x));
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n12.sink(|x| log.add(2, x));
                n13.sink(|x| log.add(3, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_37() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Map(7), [0]),
                node(Op::Zip, [0, 2, 2]),
                node(Op::Buffer(3), [1]),
                node(Op::Accumulate, [1]),
                node(Op::ZipUnbounded, [4, 5, 1]),
                node(Op::Buffer(1), [5]),
                node(Op::MapAsync(4, 8), [3]),
                node(Op::Partition(2), [7]),
                node(Op::ZipUnbounded, [7, 2, 6]),
                node(Op::Delay(23, 3), [5]),
                node(Op::Batched(3, 20), [10]),
                node(Op::ZipUnbounded, [1, 7]),
                node(Op::Union, [11, 9, 6]),
                node(Op::Accumulate, [9]),
                node(Op::Map(6), [8]),
                node(Op::Sink(0), [12]),
                node(Op::SinkAsync(1), [13]),
                node(Op::Sink(2), [14]),
                node(Op::Sink(3), [15]),
                node(Op::SinkAsync(4), [16]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.map(|x| mix(x, 7));
                let n1 = s0.zip(n0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = s1.map(|x| log.enter(2, x)).buffer(3).map(|x| log.leave(2, x));
                let n3 = s1.accumulate(|old, x| mix(*old, x));
                let n4 = n2.zip_unbounded(n3, s1).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n3.map(|x| log.enter(5, x)).buffer(1).map(|x| log.leave(5, x));
                let n6 = n1.map_async(usize::from(4_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 8) });
                let n7 = n5.partition(2).map(fold);
                let n8 = n5.zip_unbounded(n0, n4).map(|(a, b, c)| fold(&[a, b, c]));
                let n9 = n3.map(|x| log.enter(9, x)).delay(23, usize::from(3_u8)).map(|x| log.leave(9, x));
                let n10 = n8.partition_timeout(3, 20).map(|w| w.to_vec()).flatten();
                let n11 = s1.zip_unbounded(n5).map(|(a, b)| fold(&[a, b]));
                let n12 = n9.union(n7, n4);
                let n13 = n7.accumulate(|old, x| mix(*old, x));
                let n14 = n6.map(|x| mix(x, 6));
                n10.sink(|x| log.add(0, x));
                n11.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n12.sink(|x| log.add(2, x));
                n13.sink(|x| log.add(3, x));
                n14.sink(async |x| { clock.sleep(pause(x)).await; log.add(4, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_38() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::MapAsync(1, 4), [1]),
                node(Op::ZipUnbounded, [2, 0]),
                node(Op::TryMap(4), [2]),
                node(Op::TryMap(4), [4]),
                node(Op::Catch(3), []),
                node(Op::Map(1), [6]),
                node(Op::MapAsync(3, 4), [5]),
                node(Op::MapAsync(3, 7), [5]),
                node(Op::Partition(1), [7]),
                node(Op::Map(3), [10]),
                node(Op::ZipUnbounded, [4, 6]),
                node(Op::Map(7), [9]),
                node(Op::Partition(1), [10]),
                node(Op::Zip, [10, 11, 11]),
                node(Op::Accumulate, [15]),
                node(Op::Partition(3), [4]),
                node(Op::SinkAsync(0), [3]),
                node(Op::SinkAsync(1), [8]),
                node(Op::SinkAsync(2), [12]),
                node(Op::Sink(3), [13]),
                node(Op::Sink(4), [14]),
                node(Op::Sink(5), [16]),
                node(Op::SinkAsync(6), [17]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.map_async(usize::from(1_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n1 = n0.zip_unbounded(s0).map(|(a, b)| fold(&[a, b]));
                let n2 = n0.try_map(|x| attempt(x, 4));
                let n3 = n2.try_map(|x| attempt(x, 4));
                let n4 = n3.catch(caught);
                let n5 = n4.map(|x| mix(x, 1));
                let n6 = n3.map_async(usize::from(3_u8), async |x| { clock.sleep(pause(x)).await; mix(x, 4) });
                let n7 = n3.map_async(3, async |x| { clock.sleep(pause(x)).await; mix(x, 7) });
                let n8 = n5.partition(1).map(fold);
                let n9 = n8.map(|x| mix(x, 3));
                let n10 = n2.zip_unbounded(n4).map(|(a, b)| fold(&[a, b]));
                let n11 = n7.map(|x| mix(x, 7));
                let n12 = n8.partition(usize::from(1_u8)).map(fold);
                let n13 = n8.zip(n9, n9).map(|(a, b, c)| fold(&[a, b, c]));
                let n14 = n13.accumulate(|old, x| mix(*old, x));
                let n15 = n2.partition(usize::from(3_u8)).map(fold);
                n1.sink(async |x| { clock.sleep(pause(x)).await; log.add(0, x); });
                n6.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n10.sink(async |x| { clock.sleep(pause(x)).await; log.add(2, x); });
                n11.sink(|x| log.add(3, x));
                n12.sink(|x| log.add(4, x));
                n14.sink(|x| log.add(5, x));
                n15.sink(async |x| { clock.sleep(pause(x)).await; log.add(6, x); });
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}

fn graph_39() -> Case {
    Case {
        graph: Graph {
            nodes: vec![
                node(Op::Filter(2), [0]),
                node(Op::TryMapAsync(4, 1), [1]),
                node(Op::Catch(1), []),
                node(Op::Delay(25, 2), [3]),
                node(Op::Sink(0), [2]),
                node(Op::SinkAsync(1), [4]),
                node(Op::Sink(2), [5]),
            ],
        },
        run: |log, sends, manner| {
            let clock = &log.clock;
            let p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.filter(|x| passes(*x, 2));
                let n1 = s1.try_map_async(4, async |x| { clock.sleep(pause(x)).await; attempt(x, 1) });
                let n2 = n1.catch(caught_late);
                let n3 = n1.map(|x| log.enter(3, x)).delay(25, usize::from(2_u8)).map(|x| log.leave(3, x));
                n0.sink(|x| log.add(0, x));
                n2.sink(async |x| { clock.sleep(pause(x)).await; log.add(1, x); });
                n3.sink(|x| log.add(2, x));
            });
            log.run(pin!(p.with_timer(clock.clone())), sends, manner);
        },
    }
}
