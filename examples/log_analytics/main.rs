//! The log of a service as it is written: requests a second, latency and errors of each route.
//!
//! ```text
//! cargo run --release --example log_analytics
//! ```
//!
//! The pipeline is in `analysis.rs`. Without `--input` it reads ten minutes of a made-up service, in the course of which one
//! route is in trouble (`traffic.rs`).

mod analysis;
#[path = "../common/calendar.rs"]
mod calendar;
mod lines;
#[path = "../common/lines.rs"]
mod plot;
mod traffic;

use core::error::Error;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufReader, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use streamz::frame::NoQuantile;
use thiserror::Error;

use self::analysis::{Analysis, Figures, LATENESS, WINDOW};
use self::calendar::Stamp;
use self::plot::{Line, Panel, PictureError};

/// Requests a second, latency and errors of each route, over the last half minute, from lines of JSON.
#[derive(Debug, Parser)]
#[command(name = "log_analytics")]
struct Args {
    /// Read this log instead: each line like
    /// `{"time":1772409600123,"route":"/cart","status":200,"ms":12.5}`, where `time` is in milliseconds since 1970.
    ///
    /// Other fields are passed over. Lines that cannot be read are counted, and the first are shown.
    #[arg(long, value_name = "FILE")]
    input: Option<PathBuf>,

    /// Draw requests, latency and errors over time.
    #[arg(long, value_name = "FILE.svg")]
    plot: Option<PathBuf>,
}

#[derive(Debug, Error)]
enum Failure {
    #[error("cannot open `{}`; --input names a log", path.display())]
    Open { path: PathBuf, source: io::Error },

    #[error("cannot read the log past line {line}; what was before it is above")]
    Read { line: u64, source: io::Error },

