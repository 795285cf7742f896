//! Making a connection.

use core::error::Error;
use core::time::Duration;
use std::io;

use tokio::net::TcpStream;
use tokio::time::timeout;
#[cfg(feature = "tls")]
use tokio_rustls::{TlsConnector, rustls::pki_types::ServerName};
use tokio_tungstenite::tungstenite::client::IntoClientRequest as _;
use tokio_tungstenite::tungstenite::http::header::{HeaderName, HeaderValue};
use tokio_tungstenite::tungstenite::http::{HeaderMap, Uri};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

use super::{ToWebsocket, WebsocketError};

#[cfg(not(feature = "tls"))]
pub(super) type Socket = TcpStream;
#[cfg(feature = "tls")]
pub(super) type Socket = tokio_util::either::Either<TcpStream, Box<tokio_rustls::client::TlsStream<TcpStream>>>;

pub(super) type Connection = WebSocketStream<Socket>;

/// What is written at once, and held if the server does not read.
const WRITE: usize = 64 * 1024;

/// What comes back is answers to pings; whatever else a server says is read and let go.
const READ: usize = 8 * 1024;
const MAX_INCOMING: usize = 1 << 20;

/// A server, and all that it takes to connect to it.
pub(super) struct Target {
    node: String,
    uri: Uri,
    host: String,
    port: u16,
    headers: HeaderMap,
    config: WebSocketConfig,
    timeout: Duration,
    #[cfg(feature = "tls")]
    tls: Option<(TlsConnector, ServerName<'static>)>,
}

/// A URL without what may be secret: a password, a query with a token.
pub(super) fn shown(url: &str) -> String {
    let url = url.split(['?', '#']).next().unwrap_or_default();
    match (url.split_once("://"), url.rsplit_once('@')) {
        (Some((scheme, _)), Some((_, rest))) => format!("{scheme}://{rest}"),
        _ => url.to_owned(),
    }
}

impl Target {
    pub(super) async fn new(options: &ToWebsocket) -> Result<Self, WebsocketError> {
        let node = format!("to_websocket({})", shown(&options.url));
        let bad = |reason: String| WebsocketError::Url {
            node: node.clone(),
            reason,
        };
        let uri: Uri = options
            .url
            .parse()
            .map_err(|error| bad(format!("this is no URL: {error}")))?;
        let secure = match uri.scheme_str() {
            Some("ws") => false,
            Some("wss") => true,
            _ => return Err(bad("the URL does not begin with ws:// or wss://".to_owned())),
        };
        if uri
            .authority()
            .is_some_and(|authority| authority.as_str().contains('@'))
        {
            return Err(bad(
                "a name and a password in the URL are not sent; use the header `authorization`".to_owned(),
            ));
        }
        let host = uri.host().filter(|host| !host.is_empty());
        let host = host.ok_or_else(|| bad("the URL names no host".to_owned()))?;
        let host = host.trim_start_matches('[').trim_end_matches(']').to_owned();
        let port = uri.port_u16().unwrap_or(if secure { 443 } else { 80 });
        let mut headers = HeaderMap::new();
        for (name, value) in &options.headers {
            let header = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
            let (key, mut value) = header.ok_or_else(|| WebsocketError::Header {
                node: node.clone(),
                name: name.clone(),
            })?;
            value.set_sensitive(true);
            headers.append(key, value);
        }
        #[cfg(not(feature = "tls"))]
        if secure {
            return Err(WebsocketError::NoTls { node });
        }
        #[cfg(feature = "tls")]
        let tls = if secure {
            Some(secured(&host, options, &node).await?)
        } else {
            None
        };
        let config = WebSocketConfig::default()
            .read_buffer_size(READ)
            .write_buffer_size(WRITE)
            // One that is full is flushed before anything more is written to it.
            .max_write_buffer_size(2 * WRITE + options.max_message)
            .max_message_size(Some(MAX_INCOMING))
            .max_frame_size(Some(MAX_INCOMING));
        Ok(Self {
            node,
            uri,
            host,
            port,
            headers,
            config,
            timeout: options.connect_timeout,
            #[cfg(feature = "tls")]
            tls,
        })
    }

