//! `from_process` on real programs.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;
use core::time::Duration;
use std::path::Path;

use futures::StreamExt as _;
use streamz::prelude::*;
use streamz_connector_tests::PATIENCE;
use streamz_io::process::{FromProcess, Line, ProcessError, ProcessOutput, Stderr, from_process};
use tokio::time::{sleep, timeout};

/// What the shell makes of a script; `from_process` itself has none.
fn script(text: &str) -> FromProcess {
    from_process("sh").args(["-c", text])
}

async fn next(lines: &mut ProcessOutput) -> Option<Result<Line, ProcessError>> {
    timeout(PATIENCE, lines.next()).await.expect("in time")
}

async fn all(process: FromProcess) -> (Vec<String>, Option<ProcessError>) {
    let mut lines = process.start().await.unwrap();
    let mut texts = Vec::new();
    while let Some(line) = next(&mut lines).await {
        match line {
            Ok(line) => texts.push(line.text().unwrap().to_owned()),
            Err(error) => {
                assert!(next(&mut lines).await.is_none());
                return (texts, Some(error));
            }
        }
    }
    (texts, None)
}

#[tokio::test]
async fn arguments_are_handed_over_as_they_are() {
    let process = from_process("printf")
        .arg("%s|")
        .args(["a b", "$HOME", "'\"*;", ""])
        .delimiter("|");
    let (lines, failed) = all(process).await;
    assert_eq!(lines, ["a b", "$HOME", "'\"*;", ""]);
    assert!(failed.is_none());
}

/// Waits until a process is no longer running; where the system does not tell, says so and waits for nothing.
async fn dead(id: u32) {
    let process = format!("/proc/{id}/stat");
    if !Path::new("/proc/self/stat").exists() {
        return println!("not looked at: this system has no /proc to find processes in");
    }
    let gone = async {
        // One that is dead and not yet waited for is still there, with the state Z.
        while std::fs::read_to_string(&process).is_ok_and(|stat| !stat.contains(") Z")) {
            sleep(Duration::from_millis(1)).await;
        }
    };
    timeout(PATIENCE, gone).await.unwrap();
}

#[tokio::test]
async fn what_was_written_comes_after_the_end_too() {
    let lines = script("seq 5000; printf last").start().await.unwrap();
    dead(lines.id().unwrap()).await;
    let lines: Vec<Line> = lines.map(Result::unwrap).collect().await;
    assert_eq!(lines.len(), 5001);
    let last = lines.last().unwrap();
    assert_eq!((last.text(), last.is_whole(), last.number()), (Ok("last"), false, 5001));
    let length: usize = (1..=5000).map(|n: u32| n.to_string().len() + 1).sum();
    assert_eq!(last.offset(), length as u64);
}

#[tokio::test]
async fn how_it_ends_is_the_last_item() {
    let (lines, failed) = all(script("echo before; exit 3")).await;
    assert_eq!(lines, ["before"]);
    let error = failed.unwrap();
    assert!(
        matches!(&error, ProcessError::Failed { status, .. } if status.code() == Some(3)),
        "{error}"
    );
    assert!(
        error
            .to_string()
            .starts_with("from_process(sh): it has failed: exit status: 3"),
        "{error}"
    );
    let (_, killed) = all(script("kill -9 $$")).await;
    assert!(killed.unwrap().to_string().contains("signal: 9"));
    let (lines, failed) = all(script("echo before; exit 3").any_status()).await;
    assert_eq!((lines, failed.is_none()), (vec!["before".to_owned()], true));
}

#[tokio::test]
async fn a_failure_is_that_of_the_pipeline() {
    let lines = script("echo 1; echo 2; exit 1").start().await.unwrap();
    let mut seen = Vec::new();
    let ran = {
        let mut p = pin!(pipeline!(|| -> Result<(), ProcessError> {
            let lines = try_source(lines);
            lines.sink(|line| seen.push(line.text().unwrap().to_owned()));
        }));
        timeout(PATIENCE, p.run()).await.unwrap()
    };
    assert_eq!(seen, ["1", "2"]);
    assert!(matches!(ran, Err(ProcessError::Failed { .. })), "{ran:?}");
}

#[tokio::test]
async fn the_error_output_goes_where_that_is_said() {
    let text = "echo out; echo err >&2";
    for stderr in [Stderr::Log, Stderr::Discard] {
        assert_eq!(all(script(text).stderr(stderr)).await.0, ["out"]);
    }
    let mut lines = script(text).stderr(Stderr::Lines).start().await.unwrap();
    let mut both = Vec::new();
    while let Some(line) = next(&mut lines).await {
        let line = line.unwrap();
        both.push((line.is_stderr(), line.text().unwrap().to_owned(), line.number()));
    }
    both.sort();
    assert_eq!(both, [(false, "out".to_owned(), 1), (true, "err".to_owned(), 1)]);
}

#[tokio::test]
async fn a_program_that_floods_its_error_output_ends() {
    // Far more than a pipe holds.
    let (lines, failed) = all(script("seq 100000 >&2; echo done")).await;
    assert_eq!((lines, failed.is_none()), (vec!["done".to_owned()], true));
}

#[tokio::test]
async fn a_line_that_is_too_long_is_passed_over() {
    let mut lines = script("echo short; seq -s, 100000; echo behind")
        .max_line(1000)
        .start()
        .await
        .unwrap();
    let texts = [next(&mut lines).await, next(&mut lines).await].map(|line| line.unwrap().unwrap());
    assert_eq!(texts.each_ref().map(|line| line.text().unwrap()), ["short", "behind"]);
    assert_eq!((texts[1].number(), lines.metrics().dropped()), (3, 1));
}

#[tokio::test]
async fn environment_and_folder_are_those_given() {
    let folder = tempfile::tempdir().unwrap();
    let process = script("pwd; echo $ANSWER")
        .current_dir(folder.path())
        .env("ANSWER", "42");
    let folder = folder.path().canonicalize().unwrap();
    assert_eq!(all(process).await.0, [folder.to_str().unwrap(), "42"]);
}

#[tokio::test]
async fn what_cannot_be_is_said_at_once() {
    let error = from_process("no-such-program --help")
        .start()
        .await
        .map(drop)
        .unwrap_err();
    assert!(matches!(error, ProcessError::Start { .. }), "{error}");
    assert!(error.to_string().contains("no shell"), "{error}");
    let error = script("").delimiter("").start().await.map(drop).unwrap_err();
    assert!(matches!(error, ProcessError::NoDelimiter { .. }), "{error}");
}

#[tokio::test]
async fn it_is_killed_with_the_pipeline() {
    let lines = script("echo started; exec sleep 1000").start().await.unwrap();
    let id = lines.id().unwrap();
    {
        let started = core::cell::Cell::new(false);
        let mut p = pin!(pipeline!(|| -> Result<(), ProcessError> {
            let lines = try_source(lines);
            lines.sink(|_| started.set(true));
        }));
        let wait = async {
            while !started.get() {
                sleep(Duration::from_millis(1)).await;
            }
        };
        tokio::select! {
            ran = p.run() => panic!("it ended: {ran:?}"),
            waited = timeout(PATIENCE, wait) => waited.unwrap(),
        }
    }
    dead(id).await;
}
