//! What files and processes cost in memory, whatever is in them and whoever is slow. One after another, for there is one
//! memory.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::Cell;
use core::pin::pin;
use core::time::Duration;
use std::fs::{File, OpenOptions};
use std::io::Write as _;

use futures::{Stream, StreamExt as _};
use streamz::prelude::*;
use streamz_connector_tests::{PATIENCE, resident_memory};
use streamz_io::Metrics;
use streamz_io::files::from_textfile;
use streamz_io::process::from_process;
use tokio::sync::Mutex;
use tokio::time::{sleep, timeout};

static ALONE: Mutex<()> = Mutex::const_new(());

/// Fails if there is more than a few megabytes more resident after `what` than `before`.
fn compare(what: &str, before: Option<u64>) {
    if let (Some(before), Some(after)) = (before, resident_memory()) {
        println!(
            "{what}: {} kB resident before, {} kB after",
            before / 1024,
            after / 1024
        );
        assert!(after < before + (8 << 20), "{what}");
    }
}

/// Passes items to a sink that takes a millisecond for each, until it has taken some, and says how many were handed on.
async fn slow<T, E: core::fmt::Debug>(items: impl Stream<Item = Result<T, E>>, metrics: &Metrics) -> u64 {
    let stored = Cell::new(0);
    let mut p = pin!(pipeline!(|| -> Result<(), E> {
        let items = try_source(items);
        items.buffer(16).sink(async |_| {
            sleep(Duration::from_millis(1)).await;
            stored.set(stored.get() + 1);
        });
    }));
    let enough = async {
        while stored.get() < 200 {
            sleep(Duration::from_millis(1)).await;
        }
    };
    tokio::select! {
        ran = p.run() => panic!("it ended: {ran:?}"),
        waited = timeout(PATIENCE, enough) => waited.unwrap(),
    }
    let passed = metrics.passed();
    println!("{passed} items were handed on while {} were stored", stored.get());
    assert!(passed <= stored.get() + 20);
    passed
}

#[tokio::test]
async fn a_line_of_256_megabytes() {
    let _alone = ALONE.lock().await;
    let mut file = tempfile::NamedTempFile::new().unwrap();
    // Nothing but zeros, which take no room on the disk.
    let length = 1 << 28;
    file.as_file().set_len(length).unwrap();
    OpenOptions::new()
        .append(true)
        .open(file.path())
        .unwrap()
        .write_all(b"\nbehind\n")
        .unwrap();
    file.flush().unwrap();
    let mut lines = from_textfile(file.path()).open().await.unwrap();
    let before = resident_memory();
    let behind = timeout(PATIENCE, lines.next()).await.unwrap().unwrap().unwrap();
    compare("a line of 256 MB", before);
    assert_eq!(
        (behind.text(), behind.offset(), behind.number()),
        (Ok("behind"), length + 1, 2)
    );
    assert_eq!(lines.metrics().dropped(), 1);
}

#[tokio::test]
async fn a_large_file_and_a_slow_sink() {
    let _alone = ALONE.lock().await;
    let file = tempfile::NamedTempFile::new().unwrap();
    let line = "x".repeat(99) + "\n";
    let mut writer = File::create(file.path()).unwrap();
    for _ in 0..500 {
        writer.write_all(line.repeat(1000).as_bytes()).unwrap();
    }
    let lines = from_textfile(file.path()).open().await.unwrap();
    let (metrics, before) = (lines.metrics(), resident_memory());
    slow(lines, &metrics).await;
    compare("a file of 50 MB", before);
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_that_writes_a_line_of_a_gigabyte() {
    let _alone = ALONE.lock().await;
    let process = from_process("sh").args(["-c", "head -c 1000000000 /dev/zero; echo; echo behind"]);
    let mut lines = process.start().await.unwrap();
    let before = resident_memory();
    let behind = timeout(PATIENCE, lines.next()).await.unwrap().unwrap().unwrap();
    compare("a line of a gigabyte", before);
    assert_eq!(
        (behind.text(), behind.offset(), behind.number()),
        (Ok("behind"), 1_000_000_001, 2)
    );
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_that_writes_for_ever_and_a_slow_sink() {
    let _alone = ALONE.lock().await;
    let lines = from_process("yes").start().await.unwrap();
    let (metrics, before) = (lines.metrics(), resident_memory());
    slow(lines, &metrics).await;
    compare("a program that writes for ever", before);
}
