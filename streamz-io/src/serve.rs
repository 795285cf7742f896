//! Where a server listens, and how it takes connections.

use core::fmt;
use core::future::Future;
use core::net::{IpAddr, Ipv4Addr, SocketAddr};
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use core::time::Duration;
use std::io;
#[cfg(any(feature = "http", feature = "websocket"))]
use std::sync::{Arc, Mutex, PoisonError};

use tokio::net::{TcpListener, TcpSocket, TcpStream, lookup_host};
use tokio::time::{Sleep, sleep};

use crate::Metrics;
use crate::told::Told;

/// Where a server listens: a port of this machine alone, an address, or a name with a port.
///
/// A number is a port that only programs on this machine reach. To be reached from elsewhere, name the address of an
/// interface, or `0.0.0.0:9000` for all of them. Port 0 is any free one.
///
/// ```
/// use streamz_io::Address;
///
/// assert_eq!(Address::from(9000).to_string(), "127.0.0.1:9000");
/// assert_eq!(Address::from("[::]:9000").to_string(), "[::]:9000");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Address(Kind);

#[derive(Clone, PartialEq, Eq)]
enum Kind {
    Number(SocketAddr),
    Name(String),
}

impl From<u16> for Address {
    fn from(port: u16) -> Self {
        Self::from(SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port))
    }
}

impl From<SocketAddr> for Address {
    fn from(address: SocketAddr) -> Self {
        Self(Kind::Number(address))
    }
}

impl From<String> for Address {
    fn from(name: String) -> Self {
        Self(Kind::Name(name))
    }
}

impl From<&str> for Address {
    fn from(name: &str) -> Self {
        Self::from(name.to_owned())
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Number(address) => address.fmt(f),
            Kind::Name(name) => name.fmt(f),
        }
    }
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Address {
    /// Listens, and says where: a port of 0 is any.
    pub(crate) async fn listen(&self) -> io::Result<(TcpListener, SocketAddr)> {
        match &self.0 {
            Kind::Number(address) => listen(*address),
            Kind::Name(name) => {
                let mut refused = None;
                for address in lookup_host(name).await? {
                    match listen(address) {
                        Ok(bound) => return Ok(bound),
                        Err(error) => refused = Some(error),
                    }
                }
                Err(refused
                    .unwrap_or_else(|| io::Error::new(io::ErrorKind::AddrNotAvailable, "the name has no address")))
            }
        }
    }
}

/// How many clients may wait, in the queue of the system, to be taken.
const BACKLOG: u32 = 1024;

fn listen(address: SocketAddr) -> io::Result<(TcpListener, SocketAddr)> {
    let socket = match address {
        SocketAddr::V4(_) => TcpSocket::new_v4()?,
        SocketAddr::V6(_) => TcpSocket::new_v6()?,
    };
    // Elsewhere it would mean that another program may take the port over.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    let listener = socket.listen(BACKLOG)?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Takes connections, and goes on whatever befalls one of them.
pub(crate) struct Acceptor {
    listener: TcpListener,
    metrics: Metrics,
    /// Until when to wait after a failure that is not one of a connection.
    pause: Option<Pin<Box<Sleep>>>,
    told: Told,
}

/// How long to wait when this process or machine has no room for a connection.
const PAUSE: Duration = Duration::from_millis(200);

impl Acceptor {
    pub(crate) fn new(listener: TcpListener, metrics: Metrics) -> Self {
        metrics.set_connected(true);
        Self {
            listener,
            metrics,
            pause: None,
            told: Told::default(),
        }
    }

    pub(crate) fn poll_accept(&mut self, cx: &mut Context<'_>) -> Poll<(TcpStream, SocketAddr)> {
        loop {
            if let Some(pause) = &mut self.pause {
                ready!(pause.as_mut().poll(cx));
                self.pause = None;
            }
            match ready!(self.listener.poll_accept(cx)) {
                Ok((socket, peer)) => {
                    // Answers are short and awaited. A socket that was closed meanwhile says so when it is read.
                    let _ = socket.set_nodelay(true);
                    return Poll::Ready((socket, peer));
                }
                Err(error) if is_of_the_connection(&error) => {}
                Err(error) => {
                    if self.told.again() {
                        tracing::warn!(
                            node = self.metrics.node(),
                            "no connection can be taken, trying again: {error}"
                        );
                    }
                    self.pause = Some(Box::pin(sleep(PAUSE)));
                }
            }
        }
    }
}

impl Drop for Acceptor {
    fn drop(&mut self) {
        self.metrics.set_connected(false);
    }
}

/// A socket that one task takes connections from, and that another one may close.
#[cfg(any(feature = "http", feature = "websocket"))]
#[derive(Clone)]
pub(crate) struct Port(Arc<Mutex<Option<Acceptor>>>);

#[cfg(any(feature = "http", feature = "websocket"))]
impl Port {
    pub(crate) fn new(acceptor: Acceptor) -> Self {
        Self(Arc::new(Mutex::new(Some(acceptor))))
    }

    /// The next connection; nothing if it is closed. Who waits here is not told of that.
    pub(crate) fn poll_accept(&self, cx: &mut Context<'_>) -> Poll<Option<(TcpStream, SocketAddr)>> {
        match self.0.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            Some(acceptor) => acceptor.poll_accept(cx).map(Some),
            None => Poll::Ready(None),
        }
    }

    /// Another one may listen there at once.
    pub(crate) fn close(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Whether the connection that was to be taken failed, rather than the listening socket.
fn is_of_the_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}
