//! The task that takes connections, and those that serve them.

use core::convert::Infallible;
use core::future::poll_fn;
use core::net::SocketAddr;
use core::pin::pin;
use core::sync::atomic::{AtomicBool, Ordering};
use core::time::Duration;
use std::sync::Arc;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpStream;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;
use tokio::time::timeout;
use tokio_io_timeout::TimeoutStream;

use super::answer::Desk;
use crate::serve::Port;

/// The longest head of a request.
const MAX_HEAD: usize = 64 * 1024;

/// How long clients have to take the last answers when all else is over.
const LAST: Duration = Duration::from_secs(1);

/// Serves until the stream is gone and the last answer is out.
pub(super) async fn serve(port: Port, desk: Arc<Desk>) {
    let stop = desk.exchange.stop.clone();
    let settling = tokio::spawn({
        let exchange = Arc::clone(&desk.exchange);
        async move { exchange.settle().await }
    });
    let places = Arc::new(Semaphore::new(desk.options.max_connections));
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            Some(_) = connections.join_next() => {}
            accepted = accept(&port, &places) => match accepted {
                Some((socket, peer, place)) => {
                    connections.spawn(connection(socket, peer, place, Arc::clone(&desk)));
                }
                None => break,
            },
        }
    }
    let drained = timeout(desk.options.drain_timeout, async {
        let _ = settling.await;
        all(&mut connections).await;
    });
    if drained.await.is_err() {
        desk.exchange.give_up();
        let _ = timeout(LAST, all(&mut connections)).await;
    }
}

async fn all(connections: &mut JoinSet<()>) {
    while connections.join_next().await.is_some() {}
}

async fn accept(port: &Port, places: &Arc<Semaphore>) -> Option<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    let (socket, peer) = poll_fn(|cx| port.poll_accept(cx)).await?;
    Some((socket, peer, place))
}

async fn connection(socket: TcpStream, peer: SocketAddr, _place: OwnedSemaphorePermit, desk: Arc<Desk>) {
    let patience = desk.options.client_timeout;
    let mut socket = TimeoutStream::new(socket);
    socket.set_write_timeout(Some(patience));
    let asked = AtomicBool::new(false);
    let service = service_fn(|request| {
        asked.store(true, Ordering::Relaxed);
        let desk = Arc::clone(&desk);
        async move { Ok::<_, Infallible>(desk.answer(request, peer).await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience)
        .max_buf_size(MAX_HEAD)
        .serve_connection(TokioIo::new(Box::pin(socket)), service);
    let mut connection = pin!(connection);
    // What goes wrong here concerns this client alone, and hyper tells it.
    tokio::select! {
        _ = connection.as_mut() => {}
        () = desk.exchange.stop.cancelled() => {
            connection.as_mut().graceful_shutdown();
            // One that has asked nothing yet is not waited for.
            if asked.load(Ordering::Relaxed) {
                let _ = connection.await;
            }
        }
    }
}
