//! What the examples of this package share: an HTTP server on this machine that is somebody to talk to.
//!
//! ```
//! use hyper::body::Bytes;
//! use hyper::{Request, Response};
//! use streamz_services::serve;
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
//! # runtime.block_on(async {
//! let server = serve(async |request: Request<Bytes>| Response::new(request.uri().path().to_owned().into())).await?;
//! assert!(server.url().starts_with("http://127.0.0.1:"));
//! # std::io::Result::Ok(())
//! # }).unwrap();
//! ```

#![forbid(unsafe_code)]

use core::convert::Infallible;
use core::net::{Ipv4Addr, SocketAddr};
use std::io;
use std::sync::Arc;

use http_body_util::{BodyExt as _, Full};
use hyper::body::{Bytes, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};

/// A server that answers until this is dropped.
#[derive(Debug)]
#[must_use = "the server ends when this is dropped"]
pub struct Server {
    address: SocketAddr,
    accepting: JoinHandle<()>,
}

impl Server {
    /// Where it is: `http://127.0.0.1:port`, without a slash at the end.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// Starts a server on a free port of 127.0.0.1 that answers each request with what `answer` makes of it.
///
/// Requests of different connections are answered at once. An answer whose client has gone away is dropped half way.
///
/// # Errors
///
/// No port can be had.
pub async fn serve<A, F>(answer: A) -> io::Result<Server>
where
    A: Fn(Request<Bytes>) -> F + Send + Sync + 'static,
    F: Future<Output = Response<Bytes>> + Send + 'static,
{
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    let answer = Arc::new(answer);
    let accepting = tokio::spawn(async move {
        // Ends the connections with itself.
        let mut connections = JoinSet::new();
        while let Ok((stream, _)) = listener.accept().await {
            connections.spawn(converse(stream, Arc::clone(&answer)));
            while connections.try_join_next().is_some() {}
        }
    });
    Ok(Server { address, accepting })
}

/// Answers the requests of one connection, one after another.
async fn converse<A, F>(stream: TcpStream, answer: Arc<A>)
where
    A: Fn(Request<Bytes>) -> F + Send + Sync + 'static,
    F: Future<Output = Response<Bytes>> + Send + 'static,
{
    let service = service_fn(async |request: Request<Incoming>| {
        let (head, body) = request.into_parts();
        let response = match body.collect().await {
            Ok(body) => answer(Request::from_parts(head, body.to_bytes())).await,
            Err(_) => status(StatusCode::BAD_REQUEST),
        };
        Ok::<_, Infallible>(response.map(Full::new))
    });
    // A client that breaks off is no concern of the server's.
    let _ = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// An answer that is no more than its status.
#[must_use]
pub fn status(status: StatusCode) -> Response<Bytes> {
    let mut response = Response::default();
    *response.status_mut() = status;
    response
}
