//! The sensors: each measures as many degrees as its number says, more or less.

use core::net::SocketAddr;
use std::collections::BTreeMap;

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// What was sent.
pub(crate) struct Sent {
    /// All lines, those that should be dropped included.
    pub(crate) lines: u64,
    /// How many readings of which sensor.
    pub(crate) readings: BTreeMap<u32, u64>,
    /// Lines that are whole but no readings.
    pub(crate) nonsense: usize,
}

const SENSORS: u32 = 8;
const READINGS: u64 = 2000;
const FLOOD: u64 = 50_000;

async fn measure(address: SocketAddr, sensor: u32, readings: u64) -> std::io::Result<()> {
    let mut socket = TcpStream::connect(address).await?;
    let mut text = String::new();
    for number in 0..readings {
        // A wave of half a degree.
        let celsius = f64::from(sensor) + 0.5 * (number as f64 / 10.0).sin();
        text.push_str(&format!("{sensor},{celsius:.3}\n"));
        if text.len() > 4000 {
            socket.write_all(text.as_bytes()).await?;
            text.clear();
        }
    }
    socket.write_all(text.as_bytes()).await
}

async fn write(address: SocketAddr, bytes: &[u8]) -> std::io::Result<()> {
    TcpStream::connect(address).await?.write_all(bytes).await
}

pub(crate) async fn send(address: SocketAddr) -> anyhow::Result<Sent> {
    let mut clients = tokio::task::JoinSet::new();
    let mut readings = BTreeMap::new();
    for sensor in 0..SENSORS {
        let count = if sensor == 0 { FLOOD } else { READINGS };
        readings.insert(sensor, count);
        clients.spawn(measure(address, sensor, count));
    }
    clients.spawn(async move { write(address, b"3,three\n\xff,7\n").await });
    clients.spawn(async move { write(address, &[&[b'9'; 5_000_000][..], b"\n"].concat()).await });
    clients.spawn(async move { write(address, b"5,5.0").await });
    while let Some(sent) = clients.join_next().await {
        sent??;
    }
    Ok(Sent {
        lines: readings.values().sum::<u64>() + 4,
        readings,
        nonsense: 2,
    })
}
