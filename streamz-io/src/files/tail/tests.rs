#![allow(clippy::unwrap_used, reason = "tests")]

use core::time::Duration;
use std::fs::{File, OpenOptions};
use std::io::Write as _;
use std::path::PathBuf;

use proptest::collection::vec;
use proptest::prelude::*;

use super::*;

fn tail(path: &Path, max_line: usize) -> Tail {
    Tail::new(path, b"\n", max_line, Duration::ZERO, Metrics::new("test"))
}

/// Everything that is there now.
fn lines(tail: &mut Tail) -> Vec<String> {
    let mut all = Vec::new();
    loop {
        while let Some(line) = tail.next() {
            assert_eq!(line.offset() + line.payload().len() as u64, tail.position().offset);
            all.push(line.text().unwrap().to_owned() + if line.is_whole() { "" } else { "…" });
        }
        if tail.look(false).unwrap() == Look::Nothing {
            return all;
        }
    }
}

/// What is done to a log, and to the one who reads it.
#[derive(Clone, Debug)]
enum Step {
    Append(String),
    Look,
    /// The file gets another name, and a new one takes its place.
    Rotate,
    /// The file is gone, and a new one takes its place.
    Replace,
    Truncate,
    /// The reader is started again from its position.
    Restart,
    /// The same, and the file gets another name meanwhile.
    RestartRotated,
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        6 => "[ab\n]{0,12}".prop_map(Step::Append),
        4 => Just(Step::Look),
        1 => Just(Step::Rotate),
        1 => Just(Step::Replace),
        1 => Just(Step::Truncate),
        1 => Just(Step::Restart),
        1 => Just(Step::RestartRotated),
    ]
}

/// A log and what should be read of it.
struct Log {
    path: PathBuf,
    file: File,
    /// How often the file was begun.
    files: usize,
    content: String,
    expected: Vec<String>,
}

impl Log {
    fn begin(path: PathBuf) -> Self {
        let file = OpenOptions::new().append(true).create(true).open(&path).unwrap();
        let mut log = Self {
            path,
            file,
            files: 0,
            content: String::new(),
            expected: Vec::new(),
        };
        log.title();
        log
    }

    /// No two files begin alike.
    fn title(&mut self) {
        self.files += 1;
        self.append(&format!("file {}\n", self.files));
    }

    fn append(&mut self, text: &str) {
        self.file.write_all(text.as_bytes()).unwrap();
        self.content.push_str(text);
    }

    /// Nothing more comes to this content.
    fn end(&mut self) {
        let content = core::mem::take(&mut self.content);
        let whole = content.matches('\n').count();
        for (number, line) in content.split('\n').enumerate() {
            match number < whole {
                true => self.expected.push(line.to_owned()),
                false if line.is_empty() => {}
                false => self.expected.push(line.to_owned() + "…"),
            }
        }
    }

    fn replace(&mut self) {
        self.file = OpenOptions::new()
            .append(true)
            .create_new(true)
            .open(&self.path)
            .unwrap();
        self.title();
    }

    fn rename(&self) {
        fs::rename(&self.path, self.path.with_extension(self.files.to_string())).unwrap();
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_line_is_read_whatever_is_done_to_the_file(steps in vec(step(), 1..40)) {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Log::begin(folder.path().join("log"));
        let mut reader = tail(&log.path, 100);
        reader.begin(Start::Beginning).unwrap();
        let mut read = Vec::new();
        for step in steps {
            match step {
                Step::Append(text) => log.append(&text),
                Step::Look => read.extend(lines(&mut reader)),
                Step::Rotate => {
                    // So that two do not come between two looks.
                    read.extend(lines(&mut reader));
                    log.rename();
                    log.append("late");
                    log.end();
                    log.replace();
                }
                Step::Replace => {
                    read.extend(lines(&mut reader));
                    fs::remove_file(&log.path).unwrap();
                    log.end();
                    log.replace();
                }
                Step::Truncate => {
                    read.extend(lines(&mut reader));
                    log.file.set_len(0).unwrap();
                    log.end();
                    log.title();
                }
                Step::Restart | Step::RestartRotated => {
                    read.extend(lines(&mut reader));
                    let position = reader.position();
                    if matches!(step, Step::RestartRotated) {
                        log.rename();
                        log.end();
                        log.replace();
                    }
                    reader = tail(&log.path, 100);
                    reader.begin(Start::At(position)).unwrap();
                }
            }
        }
        read.extend(lines(&mut reader));
        reader.finish();
        read.extend(lines(&mut reader));
        log.end();
        prop_assert_eq!(read, log.expected);
    }
}

#[test]
fn a_line_that_is_too_long_is_counted_and_passed_over() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    let mut tail = tail(&path, 10);
    fs::write(&path, format!("one\n{}\ntwo\n{}", "x".repeat(11), "y".repeat(300_000))).unwrap();
    tail.begin(Start::Beginning).unwrap();
    assert_eq!(lines(&mut tail), ["one", "two"]);
    let mut file = OpenOptions::new().append(true).open(&path).unwrap();
    file.write_all(b"yyy\nthree\n").unwrap();
    let position = tail.position();
    assert_eq!(lines(&mut tail), ["three"]);
    assert_eq!(tail.metrics.dropped(), 2);
    assert_eq!((position.lines, tail.position().lines), (3, 5));
}

#[test]
fn a_checkpoint_of_a_file_that_is_gone_begins_the_present_one() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("log");
    fs::write(&path, "one\ntwo\n").unwrap();
    let mut before = tail(&path, 10);
    before.begin(Start::Beginning).unwrap();
    assert_eq!(lines(&mut before), ["one", "two"]);
    for content in ["", "one\n", "ONE\ntwo\nthree\n"] {
        // The same file by its number, with other content.
        fs::write(&path, content).unwrap();
        let mut after = tail(&path, 10);
        after.begin(Start::At(before.position())).unwrap();
        assert_eq!(lines(&mut after), content.lines().collect::<Vec<_>>());
    }
}

#[test]
fn a_renamed_file_is_read_on_until_it_is_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let mut log = Log::begin(folder.path().join("log"));
    let mut tail = tail(&log.path, 100);
    tail.rotate_wait = Duration::from_secs(3600);
    tail.begin(Start::Beginning).unwrap();
    log.rename();
    fs::write(&log.path, "new\n").unwrap();
    assert_eq!(lines(&mut tail), ["file 1"]);
    log.append("late\n");
    assert_eq!(lines(&mut tail), ["late"]);
    tail.rotate_wait = Duration::ZERO;
    assert_eq!(lines(&mut tail), ["new"]);
}
