//! The pipeline.

use core::pin::pin;
use core::time::Duration;
use std::io::BufRead;

use streamz::frame::{Count, Interpolation, Last, Mean, NoQuantile, Quantiles, Rows};
use streamz::prelude::*;
use streamz::thread;

use crate::lines::{Batches, Report};

/// How far back figures look.
pub(crate) const WINDOW: Duration = Duration::from_secs(30);

/// How far a line may be behind the newest one. Later ones are counted.
pub(crate) const LATENESS: Duration = Duration::from_secs(3);

/// The quantiles of the latency.
pub(crate) const QUANTILES: [f64; 3] = [0.5, 0.9, 0.99];

/// A route, in the window that ended with some batch.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Figures {
    /// When the last request of the route was, in nanoseconds since 1970.
    pub(crate) at: u64,
    pub(crate) route: String,
    pub(crate) per_second: f64,
    /// Milliseconds, at [`QUANTILES`].
    pub(crate) latency: [f64; 3],
    /// The part of the requests that failed on the side of the server.
    pub(crate) errors: f64,
}

/// What a log tells.
#[derive(Debug, Default)]
pub(crate) struct Analysis {
    /// For each batch, of each route that is in its window.
    pub(crate) figures: Vec<Figures>,
    /// Requests that came too late.
    pub(crate) late: u64,
    pub(crate) report: Report,
}

/// Reads a log to its end.
pub(crate) fn analyse(log: impl BufRead) -> Result<Analysis, NoQuantile> {
    let quantiles = Quantiles::new(QUANTILES, Interpolation::Linear)?;
    let mut analysis = Analysis::default();
    let Analysis { figures, late, report } = &mut analysis;
    {
        let mut service = pin!(pipeline!(|| {
            let batches = from_iterable(Batches::new(log, report));
            let requests = batches.frame();
            requests
                .in_order(LATENESS)
                .window(WINDOW)
                .groupby(|request| request.route)
                .aggregate(
                    |request| {
                        (
                            request.at.as_nanos(),
                            request.millis,
                            f64::from(request.status >= 500),
                            true,
                        )
                    },
                    (Last::new(), quantiles, Mean::new(), Count::new()),
                )
                .sink(|rows| {
                    rows.each(|route, (at, latency, errors, count)| {
                        figures.extend(at.get().map(|at| Figures {
                            at: at.unsigned_abs(),
                            route: route.to_owned(),
                            per_second: count as f64 / WINDOW.as_secs_f64(),
                            latency,
                            errors,
                        }));
                    });
                });
            requests.late(LATENESS).count(|_| true).sink(|count| *late = count);
        }));
        thread::block_on(service.as_mut().run());
    }
    Ok(analysis)
}