    pub(super) fn node(&self) -> &str {
        &self.node
    }

    pub(super) async fn dial(&self) -> Result<Connection, Box<dyn Error + Send + Sync>> {
        match timeout(self.timeout, self.connect()).await {
            Ok(connected) => connected,
            Err(_) => Err(Box::new(io::Error::from(io::ErrorKind::TimedOut))),
        }
    }

    async fn connect(&self) -> Result<Connection, Box<dyn Error + Send + Sync>> {
        let socket = TcpStream::connect((self.host.as_str(), self.port)).await?;
        // What is written is whole batches, and pings that are waited for.
        socket.set_nodelay(true)?;
        #[cfg(feature = "tls")]
        let socket = match &self.tls {
            Some((tls, name)) => Socket::Right(Box::new(tls.connect(name.clone(), socket).await?)),
            None => Socket::Left(socket),
        };
        let mut request = self.uri.clone().into_client_request()?;
        request.headers_mut().extend(self.headers.clone());
        let (connection, _) = client_async_with_config(request, socket, Some(self.config)).await?;
        Ok(connection)
    }
}

#[cfg(feature = "tls")]
async fn secured(
    host: &str,
    options: &ToWebsocket,
    node: &str,
) -> Result<(TlsConnector, ServerName<'static>), WebsocketError> {
    let name = ServerName::try_from(host.to_owned()).map_err(|error| WebsocketError::Url {
        node: node.to_owned(),
        reason: format!("the host cannot be that of a certificate: {error}"),
    })?;
    let tls = options.tls.clone();
    // The system's certificates are files, and many.
    let config = match tokio::task::spawn_blocking(move || tls.config()).await {
        Ok(config) => config,
        Err(error) => Err(error.to_string()),
    };
    let config = config.map_err(|reason| WebsocketError::Tls {
        node: node.to_owned(),
        reason,
    })?;
    Ok((TlsConnector::from(config), name))
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::websocket::to_websocket;

    #[test]
    fn what_may_be_secret_is_not_shown() {
        assert_eq!(shown("ws://host:1/path?token=1#x"), "ws://host:1/path");
        assert_eq!(shown("wss://me:secret@host/path"), "wss://host/path");
        assert_eq!(shown("ws://me:se@cret@host"), "ws://host");
        assert_eq!(shown("no url"), "no url");
        let sink = to_websocket("ws://host/?secret").header("authorization", "secret");
        assert!(!format!("{sink:?}").contains("secret"), "{sink:?}");
    }

    #[tokio::test]
    async fn what_cannot_be_is_said_at_once() {
        let said = async |sink: ToWebsocket| Target::new(&sink).await.err().unwrap().to_string();
        let hint = "; write it as in \"ws://localhost:9000/feed\"";
        for (url, reason) in [
            (
                "http://host/a?b",
                "to_websocket(http://host/a): the URL does not begin with ws:// or wss://",
            ),
            (
                "host",
                "to_websocket(host): the URL does not begin with ws:// or wss://",
            ),
            ("", "to_websocket(): this is no URL: empty string"),
            (
                "ws://me:secret@host",
                "to_websocket(ws://host): a name and a password in the URL are not sent; use the header `authorization`",
            ),
        ] {
            assert_eq!(said(to_websocket(url)).await, format!("{reason}{hint}"));
        }
        assert_eq!(
            said(to_websocket("ws://host").header("a b", "secret")).await,
            "to_websocket(ws://host): \"a b\" cannot be sent as a header: name and value are visible characters, without line breaks"
        );
        #[cfg(not(feature = "tls"))]
        assert_eq!(
            said(to_websocket("wss://host")).await,
            "to_websocket(wss://host): `wss` needs TLS; enable the feature `tls`"
        );
    }
}
