//! `from_textfile` on real files.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;
use core::time::Duration;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use futures::{Stream, StreamExt as _};
use streamz::prelude::*;
use streamz::tags::{Tag as _, Tagged};
use streamz_connector_tests::PATIENCE;
use streamz_io::files::{FromTextfile, Line, TextFileError, from_textfile};
use streamz_io::{OnFailure, Receipt};
use tempfile::TempDir;
use tokio::time::timeout;

struct Log {
    folder: TempDir,
    path: PathBuf,
}

impl Log {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        File::create(&path).unwrap();
        Self { folder, path }
    }

    fn append(&self, text: impl AsRef<[u8]>) {
        let mut file = OpenOptions::new().append(true).create(true).open(&self.path).unwrap();
        file.write_all(text.as_ref()).unwrap();
    }

    fn source(&self) -> FromTextfile {
        from_textfile(&self.path)
            .poll_interval(Duration::from_millis(2))
            .rotate_wait(Duration::from_millis(20))
    }

    fn checkpoint(&self) -> PathBuf {
        self.folder.path().join("checkpoint")
    }
}

async fn next<T, E: core::fmt::Debug>(lines: &mut (impl Stream<Item = Result<T, E>> + Unpin)) -> T {
    let next = timeout(PATIENCE, lines.next()).await.expect("in time");
    next.expect("a line").expect("no error")
}

async fn text(lines: &mut (impl Stream<Item = Result<Line, TextFileError>> + Unpin)) -> String {
    next(lines).await.text().unwrap().to_owned()
}

/// Whether nothing comes for a while.
async fn waits<T>(lines: &mut (impl Stream<Item = T> + Unpin)) -> bool {
    timeout(Duration::from_millis(20), lines.next()).await.is_err()
}

#[tokio::test]
async fn lines_come_when_they_are_whole() {
    let log = Log::new();
    let mut lines = log.source().open().await.unwrap();
    assert!(waits(&mut lines).await);
    log.append("one\n\ntw");
    assert_eq!(text(&mut lines).await, "one");
    assert_eq!(text(&mut lines).await, "");
    assert!(waits(&mut lines).await);
    log.append("o");
    assert!(waits(&mut lines).await);
    log.append(b"\n\xff\xfe\n");
    let two = next(&mut lines).await;
    assert_eq!((two.text(), two.payload().text()), (Ok("two"), Ok("two\n")));
    assert_eq!((two.offset(), two.number(), two.is_whole()), (5, 3, true));
    let bytes = next(&mut lines).await;
    assert_eq!(bytes.content(), b"\xff\xfe");
    assert!(bytes.text().is_err());
    assert_eq!(lines.metrics().passed(), 4);
}

#[tokio::test]
async fn an_end_of_several_bytes_may_be_torn() {
    let log = Log::new();
    log.append("a\r\nb\n\r\nc\r");
    let mut lines = log.source().delimiter("\r\n").open().await.unwrap();
    assert_eq!(text(&mut lines).await, "a");
    assert_eq!(text(&mut lines).await, "b\n");
    assert!(waits(&mut lines).await);
    log.append("\n");
    assert_eq!(text(&mut lines).await, "c");
}

#[tokio::test]
async fn from_the_end_only_new_lines_come() {
    let log = Log::new();
    log.append("old\n");
    let mut lines = log.source().from_end().open().await.unwrap();
    assert!(waits(&mut lines).await);
    log.append("new\n");
    let new = next(&mut lines).await;
    assert_eq!((new.text(), new.offset(), new.number()), (Ok("new"), 4, 1));
}

#[tokio::test]
async fn to_the_end_the_last_line_needs_no_delimiter() {
    let log = Log::new();
    log.append("one\ntwo");
    let lines = log.source().to_end().open().await.unwrap();
    let lines: Vec<Line> = lines.map(Result::unwrap).collect().await;
    assert_eq!(
        lines.iter().map(|line| line.text().unwrap()).collect::<Vec<_>>(),
        ["one", "two"]
    );
    assert_eq!(lines.iter().map(Line::is_whole).collect::<Vec<_>>(), [true, false]);
}

#[tokio::test]
async fn a_file_may_come_late_if_that_is_said() {
    let log = Log::new();
    fs::remove_file(&log.path).unwrap();
    let error = log.source().open().await.map(drop).unwrap_err();
    assert!(matches!(error, TextFileError::Open { .. }), "{error}");
    let mut lines = log.source().from_end().wait_for_file().open().await.unwrap();
    assert!(waits(&mut lines).await);
    assert!(!lines.metrics().connected());
    log.append("all of it is new\n");
    assert_eq!(text(&mut lines).await, "all of it is new");
    assert!(lines.metrics().connected());
}

