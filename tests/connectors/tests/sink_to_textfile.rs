//! `sink_to_textfile` on real files.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;
use std::fs;
use std::path::Path;

use futures::{FutureExt as _, SinkExt as _};
use proptest::prelude::*;
use streamz::prelude::*;
use streamz::tags::Tagged;
use streamz_connector_tests::PATIENCE;
use streamz_io::files::{SinkToTextfileError, TextFileError, from_textfile, sink_to_textfile};
use tokio::time::timeout;

#[tokio::test]
async fn what_is_flushed_is_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    let mut sink = sink_to_textfile(&path).open().await.unwrap();
    sink.feed("one").await.unwrap();
    assert_eq!(
        (fs::read_to_string(&path).unwrap().as_str(), sink.metrics().passed()),
        ("", 0)
    );
    sink.send("two").await.unwrap();
    assert_eq!(
        (fs::read_to_string(&path).unwrap().as_str(), sink.metrics().passed()),
        ("one\ntwo\n", 2)
    );
    sink.feed("three").await.unwrap();
    sink.close().await.unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "one\ntwo\nthree\n");
    let error = sink.send("four").await.unwrap_err();
    assert!(matches!(error, SinkToTextfileError::Closed { .. }), "{error}");
}

#[tokio::test]
async fn it_appends_unless_it_is_told_to_truncate() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    for (items, truncate, content) in [
        ("a", false, "a;"),
        ("b", false, "a;b;"),
        ("c", true, "c;"),
        ("d", false, "c;d;"),
    ] {
        let builder = sink_to_textfile(&path).end(";").sync_data();
        let builder = if truncate { builder.truncate() } else { builder };
        builder.open().await.unwrap().send(items).await.unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), content);
    }
}

#[tokio::test]
async fn a_torn_line_is_ended_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("out");
    fs::write(&path, "whole\nto").unwrap();
    sink_to_textfile(&path)
        .open()
        .await
        .unwrap()
        .send("next")
        .await
        .unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "whole\nto\nnext\n");
}

#[tokio::test]
async fn what_cannot_be_is_said_at_once() {
    let error = sink_to_textfile("/no/such/folder/out")
        .open::<String>()
        .await
        .map(drop)
        .unwrap_err();
    assert!(
        error.to_string().starts_with("sink_to_textfile(/no/such/folder/out): "),
        "{error}"
    );
}

#[tokio::test]
async fn a_full_disk_is_an_error_and_loses_nothing_from_the_sink() {
    if !Path::new("/dev/full").exists() {
        return println!("not run: this system has no /dev/full");
    }
    let mut sink = sink_to_textfile("/dev/full").open().await.unwrap();
    for unwritten in [2, 4, 6] {
        let error = sink.send("x").await.unwrap_err();
        assert!(
            matches!(error, SinkToTextfileError::Write { bytes, .. } if bytes == unwritten),
            "{error}"
        );
    }
    assert_eq!(sink.metrics().passed(), 0);
}

#[tokio::test]
async fn lines_of_a_file_are_acknowledged_when_they_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let (input, output) = (folder.path().join("in"), folder.path().join("out"));
    let text: String = (0..1000).map(|n| format!("{n}\n")).collect();
    fs::write(&input, &text).unwrap();
    let lines = from_textfile(&input)
        .to_end()
        .checkpoint(folder.path().join("checkpoint"));
    let lines = lines.in_flight(100).open().await.unwrap();
    let handle = lines.handle();
    let sink = sink_to_textfile(&output).open().await.unwrap();
    {
        let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
            let lines = try_tagged_source(lines);
            lines.forward(sink);
        }));
        timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    }
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    assert_eq!(fs::read_to_string(&output).unwrap(), text);
}

#[tokio::test]
async fn lines_that_could_not_be_written_come_again() {
    if !Path::new("/dev/full").exists() {
        return println!("not run: this system has no /dev/full");
    }
    let folder = tempfile::tempdir().unwrap();
    let input = folder.path().join("in");
    fs::write(&input, "one\ntwo\n").unwrap();
    let source = || {
        from_textfile(&input)
            .to_end()
            .checkpoint(folder.path().join("checkpoint"))
    };
    let lines = source().open().await.unwrap();
    let handle = lines.handle();
    let sink = sink_to_textfile("/dev/full").open().await.unwrap();
    {
        let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
            let lines = try_tagged_source(lines);
            lines.forward(sink);
        }));
        timeout(PATIENCE, p.run()).await.unwrap().unwrap_err();
    }
    let closed = timeout(PATIENCE, handle.closed()).await.unwrap();
    assert!(
        matches!(closed, Err(TextFileError::Failed { line: 1, .. })),
        "{closed:?}"
    );
    let mut again = source().open().await.unwrap();
    let Tagged(line, _receipt) = futures::StreamExt::next(&mut again).await.unwrap().unwrap();
    assert_eq!(line.text(), Ok("one"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]
    /// However items are fed and flushed, and whichever waits are given up.
    #[test]
    fn everything_is_written_once_in_order(steps in proptest::collection::vec((0..60_000_usize, any::<bool>(), any::<bool>()), 0..20)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out");
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let expected = runtime.block_on(async {
            let mut sink = sink_to_textfile(&path).open().await.unwrap();
            let mut expected = String::new();
            for (number, (length, flush, give_up)) in steps.into_iter().enumerate() {
                let item = number.to_string().repeat(length / 2);
                expected = expected + &item + "\n";
                sink.feed(item).await.unwrap();
                if give_up {
                    let _ = sink.flush().now_or_never();
                }
                if flush {
                    sink.flush().await.unwrap();
                    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
                }
            }
            sink.close().await.unwrap();
            expected
        });
        prop_assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    }
}
