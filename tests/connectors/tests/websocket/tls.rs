//! `wss`.

use std::sync::Arc;

use streamz_io::Tls;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

use super::*;

#[tokio::test]
async fn a_server_that_is_trusted_is_sent_to_and_another_is_not() {
    let signed = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let key = PrivateKeyDer::Pkcs8(signed.signing_key.serialize_der().into());
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![signed.cert.der().clone()], key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("wss://localhost:{}/", listener.local_addr().unwrap().port());
    let serving = tokio::spawn(async move {
        loop {
            let (socket, _) = listener.accept().await.unwrap();
            // One that does not trust it leaves here.
            let Ok(socket) = acceptor.accept(socket).await else {
                continue;
            };
            let mut server = tokio_tungstenite::accept_async(socket).await.unwrap();
            let mut messages = Vec::new();
            while let Some(Ok(message)) = server.next().await {
                if let tungstenite::Message::Text(text) = message {
                    messages.push(text.to_string());
                }
            }
            return messages;
        }
    });

    let stranger = to_websocket(&url).connect().await.unwrap_err();
    assert!(
        stranger
            .to_string()
            .contains("cannot connect: invalid peer certificate"),
        "{stranger}"
    );
    let unreadable = to_websocket(&url)
        .tls(Tls::new().roots("no PEM"))
        .connect()
        .await
        .unwrap_err();
    assert!(
        unreadable
            .to_string()
            .contains(": tls: roots: no certificate as PEM; see "),
        "{unreadable}"
    );

    let sink = to_websocket(&url)
        .tls(Tls::new().roots(signed.cert.pem()))
        .connect()
        .await
        .unwrap();
    let mut p = pin!(pipeline!(|| {
        let texts = from_iterable(["kept", "secret"]);
        texts.forward(sink);
    }));
    timeout(PATIENCE, p.run()).await.unwrap().unwrap();
    assert_eq!(serving.await.unwrap(), ["kept", "secret"]);
}
