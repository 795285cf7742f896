//! The API: readings of electricity meters to ask for one by one, and a place to deliver totals to.
//!
//! | request | answer |
//! | --- | --- |
//! | `GET /readings/{id}` | `{"id": 7, "meter": "north", "watt_hours": 512}`; 429 with `Retry-After` above the limit, 404, 500, nonsense, or an answer that takes very long, as `fate` says |
//! | `POST /totals` | takes a list of totals; 503 now and then |

use core::time::Duration;
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use fastrand::Rng;
use hyper::body::Bytes;
use hyper::header::RETRY_AFTER;
use hyper::{Method, Request, Response, StatusCode};
use serde::{Deserialize, Serialize};
use streamz_services::{Server, serve, status};

use crate::limit::Limit;

/// Longer than any client waits.
const VERY_LONG: Duration = Duration::from_secs(30);

const METERS: [&str; 4] = ["north", "east", "south", "west"];

/// What a meter counted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reading {
    pub(crate) id: u64,
    pub(crate) meter: String,
    pub(crate) watt_hours: u64,
}

/// What several readings of one meter add up to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Total {
    pub(crate) meter: String,
    pub(crate) readings: usize,
    pub(crate) watt_hours: u64,
}

/// What becomes of the requests for a reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fate {
    Good,
    /// So many requests fail with 500 before one succeeds.
    Flaky(usize),
    /// The first answer takes longer than any client waits.
    Slow,
    /// 500, always.
    Broken,
    /// 404.
    Missing,
    /// Not JSON.
    Nonsense,
}

/// The API as the number that its failures are made from; the same number gives the same failures.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Api {
    seed: u64,
    limit: u32,
}

/// What the API has seen so far.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    /// Requests for readings, and those refused because they were too many.
    pub(crate) requests: usize,
    pub(crate) refused: usize,
    /// The most that were let in within one second.
    pub(crate) peak: usize,
    /// What the delivered totals come to.
    pub(crate) readings: usize,
    pub(crate) watt_hours: u64,
    /// Deliveries that were answered with 503.
    pub(crate) undelivered: usize,
    deliveries: u64,
    /// The requests for each reading that were let in.
    attempts: std::collections::HashMap<u64, usize>,
}

/// [`Seen`], shared with the server.
#[derive(Debug, Clone, Default)]
pub(crate) struct SharedSeen(Arc<Mutex<Seen>>);

