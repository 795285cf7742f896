//! An island on a thread of its own: two pipelines, joined by a channel, do what one pipeline with a buffer does.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;

use futures::executor::block_on;
use streamz::channel::channel;
use streamz::prelude::*;
use streamz::thread;

const ITEMS: u32 = 20_000;

fn together() -> Vec<u32> {
    let mut seen = Vec::new();
    let mut p = pipeline!(|| {
        let numbers = from_iterable(0..ITEMS);
        numbers
            .map(|x| x ^ 1)
            .buffer(8)
            .partition(3)
            .map(|b| b.iter().sum::<u32>())
            .sink(|x| seen.push(x));
    });
    block_on(p.run());
    drop(p);
    seen
}

#[test]
fn two_threads_do_what_one_does() {
    let (sender, receiver) = channel(8);
    let far = thread::spawn("far island", None, move || async move {
        let mut seen = Vec::new();
        {
            let mut p = pin!(pipeline!(|| {
                let numbers = source(receiver);
                numbers
                    .partition(3)
                    .map(|b| b.iter().sum::<u32>())
                    .sink(|x| seen.push(x));
            }));
            p.run().await;
        }
        seen
    })
    .unwrap();
    let mut near = pin!(pipeline!(|| {
        let numbers = from_iterable(0..ITEMS);
        numbers.map(|x| x ^ 1).forward(sender);
    }));
    block_on(near.run()).unwrap();
    assert_eq!(far.join().unwrap(), together());
}

#[test]
fn an_island_that_ends_early_is_told_of() {
    let (sender, receiver) = channel::<u32>(4);
    let far = thread::spawn("short island", None, move || async move {
        let mut p = pin!(pipeline!(|| {
            let numbers = source(receiver);
            numbers.try_sink(|x| if x < 10 { Ok(()) } else { Err(x) });
        }));
        p.run().await
    })
    .unwrap();
    let mut near = pin!(pipeline!(|| {
        let numbers = from_iterable(0..ITEMS);
        numbers.forward(sender);
    }));
    assert!(block_on(near.run()).is_err());
    assert_eq!(far.join().unwrap(), Err(10));
}

#[test]
fn time_goes_on_where_a_pipeline_has_a_thread_of_its_own() {
    use core::time::Duration;
    use streamz::time::ThreadTimer;

    let thread = thread::spawn("late", None, || async {
        let mut p = pipeline!(|| {
            let numbers = from_iterable(0..3);
            let out = numbers.delay(Duration::from_millis(1), 4).sink_to_list(8);
        })
        .with_timer(ThreadTimer::new().spinning(Duration::from_micros(100)));
        p.run().await;
        p.out().to_vec()
    });
    assert_eq!(thread.unwrap().join().unwrap(), [0, 1, 2]);
}