#[tokio::test]
async fn a_file_that_gets_another_name_is_read_to_its_end_before_the_next_one() {
    let log = Log::new();
    log.append("1\n");
    let mut lines = log.source().open().await.unwrap();
    assert_eq!(text(&mut lines).await, "1");
    let mut old = OpenOptions::new().append(true).open(&log.path).unwrap();
    fs::rename(&log.path, log.folder.path().join("log.1")).unwrap();
    old.write_all(b"2\n").unwrap();
    assert_eq!(text(&mut lines).await, "2");
    old.write_all(b"3\n4").unwrap();
    log.append("5\n6");
    assert_eq!(text(&mut lines).await, "3");
    let torn = next(&mut lines).await;
    assert_eq!((torn.text(), torn.is_whole()), (Ok("4"), false));
    let first = next(&mut lines).await;
    assert_eq!((first.text(), first.offset(), first.number()), (Ok("5"), 0, 1));
    log.append("\n");
    assert_eq!(text(&mut lines).await, "6");
}

#[tokio::test]
async fn a_file_that_is_cut_off_begins_again() {
    let log = Log::new();
    log.append("one\ntwo\nthr");
    let mut lines = log.source().open().await.unwrap();
    assert_eq!(text(&mut lines).await, "one");
    assert_eq!(text(&mut lines).await, "two");
    assert!(waits(&mut lines).await);
    // As long as it was: its length tells nothing.
    let mut file = OpenOptions::new().write(true).open(&log.path).unwrap();
    file.write_all(b"ONE\nTWO\nTHR").unwrap();
    assert_eq!(text(&mut lines).await, "thr");
    assert_eq!(text(&mut lines).await, "ONE");
    assert_eq!(text(&mut lines).await, "TWO");
    assert!(waits(&mut lines).await);
    fs::write(&log.path, "1\n").unwrap();
    assert_eq!(text(&mut lines).await, "THR");
    assert_eq!(text(&mut lines).await, "1");
}

#[tokio::test]
async fn what_cannot_be_is_said_at_once() {
    let log = Log::new();
    let folder = log.folder.path();
    let said = |error: TextFileError| {
        let text = error.to_string();
        assert!(text.starts_with("from_textfile("), "{text}");
        text
    };
    let error = said(from_textfile(folder).open().await.map(drop).unwrap_err());
    assert!(error.contains("not a regular file"), "{error}");
    let error = said(log.source().delimiter("").open().await.map(drop).unwrap_err());
    assert!(error.contains("delimiter is empty"), "{error}");
    let checkpoint = |at: &Path| log.source().checkpoint(at).open();
    let error = said(checkpoint(&folder.join("none/checkpoint")).await.map(drop).unwrap_err());
    assert!(error.contains("folder must exist"), "{error}");
    let error = said(checkpoint(folder).await.map(drop).unwrap_err());
    assert!(error.contains("cannot be read or written"), "{error}");
    let precious = folder.join("precious");
    fs::write(&precious, "my letters\n").unwrap();
    let error = said(checkpoint(&precious).await.map(drop).unwrap_err());
    assert!(error.contains("not a checkpoint"), "{error}");
    assert_eq!(fs::read_to_string(precious).unwrap(), "my letters\n");
}

/// Passes all lines to the end through a pipeline that fails on lines that begin with `!`.
async fn pass(log: &Log, on_failure: OnFailure) -> (Vec<String>, Result<(), String>, Result<(), TextFileError>) {
    let lines = log.source().to_end().checkpoint(log.checkpoint());
    let lines = lines.on_failure(on_failure).open().await.unwrap();
    let handle = lines.handle();
    let mut seen = Vec::new();
    let ran = {
        let mut p = pin!(pipeline!(|| -> Result<(), String> {
            let lines = try_tagged_source(lines.map(|line| line.map_err(|error| error.to_string())));
            lines
                .try_map(|line: Line| match line.text().unwrap() {
                    bad if bad.starts_with('!') => Err(bad.to_owned()),
                    good => Ok(good.to_owned()),
                })
                .partition(2)
                .map(|pair| pair.concat())
                .buffer(4)
                .sink(|pair| seen.push(pair));
        }));
        let ran = timeout(PATIENCE, p.run()).await.expect("in time");
        // What is on its way when it fails goes on.
        let _ = timeout(PATIENCE, p.shutdown()).await.expect("in time");
        ran
    };
    let closed = timeout(PATIENCE, handle.closed()).await.expect("in time");
    assert_eq!(handle.metrics().in_flight(), 0);
    (seen, ran, closed)
}

