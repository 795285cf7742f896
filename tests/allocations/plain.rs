//! Pipelines without boundaries: one call of `emit` is one event.

use core::hint::black_box;

use streamz::prelude::*;

use crate::{ALLOCATIONS, SEEN, allocations, look, scattered, see, size};

const EVENTS: u64 = 20_000;

/// `name(where, events) |sources| { pipeline }` tests that no event allocates. The storage is `inline`: then neither
/// does construction; or on the `heap`: then construction does.
macro_rules! quiet {
    ($($name:ident($storage:ident, $events:expr) |$($source:ident),+| { $($body:tt)* })+) => {$(
        #[test]
        fn $name() {
            SEEN.set(0);
            let before = ALLOCATIONS.get();
            let mut p = pipeline!(|$($source: u64),+| { $($body)* });
            quiet!(@construction $storage, ALLOCATIONS.get() - before);
            let during = allocations(|| {
                for i in 0..$events {
                    $(let _ = black_box(p.$source(scattered(i)));)+
                }
            });
            assert_eq!(during, 0, "allocations in {} events", $events);
            assert!(SEEN.get() > 20, "hardly anything came to the end: {}", SEEN.get());
        }
    )+};
    (@construction inline, $count:expr) => { assert_eq!($count, 0, "allocations at construction") };
    (@construction heap, $count:expr) => { assert!($count > 0, "no storage was taken at construction") };
}

/// The twin of all tests here: operators that may grow do allocate, and it is noticed.
#[test]
fn growing_operators_are_noticed() {
    let mut p = pipeline!(|s: u64| {
        s.unique_unbounded().sink(see);
    });
    assert!(allocations(|| (0..1000).for_each(|i| p.emit(i))) > 0);
    let mut p = pipeline!(|s: u64| {
        let all = s.sink_to_list_unbounded();
    });
    assert!(allocations(|| (0..1000).for_each(|i| p.emit(i))) > 0);
    assert_eq!(p.all().len(), 1000);
    let mut p = pipeline!(|s: u64| {
        s.sliding_window(4).map(|w| w.to_vec()).sink(see);
    });
    assert_eq!(allocations(|| (0..1000).for_each(|i| p.emit(i))), 1000);
}

