//! The pipeline: queries go out at a steady rate, failures come round again, readings are added up and delivered.
//!
//! ```text
//! queries ── rate_limit ── fetch ──┬── partition_timeout ── map ── deliver ── sink
//!  ↑                        │    readings                  totals  try_retry
//!  │                        └ catch ──┬── filter ── sink (dead letters)
//!  │                                  └── filter_map ── pause ──┐
//!  └───────────────────────────── feedback ─────────────────────┘
//! ```
//!
//! A query that is repeated passes `rate_limit` like any other, so the API sees no more requests than that lets through.
//! A delivery is repeated on the spot: there, nothing is gained by going on with the next one.

use core::pin::pin;
use core::time::Duration;
use std::collections::BTreeMap;

use streamz::Overflow;
use streamz::prelude::*;
use streamz::time::{Backoff, TokioTimer};
use thiserror::Error;

use crate::api::{Reading, Total};
use crate::client::{Client, Failed, Query, Undelivered};

/// How many requests are in flight at most.
pub(crate) const IN_FLIGHT: usize = 16;

/// How many queries pause at most before they are repeated; while so many do, no more answers are taken in.
const PAUSING: usize = 64;

/// Readings that are added up together, and how long the first of them waits for the others.
const BATCH: usize = 50;
const AGE: Duration = Duration::from_millis(500);

/// The pause after a delivery that failed; twice as long after the next failure.
const PAUSE: Duration = Duration::from_millis(20);

/// What the pipeline came to.
#[derive(Debug, Default)]
pub(crate) struct Fetched {
    /// Totals that were delivered.
    pub(crate) totals: usize,
    /// Queries that were repeated.
    pub(crate) retries: usize,
    /// Queries that were given up.
    pub(crate) dead: Vec<Failed>,
}

/// Why the pipeline ended early. A reading that cannot be had is no reason.
#[derive(Debug, Error)]
pub(crate) enum Stopped {
    #[error(transparent)]
    Undelivered(#[from] Undelivered),

    #[error("more queries are to be repeated than can wait")]
    Retries(#[from] Overflow),
}

/// Asks for all those readings, at least `interval` apart, and delivers their totals.
pub(crate) async fn fetch_all(
    client: &Client,
    ids: impl IntoIterator<Item = u64>,
    interval: Duration,
) -> Result<Fetched, Stopped> {
    let Fetched {
        mut totals,
        mut retries,
        mut dead,
    } = Fetched::default();
    {
        let mut pipeline = pin!(
            pipeline!(|queries: Query| -> Result<(), Stopped> {
                let readings = queries
                    .rate_limit(interval)
                    .try_map_async_unordered(IN_FLIGHT, async |query| client.fetch(query).await);

                let failed = readings.catch(|failed| failed);
                failed
                    .filter_map(|failed| failed.retry())
                    .map_async_unordered(PAUSING, async |(pause, query)| {
                        tokio::time::sleep(pause).await;
                        query
                    })
                    .map(|query| {
                        retries += 1;
                        query
                    })
                    .feedback(queries, 2 * PAUSING);
                failed.filter(Failed::is_final).sink(|letter| dead.push(letter));

                readings
                    .partition_timeout(BATCH, AGE)
                    .map(add_up)
                    .try_retry(Backoff::new(PAUSE), async |added: Vec<Total>| {
                        client.deliver(&added).await.map(|()| added.len())
                    })
                    .sink(|delivered| totals += delivered);
            })
            .with_timer(TokioTimer::new())
        );
        for id in ids {
            pipeline.emit(Query::new(id)).await?;
        }
        // Closed, it ends when no query is on its way and no pause lasts.
        pipeline.shutdown().await?;
    }
    Ok(Fetched { totals, retries, dead })
}

/// One total for each meter, in the order of their names.
fn add_up(readings: &[Reading]) -> Vec<Total> {
    let mut totals = BTreeMap::new();
    for Reading { meter, watt_hours, .. } in readings {
        let total = totals.entry(meter).or_insert_with(|| Total {
            meter: meter.clone(),
            readings: 0,
            watt_hours: 0,
        });
        total.readings += 1;
        total.watt_hours += watt_hours;
    }
    totals.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readings_are_added_up_for_each_meter() {
        let reading = |meter: &str, watt_hours| Reading {
            id: 0,
            meter: meter.to_owned(),
            watt_hours,
        };
        let total = |meter: &str, readings, watt_hours| Total {
            meter: meter.to_owned(),
            readings,
            watt_hours,
        };
        let added = add_up(&[reading("west", 5), reading("east", 7), reading("west", 1)]);
        assert_eq!(added, [total("east", 1, 7), total("west", 2, 6)]);
    }
}