impl SharedSeen {
    pub(crate) fn lock(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Api {
    pub(crate) fn new(seed: u64, limit: u32) -> Self {
        Self { seed, limit }
    }

    /// Puts it on a port of this machine.
    pub(crate) async fn serve(self) -> io::Result<(Server, SharedSeen)> {
        let seen = SharedSeen::default();
        let limit = Arc::new(Mutex::new(Limit::new(self.limit)));
        let shared = seen.clone();
        let server = serve(move |request| answer(self, shared.clone(), Arc::clone(&limit), request)).await?;
        Ok((server, seen))
    }

    /// The reading of that number.
    pub(crate) fn reading(self, id: u64) -> Reading {
        let mut rng = self.rng(1, id);
        let meter = METERS[rng.usize(0..METERS.len())].to_owned();
        Reading {
            id,
            meter,
            watt_hours: rng.u64(100..2000),
        }
    }

    /// Whether no request for that reading succeeds.
    pub(crate) fn is_lost(self, id: u64) -> bool {
        matches!(self.fate(id), Fate::Broken | Fate::Missing | Fate::Nonsense)
    }

    fn fate(self, id: u64) -> Fate {
        let mut rng = self.rng(2, id);
        match rng.u32(0..100) {
            0..10 => Fate::Flaky(rng.usize(1..=2)),
            10..13 => Fate::Slow,
            13 => Fate::Broken,
            14..16 => Fate::Missing,
            16 => Fate::Nonsense,
            _ => Fate::Good,
        }
    }

    /// Whether the delivery of that number fails.
    fn fails(self, delivery: u64) -> bool {
        // Never two in a row, so that three attempts are enough.
        delivery.is_multiple_of(2) && self.rng(3, delivery).bool()
    }

    fn rng(self, purpose: u64, number: u64) -> Rng {
        let mut rng = Rng::with_seed(self.seed.wrapping_mul(0x9e37_79b9).wrapping_add(purpose << 56 | number));
        // The first draw of seeds close to one another is close, too.
        rng.u64(..);
        rng
    }
}

async fn answer(api: Api, seen: SharedSeen, limit: Arc<Mutex<Limit>>, request: Request<Bytes>) -> Response<Bytes> {
    let id = request
        .uri()
        .path()
        .strip_prefix("/readings/")
        .and_then(|id| id.parse().ok());
    match (request.method(), id) {
        (&Method::GET, Some(id)) => {
            let admitted = limit
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .admit(Instant::now());
            read(api, &seen, admitted, id).await
        }
        (&Method::POST, None) if request.uri().path() == "/totals" => deliver(api, &mut seen.lock(), request.body()),
        _ => status(StatusCode::NOT_FOUND),
    }
}

async fn read(api: Api, seen: &SharedSeen, admitted: Result<usize, Duration>, id: u64) -> Response<Bytes> {
    let attempts = {
        let mut seen = seen.lock();
        seen.requests += 1;
        match admitted {
            Ok(recent) => seen.peak = seen.peak.max(recent),
            Err(wait) => {
                seen.refused += 1;
                return too_many(wait);
            }
        }
        let attempts = seen.attempts.entry(id).or_default();
        *attempts += 1;
        *attempts
    };
    match api.fate(id) {
        Fate::Missing => status(StatusCode::NOT_FOUND),
        Fate::Broken => status(StatusCode::INTERNAL_SERVER_ERROR),
        Fate::Flaky(failures) if attempts <= failures => status(StatusCode::INTERNAL_SERVER_ERROR),
        Fate::Nonsense => Response::new("<html>Welcome!</html>".into()),
        Fate::Slow if attempts == 1 => {
            tokio::time::sleep(VERY_LONG).await;
            json(&api.reading(id))
        }
        Fate::Good | Fate::Flaky(_) | Fate::Slow => json(&api.reading(id)),
    }
}

/// 429, with the time to wait in whole seconds, as HTTP has it.
fn too_many(wait: Duration) -> Response<Bytes> {
    let seconds = wait.as_millis().div_ceil(1000);
    let refusal = Response::builder().status(StatusCode::TOO_MANY_REQUESTS);
    let refusal = refusal.header(RETRY_AFTER, seconds.to_string()).body(Bytes::new());
    refusal.unwrap_or_else(|_| status(StatusCode::TOO_MANY_REQUESTS))
}

fn json(reading: &Reading) -> Response<Bytes> {
    match serde_json::to_vec(reading) {
        Ok(body) => Response::new(body.into()),
        Err(_) => status(StatusCode::INTERNAL_SERVER_ERROR),
    }
}

fn deliver(api: Api, seen: &mut Seen, body: &[u8]) -> Response<Bytes> {
    let delivery = seen.deliveries;
    seen.deliveries += 1;
    if api.fails(delivery) {
        seen.undelivered += 1;
        return status(StatusCode::SERVICE_UNAVAILABLE);
    }
    let Ok(totals) = serde_json::from_slice::<Vec<Total>>(body) else {
        return status(StatusCode::BAD_REQUEST);
    };
    for total in totals {
        seen.readings += total.readings;
        seen.watt_hours += total.watt_hours;
    }
    status(StatusCode::OK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_fate_befalls_some_reading() {
        let api = Api::new(1, 100);
        let fates: Vec<Fate> = (0..400).map(|id| api.fate(id)).collect();
        for fate in [
            Fate::Good,
            Fate::Flaky(1),
            Fate::Flaky(2),
            Fate::Slow,
            Fate::Broken,
            Fate::Missing,
            Fate::Nonsense,
        ] {
            assert!(fates.contains(&fate), "no reading is {fate:?}");
        }
    }

    #[test]
    fn a_delivery_that_failed_succeeds_the_next_time() {
        let api = Api::new(1, 100);
        let failed: Vec<u64> = (0..50).filter(|delivery| api.fails(*delivery)).collect();
        assert!(!failed.is_empty());
        assert!(failed.iter().all(|delivery| !api.fails(delivery + 1)));
    }

    #[test]
    fn retry_after_is_rounded_up_to_whole_seconds() {
        let refusal = too_many(Duration::from_millis(1001));
        assert_eq!(refusal.status(), StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(refusal.headers()[RETRY_AFTER], "2");
    }
}
