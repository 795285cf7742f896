//! An embedded broker.

use core::net::{Ipv4Addr, SocketAddr};
use core::time::Duration;
use std::collections::HashMap;

use anyhow::bail;
use rumqttd::{Broker, Config, ConnectionSettings, RouterConfig, ServerSettings};
use tokio::net::{TcpListener, TcpStream};

/// Starts it on a free port of this machine, until the program ends.
pub(crate) async fn start() -> anyhow::Result<String> {
    let listen = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?.local_addr()?;
    let mut broker = Broker::new(config(listen));
    std::thread::spawn(move || {
        if let Err(error) = broker.start() {
            eprintln!("the embedded broker ended: {error}");
        }
    });
    for _ in 0..1000 {
        if TcpStream::connect(listen).await.is_ok() {
            return Ok(listen.to_string());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bail!("the broker does not listen");
}

fn config(listen: SocketAddr) -> Config {
    let settings = ServerSettings {
        name: "embedded".into(),
        listen,
        tls: None,
        next_connection_delay_ms: 0,
        connections: ConnectionSettings {
            connection_timeout_ms: 10_000,
            max_payload_size: 1024 * 1024,
            max_inflight_count: 100,
            auth: None,
            external_auth: None,
            dynamic_filters: true,
        },
    };
    Config {
        router: RouterConfig {
            max_connections: 16,
            max_outgoing_packet_count: 200,
            max_segment_size: 16 * 1024 * 1024,
            max_segment_count: 8,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("embedded".into(), settings)])),
        ..Config::default()
    }
}