#[tokio::test]
async fn a_restart_goes_on_behind_what_was_dealt_with() {
    let log = Log::new();
    log.append("a\nb\nc\n");
    let (seen, ran, closed) = pass(&log, OnFailure::Stop).await;
    assert_eq!((seen, ran), (vec!["ab".to_owned(), "c".to_owned()], Ok(())));
    closed.unwrap();
    log.append("d\n");
    let (seen, ran, closed) = pass(&log, OnFailure::Stop).await;
    assert_eq!((seen, ran), (vec!["d".to_owned()], Ok(())));
    closed.unwrap();
    // The file is given another name meanwhile, behind a line that was not read.
    log.append("e\n");
    fs::rename(&log.path, log.folder.path().join("log.1")).unwrap();
    log.append("f\n");
    let (seen, ..) = pass(&log, OnFailure::Stop).await;
    assert_eq!(seen, ["ef"]);
    let (seen, ..) = pass(&log, OnFailure::Stop).await;
    assert_eq!(seen, [""; 0]);
}

#[tokio::test]
async fn a_line_that_fails_holds_the_checkpoint_or_is_passed_over() {
    let log = Log::new();
    log.append("a\nb\n!\nc\nd\n");
    for _ in 0..2 {
        let (_, ran, closed) = pass(&log, OnFailure::Stop).await;
        assert_eq!(ran, Err("!".to_owned()));
        assert!(
            matches!(closed, Err(TextFileError::Failed { line: 3, byte: 6, .. })),
            "{closed:?}"
        );
    }
    let source = || log.source().to_end().checkpoint(log.checkpoint());
    let mut lines = source().on_failure(OnFailure::Skip).open().await.unwrap();
    let (handle, mut numbers) = (lines.handle(), Vec::new());
    while let Some(line) = timeout(PATIENCE, lines.next()).await.unwrap() {
        let Tagged(line, receipt) = line.unwrap();
        if line.text() != Ok("!") {
            receipt.done();
        }
        numbers.push(line.number());
    }
    drop(lines);
    handle.closed().await.unwrap();
    assert_eq!((numbers, handle.metrics().failed()), (vec![3, 4, 5], 1));
    assert!(source().open().await.unwrap().next().await.is_none());
}

#[tokio::test]
async fn a_failed_line_ends_the_source_with_an_error() {
    let log = Log::new();
    log.append("a\nb\nc\n");
    let mut lines = log.source().checkpoint(log.checkpoint()).open().await.unwrap();
    let Tagged(_, a) = next(&mut lines).await;
    let Tagged(_, b) = next(&mut lines).await;
    drop(b);
    a.done();
    let failed = timeout(PATIENCE, lines.next()).await.unwrap().unwrap().map(drop);
    assert!(
        matches!(failed, Err(TextFileError::Failed { line: 2, byte: 4, .. })),
        "{failed:?}"
    );
    assert!(timeout(PATIENCE, lines.next()).await.unwrap().is_none());
}

#[tokio::test]
async fn no_more_lines_come_than_may_be_in_flight() {
    let log = Log::new();
    log.append("line\n".repeat(20));
    let lines = log.source().checkpoint(log.checkpoint()).in_flight(8);
    let mut lines = lines.commit_interval(Duration::from_millis(1)).open().await.unwrap();
    let metrics = lines.metrics();
    let mut receipts: Vec<Receipt> = Vec::new();
    for _ in 0..8 {
        receipts.push(next(&mut lines).await.1);
    }
    assert!(waits(&mut lines).await);
    assert_eq!(metrics.in_flight(), 8);
    assert!(metrics.oldest_unacknowledged() > Duration::ZERO);
    // Those behind the first make no room, for the checkpoint cannot pass it.
    let first = receipts.remove(0);
    receipts.into_iter().for_each(Receipt::done);
    assert!(waits(&mut lines).await);
    first.done();
    for _ in 0..8 {
        next(&mut lines).await.1.done();
    }
}

#[tokio::test]
async fn a_source_that_begins_at_the_end_loses_nothing_when_it_is_restarted() {
    let log = Log::new();
    log.append("old\n");
    let source = || log.source().from_end().checkpoint(log.checkpoint());
    drop(source().open().await.unwrap());
    log.append("new\n");
    let mut lines = source().open().await.unwrap();
    let Tagged(line, _receipt) = next(&mut lines).await;
    assert_eq!(line.text(), Ok("new"));
}

#[tokio::test]
async fn closing_gives_up_on_lines_that_nobody_deals_with() {
    let log = Log::new();
    log.append("a\nb\n");
    let lines = log.source().checkpoint(log.checkpoint());
    let mut lines = lines.drain_timeout(Duration::from_millis(10)).open().await.unwrap();
    let handle = lines.handle();
    let (Tagged(_, a), Tagged(_, _b)) = (next(&mut lines).await, next(&mut lines).await);
    a.done();
    drop(lines);
    let closed = timeout(PATIENCE, handle.closed()).await.unwrap();
    assert!(
        matches!(closed, Err(TextFileError::Unsettled { lines: 1, .. })),
        "{closed:?}"
    );
    // How far it was is written all the same.
    let mut lines = log.source().checkpoint(log.checkpoint()).open().await.unwrap();
    assert_eq!(next(&mut lines).await.0.text(), Ok("b"));
}
