//! Records of a real file: the bad ones go their own way, and are acknowledged there.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::pin::pin;
use std::fs;

use serde::Deserialize;
use streamz::prelude::*;
use streamz_connector_tests::PATIENCE;
use streamz_io::files::{from_textfile, sink_to_textfile};
use streamz_io::records::{BadRecord, Csv, Record as _, json};
use tokio::time::timeout;

#[derive(Debug, PartialEq, Deserialize)]
struct Sale {
    name: String,
    amount: f64,
}

#[tokio::test]
async fn bad_records_go_their_own_way_and_the_rest_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    let good = "{\"name\":\"tea\",\"amount\":2.5}";
    let mut text = format!("{good}\n{good}, or so\n").into_bytes();
    text.extend_from_slice(b"{\"name\":\"\xff\",\"amount\":1}\n\n{\"amount\":1}\r\n");
    text.extend_from_slice(good.as_bytes());
    fs::write(folder.join("in"), &text).unwrap();
    let source = || {
        from_textfile(folder.join("in"))
            .to_end()
            .checkpoint(folder.join("checkpoint"))
    };
    let lines = source().open().await.unwrap();
    let handle = lines.handle();
    let bad = sink_to_textfile(folder.join("bad")).open().await.unwrap();
    let (mut sales, mut errors) = (Vec::new(), Vec::new());
    {
        let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
            let lines = try_tagged_source(lines);
            let parsed = lines.try_map(|line| json::<Sale>(&line));
            parsed.sink(|sale| sales.push(sale));
            let failed = parsed.catch(|_, error: BadRecord| error);
            failed.map(|error| error.into_bytes()).forward(bad);
            failed.sink(|error| errors.push(error));
        }));
        timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    }
    timeout(PATIENCE, handle.closed()).await.unwrap().unwrap();
    assert_eq!(sales.len(), 2);
    let places: Vec<_> = errors
        .iter()
        .map(|error| (error.position().line(), error.position().byte()))
        .collect();
    let byte = |line: usize| {
        text.split_inclusive(|byte| *byte == b'\n')
            .take(line - 1)
            .map(<[u8]>::len)
            .sum::<usize>() as u64
    };
    assert_eq!(places, [2, 3, 4, 5].map(|line| (Some(line as u64), Some(byte(line)))));
    let error = errors[0].to_string();
    assert!(
        error.starts_with(&format!(
            "from_textfile({}), line 2, byte 28: ",
            folder.join("in").display()
        )),
        "{error}"
    );
    assert_eq!(errors[1].bytes().content(), b"{\"name\":\"\xff\",\"amount\":1}");
    let written = fs::read(folder.join("bad")).unwrap();
    assert_eq!(written.split(|byte| *byte == b'\n').count(), 5);
    // All of them are dealt with: nothing comes again.
    let mut again = source().open().await.unwrap();
    assert!(futures::StreamExt::next(&mut again).await.is_none());
}

#[tokio::test]
async fn rows_of_a_file_with_a_header() {
    let file = tempfile::NamedTempFile::new().unwrap();
    fs::write(
        file.path(),
        "amount;name\r\n2.5;\"tea; green\"\r\n3;milk\r\nmuch;rice\r\n",
    )
    .unwrap();
    let lines = from_textfile(file.path()).to_end().open().await.unwrap();
    let mut csv = Csv::columns(["amount", "name"]).separator(b';');
    let (mut sales, mut errors) = (Vec::new(), Vec::new());
    {
        let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn core::error::Error>> {
            let lines = try_source(lines);
            let parsed = lines
                .filter(|line| line.number() > 1)
                .try_map(|line| csv.row::<Sale>(&line));
            parsed.sink(|sale| sales.push(sale));
            parsed
                .catch(|_, error: BadRecord| error)
                .sink(|error| errors.push(error));
        }));
        timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    }
    assert_eq!(
        sales.iter().map(|sale| (&*sale.name, sale.amount)).collect::<Vec<_>>(),
        [("tea; green", 2.5), ("milk", 3.0)]
    );
    assert_eq!(
        (errors[0].position().line(), errors[0].reason()),
        (Some(4), "column amount: invalid float literal")
    );
    assert_eq!(errors[0].bytes().text(), Ok("much;rice\r"));
}