    #[error(
        "no line of the log is a request; each should be like {{\"time\":1772409600123,\"route\":\"/cart\",\"status\":200,\"ms\":12.5}}"
    )]
    Empty,

    #[error(transparent)]
    Quantile(#[from] NoQuantile),

    #[error(transparent)]
    Plot(#[from] PictureError),

    #[error("the report cannot be printed")]
    Print(#[from] io::Error),
}

fn main() -> ExitCode {
    match run(&Args::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader has seen enough, as `| head` has.
        Err(Failure::Print(error)) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            if let Some(cause) = failure.source() {
                eprintln!("cause: {cause}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<(), Failure> {
    let out = &mut io::stdout().lock();
    let made_up = args.input.is_none().then(traffic::log);
    let start = Instant::now();
    let analysis = match (&args.input, &made_up) {
        (Some(path), _) => {
            let file = File::open(path).map_err(|source| Failure::Open {
                path: path.clone(),
                source,
            })?;
            analysis::analyse(BufReader::new(file))?
        }
        (None, log) => analysis::analyse(log.as_deref().unwrap_or_default().as_bytes())?,
    };
    let seconds = start.elapsed().as_secs_f64();

    let routes = by_route(&analysis.figures);
    report(out, &analysis, &routes, seconds)?;
    if let Some(file) = args.plot.as_deref().filter(|_| !routes.is_empty()) {
        draw(file, &routes)?;
        writeln!(out, "drawn to {}", file.display())?;
    }
    match analysis.report.failure {
        Some(source) => Err(Failure::Read {
            line: analysis.report.lines,
            source,
        }),
        None if routes.is_empty() => Err(Failure::Empty),
        None => Ok(()),
    }
}

fn by_route(figures: &[Figures]) -> BTreeMap<&str, Vec<&Figures>> {
    let mut routes: BTreeMap<&str, Vec<&Figures>> = BTreeMap::new();
    for figures in figures {
        routes.entry(&figures.route).or_default().push(figures);
    }
    routes
}

fn report(
    out: &mut impl io::Write,
    analysis: &Analysis,
    routes: &BTreeMap<&str, Vec<&Figures>>,
    seconds: f64,
) -> io::Result<()> {
    writeln!(
        out,
        "{:<14} {:>11} {:>21} {:>8}   highest p99, most errors",
        "last window", "requests/s", "p50 / p90 / p99 in ms", "errors"
    )?;
    for (route, figures) in routes {
        let Some(last) = figures.last() else { continue };
        let [p50, p90, p99] = last.latency;
        write!(
            out,
            "{route:<14} {:>11.1} {:>21} {:>7.2}%",
            last.per_second,
            format!("{p50:.1} / {p90:.1} / {p99:.1}"),
            100.0 * last.errors
        )?;
        let slowest = figures.iter().max_by(|a, b| a.latency[2].total_cmp(&b.latency[2]));
        let worst = figures.iter().max_by(|a, b| a.errors.total_cmp(&b.errors));
        if let (Some(slowest), Some(worst)) = (slowest, worst) {
            let second = |at: u64| format!("{:.19}", Stamp(at).to_string());
            write!(
                out,
                "   {:.0} ms at {}, {:.2}% at {}",
                slowest.latency[2],
                second(slowest.at),
                100.0 * worst.errors,
                second(worst.at)
            )?;
        }
        writeln!(out)?;
    }

    let read = &analysis.report;
    writeln!(
        out,
        "\n{} lines in {:.2} s; windows of {} s",
        read.lines,
        seconds,
        WINDOW.as_secs()
    )?;
    writeln!(
        out,
        "{} requests came more than {} s behind, and are left out",
        analysis.late,
        LATENESS.as_secs()
    )?;
    writeln!(out, "{} lines are no requests:", read.broken.count)?;
    for (line, fault) in &read.broken.first {
        writeln!(out, "  line {line}: {fault}")?;
    }
    Ok(())
}

/// Draws a panel for each of the figures.
fn draw(file: &Path, routes: &BTreeMap<&str, Vec<&Figures>>) -> Result<(), PictureError> {
    let panel = |title: &str, value: fn(&Figures) -> f64| Panel {
        title: title.to_owned(),
        lines: routes
            .iter()
            .map(|(route, figures)| Line {
                name: (*route).to_owned(),
                points: figures.iter().map(|figures| (figures.at, value(figures))).collect(),
            })
            .collect(),
    };
    let panels = [
        panel("requests/s", |figures| figures.per_second),
        panel("p99 in ms", |figures| figures.latency[2]),
        panel("errors in %", |figures| 100.0 * figures.errors),
    ];
    plot::draw(file, &format!("Routes, over {} s", WINDOW.as_secs()), &panels)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn the_command_line_is_well_formed() {
        Args::command().debug_assert();
    }

    #[test]
    fn the_incident_is_found() {
        let log = traffic::log();
        let analysis = analysis::analyse(log.as_bytes()).expect("the quantiles are quantiles");
        let start = analysis
            .figures
            .iter()
            .map(|figures| figures.at)
            .min()
            .expect("figures");
        let second = |figures: &Figures| (figures.at - start) as f64 / 1e9;
        let within = |figures: &&Figures| (280.0..360.0).contains(&second(figures));
        let before = |figures: &&Figures| (30.0..230.0).contains(&second(figures));
        let of = |route: &'static str| analysis.figures.iter().filter(move |figures| figures.route == route);

        assert!(of("/api/search").filter(within).count() > 60);
        assert!(of("/api/search").filter(within).all(|figures| figures.errors > 0.1));
        assert!(of("/api/search").filter(before).all(|figures| figures.errors < 0.05));
        let least = |figures: &Figures| figures.latency[0];
        let slow = of("/api/search").filter(within).map(least).fold(f64::MAX, f64::min);
        let usual = of("/api/search").filter(before).map(least).fold(0.0, f64::max);
        assert!(slow > 8.0 * usual, "{slow} after {usual}");
        assert!(of("/static").filter(within).all(|figures| figures.errors < 0.05));
    }

    #[test]
    fn what_is_late_and_what_is_broken_is_counted() {
        let log = traffic::log();
        let analysis = analysis::analyse(log.as_bytes()).expect("the quantiles are quantiles");
        let lines = log.lines().count() as u64;
        assert_eq!(analysis.report.lines, lines);
        let broken = log.lines().filter(|line| !line.ends_with('}')).count() as u64;
        assert!(broken > 0);
        assert_eq!(analysis.report.broken.count, broken);
        // The newest line that had come before, behind which each is late or not.
        let time = |line: &str| serde_json::from_str::<serde_json::Value>(line).ok()?["time"].as_u64();
        let behind = LATENESS.as_millis() as u64;
        let (mut newest, mut late) = (0, 0);
        for time in log.lines().filter_map(time) {
            late += u64::from(time + behind < newest);
            newest = newest.max(time);
        }
        assert!(late > 0);
        assert_eq!(analysis.late, late);
    }
}
