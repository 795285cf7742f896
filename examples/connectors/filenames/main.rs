//! Files come into a folder, some of them slowly; each is read when it is whole, several at a time.
//!
//! ```text
//! cargo run --release -p streamz-connector-examples --example filenames
//! ```

use core::pin::pin;
use core::time::Duration;
use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::ensure;
use futures::{StreamExt as _, TryStreamExt as _};
use serde::Deserialize;
use streamz::io::files::{Line, filenames, from_textfile};
use streamz::io::records::Csv;
use streamz::prelude::*;

const FILES: u64 = 12;
const ROWS: u64 = 500;

/// A row of a file.
#[derive(Deserialize)]
struct Reading {
    sensor: u64,
    celsius: f64,
}

/// What a file says.
struct Report {
    name: String,
    rows: u64,
    mean: f64,
}

/// Reads a file to its end.
async fn read(path: PathBuf) -> anyhow::Result<Report> {
    let mut lines = from_textfile(&path).to_end().open().await?.try_filter(|line: &Line| {
        // The first line has the names of the columns.
        core::future::ready(line.number() > 1)
    });
    let mut csv = Csv::columns(["sensor", "celsius"]);
    let (mut rows, mut sum) = (0, 0.0);
    while let Some(line) = lines.try_next().await? {
        let reading: Reading = csv.row(&line)?;
        ensure!(reading.sensor < FILES, "there is no sensor {}", reading.sensor);
        (rows, sum) = (rows + 1, sum + reading.celsius);
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mean = sum / rows as f64;
    Ok(Report { name, rows, mean })
}

/// Whoever brings the files. Those with odd numbers are written in their place, which takes a while; the others are moved there.
async fn bring(folder: PathBuf) -> std::io::Result<()> {
    for number in 0..FILES {
        let path = folder.join(format!("sensor-{number:02}.csv"));
        let draft = folder.join(format!(".sensor-{number:02}"));
        let mut file = File::create(if number % 2 == 1 { &path } else { &draft })?;
        writeln!(file, "sensor,celsius")?;
        for row in 0..ROWS {
            writeln!(file, "{number},{}", number as f64 + row as f64 / ROWS as f64)?;
            if number % 2 == 1 && row % 100 == 0 {
                tokio::time::sleep(Duration::from_millis(10)).await;
            }
        }
        if number % 2 == 0 {
            fs::rename(&draft, &path)?;
        }
        File::create(folder.join(format!("sensor-{number:02}.txt")))?; // not asked for
    }
    Ok(())
}

/// Reads files until all have come.
async fn watch(folder: &Path) -> anyhow::Result<Vec<Report>> {
    let names = filenames(folder.join("*.csv"))
        .stable_for(Duration::from_millis(200))
        .open()
        .await?;
    let mut reports = Vec::new();
    {
        let mut p = pin!(pipeline!(|| -> anyhow::Result<()> {
            // The source itself does not end.
            let paths = try_source(names.take(FILES as usize));
            paths.try_map_async(4, read).sink(|report| reports.push(report));
        }));
        p.run().await?;
    }
    Ok(reports)
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let bringing = tokio::spawn(bring(folder.path().to_owned()));
    let reports = watch(folder.path()).await?;
    bringing.await??;
    for Report { name, rows, mean } in &reports {
        println!("{name}: {rows} rows, {mean:.3} °C in the mean");
    }
    ensure!(reports.len() as u64 == FILES, "{} files were read", reports.len());
    ensure!(
        reports.iter().all(|report| report.rows == ROWS),
        "a file was read before it was whole"
    );
    println!("checked    every file was read once, when it was whole");
    Ok(())
}
