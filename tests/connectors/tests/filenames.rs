//! `filenames` on real folders.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::time::Duration;
use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::Path;

use futures::StreamExt as _;
use streamz_connector_tests::PATIENCE;
use streamz_io::files::{FilenameStream, Filenames, FilenamesError, filenames};
use tokio::time::timeout;

fn source(path: impl AsRef<Path>) -> Filenames {
    filenames(path.as_ref())
        .poll_interval(Duration::from_millis(2))
        .stable_for(Duration::ZERO)
}

/// The next names, below the folder.
async fn names(files: &mut FilenameStream, folder: &Path, count: usize) -> Vec<String> {
    let mut all = Vec::new();
    for _ in 0..count {
        let name = timeout(PATIENCE, files.next())
            .await
            .expect("in time")
            .unwrap()
            .unwrap();
        all.push(name.strip_prefix(folder).unwrap().to_str().unwrap().to_owned());
    }
    all
}

async fn waits(files: &mut FilenameStream) -> bool {
    timeout(Duration::from_millis(20), files.next()).await.is_err()
}

#[tokio::test]
async fn each_name_comes_once_in_order() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let make = |name: &str| drop(File::create(folder.join(name)).unwrap());
    ["c", "a", ".hidden"].iter().copied().for_each(make);
    fs::create_dir(folder.join("b")).unwrap();
    let mut files = source(folder).open().await.unwrap();
    assert_eq!(names(&mut files, folder, 2).await, ["a", "c"]);
    assert!(waits(&mut files).await);
    make("b0");
    assert_eq!(names(&mut files, folder, 1).await, ["b0"]);
    // What happens to a known file is no news.
    fs::write(folder.join("a"), "more").unwrap();
    assert!(waits(&mut files).await);
    assert_eq!(files.metrics().passed(), 3);
}

#[tokio::test]
async fn a_pattern_says_which() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for name in ["one/1.csv", "one/2.txt", "two/3.csv", "4.csv", "two/deep/5.csv"] {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        File::create(path).unwrap();
    }
    let mut files = source(folder.join("*/[0-9].csv")).open().await.unwrap();
    assert_eq!(names(&mut files, folder, 2).await, ["one/1.csv", "two/3.csv"]);
    fs::create_dir(folder.join("three")).unwrap();
    File::create(folder.join("three/6.csv")).unwrap();
    assert_eq!(names(&mut files, folder, 1).await, ["three/6.csv"]);
    let mut files = source(folder.join("**/*.csv")).open().await.unwrap();
    assert_eq!(names(&mut files, folder, 5).await.len(), 5);
    assert!(waits(&mut files).await);
}

#[tokio::test]
async fn a_file_that_is_being_written_waits() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let still = Duration::from_millis(60);
    let mut files = source(folder).stable_for(still).open().await.unwrap();
    let path = folder.join("growing");
    let mut written = std::time::Instant::now();
    for _ in 0..20 {
        let mut file = OpenOptions::new().append(true).create(true).open(&path).unwrap();
        // Before the write, which may be long after: then the file was still for long enough, and may come.
        let pause = written.elapsed();
        file.write_all(b"some").unwrap();
        written = std::time::Instant::now();
        let came = timeout(Duration::from_millis(10), files.next()).await.is_ok();
        if came && written.elapsed() < still && pause < still {
            panic!("the name came while the file was being written");
        }
        if came {
            return println!("this machine was too slow to write a file without a pause");
        }
    }
    assert_eq!(names(&mut files, folder, 1).await, ["growing"]);
    assert!(written.elapsed() >= still);
}

#[tokio::test]
async fn a_name_that_was_gone_is_new_when_it_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let path = folder.join("job");
    let mut files = source(folder).open().await.unwrap();
    for _ in 0..3 {
        File::create(&path).unwrap();
        assert_eq!(names(&mut files, folder, 1).await, ["job"]);
        fs::remove_file(&path).unwrap();
        assert!(waits(&mut files).await);
    }
}

#[tokio::test]
async fn what_cannot_be_is_said_at_once() {
    let folder = tempfile::tempdir().unwrap();
    let error = source(folder.path().join("none")).open().await.map(drop).unwrap_err();
    assert!(matches!(error, FilenamesError::NoFolder { .. }), "{error}");
    let error = source(folder.path().join("[")).open().await.map(drop).unwrap_err();
    assert!(matches!(error, FilenamesError::Pattern { .. }), "{error}");
    assert!(error.to_string().starts_with("filenames("), "{error}");
}

#[tokio::test]
async fn a_folder_that_goes_away_and_comes_back_goes_on() {
    let parent = tempfile::tempdir().unwrap();
    let folder = parent.path().join("in");
    fs::create_dir(&folder).unwrap();
    File::create(folder.join("a")).unwrap();
    let mut files = source(&folder).open().await.unwrap();
    assert_eq!(names(&mut files, &folder, 1).await, ["a"]);
    let elsewhere = parent.path().join("elsewhere");
    fs::rename(&folder, &elsewhere).unwrap();
    assert!(waits(&mut files).await);
    assert!(!files.metrics().connected());
    File::create(elsewhere.join("b")).unwrap();
    fs::rename(&elsewhere, &folder).unwrap();
    // Not `a`: it was not seen to be gone.
    assert_eq!(names(&mut files, &folder, 1).await, ["b"]);
    assert!(files.metrics().connected());
}