quiet! {
    items(inline, EVENTS) |s| {
        s.map(|x| x + 1).sink(see);
        s.filter(|x| x % 2 == 0).sink(see);
        s.remove(|x| x % 2 == 0).sink(see);
        s.filter_map(|x| u16::try_from(x).ok()).sink(see);
        s.map(|x| (x, x + 1)).starmap(|a, b| a + b).sink(see);
        s.map(|x| (x, x + 1)).pluck(1).sink(see);
        s.map(|x| [x, x + 1]).pluck(-1).sink(see);
        s.map(|x| [x, x + 1]).flatten().sink(see);
        s.map(|x| [x, x + 1]).concat().sink(see);
        s.flat_map(|x| x..x + 3).sink(see);
        s.slice(10..1000).sink(see);
        s.step_by(3).sink(see);
        s.union(s.map(|x| x + 1)).sink(see);
    }

    fallible_items(inline, EVENTS) |s| {
        s.try_map(|x| if x % 50 == 0 { Err(x) } else { Ok(x + 1) }).sink(see);
        s.try_filter(|x| if x % 51 == 0 { Err(*x) } else { Ok(x % 2 == 0) }).sink(see);
        s.try_sink(|x| (x % 52 != 0).then(|| see(x)).ok_or(x));
        let caught = s.try_map(|x| if x % 2 == 0 { Err(x) } else { Ok(x) });
        caught.sink(see);
        caught.catch(|x, error| (x, error)).sink(see);
    }

    try_pluck(inline, EVENTS) |s| {
        s.map(|x| [x, x + 1]).try_pluck(-1).sink(see);
        s.sliding_window(5).try_pluck(3).sink(see);
    }

    running_state(inline, EVENTS) |s| {
        s.accumulate(|sum, x| sum.wrapping_add(x)).sink(see);
        s.accumulate_from(7, |sum: &u64, x| sum.wrapping_add(x)).sink(see);
        s.scan(7u64, |sum, x| { *sum = sum.wrapping_add(x); *sum }).sink(see);
        s.scan_with_state(7u64, |sum, x| { *sum = sum.wrapping_add(x); *sum }).sink(see);
    }

    fallible_running_state(inline, EVENTS) |s| {
        let odd = s.filter(|x| x % 50 != 0);
        odd.try_accumulate(|sum, x| sum.checked_add(x).ok_or(x)).sink(see);
        odd.try_accumulate_from(7, |sum: &u64, x| sum.checked_add(x).ok_or(x)).sink(see);
        odd.try_scan(7, |sum: &mut u64, x| sum.checked_add(x).ok_or(x)).sink(see);
    }

    windows_inline(inline, EVENTS) |s| {
        s.sliding_window(1).sink(look);
        s.sliding_window(100).sink(look);
        s.sliding_window_full(100).sink(look);
        s.sliding_window(7).flatten().sink(see);
    }

    windows_on_the_heap(heap, EVENTS) |s| {
        s.sliding_window(size(100)).sink(look);
        s.sliding_window_full(size(1000)).sink(look);
        s.sliding_window(size(7)).flatten().sink(see);
    }

    windows_of_nothing(inline, EVENTS) |s| {
        s.sliding_window(size(0)).sink(look);
        s.partition(size(0)).sink(look);
        s.unique(size(0)).sink(see);
    }

    partitions_inline(inline, EVENTS) |s| {
        s.partition(1).sink(look);
        s.partition(100).sink(look);
        s.map(|x| x % 100).partition_unique(40, Keep::First).sink(look);
        s.partition_unique_by(40, Keep::Last, |x| x % 100).sink(look);
    }

    partitions_on_the_heap(heap, EVENTS) |s| {
        s.partition(size(100)).sink(look);
        s.map(|x| x % 100).partition_unique(size(40), Keep::First).sink(look);
        s.partition_unique_by(size(40), Keep::Last, |x| x % 100).sink(look);
    }

    try_partition_by_inline(inline, EVENTS) |s| {
        s.try_partition_by(10, 40, |x| x % 40).sink(look);
    }

    try_partition_by_on_the_heap(heap, EVENTS) |s| {
        s.try_partition_by(size(10), size(40), |x| x % 40).sink(look);
    }

    try_partition_by_of_few_keys(heap, EVENTS) |s| {
        s.try_partition_by(size(10), 4, |x| x % 5).sink(look);
    }

    try_partition_by_of_few_batches(heap, EVENTS) |s| {
        s.try_partition_by(3, size(4), |x| x % 5).sink(look);
    }

    unique_inline(inline, EVENTS) |s| {
        s.unique(1).sink(see);
        s.unique(64).sink(see);
        s.unique_by(64, |x| x % 1000).sink(see);
    }

    unique_on_the_heap(heap, EVENTS) |s| {
        s.unique(size(64)).sink(see);
        s.unique_by(size(64), |x| x % 1000).sink(see);
    }

    // Keys come and go all the time, so that the hash table fills with the marks of those that went.
    unique_hashed(heap, 300_000) |s| {
        s.unique_hashed(1000).sink(see);
        s.unique_hashed(size(1)).sink(see);
        s.unique_hashed(size(7)).sink(see);
        s.unique_hashed(size(28)).sink(see);
        s.unique_hashed_by(size(64), |x| x % 130).sink(see);
    }

    unique_hashed_by_ascending_keys(heap, 300_000) |s| {
        s.scan(0u64, |next, _| { *next += 1; *next }).unique_hashed(size(448)).sink(see);
        s.scan(0u64, |next, _| { *next += 1; *next }).unique_hashed_by(size(14), |x| x / 2).sink(see);
    }

    frequencies_inline(inline, EVENTS) |s| {
        s.map(|x| x % 40).try_frequencies(30).sink(look);
    }

    frequencies_on_the_heap(heap, EVENTS) |s| {
        s.map(|x| x % 40).try_frequencies(size(30)).sink(look);
    }

    collect_inline(inline, EVENTS) |s| {
        let held = s.collect(50);
        held.sink(look);
        s.filter(|x| x % 100 == 0).flush(held);
    }

    collect_on_the_heap(heap, EVENTS) |s, marks| {
        let held = s.collect(size(50));
        held.sink(look);
        marks.filter(|x| x % 100 == 0).flush(held);
    }

    lists_inline(inline, EVENTS) |s| {
        let list = s.sink_to_list(50);
        s.sink(see);
    }

    lists_on_the_heap(heap, EVENTS) |s| {
        let list = s.sink_to_list(size(50));
        s.sink(see);
    }

    zip_in_step(inline, EVENTS) |s| {
        let up = s.map(|x| x + 1);
        s.zip(up, 'a', s.sliding_window(3).map(<[u64]>::len)).sink(see);
        s.zip_latest(up).sink(see);
    }

    zip_inline(inline, EVENTS) |a, b| {
        a.try_zip(4, b).sink(see);
        a.filter(|x| x % 2 == 0).try_zip(10_000, b.filter(|x| x % 3 == 0)).sink(see);
    }

    zip_on_the_heap(heap, EVENTS) |a, b| {
        a.try_zip(size(4), b, a).sink(see);
        a.filter(|x| x % 2 == 0).try_zip(size(10_000), b.filter(|x| x % 3 == 0)).sink(see);
    }

    zip_that_overflows(heap, EVENTS) |a, b| {
        b.sink(see);
        a.try_zip(size(100), b.filter(|x| x % 3 == 0)).sink(see);
    }

    latest(inline, EVENTS) |a, b| {
        a.combine_latest(b).sink(see);
        a.combine_latest(b).emit_on(a).sink(see);
        a.try_zip_latest(4, b).sink(see);
    }

    zip_latest_on_the_heap(heap, EVENTS) |a, b| {
        a.try_zip_latest(size(50), b.slice(40..)).sink(see);
        a.try_zip_latest(size(20_000), b.slice(15_000..)).sink(see);
    }

    feedback_inline(inline, EVENTS) |s| {
        s.sink(see);
        s.filter(|x| *x > 1).flat_map(|x| [x / 16, x / 32]).feedback(s, 100);
    }

    feedback_on_the_heap(heap, EVENTS) |s| {
        s.sink(see);
        s.filter(|x| *x > 1).flat_map(|x| [x / 16, x / 32]).feedback(s, size(100));
    }

    ports(inline, EVENTS) |s| {
        let mid = s.map(|x| x + 1).port();
        mid.sink(see);
    }

    batches_of_arrays(inline, EVENTS) |s| {
        s.map(|x| [x, x + 1]).to_batch().sum().sink(see);
        s.map(|x| [x, x + 1]).to_batch().to_stream().sink(see);
        s.map(|x| [x, x + 1]).to_batch().stream().sink(look);
        s.sliding_window(8).to_batch().sum().sink(see);
        s.partition(8).to_batch().to_stream().sink(see);
    }
}

