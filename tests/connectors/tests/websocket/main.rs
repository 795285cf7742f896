//! `from_websocket` and `to_websocket`, with each other and with the plain library on the other end.

#![allow(clippy::unwrap_used, reason = "tests")]

mod bad_input;
mod server;
mod sink;
mod tls;
mod violence;

use core::pin::pin;
use core::time::Duration;

use futures::{SinkExt, StreamExt};
use streamz::prelude::*;
use streamz_connector_tests::PATIENCE;
use streamz_io::websocket::{
    FromWebsocket, Message, Received, WebsocketError, WebsocketSink, WebsocketSource, from_websocket, to_websocket,
};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::protocol::frame::coding::CloseCode;
use tokio_tungstenite::tungstenite::{self, protocol::CloseFrame};
use tokio_tungstenite::{WebSocketStream, client_async};

/// Held by tests that look at the memory of the process, or use much of it.
static MEMORY: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());

type Plain = WebSocketStream<TcpStream>;

/// A client of the plain library.
async fn client(source: &WebsocketSource) -> Plain {
    let address = source.local_addr();
    let connecting = timeout(PATIENCE, TcpStream::connect(address)).await;
    let socket = connecting.expect("it is taken").unwrap();
    socket.set_nodelay(true).unwrap();
    let greeting = timeout(PATIENCE, client_async(format!("ws://{address}/"), socket)).await;
    greeting.expect("it is greeted").unwrap().0
}

async fn next(source: &mut WebsocketSource) -> Received {
    timeout(PATIENCE, source.next())
        .await
        .expect("a message comes")
        .unwrap()
        .unwrap()
}

async fn nothing(source: &mut WebsocketSource) {
    let silence = timeout(Duration::from_millis(30), source.next()).await;
    assert!(silence.is_err(), "{silence:?}");
}

/// What the other end says next; nothing if the connection has ended.
async fn heard(plain: &mut Plain) -> Option<tungstenite::Message> {
    let next = timeout(PATIENCE, plain.next()).await.expect("something is heard");
    next.and_then(Result::ok)
}

/// The code that the other end closes with, whatever it says before.
async fn closed(plain: &mut Plain) -> CloseCode {
    loop {
        if let tungstenite::Message::Close(frame) = heard(plain).await.expect("it says why") {
            return frame.unwrap().code;
        }
    }
}

/// A server of the plain library, and a sink that is connected to it.
async fn served(
    options: impl FnOnce(String) -> streamz_io::websocket::ToWebsocket,
) -> (TcpListener, Plain, WebsocketSink) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let connecting = options(format!("ws://{}/", listener.local_addr().unwrap())).connect();
    let (accepted, sink) = tokio::join!(accept(&listener), connecting);
    (listener, accepted, sink.unwrap())
}

async fn accept(listener: &TcpListener) -> Plain {
    let (socket, _) = timeout(PATIENCE, listener.accept())
        .await
        .expect("a client comes")
        .unwrap();
    socket.set_nodelay(true).unwrap();
    tokio_tungstenite::accept_async(socket).await.unwrap()
}
