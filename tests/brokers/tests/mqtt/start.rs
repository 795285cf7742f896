//! What is wrong from the start is told at once, by name and without secrets; and TLS.

use core::time::Duration;
use std::sync::Arc;

use futures::SinkExt;
use rcgen::{CertificateParams, CertifiedIssuer, KeyPair};
use rumqttc::{ConnectReturnCode, SubscribeReasonCode};
use streamz_io::Tls;
use streamz_io::mqtt::{Broker, FromMqtt, Message, MqttError, Qos, from_mqtt, to_mqtt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::server::WebPkiClientVerifier;
use tokio_rustls::rustls::{RootCertStore, ServerConfig};

use crate::fake::Fake;
use crate::plain::{LONG, next_number, numbers, publish};
use crate::server::{LOGIN, Server};

fn source(broker: impl Into<Broker>) -> FromMqtt {
    from_mqtt(broker).topic("numbers", Qos::AtLeastOnce)
}

/// What a source and a sink say, which begins with who they are.
async fn errors(broker: Broker, node: &str) -> [MqttError; 2] {
    let from = timeout(LONG, source(broker.clone()).connect())
        .await
        .unwrap()
        .err()
        .unwrap();
    let to = timeout(LONG, to_mqtt(broker).connect()).await.unwrap().err().unwrap();
    for (error, function) in [(&from, "from_mqtt"), (&to, "to_mqtt")] {
        println!("{error}");
        assert!(error.to_string().starts_with(&format!("{function}{node}: ")), "{error}");
        for secret in [LOGIN.0, LOGIN.1, "wrong-word"] {
            assert!(!format!("{error} {error:?}").contains(secret), "{error:?}");
        }
    }
    [from, to]
}

#[tokio::test]
async fn no_broker() {
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    for error in errors(Broker::new(free.to_string()), &format!("({free})")).await {
        assert!(matches!(error, MqttError::Unreachable { .. }), "{error}");
    }
    // By RFC 2606 there is no such host.
    for error in errors(
        Broker::new("no-such-broker.invalid:1883"),
        "(no-such-broker.invalid:1883)",
    )
    .await
    {
        assert!(matches!(error, MqttError::Unreachable { .. }), "{error}");
    }
    for address in ["mqtt://keeper:open-sesame@host", "", "host:port"] {
        for error in errors(Broker::new(address), "").await {
            assert!(matches!(error, MqttError::Option { .. }), "{error}");
        }
    }
}

#[tokio::test]
async fn something_else_listens() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let _ = tokio::io::AsyncWriteExt::write_all(&mut socket, b"HTTP/1.1 400 Bad Request\r\n\r\n").await;
        }
    });
    for error in errors(Broker::new(address.to_string()), &format!("({address})")).await {
        assert!(matches!(error, MqttError::Unreachable { .. }), "{error}");
    }
}

#[tokio::test]
async fn a_wrong_password() {
    let server = Server::locked().await;
    let node = format!("({})", server.address());
    let broker = || Broker::new(server.address());
    for broker in [
        broker(),
        broker().credentials(LOGIN.0, "wrong-word"),
        broker().credentials("wrong-word", LOGIN.1),
    ] {
        for error in errors(broker, &node).await {
            // The embedded broker closes the connection instead of saying what is wrong.
            let refused = matches!(error, MqttError::Refused { .. });
            assert!(
                refused || !Server::is_durable() && error.to_string().contains("password"),
                "{error}"
            );
        }
    }
    let broker = broker().credentials(LOGIN.0, LOGIN.1);
    let mut source = source(broker.clone()).connect().await.unwrap();
    let mut sink = to_mqtt(broker).connect().await.unwrap();
    timeout(LONG, sink.send(Message::new("numbers", "7")))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(next_number(&mut source).await, 7);
}

#[tokio::test]
async fn a_broker_that_refuses() {
    for code in [
        ConnectReturnCode::RefusedProtocolVersion,
        ConnectReturnCode::BadClientId,
        ConnectReturnCode::ServiceUnavailable,
        ConnectReturnCode::BadUserNamePassword,
        ConnectReturnCode::NotAuthorized,
    ] {
        let fake = Fake::start().await;
        let broker = Broker::new(fake.address()).credentials(LOGIN.0, LOGIN.1);
        let node = format!("({})", fake.address());
        let refuse = async { [fake.accept(code).await, fake.accept(code).await] };
        let (errors, _clients) = tokio::join!(errors(broker, &node), refuse);
        assert!(
            errors.iter().all(|error| matches!(error, MqttError::Refused { .. })),
            "{errors:?}"
        );
    }
    let fake = Fake::start().await;
    let (refused, _client) = tokio::join!(
        source(fake.address()).connect(),
        fake.subscriber(SubscribeReasonCode::Failure)
    );
    let error = refused.err().unwrap();
    assert!(
        matches!(&error, MqttError::NotSubscribed { filter, .. } if filter == "numbers"),
        "{error}"
    );
}