/// The buffers of `map` and `filter` on batches grow to the largest batch, and not again.
#[test]
fn batches_after_the_largest() {
    let mut p = pipeline!(|s: u64| {
        let batches = s.sliding_window(40).to_batch();
        batches.map(|x| x + 1).sum().sink(see);
        batches.filter(|x| x % 2 == 0).stream().sink(look);
        batches.map(|x| (x, x)).pluck(1).to_stream().sink(see);
    });
    assert!(allocations(|| (0..40).for_each(|i| p.emit(2 * i))) > 0);
    let later = allocations(|| (0..EVENTS).for_each(|i| p.emit(scattered(i))));
    assert_eq!(later, 0);
}

/// Lent items are not copied, whoever owns them.
#[test]
fn lent_lines() {
    let lines: Vec<String> = (0..100).map(|i| i.to_string()).collect();
    let mut total = 0;
    let mut p = pipeline!(|lines: &str| {
        let numbers = lines.try_map(|line| line.parse::<u64>());
        numbers.sink(|x| total += x);
        lines.filter(|line| line.len() > 1).sink(look);
    });
    let during = allocations(|| lines.iter().for_each(|line| p.emit(line).unwrap()));
    drop(p);
    assert_eq!((during, total), (0, 4950));
}

/// Reading a list, clearing it and filling it again.
#[test]
fn lists_in_use() {
    let mut p = pipeline!(|s: u64| {
        let newest = s.sink_to_list(size(50));
    });
    let during = allocations(|| {
        for i in 0..EVENTS {
            p.emit(i);
            if i % 70 == 0 {
                see(p.newest().len());
                p.newest().clear();
            }
        }
    });
    assert_eq!(during, 0);
}

/// Tokens of a pool: issued, copied, joined, finished, failed and taken; and the offsets they commit.
#[test]
fn acknowledgements() {
    use streamz::meta::{Ack, Begun, HeapPool, Offsets, Pool, PoolIn, Prefix, Store};

    fn in_use<S: Store<Meta = u64>>(pool: &PoolIn<S>) {
        let mut offsets = Offsets::<[Begun; 16]>::new();
        let mut prefix = Prefix::<[u64; 1]>::new();
        let mut window: [Option<Ack<&PoolIn<S>>>; 4] = [const { None }; 4];
        for i in 0..EVENTS {
            offsets.begin(i).unwrap();
            let ticket = prefix.begin().unwrap();
            let ack = pool.issue(i).unwrap();
            if let Some(oldest) = window[i as usize % 4].replace(ack.clone()) {
                oldest.done();
            }
            let mean = Ack::join(window.iter().flatten()).unwrap();
            see(mean.metas().sum::<u64>());
            let pair = mean.and(ack).unwrap();
            if i % 100 == 99 {
                see(Ack::join([&pair, &pair, &pair, &pair]).unwrap_err());
                // Fails the whole window; a try again would be done.
                drop(pair);
            } else {
                pair.done();
            }
            while let Some(settled) = pool.next_settled() {
                offsets.done(settled.meta);
            }
            prefix.complete(ticket);
        }
        see((offsets.committed(), prefix.committed()));
    }

    let inline = Pool::<u64, 8, 6>::new();
    assert_eq!(allocations(|| in_use(&inline)), 0);
    let heap = HeapPool::with_capacity(8, size(6));
    assert_eq!(allocations(|| in_use(&heap)), 0);
}
