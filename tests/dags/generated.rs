//! Random graphs, each as a description and as a pipeline. Printed by `print.rs`; do not edit.

use streamz::prelude::*;

use crate::graph::{Case, Graph, Log, Op, Verdict, attempt, caught, fold, mix, node, passes, several};

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
        graph_48(),
        graph_49(),
        graph_50(),
        graph_51(),
        graph_52(),
        graph_53(),
        graph_54(),
        graph_55(),
        graph_56(),
        graph_57(),
        graph_58(),
        graph_59(),
    ]
}

fn graph_0() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::CombineLatest(2), [1, 0]),
                node(Op::Window(5), [0]),
                node(Op::FlatMap(3), [2]),
                node(Op::Collect(1), [0]),
                node(Op::Flush(3), [4]),
                node(Op::Sink(0), [3]),
                node(Op::Sink(1), [5]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.combine_latest(s0).emit_on(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.sliding_window(5).map(fold);
                let n2 = n0.flat_map(|x| several(x, 3));
                let held3 = s0.collect(usize::from(1_u8));
                let n3 = held3.map(fold);
                n2.flush(held3);
                n1.sink(|x| log.add(0, x));
                n3.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_1() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: false,
            nodes: vec![
                node(Op::Map(3), [0]),
                node(Op::ZipUnbounded, [2, 3]),
                node(Op::Filter(2), [0]),
                node(Op::Slice(0, 40), [5]),
                node(Op::FeedbackUnbounded(1), [6]),
                node(Op::Map(6), [0]),
                node(Op::Sink(0), [1]),
                node(Op::Sink(1), [4]),
                node(Op::Sink(2), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| {
                let n0 = s0.map(|x| mix(x, 3));
                let n1 = s2.zip_unbounded(n0).map(|(a, b)| fold(&[a, b]));
                s0.filter(|x| passes(*x, 2)).slice(0..40).feedback_unbounded(s1);
                let n5 = s0.map(|x| mix(x, 6));
                s1.sink(|x| log.add(0, x));
                n1.sink(|x| log.add(1, x));
                n5.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_2() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::TryZip(10), [1, 0]),
                node(Op::TryZip(20), [2, 0, 1]),
                node(Op::Map(5), [3]),
                node(Op::Port, [4]),
                node(Op::CombineLatest(1), [0, 1, 5]),
                node(Op::ZipLatestUnbounded, [1, 6]),
                node(Op::UniqueHashed(3), [7]),
                node(Op::Sink(0), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.try_zip(usize::from(10_u8), s0).map(|(a, b)| fold(&[a, b]));
                let n3 = n0.try_zip(20, s0, s1).map(|(a, b, c)| fold(&[a, b, c])).map(|x| mix(x, 5)).port();
                let n5 = s1.zip_latest_unbounded(s0.combine_latest(s1, n3).emit_on(s0).map(|(a, b, c)| fold(&[a, b, c]))).map(|(a, b)| fold(&[a, b]));
                n5.unique_hashed(3).sink(|x| log.add(0, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n3(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_3() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::TryMap(3), [0]),
                node(Op::Catch(0), []),
                node(Op::PartitionFlat(3), [1]),
                node(Op::CombineLatest(1), [3, 2, 1]),
                node(Op::FlatMap(7), [3]),
                node(Op::TryMap(3), [5]),
                node(Op::Catch(5), []),
                node(Op::UniqueHashed(5), [5]),
                node(Op::Sink(0), [4]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.try_map(|x| attempt(x, 3));
                let n1 = n0.catch(caught);
                let n2 = n0.partition(3).flatten();
                let n3 = n2.combine_latest(n1, n0).emit_on(n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n4 = n2.flat_map(|x| several(x, 7));
                let n5 = n4.try_map(|x| attempt(x, 3));
                let n6 = n5.catch(caught);
                let n7 = n4.unique_hashed(5);
                n3.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_4() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::CombineLatest(3), [1, 0]),
                node(Op::WindowFull(4), [1]),
                node(Op::Zip, [2, 2]),
                node(Op::Window(1), [0]),
                node(Op::Sink(0), [3]),
                node(Op::Map(0), [4]),
                node(Op::StepBy(3), [5]),
                node(Op::Map(0), [8]),
                node(Op::Zip, [1, 1]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [9]),
                node(Op::Sink(3), [10]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.combine_latest(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = s1.sliding_window_full(4).map(fold);
                let n2 = n0.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n3 = s0.sliding_window(usize::from(1_u8)).map(fold);
                n1.sink(|x| log.add(0, x));
                let n5 = n2.map(|x| mix(x, 0));
                let n7 = n3.step_by(3).map(|x| mix(x, 0));
                let n8 = s1.zip(s1).map(|(a, b)| fold(&[a, b]));
                n5.sink(|x| log.add(1, x));
                n7.sink(|x| log.add(2, x));
                n8.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_5() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: false,
            nodes: vec![
                node(Op::PartitionFlat(5), [2]),
                node(Op::ZipUnbounded, [1, 2]),
                node(Op::Filter(8), [3]),
                node(Op::ZipLatest, [1, 1]),
                node(Op::Collect(3), [0]),
                node(Op::Flush(4), [6]),
                node(Op::StepBy(4), [7]),
                node(Op::CombineLatest(3), [2, 7]),
                node(Op::CombineLatest(1), [9, 4]),
                node(Op::WindowFull(4), [0]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [10]),
                node(Op::Sink(2), [11]),
                node(Op::Sink(3), [12]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| {
                let n0 = s2.partition(usize::from(5_u8)).flatten();
                let n1 = s1.zip_unbounded(s2).map(|(a, b)| fold(&[a, b]));
                let n2 = n0.filter(|x| passes(*x, 8));
                let n3 = s1.zip_latest(s1).map(|(a, b)| fold(&[a, b]));
                let held4 = s0.collect(3);
                let n4 = held4.map(fold);
                n3.flush(held4);
                let n6 = n4.step_by(4);
                let n7 = s2.combine_latest(n4).map(|(a, b)| fold(&[a, b]));
                let n8 = n6.combine_latest(n1).emit_on(n6).map(|(a, b)| fold(&[a, b]));
                let n9 = s0.sliding_window_full(usize::from(4_u8)).map(fold);
                n2.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n8.sink(|x| log.add(2, x));
                n9.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_6() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Scan, [0]),
                node(Op::CombineLatest(1), [2, 0, 3]),
                node(Op::WindowFull(4), [0]),
                node(Op::Zip, [3, 0]),
                node(Op::WindowFull(3), [2]),
                node(Op::CombineLatest(3), [1, 7, 5]),
                node(Op::ZipLatestUnbounded, [2, 6, 8]),
                node(Op::Union, [9, 4]),
                node(Op::ZipLatest, [3, 0]),
                node(Op::FlatMap(6), [11]),
                node(Op::TryMap(5), [12]),
                node(Op::Catch(10), []),
                node(Op::TrySink(0), [10]),
                node(Op::Sink(1), [13]),
                node(Op::Sink(2), [14]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s0.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n1 = s2.combine_latest(s0, n0).emit_on(s2).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = s0.sliding_window_full(4).map(fold);
                let n3 = n0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n5 = s1.combine_latest(s2.sliding_window_full(3).map(fold), n2).emit_on(0, 1).map(|(a, b, c)| fold(&[a, b, c]));
                let n7 = s2.zip_latest_unbounded(n3, n5).map(|(a, b, c)| fold(&[a, b, c])).union(n1);
                let n10 = n0.zip_latest(s0).map(|(a, b)| fold(&[a, b])).flat_map(|x| several(x, 6)).try_map(|x| attempt(x, 5));
                let n11 = n10.catch(caught);
                n7.try_sink(|x| log.offer(0, x));
                n10.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_7() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::StepBy(4), [0]),
                node(Op::PartitionFlat(1), [1]),
                node(Op::FlatMap(0), [2]),
                node(Op::ZipLatest, [3, 3]),
                node(Op::PartitionBy(2), [2]),
                node(Op::Map(8), [5]),
                node(Op::Collect(1), [4]),
                node(Op::Flush(6), [4]),
                node(Op::CombineLatest(2), [1, 7]),
                node(Op::Union, [0, 6, 3]),
                node(Op::Collect(1), [7]),
                node(Op::Flush(10), [10]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [11]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.step_by(4);
                let n1 = n0.partition(1).flatten();
                let n2 = n1.flat_map(|x| several(x, 0));
                let n3 = n2.zip_latest(n2).map(|(a, b)| fold(&[a, b]));
                let n5 = n1.partition_by_unbounded(2, |x| x.rem_euclid(3)).map(fold).map(|x| mix(x, 8));
                let held6 = n3.collect(usize::from(1_u8));
                let n6 = held6.map(fold);
                n3.flush(held6);
                let n8 = n0.combine_latest(n6).emit_on(n6).map(|(a, b)| fold(&[a, b]));
                let n9 = s0.union(n5, n2);
                let held10 = n6.collect(1);
                let n10 = held10.map(fold);
                n9.flush(held10);
                n8.sink(|x| log.add(0, x));
                n10.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_8() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Sink(0), [1]),
                node(Op::Map(0), [0]),
                node(Op::Zip, [3, 3]),
                node(Op::Zip, [4, 3, 0]),
                node(Op::Collect(4), [5]),
                node(Op::Flush(4), [5]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [8]),
                node(Op::Feedback(0, 1), [9]),
                node(Op::TryZip(25), [6, 8]),
                node(Op::PartitionFlat(1), [11]),
                node(Op::Partition(1), [12]),
                node(Op::Zip, [13, 13]),
                node(Op::Sink(1), [14]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                s1.sink(|x| log.add(0, x));
                let n1 = s0.map(|x| mix(x, 0));
                let n3 = n1.zip(n1).map(|(a, b)| fold(&[a, b])).zip(n1, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let held4 = n3.collect(4);
                let n4 = held4.map(fold);
                n3.flush(held4);
                let n6 = s0.filter(|x| *x > 3);
                n6.map(|x| x / 3).feedback(s0, 1);
                let n10 = n4.try_zip(usize::from(25_u8), n6).map(|(a, b)| fold(&[a, b])).partition(1).flatten();
                let n11 = n10.partition(1).map(fold);
                n11.zip(n11).map(|(a, b)| fold(&[a, b])).sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_9() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::Zip, [0, 0]),
                node(Op::ZipUnbounded, [2, 1]),
                node(Op::Map(3), [3]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [5]),
                node(Op::FeedbackUnbounded(0), [6]),
                node(Op::ZipUnbounded, [5, 4]),
                node(Op::Map(7), [8]),
                node(Op::ZipLatestUnbounded, [8, 9, 3]),
                node(Op::ZipUnbounded, [10, 1, 8]),
                node(Op::CombineLatest(6), [11, 5, 2]),
                node(Op::Slice(6, 50), [10]),
                node(Op::Filter(3), [13]),
                node(Op::Slice(0, 40), [14]),
                node(Op::FeedbackUnbounded(1), [15]),
                node(Op::Sink(0), [12]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.map(|x| mix(x, 3));
                let n3 = s0.filter(|x| *x > 3);
                n3.map(|x| x / 3).feedback_unbounded(s0);
                let n6 = n3.zip_unbounded(n2).map(|(a, b)| fold(&[a, b]));
                let n8 = n6.zip_latest_unbounded(n6.map(|x| mix(x, 7)), n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n10 = n8.zip_unbounded(s1, n6).map(|(a, b, c)| fold(&[a, b, c])).combine_latest(n3, n0).emit_on(1, 2).map(|(a, b, c)| fold(&[a, b, c]));
                n8.slice(6..50).filter(|x| passes(*x, 3)).slice(0..40).feedback_unbounded(s1);
                n10.sink(|x| log.add(0, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_10() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Collect(1), [1]),
                node(Op::Flush(0), [1]),
                node(Op::TryZipLatest(3), [0, 1]),
                node(Op::Zip, [2, 2]),
                node(Op::Above(3), [1]),
                node(Op::Divide(3), [6]),
                node(Op::Feedback(1, 2), [7]),
                node(Op::Port, [5]),
                node(Op::Partition(4), [0]),
                node(Op::CombineLatest(3), [9, 5]),
                node(Op::Union, [11, 7, 4]),
                node(Op::Port, [10]),
                node(Op::PartitionFlat(1), [13]),
                node(Op::ZipLatest, [7, 7]),
                node(Op::Partition(4), [15]),
                node(Op::Sink(0), [12]),
                node(Op::TrySink(1), [14]),
                node(Op::Sink(2), [16]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let held0 = s1.collect(usize::from(1_u8));
                let n0 = held0.map(fold);
                s1.flush(held0);
                let n2 = s0.try_zip_latest(3, s1).map(|(a, b)| fold(&[a, b]));
                let n3 = n0.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n5 = s1.filter(|x| *x > 3).map(|x| x / 3);
                n5.feedback(s1, usize::from(2_u8));
                let n7 = n3.port();
                let n8 = s0.partition(4).map(fold);
                let n10 = n7.combine_latest(n3).map(|(a, b)| fold(&[a, b])).union(n5, n2);
                let n11 = n8.port();
                let n12 = n11.partition(usize::from(1_u8)).flatten();
                let n14 = n5.zip_latest(n5).map(|(a, b)| fold(&[a, b])).partition(4).map(fold);
                n10.sink(|x| log.add(0, x));
                n12.try_sink(|x| log.offer(1, x));
                n14.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n7(x),
                    3 => p.n11(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_11() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Partition(1), [0]),
                node(Op::Map(1), [1]),
                node(Op::Zip, [2, 1, 1]),
                node(Op::PartitionBy(5), [0]),
                node(Op::Accumulate, [4]),
                node(Op::Window(3), [4]),
                node(Op::Window(2), [6]),
                node(Op::StepBy(2), [7]),
                node(Op::Filter(8), [3]),
                node(Op::TryMap(1), [5]),
                node(Op::Catch(9), []),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [12]),
                node(Op::FeedbackUnbounded(0), [13]),
                node(Op::Filter(8), [8]),
                node(Op::Window(1), [2]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [10]),
                node(Op::Sink(2), [11]),
                node(Op::Sink(3), [15]),
                node(Op::Sink(4), [16]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.partition(usize::from(1_u8)).map(fold);
                let n1 = n0.map(|x| mix(x, 1));
                let n2 = n1.zip(n0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = s0.partition_by_unbounded(5, |x| x.rem_euclid(3)).map(fold);
                let n4 = n3.accumulate(|old, x| mix(*old, x));
                let n5 = n3.sliding_window(3).map(fold);
                let n7 = n5.sliding_window(usize::from(2_u8)).map(fold).step_by(2);
                let n8 = n2.filter(|x| passes(*x, 8));
                let n9 = n4.try_map(|x| attempt(x, 1));
                let n10 = n9.catch(caught);
                s0.filter(|x| *x > 3).map(|x| x / 3).feedback_unbounded(s0);
                let n14 = n7.filter(|x| passes(*x, 8));
                let n15 = n1.sliding_window(usize::from(1_u8)).map(fold);
                n8.sink(|x| log.add(0, x));
                n9.sink(|x| log.add(1, x));
                n10.sink(|x| log.add(2, x));
                n14.sink(|x| log.add(3, x));
                n15.sink(|x| log.add(4, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_12() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::ZipLatest, [0, 0]),
                node(Op::CombineLatest(2), [1, 0]),
                node(Op::Collect(5), [1]),
                node(Op::Flush(2), [3]),
                node(Op::Scan, [1]),
                node(Op::ZipLatest, [6, 1]),
                node(Op::Map(6), [2]),
                node(Op::PartitionFlat(3), [8]),
                node(Op::Sink(0), [0]),
                node(Op::TrySink(1), [7]),
                node(Op::Partition(3), [1]),
                node(Op::TryMap(7), [8]),
                node(Op::Map(0), [7]),
                node(Op::Window(3), [13]),
                node(Op::Window(5), [12]),
                node(Op::Zip, [14, 7, 7]),
                node(Op::Zip, [17, 14, 7]),
                node(Op::Sink(2), [4]),
                node(Op::Sink(3), [9]),
                node(Op::Sink(4), [15]),
                node(Op::Sink(5), [16]),
                node(Op::TrySink(6), [18]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.zip_latest(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = s1.combine_latest(s0).emit_on(s0).map(|(a, b)| fold(&[a, b]));
                let held2 = s1.collect(5);
                let n2 = held2.map(fold);
                n1.flush(held2);
                let n5 = s1.scan(0, |count, x| { *count += 1; mix(*count, x) }).zip_latest(s1).map(|(a, b)| fold(&[a, b]));
                let n6 = n0.map(|x| mix(x, 6));
                let n7 = n6.partition(3).flatten();
                s0.sink(|x| log.add(0, x));
                n5.try_sink(|x| log.offer(1, x));
                let n10 = s1.partition(3).map(fold);
                let n11 = n6.try_map(|x| attempt(x, 7));
                let n12 = n5.map(|x| mix(x, 0));
                let n13 = n11.sliding_window(3).map(fold);
                let n14 = n10.sliding_window(5).map(fold);
                let n15 = n12.zip(n5, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n16 = n15.zip(n12, n5).map(|(a, b, c)| fold(&[a, b, c]));
                n2.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
                n13.sink(|x| log.add(4, x));
                n14.sink(|x| log.add(5, x));
                n16.try_sink(|x| log.offer(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_13() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Partition(3), [0]),
                node(Op::Zip, [1, 1]),
                node(Op::Union, [2, 0, 1]),
                node(Op::Window(2), [3]),
                node(Op::Port, [0]),
                node(Op::Zip, [4, 3]),
                node(Op::Filter(4), [3]),
                node(Op::Slice(0, 40), [7]),
                node(Op::FeedbackUnbounded(0), [8]),
                node(Op::Union, [5, 6]),
                node(Op::Union, [10, 4]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [12]),
                node(Op::FeedbackUnbounded(0), [13]),
                node(Op::Zip, [3, 4, 6]),
                node(Op::Map(2), [2]),
                node(Op::Map(7), [8]),
                node(Op::Collect(1), [5]),
                node(Op::Flush(17), [17]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [15]),
                node(Op::Sink(2), [16]),
                node(Op::Sink(3), [18]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.partition(usize::from(3_u8)).map(fold);
                let n1 = n0.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.union(s0, n0);
                let n3 = n2.sliding_window(usize::from(2_u8)).map(fold);
                let n4 = s0.port();
                let n5 = n3.zip(n2).map(|(a, b)| fold(&[a, b]));
                let n7 = n2.filter(|x| passes(*x, 4)).slice(0..40);
                n7.feedback_unbounded(s0);
                let n10 = n4.union(n5).union(n3);
                s0.filter(|x| *x > 3).map(|x| x / 3).feedback_unbounded(s0);
                let n14 = n2.zip(n3, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n15 = n1.map(|x| mix(x, 2));
                let n16 = n7.map(|x| mix(x, 7));
                let held17 = n4.collect(1);
                let n17 = held17.map(fold);
                n16.flush(held17);
                n10.sink(|x| log.add(0, x));
                n14.sink(|x| log.add(1, x));
                n15.sink(|x| log.add(2, x));
                n17.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n4(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_14() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Zip, [2, 2]),
                node(Op::UniqueHashed(5), [0]),
                node(Op::PartitionBy(3), [3]),
                node(Op::UniqueHashed(1), [5]),
                node(Op::Union, [0, 4]),
                node(Op::Filter(7), [2]),
                node(Op::FlatMap(3), [6]),
                node(Op::FlatMap(0), [9]),
                node(Op::Accumulate, [10]),
                node(Op::Union, [9, 1, 8]),
                node(Op::TryMap(3), [4]),
                node(Op::WindowFull(5), [7]),
                node(Op::Map(8), [14]),
                node(Op::ZipLatest, [13, 4]),
                node(Op::CombineLatest(1), [8, 15]),
                node(Op::Filter(4), [2]),
                node(Op::Above(3), [1]),
                node(Op::Divide(3), [19]),
                node(Op::Feedback(1, 5), [20]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [12]),
                node(Op::TrySink(2), [16]),
                node(Op::Sink(3), [17]),
                node(Op::TrySink(4), [18]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s2.zip(s2).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.unique_hashed(5);
                let n3 = n0.try_partition_by(3, 3, |x| x.rem_euclid(3)).map(fold).unique_hashed(1);
                let n4 = s0.union(n1);
                let n5 = s2.filter(|x| passes(*x, 7));
                let n6 = n3.flat_map(|x| several(x, 3));
                let n8 = n6.flat_map(|x| several(x, 0)).accumulate(|old, x| mix(*old, x));
                let n9 = n6.union(s1, n5);
                let n10 = n1.try_map(|x| attempt(x, 3));
                let n12 = n4.sliding_window_full(5).map(fold).map(|x| mix(x, 8));
                let n13 = n10.zip_latest(n1).map(|(a, b)| fold(&[a, b]));
                let n14 = n5.combine_latest(n12).emit_on(n5).map(|(a, b)| fold(&[a, b]));
                let n15 = s2.filter(|x| passes(*x, 4));
                s1.filter(|x| *x > 3).map(|x| x / 3).feedback(s1, usize::from(5_u8));
                n8.sink(|x| log.add(0, x));
                n9.sink(|x| log.add(1, x));
                n13.try_sink(|x| log.offer(2, x));
                n14.sink(|x| log.add(3, x));
                n15.try_sink(|x| log.offer(4, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_15() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Filter(6), [0]),
                node(Op::Window(2), [1]),
                node(Op::Collect(1), [0]),
                node(Op::Flush(2), [2]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [5]),
                node(Op::FeedbackUnbounded(0), [6]),
                node(Op::Union, [2, 3]),
                node(Op::ZipUnbounded, [1, 6, 3]),
                node(Op::Union, [1, 9, 6]),
                node(Op::StepBy(1), [8]),
                node(Op::Zip, [5, 6, 6]),
                node(Op::Zip, [2, 1, 1]),
                node(Op::ZipUnbounded, [10, 13]),
                node(Op::Window(5), [9]),
                node(Op::Window(1), [14]),
                node(Op::ZipLatestUnbounded, [10, 15]),
                node(Op::Accumulate, [12]),
                node(Op::Zip, [14, 16, 16]),
                node(Op::WindowFull(2), [6]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [17]),
                node(Op::Sink(2), [18]),
                node(Op::Sink(3), [19]),
                node(Op::Sink(4), [20]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.filter(|x| passes(*x, 6));
                let n1 = n0.sliding_window(2).map(fold);
                let held2 = s0.collect(1);
                let n2 = held2.map(fold);
                n1.flush(held2);
                let n4 = s0.filter(|x| *x > 3);
                let n5 = n4.map(|x| x / 3);
                n5.feedback_unbounded(s0);
                let n7 = n1.union(n2);
                let n8 = n0.zip_unbounded(n5, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n9 = n0.union(n8, n5);
                let n10 = n7.step_by(1);
                let n11 = n4.zip(n5, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n13 = n9.zip_unbounded(n1.zip(n0, n0).map(|(a, b, c)| fold(&[a, b, c]))).map(|(a, b)| fold(&[a, b]));
                let n14 = n8.sliding_window(5).map(fold);
                let n15 = n13.sliding_window(usize::from(1_u8)).map(fold);
                let n16 = n9.zip_latest_unbounded(n14).map(|(a, b)| fold(&[a, b]));
                let n17 = n11.accumulate(|old, x| mix(*old, x));
                let n18 = n13.zip(n15, n15).map(|(a, b, c)| fold(&[a, b, c]));
                let n19 = n5.sliding_window_full(2).map(fold);
                n10.sink(|x| log.add(0, x));
                n16.sink(|x| log.add(1, x));
                n17.sink(|x| log.add(2, x));
                n18.sink(|x| log.add(3, x));
                n19.sink(|x| log.add(4, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_16() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Map(1), [1]),
                node(Op::PartitionFlat(1), [1]),
                node(Op::StepBy(3), [1]),
                node(Op::Zip, [3, 1, 1]),
                node(Op::Sink(0), [4]),
                node(Op::Accumulate, [2]),
                node(Op::Window(1), [0]),
                node(Op::Sink(1), [5]),
                node(Op::TryZip(5), [2, 1, 6]),
                node(Op::ZipLatest, [9, 0, 0]),
                node(Op::Union, [12, 4, 6]),
                node(Op::CombineLatest(1), [8, 13]),
                node(Op::Map(4), [11]),
                node(Op::Zip, [3, 6, 6]),
                node(Op::TryMap(0), [16]),
                node(Op::TryMap(8), [4]),
                node(Op::CombineLatest(5), [13, 18, 6]),
                node(Op::PartitionBy(2), [16]),
                node(Op::Union, [17, 0]),
                node(Op::Filter(4), [21]),
                node(Op::Union, [19, 1]),
                node(Op::Sink(2), [14]),
                node(Op::TrySink(3), [15]),
                node(Op::Sink(4), [20]),
                node(Op::TrySink(5), [22]),
                node(Op::TrySink(6), [23]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s1.map(|x| mix(x, 1));
                let n1 = s1.partition(1).flatten();
                let n2 = s1.step_by(3);
                let n3 = n0.zip(s1, s1).map(|(a, b, c)| fold(&[a, b, c]));
                n1.sink(|x| log.add(0, x));
                let n5 = s2.accumulate(|old, x| mix(*old, x));
                let n6 = s0.sliding_window(usize::from(1_u8)).map(fold);
                n2.sink(|x| log.add(1, x));
                let n8 = s2.try_zip(5, s1, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n10 = n6.zip_latest(s0, s0).map(|(a, b, c)| fold(&[a, b, c])).union(n1, n3);
                let n11 = n5.combine_latest(n10).emit_on(n5).map(|(a, b)| fold(&[a, b]));
                let n12 = n8.map(|x| mix(x, 4));
                let n13 = n0.zip(n3, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n14 = n13.try_map(|x| attempt(x, 0));
                let n15 = n1.try_map(|x| attempt(x, 8));
                let n16 = n10.combine_latest(n15, n3).emit_on(n10, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n17 = n13.try_partition_by(2, 3, |x| x.rem_euclid(3)).map(fold);
                let n19 = n14.union(s0).filter(|x| passes(*x, 4));
                let n20 = n16.union(s1);
                n11.sink(|x| log.add(2, x));
                n12.try_sink(|x| log.offer(3, x));
                n17.sink(|x| log.add(4, x));
                n19.try_sink(|x| log.offer(5, x));
                n20.try_sink(|x| log.offer(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_17() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Filter(4), [0]),
                node(Op::CombineLatest(3), [0, 1]),
                node(Op::ZipUnbounded, [2, 0, 1]),
                node(Op::ZipUnbounded, [3, 1, 2]),
                node(Op::Zip, [3, 3]),
                node(Op::ZipLatestUnbounded, [5, 4, 2]),
                node(Op::PartitionFlat(4), [0]),
                node(Op::Filter(6), [4]),
                node(Op::Slice(0, 40), [8]),
                node(Op::FeedbackUnbounded(0), [9]),
                node(Op::Filter(3), [6]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [12]),
                node(Op::FeedbackUnbounded(0), [13]),
                node(Op::Accumulate, [1]),
                node(Op::Filter(0), [2]),
                node(Op::Filter(3), [16]),
                node(Op::Port, [17]),
                node(Op::Map(3), [18]),
                node(Op::WindowFull(2), [15]),
                node(Op::Slice(3, 50), [7]),
                node(Op::WindowFull(2), [11]),
                node(Op::Sink(0), [19]),
                node(Op::Sink(1), [20]),
                node(Op::Sink(2), [21]),
                node(Op::Sink(3), [22]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.filter(|x| passes(*x, 4));
                let n1 = s0.combine_latest(n0).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.zip_unbounded(s0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = n2.zip_unbounded(n0, n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n2.zip(n2).map(|(a, b)| fold(&[a, b])).zip_latest_unbounded(n3, n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n6 = s0.partition(usize::from(4_u8)).flatten();
                n3.filter(|x| passes(*x, 6)).slice(0..40).feedback_unbounded(s0);
                let n10 = n5.filter(|x| passes(*x, 3));
                s0.filter(|x| *x > 3).map(|x| x / 3).feedback_unbounded(s0);
                let n14 = n0.accumulate(|old, x| mix(*old, x));
                let n15 = n1.filter(|x| passes(*x, 0));
                let n17 = n15.filter(|x| passes(*x, 3)).port();
                let n18 = n17.map(|x| mix(x, 3));
                let n19 = n14.sliding_window_full(2).map(fold);
                let n20 = n6.slice(3..50);
                let n21 = n10.sliding_window_full(usize::from(2_u8)).map(fold);
                n18.sink(|x| log.add(0, x));
                n19.sink(|x| log.add(1, x));
                n20.sink(|x| log.add(2, x));
                n21.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n17(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_18() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Map(8), [1]),
                node(Op::TryZip(25), [0, 2]),
                node(Op::Collect(4), [0]),
                node(Op::Flush(2), [1]),
                node(Op::TryZipLatest(5), [1, 2]),
                node(Op::TryMap(4), [0]),
                node(Op::Collect(5), [3]),
                node(Op::Flush(6), [6]),
                node(Op::ZipLatest, [2, 1, 1]),
                node(Op::Filter(1), [10]),
                node(Op::Collect(3), [11]),
                node(Op::Flush(10), [4]),
                node(Op::TryMap(0), [0]),
                node(Op::Map(8), [12]),
                node(Op::Collect(3), [8]),
                node(Op::Flush(14), [8]),
                node(Op::FlatMap(4), [4]),
                node(Op::Unique(3), [10]),
                node(Op::WindowFull(2), [16]),
                node(Op::Window(2), [18]),
                node(Op::Slice(5, 30), [20]),
                node(Op::Zip, [1, 2]),
                node(Op::Filter(7), [16]),
                node(Op::Sink(0), [7]),
                node(Op::Sink(1), [14]),
                node(Op::TrySink(2), [15]),
                node(Op::TrySink(3), [19]),
                node(Op::Sink(4), [21]),
                node(Op::Sink(5), [22]),
                node(Op::Sink(6), [23]),
                node(Op::Sink(7), [24]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.map(|x| mix(x, 8));
                let n1 = s0.try_zip(25, n0).map(|(a, b)| fold(&[a, b]));
                let held2 = s0.collect(4);
                let n2 = held2.map(fold);
                s1.flush(held2);
                let n4 = s1.try_zip_latest(5, n0).map(|(a, b)| fold(&[a, b]));
                let n5 = s0.try_map(|x| attempt(x, 4));
                let held6 = n1.collect(usize::from(5_u8));
                let n6 = held6.map(fold);
                n4.flush(held6);
                let n8 = n0.zip_latest(s1, s1).map(|(a, b, c)| fold(&[a, b, c]));
                let held10 = n8.filter(|x| passes(*x, 1)).collect(3);
                let n10 = held10.map(fold);
                n2.flush(held10);
                let n12 = s0.try_map(|x| attempt(x, 0));
                let n13 = n10.map(|x| mix(x, 8));
                let held14 = n6.collect(3);
                let n14 = held14.map(fold);
                n6.flush(held14);
                let n16 = n2.flat_map(|x| several(x, 4));
                let n17 = n8.unique(3);
                let n18 = n14.sliding_window_full(usize::from(2_u8)).map(fold);
                let n19 = n16.sliding_window(2).map(fold);
                let n20 = n18.slice(5..30);
                let n21 = s1.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n22 = n14.filter(|x| passes(*x, 7));
                n5.sink(|x| log.add(0, x));
                n12.sink(|x| log.add(1, x));
                n13.try_sink(|x| log.offer(2, x));
                n17.try_sink(|x| log.offer(3, x));
                n19.sink(|x| log.add(4, x));
                n20.sink(|x| log.add(5, x));
                n21.sink(|x| log.add(6, x));
                n22.sink(|x| log.add(7, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_19() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::PartitionFlat(1), [0]),
                node(Op::Map(7), [0]),
                node(Op::Accumulate, [2]),
                node(Op::Accumulate, [3]),
                node(Op::ZipLatest, [2, 4, 3]),
                node(Op::Map(3), [2]),
                node(Op::FlatMap(0), [1]),
                node(Op::Map(7), [6]),
                node(Op::Zip, [5, 5]),
                node(Op::Collect(5), [8]),
                node(Op::Flush(9), [7]),
                node(Op::ZipUnbounded, [9, 4, 0]),
                node(Op::Map(1), [12]),
                node(Op::UniqueHashed(2), [0]),
                node(Op::Accumulate, [1]),
                node(Op::Map(7), [8]),
                node(Op::FlatMap(0), [10]),
                node(Op::Accumulate, [9]),
                node(Op::StepBy(3), [16]),
                node(Op::Map(8), [17]),
                node(Op::Sink(0), [20]),
                node(Op::Window(5), [3]),
                node(Op::Zip, [12, 13]),
                node(Op::Map(1), [14]),
                node(Op::Sink(1), [15]),
                node(Op::Sink(2), [18]),
                node(Op::Sink(3), [19]),
                node(Op::Sink(4), [22]),
                node(Op::Sink(5), [23]),
                node(Op::Sink(6), [24]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.partition(usize::from(1_u8)).flatten();
                let n1 = s0.map(|x| mix(x, 7));
                let n2 = n1.accumulate(|old, x| mix(*old, x));
                let n3 = n2.accumulate(|old, x| mix(*old, x));
                let n4 = n1.zip_latest(n3, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n1.map(|x| mix(x, 3));
                let n6 = n0.flat_map(|x| several(x, 0));
                let n7 = n5.map(|x| mix(x, 7));
                let n8 = n4.zip(n4).map(|(a, b)| fold(&[a, b]));
                let held9 = n7.collect(usize::from(5_u8));
                let n9 = held9.map(fold);
                n6.flush(held9);
                let n11 = n8.zip_unbounded(n3, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n12 = n11.map(|x| mix(x, 1));
                let n13 = s0.unique_hashed(2);
                let n14 = n0.accumulate(|old, x| mix(*old, x));
                let n15 = n7.map(|x| mix(x, 7));
                let n16 = n9.flat_map(|x| several(x, 0));
                let n17 = n8.accumulate(|old, x| mix(*old, x));
                let n18 = n15.step_by(3);
                n16.map(|x| mix(x, 8)).sink(|x| log.add(0, x));
                let n21 = n2.sliding_window(usize::from(5_u8)).map(fold);
                let n22 = n11.zip(n12).map(|(a, b)| fold(&[a, b]));
                let n23 = n13.map(|x| mix(x, 1));
                n14.sink(|x| log.add(1, x));
                n17.sink(|x| log.add(2, x));
                n18.sink(|x| log.add(3, x));
                n21.sink(|x| log.add(4, x));
                n22.sink(|x| log.add(5, x));
                n23.sink(|x| log.add(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_20() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: true,
            nodes: vec![
                node(Op::Map(4), [0]),
                node(Op::Map(1), [1]),
                node(Op::Filter(6), [2]),
                node(Op::Map(3), [3]),
                node(Op::Window(3), [1]),
                node(Op::Unique(5), [3]),
                node(Op::TryZip(20), [4, 6]),
                node(Op::ZipLatest, [0, 0]),
                node(Op::UniqueHashed(3), [7]),
                node(Op::Window(1), [5]),
                node(Op::Map(7), [10]),
                node(Op::Zip, [2, 0]),
                node(Op::CombineLatest(7), [2, 10, 0]),
                node(Op::Port, [11]),
                node(Op::Unique(5), [8]),
                node(Op::TryZip(15), [0, 9]),
                node(Op::Filter(0), [15]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [18]),
                node(Op::Feedback(0, 1), [19]),
                node(Op::Zip, [12, 11, 10]),
                node(Op::Zip, [4, 3, 3]),
                node(Op::ZipLatest, [21, 0, 11]),
                node(Op::Accumulate, [18]),
                node(Op::PartitionFlat(4), [17]),
                node(Op::TrySink(0), [13]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [16]),
                node(Op::Sink(3), [22]),
                node(Op::TrySink(4), [23]),
                node(Op::TrySink(5), [24]),
                node(Op::Sink(6), [25]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| -> Verdict {
                let n0 = s0.map(|x| mix(x, 4));
                let n1 = n0.map(|x| mix(x, 1));
                let n2 = n1.filter(|x| passes(*x, 6));
                let n3 = n2.map(|x| mix(x, 3));
                let n4 = n0.sliding_window(3).map(fold);
                let n5 = n2.unique(5);
                let n6 = n3.try_zip(usize::from(20_u8), n5).map(|(a, b)| fold(&[a, b]));
                let n7 = s0.zip_latest(s0).map(|(a, b)| fold(&[a, b]));
                let n8 = n6.unique_hashed(3);
                let n9 = n4.sliding_window(usize::from(1_u8)).map(fold);
                let n10 = n9.map(|x| mix(x, 7));
                let n11 = n1.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n12 = n1.combine_latest(n9, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n13 = n10.port();
                let n14 = n7.unique(5);
                let n15 = s0.try_zip(usize::from(15_u8), n8).map(|(a, b)| fold(&[a, b]));
                let n16 = n14.filter(|x| passes(*x, 0));
                let n17 = s0.filter(|x| *x > 3);
                n17.map(|x| x / 3).feedback(s0, 1);
                let n20 = n11.zip(n10, n9).map(|(a, b, c)| fold(&[a, b, c]));
                let n21 = n3.zip(n2, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n22 = n20.zip_latest(s0, n10).map(|(a, b, c)| fold(&[a, b, c]));
                let n23 = n17.accumulate(|old, x| mix(*old, x));
                let n24 = n16.partition(usize::from(4_u8)).flatten();
                n12.try_sink(|x| log.offer(0, x));
                n13.sink(|x| log.add(1, x));
                n15.sink(|x| log.add(2, x));
                n21.sink(|x| log.add(3, x));
                n22.try_sink(|x| log.offer(4, x));
                n23.try_sink(|x| log.offer(5, x));
                n24.sink(|x| log.add(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n13(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_21() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::Zip, [0, 0]),
                node(Op::Filter(3), [2]),
                node(Op::Slice(0, 40), [3]),
                node(Op::FeedbackUnbounded(0), [4]),
                node(Op::Unique(3), [1]),
                node(Op::Sink(0), [6]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                n0.filter(|x| passes(*x, 3)).slice(0..40).feedback_unbounded(s0);
                s1.unique(3).sink(|x| log.add(0, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_22() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Zip, [0, 0]),
                node(Op::Zip, [3, 0, 0]),
                node(Op::Zip, [4, 3, 0]),
                node(Op::TryZipLatest(1), [2, 4]),
                node(Op::PartitionFlat(1), [5]),
                node(Op::FlatMap(7), [7]),
                node(Op::TrySink(0), [1]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.zip(s0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = n1.zip(n0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = s2.try_zip_latest(usize::from(1_u8), n1).map(|(a, b)| fold(&[a, b]));
                let n5 = n2.partition(1).flatten().flat_map(|x| several(x, 7));
                s1.try_sink(|x| log.offer(0, x));
                n3.sink(|x| log.add(1, x));
                n5.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_23() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::Filter(5), [0]),
                node(Op::Port, [2]),
                node(Op::Zip, [1, 1]),
                node(Op::PartitionFlat(1), [2]),
                node(Op::Zip, [4, 1]),
                node(Op::Window(2), [5]),
                node(Op::Port, [1]),
                node(Op::Sink(0), [3]),
                node(Op::Sink(1), [6]),
                node(Op::Sink(2), [7]),
                node(Op::Sink(3), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.filter(|x| passes(*x, 5));
                let n1 = n0.port();
                let n2 = s1.zip(s1).map(|(a, b)| fold(&[a, b]));
                let n3 = n0.partition(usize::from(1_u8)).flatten();
                let n4 = n2.zip(s1).map(|(a, b)| fold(&[a, b]));
                let n5 = n3.sliding_window(2).map(fold);
                let n6 = s1.port();
                n1.sink(|x| log.add(0, x));
                n4.sink(|x| log.add(1, x));
                n5.sink(|x| log.add(2, x));
                n6.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n1(x),
                    3 => p.n6(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_24() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: true,
            nodes: vec![
                node(Op::Slice(4, 50), [0]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [2]),
                node(Op::Feedback(0, 5), [3]),
                node(Op::Accumulate, [1]),
                node(Op::Accumulate, [5]),
                node(Op::Map(6), [6]),
                node(Op::Collect(2), [7]),
                node(Op::Flush(7), [6]),
                node(Op::TrySink(0), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| -> Verdict {
                let n0 = s0.slice(4..50);
                s0.filter(|x| *x > 3).map(|x| x / 3).feedback(s0, usize::from(5_u8));
                let n5 = n0.accumulate(|old, x| mix(*old, x)).accumulate(|old, x| mix(*old, x));
                let held7 = n5.map(|x| mix(x, 6)).collect(2);
                let n7 = held7.map(fold);
                n5.flush(held7);
                n7.try_sink(|x| log.offer(0, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_25() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Port, [0]),
                node(Op::WindowFull(2), [0]),
                node(Op::Zip, [2, 2]),
                node(Op::WindowFull(1), [0]),
                node(Op::CombineLatest(2), [0, 3]),
                node(Op::Map(3), [0]),
                node(Op::CombineLatest(2), [1, 3, 6]),
                node(Op::Unique(4), [7]),
                node(Op::ZipUnbounded, [8, 1, 4]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [9]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.port();
                let n1 = s0.sliding_window_full(2).map(fold);
                let n2 = n1.zip(n1).map(|(a, b)| fold(&[a, b]));
                let n3 = s0.sliding_window_full(usize::from(1_u8)).map(fold);
                let n4 = s0.combine_latest(n2).emit_on(n2).map(|(a, b)| fold(&[a, b]));
                let n5 = s0.map(|x| mix(x, 3));
                let n8 = n0.combine_latest(n2, n5).emit_on(n2).map(|(a, b, c)| fold(&[a, b, c])).unique(4).zip_unbounded(n0, n3).map(|(a, b, c)| fold(&[a, b, c]));
                n4.sink(|x| log.add(0, x));
                n8.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_26() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Map(5), [0]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [3]),
                node(Op::Feedback(0, 3), [4]),
                node(Op::TryZip(15), [2, 3, 4]),
                node(Op::Window(5), [6]),
                node(Op::Unique(3), [0]),
                node(Op::Zip, [2, 0, 0]),
                node(Op::Map(7), [9]),
                node(Op::Scan, [4]),
                node(Op::Sink(0), [1]),
                node(Op::Sink(1), [7]),
                node(Op::Sink(2), [8]),
                node(Op::Sink(3), [10]),
                node(Op::TrySink(4), [11]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.map(|x| mix(x, 5));
                let n1 = s0.filter(|x| *x > 3);
                let n2 = n1.map(|x| x / 3);
                n2.feedback(s0, usize::from(3_u8));
                let n5 = n0.try_zip(15, n1, n2).map(|(a, b, c)| fold(&[a, b, c])).sliding_window(5).map(fold);
                let n6 = s0.unique(usize::from(3_u8));
                let n8 = n0.zip(s0, s0).map(|(a, b, c)| fold(&[a, b, c])).map(|x| mix(x, 7));
                let n9 = n2.scan(0, |count, x| { *count += 1; mix(*count, x) });
                s1.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n8.sink(|x| log.add(3, x));
                n9.try_sink(|x| log.offer(4, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_27() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::Filter(7), [1]),
                node(Op::Above(3), [1]),
                node(Op::Divide(3), [3]),
                node(Op::FeedbackUnbounded(1), [4]),
                node(Op::Filter(3), [2]),
                node(Op::Filter(3), [6]),
                node(Op::Slice(7, 50), [6]),
                node(Op::Window(3), [1]),
                node(Op::FlatMap(5), [0]),
                node(Op::WindowFull(3), [6]),
                node(Op::Filter(2), [9]),
                node(Op::Slice(0, 40), [12]),
                node(Op::FeedbackUnbounded(0), [13]),
                node(Op::Sink(0), [7]),
                node(Op::Sink(1), [8]),
                node(Op::Sink(2), [10]),
                node(Op::Sink(3), [11]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.filter(|x| passes(*x, 7));
                s1.filter(|x| *x > 3).map(|x| x / 3).feedback_unbounded(s1);
                let n4 = n0.filter(|x| passes(*x, 3));
                let n5 = n4.filter(|x| passes(*x, 3));
                let n6 = n4.slice(7..50);
                let n7 = s1.sliding_window(3).map(fold);
                let n8 = s0.flat_map(|x| several(x, 5));
                let n9 = n4.sliding_window_full(usize::from(3_u8)).map(fold);
                let n10 = n7.filter(|x| passes(*x, 2));
                n10.slice(0..40).feedback_unbounded(s0);
                n5.sink(|x| log.add(0, x));
                n6.sink(|x| log.add(1, x));
                n8.sink(|x| log.add(2, x));
                n9.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_28() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::TryZip(25), [0, 1]),
                node(Op::Filter(7), [2]),
                node(Op::TryZipLatest(1), [3, 2, 0]),
                node(Op::Filter(8), [2]),
                node(Op::Scan, [1]),
                node(Op::Filter(2), [6]),
                node(Op::Scan, [4]),
                node(Op::Zip, [8, 4, 4]),
                node(Op::Map(0), [9]),
                node(Op::Zip, [4, 10, 9]),
                node(Op::TryZipLatest(4), [5, 7]),
                node(Op::Zip, [11, 4, 8]),
                node(Op::TrySink(0), [12]),
                node(Op::TrySink(1), [13]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.try_zip(usize::from(25_u8), s1).map(|(a, b)| fold(&[a, b]));
                let n2 = n0.filter(|x| passes(*x, 7)).try_zip_latest(1, n0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = n0.filter(|x| passes(*x, 8));
                let n5 = s1.scan(0, |count, x| { *count += 1; mix(*count, x) }).filter(|x| passes(*x, 2));
                let n6 = n2.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n7 = n6.zip(n2, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n9 = n2.zip(n7.map(|x| mix(x, 0)), n7).map(|(a, b, c)| fold(&[a, b, c]));
                let n10 = n3.try_zip_latest(4, n5).map(|(a, b)| fold(&[a, b]));
                let n11 = n9.zip(n2, n6).map(|(a, b, c)| fold(&[a, b, c]));
                n10.try_sink(|x| log.offer(0, x));
                n11.try_sink(|x| log.offer(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_29() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: false,
            nodes: vec![
                node(Op::ZipLatestUnbounded, [0, 1]),
                node(Op::WindowFull(2), [2]),
                node(Op::ZipLatestUnbounded, [3, 4]),
                node(Op::FlatMap(7), [5]),
                node(Op::CombineLatest(2), [6, 2]),
                node(Op::FlatMap(4), [7]),
                node(Op::Zip, [8, 8]),
                node(Op::Collect(2), [4]),
                node(Op::Flush(7), [2]),
                node(Op::Filter(5), [5]),
                node(Op::Slice(0, 40), [12]),
                node(Op::FeedbackUnbounded(0), [13]),
                node(Op::Filter(5), [10]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [15]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| {
                let n0 = s0.zip_latest_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = s2.sliding_window_full(2).map(fold);
                let n2 = n0.zip_latest_unbounded(n1).map(|(a, b)| fold(&[a, b]));
                let n5 = n2.flat_map(|x| several(x, 7)).combine_latest(s2).emit_on(1).map(|(a, b)| fold(&[a, b])).flat_map(|x| several(x, 4));
                let n6 = n5.zip(n5).map(|(a, b)| fold(&[a, b]));
                let held7 = n1.collect(2);
                let n7 = held7.map(fold);
                s2.flush(held7);
                let n10 = n2.filter(|x| passes(*x, 5)).slice(0..40);
                n10.feedback_unbounded(s0);
                let n12 = n7.filter(|x| passes(*x, 5));
                n6.sink(|x| log.add(0, x));
                n12.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_30() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Zip, [0, 0]),
                node(Op::ZipLatest, [0, 2, 2]),
                node(Op::CombineLatest(6), [3, 1, 2]),
                node(Op::Map(3), [4]),
                node(Op::Slice(6, 60), [5]),
                node(Op::Union, [3, 6]),
                node(Op::ZipLatest, [4, 5]),
                node(Op::Partition(1), [8]),
                node(Op::WindowFull(1), [9]),
                node(Op::TryMap(8), [3]),
                node(Op::Partition(2), [1]),
                node(Op::Zip, [5, 4, 4]),
                node(Op::CombineLatest(7), [3, 11, 13]),
                node(Op::TryMap(1), [12]),
                node(Op::Sink(0), [7]),
                node(Op::Sink(1), [10]),
                node(Op::Sink(2), [14]),
                node(Op::Sink(3), [15]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.zip_latest(n0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = n1.combine_latest(s1, n0).emit_on(s1, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n3 = n2.map(|x| mix(x, 3));
                let n5 = n1.union(n3.slice(6..60));
                let n8 = n2.zip_latest(n3).map(|(a, b)| fold(&[a, b])).partition(1).map(fold).sliding_window_full(1).map(fold);
                let n9 = n1.try_map(|x| attempt(x, 8));
                let n10 = s1.partition(2).map(fold);
                let n12 = n1.combine_latest(n9, n3.zip(n2, n2).map(|(a, b, c)| fold(&[a, b, c]))).map(|(a, b, c)| fold(&[a, b, c]));
                let n13 = n10.try_map(|x| attempt(x, 1));
                n5.sink(|x| log.add(0, x));
                n8.sink(|x| log.add(1, x));
                n12.sink(|x| log.add(2, x));
                n13.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_31() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::Zip, [1, 0]),
                node(Op::Filter(3), [2]),
                node(Op::Union, [1, 3]),
                node(Op::ZipUnbounded, [4, 3, 0]),
                node(Op::Map(3), [5]),
                node(Op::ZipLatest, [6, 6]),
                node(Op::Port, [1]),
                node(Op::Union, [7, 8]),
                node(Op::FlatMap(1), [2]),
                node(Op::TryMap(0), [2]),
                node(Op::Catch(10), []),
                node(Op::Map(3), [9]),
                node(Op::ZipLatest, [2, 1, 1]),
                node(Op::ZipLatest, [6, 5, 5]),
                node(Op::Sink(0), [10]),
                node(Op::Sink(1), [11]),
                node(Op::Sink(2), [12]),
                node(Op::Sink(3), [13]),
                node(Op::Sink(4), [14]),
                node(Op::Sink(5), [15]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = n0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.filter(|x| passes(*x, 3));
                let n4 = n0.union(n2).zip_unbounded(n2, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n4.map(|x| mix(x, 3));
                let n6 = n5.zip_latest(n5).map(|(a, b)| fold(&[a, b]));
                let n7 = n0.port();
                let n8 = n6.union(n7);
                let n9 = n1.flat_map(|x| several(x, 1));
                let n10 = n1.try_map(|x| attempt(x, 0));
                let n11 = n10.catch(caught);
                let n12 = n8.map(|x| mix(x, 3));
                let n13 = n1.zip_latest(n0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n14 = n5.zip_latest(n4, n4).map(|(a, b, c)| fold(&[a, b, c]));
                n9.sink(|x| log.add(0, x));
                n10.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
                n12.sink(|x| log.add(3, x));
                n13.sink(|x| log.add(4, x));
                n14.sink(|x| log.add(5, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n7(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_32() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Collect(4), [1]),
                node(Op::Flush(0), [1]),
                node(Op::TryZip(10), [2, 1]),
                node(Op::StepBy(1), [0]),
                node(Op::Window(1), [1]),
                node(Op::Union, [4, 1, 5]),
                node(Op::Filter(8), [1]),
                node(Op::Union, [7, 4]),
                node(Op::Map(2), [9]),
                node(Op::Union, [10, 6]),
                node(Op::TryZip(10), [8, 2]),
                node(Op::WindowFull(3), [11]),
                node(Op::Window(4), [6]),
                node(Op::TryMap(3), [13]),
                node(Op::Map(2), [14]),
                node(Op::Port, [12]),
                node(Op::Sink(0), [15]),
                node(Op::Sink(1), [16]),
                node(Op::TrySink(2), [17]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let held0 = s1.collect(usize::from(4_u8));
                let n0 = held0.map(fold);
                s1.flush(held0);
                let n2 = n0.try_zip(10, s1).map(|(a, b)| fold(&[a, b]));
                let n3 = s0.step_by(1);
                let n4 = s1.sliding_window(1).map(fold);
                let n5 = n2.union(s1, n3);
                let n6 = s1.filter(|x| passes(*x, 8));
                let n9 = n5.union(n2).map(|x| mix(x, 2)).union(n4);
                let n10 = n6.try_zip(10, n0).map(|(a, b)| fold(&[a, b]));
                let n11 = n9.sliding_window_full(3).map(fold);
                let n12 = n4.sliding_window(usize::from(4_u8)).map(fold);
                let n13 = n11.try_map(|x| attempt(x, 3));
                let n14 = n12.map(|x| mix(x, 2));
                let n15 = n10.port();
                n13.sink(|x| log.add(0, x));
                n14.sink(|x| log.add(1, x));
                n15.try_sink(|x| log.offer(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n15(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_33() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::PartitionFlat(3), [0]),
                node(Op::Filter(0), [1]),
                node(Op::Collect(3), [2]),
                node(Op::Flush(2), [0]),
                node(Op::FlatMap(6), [1]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [6]),
                node(Op::FeedbackUnbounded(0), [7]),
                node(Op::Port, [1]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [10]),
                node(Op::FeedbackUnbounded(0), [11]),
                node(Op::CombineLatest(3), [2, 3]),
                node(Op::Window(2), [5]),
                node(Op::Partition(3), [10]),
                node(Op::Port, [14]),
                node(Op::PartitionFlat(2), [13]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [15]),
                node(Op::Sink(2), [16]),
                node(Op::Sink(3), [17]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.partition(usize::from(3_u8)).flatten();
                let n1 = n0.filter(|x| passes(*x, 0));
                let held2 = n1.collect(3);
                let n2 = held2.map(fold);
                s0.flush(held2);
                let n4 = n0.flat_map(|x| several(x, 6));
                let n5 = s0.filter(|x| *x > 3);
                n5.map(|x| x / 3).feedback_unbounded(s0);
                let n8 = n0.port();
                let n9 = s0.filter(|x| *x > 3);
                let n10 = n9.map(|x| x / 3);
                n10.feedback_unbounded(s0);
                let n12 = n1.combine_latest(n2).map(|(a, b)| fold(&[a, b]));
                let n13 = n4.sliding_window(2).map(fold);
                let n14 = n9.partition(3).map(fold);
                let n15 = n13.port();
                let n16 = n12.partition(2).flatten();
                n8.sink(|x| log.add(0, x));
                n14.sink(|x| log.add(1, x));
                n15.sink(|x| log.add(2, x));
                n16.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n8(x),
                    2 => p.n15(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_34() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::PartitionBy(5), [1]),
                node(Op::FlatMap(6), [2]),
                node(Op::TryMap(6), [0]),
                node(Op::Catch(2), []),
                node(Op::Zip, [1, 1]),
                node(Op::Collect(1), [5]),
                node(Op::Flush(5), [5]),
                node(Op::Union, [6, 4]),
                node(Op::Collect(4), [10]),
                node(Op::Flush(8), [2]),
                node(Op::Window(4), [3]),
                node(Op::Slice(6, 30), [8]),
                node(Op::TryMap(2), [13]),
                node(Op::Catch(12), []),
                node(Op::Union, [16, 13, 4]),
                node(Op::Union, [11, 14, 17]),
                node(Op::Filter(7), [18]),
                node(Op::Partition(3), [7]),
                node(Op::Sink(0), [15]),
                node(Op::TrySink(1), [19]),
                node(Op::Sink(2), [20]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s1.try_partition_by(usize::from(5_u8), 3, |x| x.rem_euclid(3)).map(fold);
                let n1 = s2.flat_map(|x| several(x, 6));
                let n2 = s0.try_map(|x| attempt(x, 6));
                let n3 = n2.catch(caught);
                let n4 = s1.zip(s1).map(|(a, b)| fold(&[a, b]));
                let held5 = n2.collect(1);
                let n5 = held5.map(fold);
                n2.flush(held5);
                let held8 = n3.union(n1).collect(4);
                let n8 = held8.map(fold);
                s2.flush(held8);
                let n10 = n0.sliding_window(4).map(fold);
                let n11 = n5.slice(6..30);
                let n12 = n10.try_map(|x| attempt(x, 2));
                let n15 = n8.union(n11, n12.catch(caught).union(n10, n1));
                let n16 = n15.filter(|x| passes(*x, 7));
                let n17 = n4.partition(3).map(fold);
                n12.sink(|x| log.add(0, x));
                n16.try_sink(|x| log.offer(1, x));
                n17.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_35() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Map(3), [0]),
                node(Op::Port, [1]),
                node(Op::Zip, [1, 0]),
                node(Op::ZipUnbounded, [3, 1, 2]),
                node(Op::ZipLatest, [1, 3]),
                node(Op::FlatMap(1), [2]),
                node(Op::Union, [4, 5]),
                node(Op::WindowFull(1), [7]),
                node(Op::CombineLatest(5), [8, 6, 1]),
                node(Op::UniqueHashed(1), [9]),
                node(Op::Union, [8, 10]),
                node(Op::Filter(1), [11]),
                node(Op::Window(1), [8]),
                node(Op::TryMap(1), [4]),
                node(Op::Catch(13), []),
                node(Op::PartitionFlat(3), [13]),
                node(Op::Unique(4), [6]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [18]),
                node(Op::FeedbackUnbounded(0), [19]),
                node(Op::Sink(0), [12]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [16]),
                node(Op::Sink(4), [17]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.map(|x| mix(x, 3));
                let n1 = n0.port();
                let n2 = n0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n3 = n2.zip_unbounded(n0, n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n4 = n0.zip_latest(n2).map(|(a, b)| fold(&[a, b]));
                let n5 = n1.flat_map(|x| several(x, 1));
                let n7 = n3.union(n4).sliding_window_full(1).map(fold);
                let n10 = n7.union(n7.combine_latest(n5, n0).emit_on(n7, n0).map(|(a, b, c)| fold(&[a, b, c])).unique_hashed(1));
                let n11 = n10.filter(|x| passes(*x, 1));
                let n12 = n7.sliding_window(usize::from(1_u8)).map(fold);
                let n13 = n3.try_map(|x| attempt(x, 1));
                let n14 = n13.catch(caught);
                let n15 = n12.partition(usize::from(3_u8)).flatten();
                let n16 = n5.unique(4);
                s0.filter(|x| *x > 3).map(|x| x / 3).feedback_unbounded(s0);
                n11.sink(|x| log.add(0, x));
                n13.sink(|x| log.add(1, x));
                n14.sink(|x| log.add(2, x));
                n15.sink(|x| log.add(3, x));
                n16.sink(|x| log.add(4, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_36() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Zip, [1, 1]),
                node(Op::FlatMap(3), [0]),
                node(Op::StepBy(1), [2]),
                node(Op::Collect(3), [4]),
                node(Op::Flush(3), [5]),
                node(Op::Filter(2), [2]),
                node(Op::TryZip(20), [6, 4, 8]),
                node(Op::Partition(1), [5]),
                node(Op::ZipLatest, [3, 1, 1]),
                node(Op::Union, [11, 9]),
                node(Op::Map(5), [10]),
                node(Op::FlatMap(8), [2]),
                node(Op::Map(2), [14]),
                node(Op::CombineLatest(2), [13, 3, 0]),
                node(Op::CombineLatest(1), [12, 15]),
                node(Op::Map(2), [15]),
                node(Op::Port, [16]),
                node(Op::TryMap(2), [4]),
                node(Op::CombineLatest(3), [20, 2]),
                node(Op::CombineLatest(2), [5, 21]),
                node(Op::TrySink(0), [17]),
                node(Op::TrySink(1), [18]),
                node(Op::Sink(2), [19]),
                node(Op::Sink(3), [22]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s1.zip(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.flat_map(|x| several(x, 3));
                let n2 = s2.step_by(1);
                let held3 = n1.collect(usize::from(3_u8));
                let n3 = held3.map(fold);
                n2.flush(held3);
                let n5 = s2.filter(|x| passes(*x, 2));
                let n6 = n3.try_zip(usize::from(20_u8), n1, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n7 = n2.partition(1).map(fold);
                let n9 = n0.zip_latest(s1, s1).map(|(a, b, c)| fold(&[a, b, c])).union(n6);
                let n10 = n7.map(|x| mix(x, 5));
                let n12 = s2.flat_map(|x| several(x, 8)).map(|x| mix(x, 2));
                let n13 = n10.combine_latest(n0, s0).emit_on(n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n14 = n9.combine_latest(n12).emit_on(n9).map(|(a, b)| fold(&[a, b]));
                let n15 = n12.map(|x| mix(x, 2));
                let n16 = n13.port();
                let n19 = n2.combine_latest(n1.try_map(|x| attempt(x, 2)).combine_latest(s2).map(|(a, b)| fold(&[a, b]))).emit_on(1).map(|(a, b)| fold(&[a, b]));
                n14.try_sink(|x| log.offer(0, x));
                n15.try_sink(|x| log.offer(1, x));
                n16.sink(|x| log.add(2, x));
                n19.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    3 => p.n16(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_37() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: false,
            nodes: vec![
                node(Op::Map(4), [0]),
                node(Op::Partition(5), [3]),
                node(Op::Union, [4, 1, 0]),
                node(Op::Sink(0), [0]),
                node(Op::CombineLatest(5), [2, 5, 0]),
                node(Op::ZipLatestUnbounded, [0, 3, 1]),
                node(Op::Union, [5, 1]),
                node(Op::ZipUnbounded, [1, 8]),
                node(Op::ZipUnbounded, [10, 9]),
                node(Op::Port, [11]),
                node(Op::Accumulate, [8]),
                node(Op::Zip, [13, 8, 8]),
                node(Op::FlatMap(5), [1]),
                node(Op::Collect(1), [12]),
                node(Op::Flush(13), [0]),
                node(Op::CombineLatest(1), [14, 15]),
                node(Op::Union, [18, 7, 16]),
                node(Op::Filter(3), [19]),
                node(Op::Collect(1), [20]),
                node(Op::Flush(18), [7]),
                node(Op::ZipUnbounded, [21, 14]),
                node(Op::Sink(1), [23]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| {
                let n0 = s0.map(|x| mix(x, 4));
                let n2 = n0.partition(5).map(fold).union(s1, s0);
                s0.sink(|x| log.add(0, x));
                let n4 = s2.combine_latest(n2, s0).emit_on(s2, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = s0.zip_latest_unbounded(n0, s1).map(|(a, b, c)| fold(&[a, b, c]));
                let n6 = n2.union(s1);
                let n9 = s1.zip_unbounded(n5).map(|(a, b)| fold(&[a, b])).zip_unbounded(n6).map(|(a, b)| fold(&[a, b])).port();
                let n10 = n5.accumulate(|old, x| mix(*old, x));
                let n11 = n10.zip(n5, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n12 = s1.flat_map(|x| several(x, 5));
                let held13 = n9.collect(1);
                let n13 = held13.map(fold);
                s0.flush(held13);
                let n15 = n11.combine_latest(n12).emit_on(n11).map(|(a, b)| fold(&[a, b]));
                let held18 = n15.union(n4, n13).filter(|x| passes(*x, 3)).collect(usize::from(1_u8));
                let n18 = held18.map(fold);
                n4.flush(held18);
                let n20 = n18.zip_unbounded(n11).map(|(a, b)| fold(&[a, b]));
                n20.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    3 => p.n9(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_38() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::TryZip(10), [0, 1, 2]),
                node(Op::TryZip(15), [1, 3]),
                node(Op::Zip, [0, 0]),
                node(Op::Map(5), [5]),
                node(Op::Filter(0), [6]),
                node(Op::Slice(0, 40), [7]),
                node(Op::Feedback(2, 2), [8]),
                node(Op::Filter(7), [8]),
                node(Op::Zip, [6, 0]),
                node(Op::Zip, [5, 6, 11]),
                node(Op::Unique(2), [12]),
                node(Op::ZipLatest, [11, 12]),
                node(Op::PartitionFlat(4), [8]),
                node(Op::Zip, [12, 11]),
                node(Op::StepBy(2), [4]),
                node(Op::PartitionFlat(2), [10]),
                node(Op::Window(5), [17]),
                node(Op::WindowFull(2), [16]),
                node(Op::Window(3), [15]),
                node(Op::Map(3), [3]),
                node(Op::Filter(8), [13]),
                node(Op::Filter(3), [17]),
                node(Op::Slice(0, 40), [24]),
                node(Op::Feedback(0, 3), [25]),
                node(Op::TrySink(0), [14]),
                node(Op::TrySink(1), [18]),
                node(Op::Sink(2), [19]),
                node(Op::Sink(3), [20]),
                node(Op::Sink(4), [21]),
                node(Op::Sink(5), [22]),
                node(Op::TrySink(6), [23]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s0.try_zip(usize::from(10_u8), s1, s2).map(|(a, b, c)| fold(&[a, b, c]));
                let n1 = s1.try_zip(15, n0).map(|(a, b)| fold(&[a, b]));
                let n2 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n3 = n2.map(|x| mix(x, 5));
                let n5 = n3.filter(|x| passes(*x, 0)).slice(0..40);
                n5.feedback(s2, usize::from(2_u8));
                let n7 = n5.filter(|x| passes(*x, 7));
                let n8 = n3.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n9 = n2.zip(n3, n8).map(|(a, b, c)| fold(&[a, b, c]));
                let n10 = n9.unique(2);
                let n11 = n8.zip_latest(n9).map(|(a, b)| fold(&[a, b]));
                let n12 = n5.partition(usize::from(4_u8)).flatten();
                let n13 = n9.zip(n8).map(|(a, b)| fold(&[a, b]));
                let n14 = n1.step_by(2);
                let n15 = n7.partition(usize::from(2_u8)).flatten();
                let n16 = n14.sliding_window(5).map(fold);
                let n17 = n13.sliding_window_full(2).map(fold);
                let n18 = n12.sliding_window(usize::from(3_u8)).map(fold);
                let n19 = n0.map(|x| mix(x, 3));
                let n20 = n10.filter(|x| passes(*x, 8));
                n14.filter(|x| passes(*x, 3)).slice(0..40).feedback(s0, 3);
                n11.try_sink(|x| log.offer(0, x));
                n15.try_sink(|x| log.offer(1, x));
                n16.sink(|x| log.add(2, x));
                n17.sink(|x| log.add(3, x));
                n18.sink(|x| log.add(4, x));
                n19.sink(|x| log.add(5, x));
                n20.try_sink(|x| log.offer(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_39() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: false,
            nodes: vec![
                node(Op::CombineLatest(6), [2, 0, 1]),
                node(Op::Zip, [3, 3]),
                node(Op::CombineLatest(1), [0, 4]),
                node(Op::Filter(2), [3]),
                node(Op::Zip, [4, 3, 3]),
                node(Op::CombineLatest(2), [5, 7]),
                node(Op::ZipUnbounded, [6, 8]),
                node(Op::ZipUnbounded, [6, 7]),
                node(Op::WindowFull(2), [9]),
                node(Op::Filter(6), [2]),
                node(Op::TryMap(0), [9]),
                node(Op::Catch(10), []),
                node(Op::FlatMap(6), [1]),
                node(Op::Zip, [7, 4]),
                node(Op::ZipLatest, [4, 16]),
                node(Op::Zip, [3, 16]),
                node(Op::PartitionFlat(5), [12]),
                node(Op::Filter(0), [19]),
                node(Op::Accumulate, [10]),
                node(Op::StepBy(2), [12]),
                node(Op::Accumulate, [18]),
                node(Op::Partition(5), [17]),
                node(Op::Scan, [19]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [13]),
                node(Op::Sink(2), [14]),
                node(Op::Sink(3), [15]),
                node(Op::Sink(4), [20]),
                node(Op::Sink(5), [21]),
                node(Op::Sink(6), [22]),
                node(Op::Sink(7), [23]),
                node(Op::Sink(8), [24]),
                node(Op::Sink(9), [25]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| {
                let n0 = s2.combine_latest(s0, s1).emit_on(s0, s1).map(|(a, b, c)| fold(&[a, b, c]));
                let n1 = n0.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n2 = s0.combine_latest(n1).emit_on(s0).map(|(a, b)| fold(&[a, b]));
                let n3 = n0.filter(|x| passes(*x, 2));
                let n4 = n1.zip(n0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n2.combine_latest(n4).emit_on(n4).map(|(a, b)| fold(&[a, b]));
                let n6 = n3.zip_unbounded(n5).map(|(a, b)| fold(&[a, b]));
                let n7 = n3.zip_unbounded(n4).map(|(a, b)| fold(&[a, b]));
                let n8 = n6.sliding_window_full(2).map(fold);
                let n9 = s2.filter(|x| passes(*x, 6));
                let n10 = n6.try_map(|x| attempt(x, 0));
                let n11 = n10.catch(caught);
                let n12 = s1.flat_map(|x| several(x, 6));
                let n13 = n4.zip(n1).map(|(a, b)| fold(&[a, b]));
                let n14 = n1.zip_latest(n13).map(|(a, b)| fold(&[a, b]));
                let n15 = n0.zip(n13).map(|(a, b)| fold(&[a, b]));
                let n16 = n9.partition(5).flatten();
                let n17 = n16.filter(|x| passes(*x, 0));
                let n18 = n7.accumulate(|old, x| mix(*old, x));
                let n19 = n9.step_by(2);
                let n20 = n15.accumulate(|old, x| mix(*old, x));
                let n21 = n14.partition(usize::from(5_u8)).map(fold);
                let n22 = n16.scan(0, |count, x| { *count += 1; mix(*count, x) });
                n8.sink(|x| log.add(0, x));
                n10.sink(|x| log.add(1, x));
                n11.sink(|x| log.add(2, x));
                n12.sink(|x| log.add(3, x));
                n17.sink(|x| log.add(4, x));
                n18.sink(|x| log.add(5, x));
                n19.sink(|x| log.add(6, x));
                n20.sink(|x| log.add(7, x));
                n21.sink(|x| log.add(8, x));
                n22.sink(|x| log.add(9, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_40() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::TryZip(5), [2, 3, 0]),
                node(Op::Port, [1]),
                node(Op::FlatMap(3), [5]),
                node(Op::Window(5), [6]),
                node(Op::Zip, [7, 6]),
                node(Op::FlatMap(8), [2]),
                node(Op::CombineLatest(1), [5, 1]),
                node(Op::Union, [4, 7, 3]),
                node(Op::Port, [8]),
                node(Op::PartitionFlat(4), [8]),
                node(Op::Zip, [6, 8, 8]),
                node(Op::Partition(3), [12]),
                node(Op::ZipLatestUnbounded, [11, 13]),
                node(Op::Zip, [14, 6]),
                node(Op::TryMap(7), [17]),
                node(Op::Zip, [3, 0, 0]),
                node(Op::Zip, [7, 17, 6]),
                node(Op::ZipLatest, [20, 18, 8]),
                node(Op::Zip, [17, 6, 7]),
                node(Op::Scan, [19]),
                node(Op::Map(4), [21]),
                node(Op::Accumulate, [24]),
                node(Op::Map(8), [22]),
                node(Op::Sink(0), [9]),
                node(Op::Sink(1), [10]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [16]),
                node(Op::Sink(4), [23]),
                node(Op::Sink(5), [25]),
                node(Op::Sink(6), [26]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = s2.try_zip(5, n0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n2 = s1.port();
                let n3 = n2.flat_map(|x| several(x, 3));
                let n4 = n3.sliding_window(5).map(fold);
                let n5 = n4.zip(n3).map(|(a, b)| fold(&[a, b]));
                let n6 = s2.flat_map(|x| several(x, 8));
                let n7 = n2.combine_latest(s1).emit_on(n2).map(|(a, b)| fold(&[a, b]));
                let n8 = n1.union(n4, n0);
                let n9 = n5.port();
                let n10 = n5.partition(4).flatten();
                let n11 = n3.zip(n5, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n12 = n9.partition(usize::from(3_u8)).map(fold);
                let n13 = n8.zip_latest_unbounded(n10).map(|(a, b)| fold(&[a, b]));
                let n14 = n11.zip(n3).map(|(a, b)| fold(&[a, b]));
                let n15 = n14.try_map(|x| attempt(x, 7));
                let n16 = n0.zip(s0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n18 = n4.zip(n14, n3).map(|(a, b, c)| fold(&[a, b, c])).zip_latest(n15, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n19 = n14.zip(n3, n4).map(|(a, b, c)| fold(&[a, b, c]));
                let n20 = n16.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n22 = n18.map(|x| mix(x, 4)).accumulate(|old, x| mix(*old, x));
                let n23 = n19.map(|x| mix(x, 8));
                n6.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n12.sink(|x| log.add(2, x));
                n13.sink(|x| log.add(3, x));
                n20.sink(|x| log.add(4, x));
                n22.sink(|x| log.add(5, x));
                n23.sink(|x| log.add(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    3 => p.n2(x),
                    4 => p.n9(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_41() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Collect(3), [0]),
                node(Op::Flush(0), [0]),
                node(Op::Union, [1, 0]),
                node(Op::Zip, [1, 1]),
                node(Op::PartitionBy(1), [4]),
                node(Op::ZipLatest, [1, 4, 4]),
                node(Op::Map(0), [1]),
                node(Op::Window(5), [7]),
                node(Op::ZipUnbounded, [8, 5]),
                node(Op::ZipLatestUnbounded, [9, 3]),
                node(Op::TryMap(0), [6]),
                node(Op::Catch(10), []),
                node(Op::Zip, [8, 4]),
                node(Op::PartitionFlat(5), [11]),
                node(Op::ZipLatest, [4, 1]),
                node(Op::FlatMap(5), [12]),
                node(Op::Zip, [8, 4]),
                node(Op::Filter(3), [13]),
                node(Op::ZipLatest, [13, 1, 1]),
                node(Op::TryMap(0), [17]),
                node(Op::Catch(19), []),
                node(Op::ZipLatestUnbounded, [16, 18]),
                node(Op::PartitionFlat(2), [21]),
                node(Op::UniqueHashed(2), [19]),
                node(Op::Zip, [17, 1, 8]),
                node(Op::Sink(0), [10]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [20]),
                node(Op::Sink(4), [22]),
                node(Op::Sink(5), [23]),
                node(Op::Sink(6), [24]),
                node(Op::Sink(7), [25]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let held0 = s0.collect(usize::from(3_u8));
                let n0 = held0.map(fold);
                s0.flush(held0);
                let n2 = n0.union(s0);
                let n3 = n0.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n4 = n3.partition_by_unbounded(1, |x| x.rem_euclid(3)).map(fold);
                let n5 = n0.zip_latest(n3, n3).map(|(a, b, c)| fold(&[a, b, c]));
                let n7 = n0.map(|x| mix(x, 0)).sliding_window(5).map(fold);
                let n9 = n7.zip_unbounded(n4).map(|(a, b)| fold(&[a, b])).zip_latest_unbounded(n2).map(|(a, b)| fold(&[a, b]));
                let n10 = n5.try_map(|x| attempt(x, 0));
                let n11 = n10.catch(caught);
                let n12 = n7.zip(n3).map(|(a, b)| fold(&[a, b]));
                let n13 = n10.partition(5).flatten();
                let n14 = n3.zip_latest(n0).map(|(a, b)| fold(&[a, b]));
                let n15 = n11.flat_map(|x| several(x, 5));
                let n16 = n7.zip(n3).map(|(a, b)| fold(&[a, b]));
                let n17 = n12.filter(|x| passes(*x, 3));
                let n18 = n12.zip_latest(n0, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n19 = n16.try_map(|x| attempt(x, 0));
                let n20 = n19.catch(caught);
                let n21 = n15.zip_latest_unbounded(n17).map(|(a, b)| fold(&[a, b]));
                let n22 = n20.partition(2).flatten();
                let n23 = n18.unique_hashed(2);
                let n24 = n16.zip(n0, n7).map(|(a, b, c)| fold(&[a, b, c]));
                n9.sink(|x| log.add(0, x));
                n13.sink(|x| log.add(1, x));
                n14.sink(|x| log.add(2, x));
                n19.sink(|x| log.add(3, x));
                n21.sink(|x| log.add(4, x));
                n22.sink(|x| log.add(5, x));
                n23.sink(|x| log.add(6, x));
                n24.sink(|x| log.add(7, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_42() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Zip, [1, 1]),
                node(Op::Window(5), [2]),
                node(Op::Partition(5), [0]),
                node(Op::Map(3), [3]),
                node(Op::Port, [5]),
                node(Op::TrySink(0), [4]),
                node(Op::Sink(1), [6]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.zip(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.sliding_window(5).map(fold);
                let n2 = s0.partition(5).map(fold);
                let n4 = n1.map(|x| mix(x, 3)).port();
                n2.try_sink(|x| log.offer(0, x));
                n4.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n4(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_43() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::Accumulate, [1]),
                node(Op::Filter(1), [0]),
                node(Op::Slice(0, 60), [2]),
                node(Op::ZipLatestUnbounded, [3, 4]),
                node(Op::Port, [5]),
                node(Op::UniqueHashed(2), [6]),
                node(Op::Sink(0), [7]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.accumulate(|old, x| mix(*old, x));
                let n1 = s0.filter(|x| passes(*x, 1));
                let n4 = n1.zip_latest_unbounded(n0.slice(0..60)).map(|(a, b)| fold(&[a, b])).port();
                let n5 = n4.unique_hashed(2);
                n5.sink(|x| log.add(0, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n4(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_44() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: true,
            nodes: vec![
                node(Op::PartitionFlat(3), [0]),
                node(Op::Window(5), [1]),
                node(Op::Filter(0), [2]),
                node(Op::Map(0), [3]),
                node(Op::TryZip(5), [4, 1, 2]),
                node(Op::Partition(2), [1]),
                node(Op::ZipLatest, [4, 3]),
                node(Op::Sink(0), [5]),
                node(Op::Sink(1), [6]),
                node(Op::TrySink(2), [7]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| -> Verdict {
                let n0 = s0.partition(usize::from(3_u8)).flatten();
                let n1 = n0.sliding_window(5).map(fold);
                let n2 = n1.filter(|x| passes(*x, 0));
                let n3 = n2.map(|x| mix(x, 0));
                let n4 = n3.try_zip(5, n0, n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n0.partition(2).map(fold);
                let n6 = n3.zip_latest(n2).map(|(a, b)| fold(&[a, b]));
                n4.sink(|x| log.add(0, x));
                n5.sink(|x| log.add(1, x));
                n6.try_sink(|x| log.offer(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_45() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::ZipUnbounded, [2, 0]),
                node(Op::ZipLatest, [3, 3]),
                node(Op::Zip, [4, 4]),
                node(Op::Collect(3), [5]),
                node(Op::Flush(4), [0]),
                node(Op::WindowFull(5), [6]),
                node(Op::Filter(1), [3]),
                node(Op::Slice(0, 40), [9]),
                node(Op::FeedbackUnbounded(0), [10]),
                node(Op::Sink(0), [8]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.zip_unbounded(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.zip_unbounded(s0).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.zip_latest(n1).map(|(a, b)| fold(&[a, b]));
                let held4 = n2.zip(n2).map(|(a, b)| fold(&[a, b])).collect(3);
                let n4 = held4.map(fold);
                s0.flush(held4);
                let n6 = n4.sliding_window_full(usize::from(5_u8)).map(fold);
                n1.filter(|x| passes(*x, 1)).slice(0..40).feedback_unbounded(s0);
                n6.sink(|x| log.add(0, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_46() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Union, [1, 0]),
                node(Op::Slice(6, 70), [0]),
                node(Op::CombineLatest(5), [3, 2, 1]),
                node(Op::UniqueHashed(3), [4]),
                node(Op::Scan, [0]),
                node(Op::Zip, [6, 0, 0]),
                node(Op::TryZip(20), [1, 5]),
                node(Op::Filter(8), [7]),
                node(Op::Zip, [0, 7, 7]),
                node(Op::Sink(0), [8]),
                node(Op::Sink(1), [9]),
                node(Op::TrySink(2), [10]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s1.union(s0);
                let n3 = s0.slice(6..70).combine_latest(n0, s1).emit_on(0, 2).map(|(a, b, c)| fold(&[a, b, c])).unique_hashed(3);
                let n5 = s0.scan(0, |count, x| { *count += 1; mix(*count, x) }).zip(s0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n6 = s1.try_zip(usize::from(20_u8), n3).map(|(a, b)| fold(&[a, b]));
                let n7 = n5.filter(|x| passes(*x, 8));
                let n8 = s0.zip(n5, n5).map(|(a, b, c)| fold(&[a, b, c]));
                n6.sink(|x| log.add(0, x));
                n7.sink(|x| log.add(1, x));
                n8.try_sink(|x| log.offer(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_47() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Sink(0), [0]),
                node(Op::Filter(7), [0]),
                node(Op::Scan, [0]),
                node(Op::ZipLatest, [3, 0, 0]),
                node(Op::Collect(1), [2]),
                node(Op::Flush(4), [0]),
                node(Op::CombineLatest(2), [5, 4, 0]),
                node(Op::Collect(1), [4]),
                node(Op::Flush(7), [7]),
                node(Op::Accumulate, [4]),
                node(Op::Sink(1), [8]),
                node(Op::Sink(2), [10]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                s0.sink(|x| log.add(0, x));
                let n1 = s0.filter(|x| passes(*x, 7));
                let n3 = s0.scan(0, |count, x| { *count += 1; mix(*count, x) }).zip_latest(s0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let held4 = n1.collect(1);
                let n4 = held4.map(fold);
                s0.flush(held4);
                let n6 = n4.combine_latest(n3, s0).emit_on(n3).map(|(a, b, c)| fold(&[a, b, c]));
                let held7 = n3.collect(1);
                let n7 = held7.map(fold);
                n6.flush(held7);
                let n9 = n3.accumulate(|old, x| mix(*old, x));
                n7.sink(|x| log.add(1, x));
                n9.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_48() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::TryZip(20), [0, 1]),
                node(Op::Partition(2), [3]),
                node(Op::WindowFull(5), [2]),
                node(Op::FlatMap(6), [4]),
                node(Op::Zip, [0, 0]),
                node(Op::Union, [4, 5, 6]),
                node(Op::Accumulate, [7]),
                node(Op::Map(6), [9]),
                node(Op::Collect(3), [10]),
                node(Op::Flush(8), [4]),
                node(Op::ZipLatest, [10, 9, 9]),
                node(Op::TrySink(0), [8]),
                node(Op::Sink(1), [11]),
                node(Op::TrySink(2), [13]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s0.try_zip(usize::from(20_u8), s1).map(|(a, b)| fold(&[a, b]));
                let n1 = n0.partition(2).map(fold);
                let n2 = s2.sliding_window_full(5).map(fold);
                let n3 = n1.flat_map(|x| several(x, 6));
                let n4 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n5 = n1.union(n2, n3);
                let n6 = n4.accumulate(|old, x| mix(*old, x));
                let n7 = n6.map(|x| mix(x, 6));
                let held8 = n7.collect(3);
                let n8 = held8.map(fold);
                n1.flush(held8);
                let n10 = n7.zip_latest(n6, n6).map(|(a, b, c)| fold(&[a, b, c]));
                n5.try_sink(|x| log.offer(0, x));
                n8.sink(|x| log.add(1, x));
                n10.try_sink(|x| log.offer(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_49() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::FlatMap(0), [0]),
                node(Op::CombineLatest(3), [1, 0]),
                node(Op::StepBy(2), [2]),
                node(Op::Collect(3), [1]),
                node(Op::Flush(3), [0]),
                node(Op::ZipLatestUnbounded, [3, 4]),
                node(Op::PartitionFlat(4), [6]),
                node(Op::Filter(2), [7]),
                node(Op::Slice(0, 40), [8]),
                node(Op::FeedbackUnbounded(0), [9]),
                node(Op::WindowFull(1), [6]),
                node(Op::Zip, [7, 7]),
                node(Op::Sink(0), [11]),
                node(Op::Sink(1), [12]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.flat_map(|x| several(x, 0));
                let n2 = n0.combine_latest(s0).map(|(a, b)| fold(&[a, b])).step_by(2);
                let held3 = n0.collect(usize::from(3_u8));
                let n3 = held3.map(fold);
                s0.flush(held3);
                let n5 = n2.zip_latest_unbounded(n3).map(|(a, b)| fold(&[a, b]));
                let n6 = n5.partition(usize::from(4_u8)).flatten();
                n6.filter(|x| passes(*x, 2)).slice(0..40).feedback_unbounded(s0);
                let n10 = n5.sliding_window_full(1).map(fold);
                let n11 = n6.zip(n6).map(|(a, b)| fold(&[a, b]));
                n10.sink(|x| log.add(0, x));
                n11.sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_50() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: true,
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::Port, [1]),
                node(Op::TryMap(3), [1]),
                node(Op::Zip, [0, 0]),
                node(Op::Union, [4, 3, 2]),
                node(Op::Union, [5, 4]),
                node(Op::CombineLatest(1), [3, 6]),
                node(Op::UniqueHashed(2), [7]),
                node(Op::TrySink(0), [8]),
                node(Op::Filter(8), [4]),
                node(Op::TryZip(10), [4, 10]),
                node(Op::WindowFull(5), [11]),
                node(Op::Accumulate, [12]),
                node(Op::Sink(1), [13]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| -> Verdict {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = n0.port();
                let n2 = n0.try_map(|x| attempt(x, 3));
                let n3 = s0.zip(s0).map(|(a, b)| fold(&[a, b]));
                let n5 = n3.union(n2, n1).union(n3);
                n2.combine_latest(n5).emit_on(n2).map(|(a, b)| fold(&[a, b])).unique_hashed(2).try_sink(|x| log.offer(0, x));
                let n10 = n3.try_zip(10, n3.filter(|x| passes(*x, 8))).map(|(a, b)| fold(&[a, b]));
                n10.sliding_window_full(5).map(fold).accumulate(|old, x| mix(*old, x)).sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.n1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_51() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::FlatMap(5), [1]),
                node(Op::Zip, [2, 2]),
                node(Op::PartitionFlat(3), [0]),
                node(Op::Sink(0), [3]),
                node(Op::Unique(3), [2]),
                node(Op::Map(8), [6]),
                node(Op::Union, [7, 4, 2]),
                node(Op::Port, [8]),
                node(Op::Above(3), [1]),
                node(Op::Divide(3), [10]),
                node(Op::FeedbackUnbounded(1), [11]),
                node(Op::ZipUnbounded, [2, 10, 9]),
                node(Op::Window(1), [13]),
                node(Op::Union, [14, 10]),
                node(Op::Sink(1), [15]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.flat_map(|x| several(x, 5));
                let n1 = n0.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n2 = s0.partition(3).flatten();
                n1.sink(|x| log.add(0, x));
                let n5 = n0.unique(3).map(|x| mix(x, 8));
                let n7 = n5.union(n2, n0).port();
                let n8 = s1.filter(|x| *x > 3);
                n8.map(|x| x / 3).feedback_unbounded(s1);
                n0.zip_unbounded(n8, n7).map(|(a, b, c)| fold(&[a, b, c])).sliding_window(usize::from(1_u8)).map(fold).union(n8).sink(|x| log.add(1, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.n7(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_52() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::TryZipLatest(1), [2, 1, 0]),
                node(Op::FlatMap(6), [3]),
                node(Op::WindowFull(1), [3]),
                node(Op::Port, [4]),
                node(Op::TryZip(5), [5, 6, 3]),
                node(Op::Zip, [6, 6]),
                node(Op::Union, [7, 5]),
                node(Op::Window(1), [9]),
                node(Op::Window(3), [0]),
                node(Op::Map(2), [1]),
                node(Op::Zip, [10, 9, 9]),
                node(Op::Union, [12, 3]),
                node(Op::Window(1), [8]),
                node(Op::Zip, [13, 10]),
                node(Op::FlatMap(5), [15]),
                node(Op::TrySink(0), [11]),
                node(Op::TrySink(1), [14]),
                node(Op::TrySink(2), [16]),
                node(Op::TrySink(3), [17]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s2.try_zip_latest(usize::from(1_u8), s1, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n1 = n0.flat_map(|x| several(x, 6));
                let n2 = n0.sliding_window_full(1).map(fold);
                let n3 = n1.port();
                let n4 = n2.try_zip(5, n3, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n3.zip(n3).map(|(a, b)| fold(&[a, b]));
                let n6 = n4.union(n2);
                let n7 = n6.sliding_window(1).map(fold);
                let n8 = s0.sliding_window(3).map(fold);
                let n9 = s1.map(|x| mix(x, 2));
                let n10 = n7.zip(n6, n6).map(|(a, b, c)| fold(&[a, b, c]));
                let n11 = n9.union(n0);
                let n12 = n5.sliding_window(usize::from(1_u8)).map(fold);
                let n13 = n10.zip(n7).map(|(a, b)| fold(&[a, b]));
                let n14 = n12.flat_map(|x| several(x, 5));
                n8.try_sink(|x| log.offer(0, x));
                n11.try_sink(|x| log.offer(1, x));
                n13.try_sink(|x| log.offer(2, x));
                n14.try_sink(|x| log.offer(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    3 => p.n3(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_53() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::Zip, [1, 1]),
                node(Op::Filter(6), [0]),
                node(Op::ZipLatest, [2, 1, 1]),
                node(Op::Filter(7), [4]),
                node(Op::Slice(0, 40), [5]),
                node(Op::FeedbackUnbounded(1), [6]),
                node(Op::Map(2), [4]),
                node(Op::Window(5), [3]),
                node(Op::Zip, [9, 3, 3]),
                node(Op::ZipLatestUnbounded, [0, 2, 9]),
                node(Op::Zip, [8, 4, 4]),
                node(Op::FlatMap(6), [11]),
                node(Op::Filter(1), [13]),
                node(Op::ZipLatest, [12, 8]),
                node(Op::Map(2), [11]),
                node(Op::ZipLatest, [11, 16]),
                node(Op::Sink(0), [10]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [17]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s1.zip(s1).map(|(a, b)| fold(&[a, b]));
                let n1 = s0.filter(|x| passes(*x, 6));
                let n2 = n0.zip_latest(s1, s1).map(|(a, b, c)| fold(&[a, b, c]));
                n2.filter(|x| passes(*x, 7)).slice(0..40).feedback_unbounded(s1);
                let n6 = n2.map(|x| mix(x, 2));
                let n7 = n1.sliding_window(5).map(fold);
                let n8 = n7.zip(n1, n1).map(|(a, b, c)| fold(&[a, b, c]));
                let n9 = s0.zip_latest_unbounded(n0, n7).map(|(a, b, c)| fold(&[a, b, c]));
                let n10 = n6.zip(n2, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n12 = n9.flat_map(|x| several(x, 6)).filter(|x| passes(*x, 1));
                let n13 = n10.zip_latest(n6).map(|(a, b)| fold(&[a, b]));
                let n15 = n9.zip_latest(n9.map(|x| mix(x, 2))).map(|(a, b)| fold(&[a, b]));
                n8.sink(|x| log.add(0, x));
                n12.sink(|x| log.add(1, x));
                n13.sink(|x| log.add(2, x));
                n15.sink(|x| log.add(3, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_54() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::Map(4), [0]),
                node(Op::Port, [1]),
                node(Op::WindowFull(1), [3]),
                node(Op::Map(5), [5]),
                node(Op::Filter(6), [6]),
                node(Op::Scan, [4]),
                node(Op::FlatMap(8), [8]),
                node(Op::Map(5), [6]),
                node(Op::Accumulate, [2]),
                node(Op::Union, [10, 7]),
                node(Op::Map(4), [2]),
                node(Op::Zip, [11, 2, 13]),
                node(Op::PartitionFlat(1), [10]),
                node(Op::Sink(0), [15]),
                node(Op::FlatMap(5), [0]),
                node(Op::Partition(1), [11]),
                node(Op::Zip, [8, 4]),
                node(Op::Sink(1), [9]),
                node(Op::Sink(2), [12]),
                node(Op::Sink(3), [14]),
                node(Op::TrySink(4), [17]),
                node(Op::TrySink(5), [18]),
                node(Op::Sink(6), [19]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s0.map(|x| mix(x, 4));
                let n1 = s1.port();
                let n3 = n0.sliding_window_full(1).map(fold).map(|x| mix(x, 5));
                let n4 = n3.filter(|x| passes(*x, 6));
                let n5 = n1.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n6 = n5.flat_map(|x| several(x, 8));
                let n7 = n3.map(|x| mix(x, 5));
                let n8 = s2.accumulate(|old, x| mix(*old, x));
                let n9 = n7.union(n4);
                let n10 = s2.map(|x| mix(x, 4));
                let n11 = n8.zip(s2, n10).map(|(a, b, c)| fold(&[a, b, c]));
                n7.partition(usize::from(1_u8)).flatten().sink(|x| log.add(0, x));
                let n14 = s0.flat_map(|x| several(x, 5));
                let n15 = n8.partition(usize::from(1_u8)).map(fold);
                let n16 = n5.zip(n1).map(|(a, b)| fold(&[a, b]));
                n6.sink(|x| log.add(1, x));
                n9.sink(|x| log.add(2, x));
                n11.sink(|x| log.add(3, x));
                n14.try_sink(|x| log.offer(4, x));
                n15.try_sink(|x| log.offer(5, x));
                n16.sink(|x| log.add(6, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    3 => p.n1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_55() -> Case {
    Case {
        graph: Graph {
            sources: 1,
            fallible: false,
            nodes: vec![
                node(Op::Unique(1), [0]),
                node(Op::ZipUnbounded, [0, 1]),
                node(Op::Map(0), [2]),
                node(Op::Map(7), [0]),
                node(Op::Zip, [4, 0, 0]),
                node(Op::WindowFull(3), [3]),
                node(Op::ZipUnbounded, [0, 1, 5]),
                node(Op::Zip, [2, 3]),
                node(Op::Partition(2), [6]),
                node(Op::ZipUnbounded, [7, 8, 5]),
                node(Op::UniqueHashed(4), [7]),
                node(Op::Filter(7), [9]),
                node(Op::Map(6), [12]),
                node(Op::PartitionFlat(2), [6]),
                node(Op::Filter(3), [10]),
                node(Op::Map(6), [11]),
                node(Op::FlatMap(2), [7]),
                node(Op::Sink(0), [13]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [15]),
                node(Op::Sink(3), [16]),
                node(Op::Sink(4), [17]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64| {
                let n0 = s0.unique(usize::from(1_u8));
                let n1 = s0.zip_unbounded(n0).map(|(a, b)| fold(&[a, b]));
                let n2 = n1.map(|x| mix(x, 0));
                let n4 = s0.map(|x| mix(x, 7)).zip(s0, s0).map(|(a, b, c)| fold(&[a, b, c]));
                let n5 = n2.sliding_window_full(3).map(fold);
                let n6 = s0.zip_unbounded(n0, n4).map(|(a, b, c)| fold(&[a, b, c]));
                let n7 = n1.zip(n2).map(|(a, b)| fold(&[a, b]));
                let n8 = n5.partition(2).map(fold);
                let n9 = n6.zip_unbounded(n7, n4).map(|(a, b, c)| fold(&[a, b, c]));
                let n10 = n6.unique_hashed(4);
                let n12 = n8.filter(|x| passes(*x, 7)).map(|x| mix(x, 6));
                let n13 = n5.partition(2).flatten();
                let n14 = n9.filter(|x| passes(*x, 3));
                let n15 = n10.map(|x| mix(x, 6));
                let n16 = n6.flat_map(|x| several(x, 2));
                n12.sink(|x| log.add(0, x));
                n13.sink(|x| log.add(1, x));
                n14.sink(|x| log.add(2, x));
                n15.sink(|x| log.add(3, x));
                n16.sink(|x| log.add(4, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_56() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: true,
            nodes: vec![
                node(Op::WindowFull(4), [1]),
                node(Op::Union, [2, 3, 0]),
                node(Op::Scan, [4]),
                node(Op::Map(5), [5]),
                node(Op::ZipLatest, [0, 0]),
                node(Op::Slice(2, 70), [5]),
                node(Op::Partition(3), [7]),
                node(Op::Scan, [6]),
                node(Op::Filter(8), [1]),
                node(Op::Filter(3), [10]),
                node(Op::PartitionFlat(4), [11]),
                node(Op::FlatMap(2), [8]),
                node(Op::Zip, [4, 10, 5]),
                node(Op::WindowFull(5), [15]),
                node(Op::CombineLatest(2), [9, 13]),
                node(Op::CombineLatest(2), [14, 16, 12]),
                node(Op::PartitionBy(2), [15]),
                node(Op::Union, [3, 19]),
                node(Op::PartitionFlat(1), [17]),
                node(Op::Sink(0), [18]),
                node(Op::TrySink(1), [20]),
                node(Op::Sink(2), [21]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| -> Verdict {
                let n0 = s1.sliding_window_full(usize::from(4_u8)).map(fold);
                let n1 = s2.union(n0, s0);
                let n2 = n1.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n3 = n2.map(|x| mix(x, 5));
                let n4 = s0.zip_latest(s0).map(|(a, b)| fold(&[a, b]));
                let n5 = n2.slice(2..70);
                let n6 = n4.partition(usize::from(3_u8)).map(fold);
                let n7 = n3.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n8 = s1.filter(|x| passes(*x, 8));
                let n9 = n7.filter(|x| passes(*x, 3));
                let n10 = n8.partition(4).flatten();
                let n11 = n5.flat_map(|x| several(x, 2));
                let n12 = n1.zip(n7, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n13 = n12.sliding_window_full(5).map(fold);
                let n14 = n6.combine_latest(n10).emit_on(n10).map(|(a, b)| fold(&[a, b]));
                let n15 = n11.combine_latest(n13, n9).emit_on(n13).map(|(a, b, c)| fold(&[a, b, c]));
                let n17 = n0.union(n12.try_partition_by(2, 3, |x| x.rem_euclid(3)).map(fold));
                let n18 = n14.partition(usize::from(1_u8)).flatten();
                n15.sink(|x| log.add(0, x));
                n17.try_sink(|x| log.offer(1, x));
                n18.sink(|x| log.add(2, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_57() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: false,
            nodes: vec![
                node(Op::TryMap(2), [0]),
                node(Op::Catch(0), []),
                node(Op::Union, [1, 3, 0]),
                node(Op::Collect(1), [4]),
                node(Op::Flush(3), [4]),
                node(Op::Zip, [3, 3]),
                node(Op::Unique(4), [3]),
                node(Op::Zip, [3, 7, 7]),
                node(Op::Above(3), [0]),
                node(Op::Divide(3), [10]),
                node(Op::FeedbackUnbounded(0), [11]),
                node(Op::Window(2), [2]),
                node(Op::CombineLatest(3), [11, 2]),
                node(Op::Above(3), [1]),
                node(Op::Divide(3), [15]),
                node(Op::FeedbackUnbounded(1), [16]),
                node(Op::Unique(4), [11]),
                node(Op::Union, [18, 4]),
                node(Op::Sink(0), [7]),
                node(Op::Zip, [11, 10]),
                node(Op::Sink(1), [5]),
                node(Op::Sink(2), [8]),
                node(Op::Sink(3), [9]),
                node(Op::Sink(4), [13]),
                node(Op::Sink(5), [14]),
                node(Op::Sink(6), [19]),
                node(Op::Sink(7), [21]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| {
                let n0 = s0.try_map(|x| attempt(x, 2));
                let n1 = n0.catch(caught);
                let n2 = s1.union(n1, s0);
                let held3 = n2.collect(usize::from(1_u8));
                let n3 = held3.map(fold);
                n2.flush(held3);
                let n5 = n1.zip(n1).map(|(a, b)| fold(&[a, b]));
                let n6 = n1.unique(usize::from(4_u8));
                let n7 = n1.zip(n5, n5).map(|(a, b, c)| fold(&[a, b, c]));
                let n8 = s0.filter(|x| *x > 3);
                let n9 = n8.map(|x| x / 3);
                n9.feedback_unbounded(s0);
                let n11 = n0.sliding_window(2).map(fold);
                let n12 = n9.combine_latest(n0).map(|(a, b)| fold(&[a, b]));
                s1.filter(|x| *x > 3).map(|x| x / 3).feedback_unbounded(s1);
                let n17 = n9.unique(4).union(n2);
                n5.sink(|x| log.add(0, x));
                let n19 = n9.zip(n8).map(|(a, b)| fold(&[a, b]));
                n3.sink(|x| log.add(1, x));
                n6.sink(|x| log.add(2, x));
                n7.sink(|x| log.add(3, x));
                n11.sink(|x| log.add(4, x));
                n12.sink(|x| log.add(5, x));
                n17.sink(|x| log.add(6, x));
                n19.sink(|x| log.add(7, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}

fn graph_58() -> Case {
    Case {
        graph: Graph {
            sources: 2,
            fallible: true,
            nodes: vec![
                node(Op::Accumulate, [0]),
                node(Op::Accumulate, [1]),
                node(Op::Accumulate, [2]),
                node(Op::TryZipLatest(4), [3, 4, 2]),
                node(Op::ZipLatest, [4, 0]),
                node(Op::TryZipLatest(2), [1, 5, 6]),
                node(Op::ZipLatest, [7, 7]),
                node(Op::ZipLatestUnbounded, [8, 5, 2]),
                node(Op::TrySink(0), [9]),
                node(Op::Scan, [6]),
                node(Op::WindowFull(3), [4]),
                node(Op::Zip, [11, 6, 6]),
                node(Op::TryZip(15), [12, 1]),
                node(Op::Zip, [4, 2]),
                node(Op::FlatMap(6), [1]),
                node(Op::PartitionFlat(2), [0]),
                node(Op::Window(1), [4]),
                node(Op::Zip, [6, 11, 11]),
                node(Op::Map(4), [7]),
                node(Op::Filter(1), [15]),
                node(Op::Slice(0, 40), [21]),
                node(Op::Feedback(1, 4), [22]),
                node(Op::Sink(1), [13]),
                node(Op::Sink(2), [14]),
                node(Op::TrySink(3), [16]),
                node(Op::TrySink(4), [17]),
                node(Op::Sink(5), [18]),
                node(Op::Sink(6), [19]),
                node(Op::Sink(7), [20]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64| -> Verdict {
                let n0 = s0.accumulate(|old, x| mix(*old, x));
                let n1 = s1.accumulate(|old, x| mix(*old, x));
                let n2 = n0.accumulate(|old, x| mix(*old, x));
                let n3 = n1.try_zip_latest(usize::from(4_u8), n2, n0).map(|(a, b, c)| fold(&[a, b, c]));
                let n4 = n2.zip_latest(s0).map(|(a, b)| fold(&[a, b]));
                let n5 = s1.try_zip_latest(2, n3, n4).map(|(a, b, c)| fold(&[a, b, c]));
                n5.zip_latest(n5).map(|(a, b)| fold(&[a, b])).zip_latest_unbounded(n3, n0).map(|(a, b, c)| fold(&[a, b, c])).try_sink(|x| log.offer(0, x));
                let n9 = n4.scan(0, |count, x| { *count += 1; mix(*count, x) });
                let n10 = n2.sliding_window_full(3).map(fold);
                let n11 = n9.zip(n4, n4).map(|(a, b, c)| fold(&[a, b, c]));
                let n12 = n10.try_zip(usize::from(15_u8), s1).map(|(a, b)| fold(&[a, b]));
                let n13 = n2.zip(n0).map(|(a, b)| fold(&[a, b]));
                let n14 = s1.flat_map(|x| several(x, 6));
                let n15 = s0.partition(usize::from(2_u8)).flatten();
                let n16 = n2.sliding_window(1).map(fold);
                let n17 = n4.zip(n9, n9).map(|(a, b, c)| fold(&[a, b, c]));
                let n18 = n5.map(|x| mix(x, 4));
                let n20 = n13.filter(|x| passes(*x, 1)).slice(0..40);
                n20.feedback(s1, usize::from(4_u8));
                n11.sink(|x| log.add(1, x));
                n12.sink(|x| log.add(2, x));
                n14.try_sink(|x| log.offer(3, x));
                n15.try_sink(|x| log.offer(4, x));
                n16.sink(|x| log.add(5, x));
                n17.sink(|x| log.add(6, x));
                n18.sink(|x| log.add(7, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    _ => unreachable!(),
                }
            })
        },
    }
}

fn graph_59() -> Case {
    Case {
        graph: Graph {
            sources: 3,
            fallible: false,
            nodes: vec![
                node(Op::Window(2), [2]),
                node(Op::WindowFull(3), [0]),
                node(Op::FlatMap(4), [4]),
                node(Op::ZipLatest, [3, 2]),
                node(Op::WindowFull(3), [6]),
                node(Op::Sink(0), [7]),
                node(Op::Window(2), [1]),
                node(Op::Map(5), [5]),
                node(Op::Above(3), [2]),
                node(Op::Divide(3), [11]),
                node(Op::FeedbackUnbounded(2), [12]),
                node(Op::Window(4), [6]),
                node(Op::ZipUnbounded, [12, 10]),
                node(Op::Partition(5), [15]),
                node(Op::Union, [9, 15]),
                node(Op::ZipLatest, [10, 5, 5]),
                node(Op::Union, [10, 18, 2]),
                node(Op::Window(1), [5]),
                node(Op::CombineLatest(4), [6, 17, 19]),
                node(Op::Map(8), [15]),
                node(Op::Filter(2), [21]),
                node(Op::Window(3), [16]),
                node(Op::Sink(1), [14]),
                node(Op::Sink(2), [20]),
                node(Op::Sink(3), [22]),
                node(Op::Sink(4), [23]),
                node(Op::Sink(5), [24]),
            ],
        },
        run: |events| {
            let log = Log::default();
            let mut p = pipeline!(|s0: i64, s1: i64, s2: i64| {
                let n0 = s2.sliding_window(usize::from(2_u8)).map(fold);
                let n2 = s0.sliding_window_full(3).map(fold).flat_map(|x| several(x, 4));
                let n3 = n0.zip_latest(s2).map(|(a, b)| fold(&[a, b]));
                n3.sliding_window_full(3).map(fold).sink(|x| log.add(0, x));
                let n6 = s1.sliding_window(usize::from(2_u8)).map(fold);
                let n7 = n2.map(|x| mix(x, 5));
                let n9 = s2.filter(|x| *x > 3).map(|x| x / 3);
                n9.feedback_unbounded(s2);
                let n11 = n3.sliding_window(4).map(fold);
                let n12 = n9.zip_unbounded(n7).map(|(a, b)| fold(&[a, b]));
                let n13 = n12.partition(5).map(fold);
                let n14 = n6.union(n12);
                let n15 = n7.zip_latest(n2, n2).map(|(a, b, c)| fold(&[a, b, c]));
                let n16 = n7.union(n15, s2);
                let n17 = n2.sliding_window(1).map(fold);
                let n18 = n3.combine_latest(n14, n16).emit_on(n16).map(|(a, b, c)| fold(&[a, b, c]));
                let n19 = n12.map(|x| mix(x, 8));
                let n20 = n18.filter(|x| passes(*x, 2));
                let n21 = n13.sliding_window(usize::from(3_u8)).map(fold);
                n11.sink(|x| log.add(1, x));
                n17.sink(|x| log.add(2, x));
                n19.sink(|x| log.add(3, x));
                n20.sink(|x| log.add(4, x));
                n21.sink(|x| log.add(5, x));
            });
            log.run(events, |entry, x| {
                match entry {
                    0 => p.s0(x),
                    1 => p.s1(x),
                    2 => p.s2(x),
                    _ => unreachable!(),
                }
                Ok(())
            })
        },
    }
}