#[tokio::test]
async fn options_that_cannot_be() {
    let host = || from_mqtt("127.0.0.1:1");
    let topic = |filter: &str| host().topic(filter, Qos::AtLeastOnce);
    for wrong in [
        host(),
        topic(""),
        topic("a/#/b"),
        topic(&"x".repeat(70_000)),
        topic("a").in_flight(0),
        topic("a").in_flight(65_536),
        topic("a").clean_session(false),
        topic("a").client_id(""),
        source(Broker::new("127.0.0.1:1").keep_alive(Duration::from_millis(10))),
    ] {
        let error = wrong.connect().await.err().unwrap();
        println!("{error}");
        assert!(matches!(error, MqttError::Option { .. }), "{error}");
        assert!(error.to_string().len() < 300);
    }
    for wrong in [
        to_mqtt("127.0.0.1:1").in_flight(0),
        to_mqtt("127.0.0.1:1").in_flight(65_536),
        to_mqtt("::1"),
    ] {
        let error = wrong.connect().await.err().unwrap();
        assert!(matches!(error, MqttError::Option { .. }), "{error}");
    }
}

/// Takes TLS from clients that show a certificate, and passes on what is in it.
async fn unwrap_tls(to: String, config: ServerConfig) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        while let Ok((socket, _)) = listener.accept().await {
            let (acceptor, to) = (acceptor.clone(), to.clone());
            tokio::spawn(async move {
                let mut outside = acceptor.accept(socket).await?;
                let mut inside = TcpStream::connect(to).await?;
                tokio::io::copy_bidirectional(&mut outside, &mut inside).await
            });
        }
    });
    port
}

#[tokio::test]
async fn over_tls() {
    let authority = |name: &str| {
        let mut params = CertificateParams::new([]).unwrap();
        params.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
        params.distinguished_name.push(rcgen::DnType::CommonName, name);
        CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
    };
    let (ours, other) = (authority("ours"), authority("other"));
    let signed = |name: &str| {
        let key = KeyPair::generate().unwrap();
        let certificate = CertificateParams::new([name.to_owned()])
            .unwrap()
            .signed_by(&key, &ours)
            .unwrap();
        (certificate, key)
    };
    let mut roots = RootCertStore::empty();
    roots.add(ours.der().clone()).unwrap();
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&provider))
        .build()
        .unwrap();
    let (certificate, key) = signed("localhost");
    let config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_client_cert_verifier(verifier)
        .with_single_cert(vec![certificate.der().clone()], key.serialize_der().try_into().unwrap())
        .unwrap();
    let server = Server::start().await;
    let port = unwrap_tls(server.address(), config).await;

    let (certificate, key) = signed("client");
    let tls = |authority: &str| {
        Tls::new()
            .roots(authority)
            .identity(certificate.pem(), key.serialize_pem())
    };
    let broker = |tls: Tls| Broker::new(format!("localhost:{port}")).tls(tls);
    let mut reader = source(broker(tls(&ours.pem()))).connect().await.unwrap();
    let mut sink = to_mqtt(broker(tls(&ours.pem()))).connect().await.unwrap();
    publish(&server.address(), "numbers", numbers(0..100)).await;
    timeout(LONG, sink.send(Message::new("numbers", "100")))
        .await
        .unwrap()
        .unwrap();
    for expected in 0..=100 {
        assert_eq!(next_number(&mut reader).await, expected);
    }
    for wrong in [
        broker(tls(&other.pem())),            // who signed this broker's certificate?
        broker(Tls::new().roots(ours.pem())), // nobody in particular
        Broker::new(format!("127.0.0.1:{port}")).tls(tls(&ours.pem())), // another name
        Broker::new(format!("localhost:{port}")), // no TLS
    ] {
        let error = source(wrong).connect().await.err().unwrap();
        println!("{error}");
        assert!(matches!(error, MqttError::Unreachable { .. }), "{error}");
    }
    let error = source(broker(tls("no certificate"))).connect().await.err().unwrap();
    assert!(matches!(error, MqttError::Option { .. }), "{error}");
}
