//! One request at a time: what is asked, what comes back, and why nothing did.

use core::fmt;
use core::time::Duration;

use reqwest::header::{HeaderMap, RETRY_AFTER};
use reqwest::{Response, StatusCode};
use thiserror::Error;
use tokio::time::timeout;

use crate::api::{Reading, Total};

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_millis(400);

/// How long a delivery may take. It could be repeated though it has been taken, so this is not cut short.
const DELIVERY: Duration = Duration::from_secs(10);

/// How often a reading is asked for before it is given up. Refusals do not count: they are no failures.
const ATTEMPTS: u32 = 4;

/// How long to wait after the first failure; twice as long after the next.
const PAUSE: Duration = Duration::from_millis(50);

/// A reading to be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Query {
    pub(crate) id: u64,
    /// How often it was asked for in vain.
    failures: u32,
}

impl Query {
    pub(crate) fn new(id: u64) -> Self {
        Self { id, failures: 0 }
    }
}

/// A query that brought no reading.
#[derive(Debug, Clone, Error)]
#[error("{query}: {reason}")]
pub(crate) struct Failed {
    pub(crate) query: Query,
    reason: Reason,
}

impl fmt::Display for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "reading {}, attempt {}", self.id, self.failures + 1)
    }
}

/// Why a request brought nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub(crate) enum Reason {
    #[error("too many requests, come back in {0:?}")]
    TooMany(Duration),

    #[error("the API answered {0}")]
    Status(StatusCode),

    #[error("no answer in {0:?}")]
    Timeout(Duration),

    #[error("{0}")]
    Transport(String),

    #[error("the answer cannot be read: {0}")]
    Unreadable(String),
}

impl Failed {
    /// What to ask again, and after what pause; nothing if that is in vain.
    pub(crate) fn retry(&self) -> Option<(Duration, Query)> {
        let Query { id, failures } = self.query;
        match &self.reason {
            Reason::TooMany(wait) => return Some((*wait, self.query)),
            Reason::Status(status) if !status.is_server_error() => return None,
            Reason::Unreadable(_) => return None,
            Reason::Status(_) | Reason::Timeout(_) | Reason::Transport(_) => {}
        }
        let again = Query {
            id,
            failures: failures + 1,
        };
        (again.failures < ATTEMPTS).then(|| (PAUSE * 2_u32.pow(failures), again))
    }

    /// Whether it is given up.
    pub(crate) fn is_final(&self) -> bool {
        self.retry().is_none()
    }
}

/// Why totals were not taken.
#[derive(Debug, Error)]
#[error("the totals cannot be delivered: {0}")]
pub(crate) struct Undelivered(Reason);

#[derive(Debug)]
pub(crate) struct Client {
    url: String,
    http: reqwest::Client,
}

impl Client {
    /// A client of the API at `url`.
    pub(crate) fn new(url: String) -> Self {
        Self {
            url,
            http: reqwest::Client::new(),
        }
    }

    /// Asks for a reading.
    pub(crate) async fn fetch(&self, query: Query) -> Result<Reading, Failed> {
        let asked = async {
            let response = self
                .http
                .get(format!("{}/readings/{}", self.url, query.id))
                .send()
                .await;
            accepted(response)?
                .json()
                .await
                .map_err(|error| Reason::Unreadable(error.without_url().to_string()))
        };
        in_time(PATIENCE, asked)
            .await
            .map_err(|reason| Failed { query, reason })
    }

    /// Delivers totals.
    pub(crate) async fn deliver(&self, totals: &[Total]) -> Result<(), Undelivered> {
        let sent = async {
            let response = self.http.post(format!("{}/totals", self.url)).json(totals).send().await;
            accepted(response).map(drop)
        };
        in_time(DELIVERY, sent).await.map_err(Undelivered)
    }
}

async fn in_time<T>(limit: Duration, asked: impl Future<Output = Result<T, Reason>>) -> Result<T, Reason> {
    timeout(limit, asked).await.unwrap_or(Err(Reason::Timeout(limit)))
}

fn accepted(response: reqwest::Result<Response>) -> Result<Response, Reason> {
    let response = response.map_err(|error| Reason::Transport(error.without_url().to_string()))?;
    match response.status() {
        status if status.is_success() => Ok(response),
        StatusCode::TOO_MANY_REQUESTS => Err(Reason::TooMany(retry_after(response.headers()))),
        status => Err(Reason::Status(status)),
    }
}

/// What `Retry-After` says in seconds; a second if it says nothing.
fn retry_after(headers: &HeaderMap) -> Duration {
    let text = headers.get(RETRY_AFTER).and_then(|value| value.to_str().ok());
    Duration::from_secs(text.and_then(|text| text.parse().ok()).unwrap_or(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(failures: u32, reason: Reason) -> Option<(Duration, u32)> {
        let failed = Failed {
            query: Query { id: 7, failures },
            reason,
        };
        assert_eq!(failed.is_final(), failed.retry().is_none());
        failed.retry().map(|(pause, again)| (pause, again.failures))
    }

    #[test]
    fn pauses_grow_until_a_reading_is_given_up() {
        let pauses = [0, 1, 2, 3].map(|failures| after(failures, Reason::Timeout(PATIENCE)));
        let expected = [(1, 1), (2, 2), (4, 3)].map(|(factor, failures)| Some((PAUSE * factor, failures)));
        assert_eq!(pauses, [expected[0], expected[1], expected[2], None]);
    }

    #[test]
    fn a_refusal_is_no_failure_and_says_how_long_to_wait() {
        let wait = Duration::from_secs(3);
        assert_eq!(after(3, Reason::TooMany(wait)), Some((wait, 3)));
    }

    #[test]
    fn what_would_fail_again_is_given_up_at_once() {
        assert_eq!(after(0, Reason::Status(StatusCode::NOT_FOUND)), None);
        assert_eq!(after(0, Reason::Unreadable("nonsense".to_owned())), None);
        assert!(after(0, Reason::Status(StatusCode::BAD_GATEWAY)).is_some());
    }
}
