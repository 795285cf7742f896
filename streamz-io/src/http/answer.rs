//! One request, and its answer.

use core::net::SocketAddr;
use core::time::Duration;
use std::sync::Arc;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt as _, Full};
use hyper::body::{Body as _, Incoming};
use hyper::header::{ALLOW, CONNECTION, CONTENT_TYPE, EXPECT, HeaderName, HeaderValue, RETRY_AFTER};
use hyper::http::request::Parts;
use hyper::{Method, Response, StatusCode};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::exchange::{Begun, Exchange, Verdict};
use super::source::Arrived;
use super::{FromHttpServer, Request};
use crate::Payload;

/// What is needed to answer.
pub(super) struct Desk {
    pub(super) options: FromHttpServer,
    pub(super) exchange: Arc<Exchange>,
    /// With a place for all that are on their way.
    pub(super) queue: mpsc::Sender<Arrived>,
}

pub(super) type Answer = Response<Full<Bytes>>;

/// How much of what is left of a body that is refused is read, and for how long.
const LINGER: usize = 1 << 20;
const LINGER_TIME: Duration = Duration::from_secs(1);

impl Desk {
    pub(super) async fn answer(&self, request: hyper::Request<Incoming>, peer: SocketAddr) -> Answer {
        let (head, mut body) = request.into_parts();
        if !self.options.paths.is_empty() && !self.options.paths.iter().any(|path| path == head.uri.path()) {
            let answer = say(StatusCode::NOT_FOUND, "there is nothing at this path");
            return refuse(&head, body, answer).await;
        }
        if head.method != Method::POST {
            let answer = say(StatusCode::METHOD_NOT_ALLOWED, "only POST is understood here");
            let answer = with(answer, ALLOW, HeaderValue::from_static("POST"));
            return refuse(&head, body, answer).await;
        }
        let payload = match self.read(&mut body).await {
            Ok(payload) => payload,
            Err(answer) => {
                self.exchange.metrics.count_dropped();
                return refuse(&head, body, answer).await;
            }
        };
        let begun = tokio::select! {
            biased;
            () = self.exchange.stop.cancelled() => None,
            begun = self.exchange.begin(self.options.max_wait) => begun,
        };
        let Some(begun) = begun else {
            self.exchange.metrics.count_dropped();
            return self.unavailable();
        };
        let verdict = self.hand_over(begun, Request::new(head, payload, peer));
        match verdict.await {
            Verdict::Done => say(StatusCode::OK, "OK"),
            Verdict::Failed => say(StatusCode::INTERNAL_SERVER_ERROR, "the request could not be dealt with"),
            Verdict::NotTaken => self.unavailable(),
        }
    }

    async fn hand_over(&self, begun: Begun, request: Request) -> Verdict {
        let Begun {
            number,
            receipt,
            answer,
        } = begun;
        let arrived = Arrived {
            number,
            request,
            receipt,
        };
        if let Err(refused) = self.queue.try_send(arrived) {
            // The stream is gone. Said before the receipt is dropped, which would mean that the element has failed.
            self.exchange.end(number, Verdict::NotTaken);
            drop(refused);
        }
        answer.await.unwrap_or(Verdict::Failed)
    }

    /// All of the body, or why not.
    async fn read(&self, body: &mut Incoming) -> Result<Payload, Answer> {
        let limit = self.options.max_body;
        let read = timeout(self.options.client_timeout, whole(body, limit));
        match read.await {
            Ok(Ok(bytes)) => Ok(Payload::new(bytes)),
            Ok(Err(Refused::TooLarge)) => {
                let text = format!("the body is longer than {limit} bytes");
                Err(say(StatusCode::PAYLOAD_TOO_LARGE, text))
            }
            Ok(Err(Refused::Broken)) => Err(say(StatusCode::BAD_REQUEST, "the body broke off")),
            Err(_) => Err(say(StatusCode::REQUEST_TIMEOUT, "the body did not come in time")),
        }
    }

    fn unavailable(&self) -> Answer {
        let seconds = self.options.max_wait.as_secs().max(1);
        let answer = say(StatusCode::SERVICE_UNAVAILABLE, "there is no room now, try again");
        with(answer, RETRY_AFTER, HeaderValue::from(seconds))
    }
}

enum Refused {
    TooLarge,
    Broken,
}

async fn whole(body: &mut Incoming, limit: usize) -> Result<Bytes, Refused> {
    if body.size_hint().lower() > limit as u64 {
        return Err(Refused::TooLarge);
    }
    let mut bytes = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let Ok(piece) = frame.map_err(|_| Refused::Broken)?.into_data() else {
            continue;
        };
        if piece.len() > limit - bytes.len() {
            return Err(Refused::TooLarge);
        }
        if bytes.is_empty() && body.is_end_stream() {
            return Ok(piece);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes.freeze())
}

/// Reads some of what is left of the body, so that a client that does not look up while it sends comes to read the answer.
/// If not all of it, the connection ends.
async fn refuse(head: &Parts, mut body: Incoming, answer: Answer) -> Answer {
    let mut left = LINGER;
    let discarding = async {
        while let Some(frame) = body.frame().await {
            let Ok(frame) = frame else { return false };
            let length = frame.data_ref().map_or(0, Bytes::len);
            match left.checked_sub(length) {
                Some(less) => left = less,
                None => return false,
            }
        }
        true
    };
    // To ask for the body would tell a client that waits to be told to send it.
    let all = !head.headers.contains_key(EXPECT) && timeout(LINGER_TIME, discarding).await == Ok(true);
    if all {
        answer
    } else {
        with(answer, CONNECTION, HeaderValue::from_static("close"))
    }
}

fn say(status: StatusCode, text: impl Into<Bytes>) -> Answer {
    let mut answer = Response::new(Full::new(text.into()));
    *answer.status_mut() = status;
    with(
        answer,
        CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    )
}

fn with(mut answer: Answer, name: HeaderName, value: HeaderValue) -> Answer {
    answer.headers_mut().insert(name, value);
    answer
}
