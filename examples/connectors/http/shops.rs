//! The clients: each sends one order after the other, and asks again when it is told to.

use core::net::SocketAddr;
use core::time::Duration;
use std::collections::BTreeMap;
use std::io;

use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::sync::mpsc;
use tokio::task::JoinSet;

const SHOPS: u64 = 40;

/// What the shops have seen.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// How often there was which answer.
    pub(crate) answers: BTreeMap<u16, u64>,
    /// The orders that were answered with 200, and their pieces.
    pub(crate) done: BTreeMap<u64, u64>,
}

pub(crate) struct Shops {
    shops: JoinSet<Seen>,
    done: mpsc::Receiver<()>,
}

pub(crate) fn open(address: SocketAddr) -> Shops {
    let (sender, done) = mpsc::channel(1000);
    let mut shops = JoinSet::new();
    for number in 0..SHOPS {
        shops.spawn(shop(number, address, sender.clone()));
    }
    Shops { shops, done }
}

impl Shops {
    /// Until some orders are done.
    pub(crate) async fn busy(&mut self) {
        for _ in 0..1000 {
            self.done.recv().await;
        }
    }

    /// What they have seen; they end when the server is gone.
    pub(crate) async fn close(mut self) -> anyhow::Result<Seen> {
        let mut all = Seen::default();
        while let Some(seen) = self.shops.join_next().await {
            let seen = seen?;
            all.done.extend(seen.done);
            for (status, count) in seen.answers {
                *all.answers.entry(status).or_insert(0) += count;
            }
        }
        Ok(all)
    }
}

async fn shop(number: u64, address: SocketAddr, done: mpsc::Sender<()>) -> Seen {
    let mut seen = Seen::default();
    let mut next = 0;
    while let Ok(socket) = TcpStream::connect(address).await {
        let _ = socket.set_nodelay(true);
        let mut socket = BufReader::new(socket);
        loop {
            let (id, pieces) = (1000 * next + number, 1 + next % 9);
            let bad = next % 16 == 15;
            let body = if bad {
                format!("{{\"id\":{id},\"pieces\":\"many\"}}")
            } else {
                format!("{{\"id\":{id},\"pieces\":{pieces}}}")
            };
            let Ok(status) = ask(&mut socket, &body).await else {
                break;
            };
            *seen.answers.entry(status).or_insert(0) += 1;
            match status {
                200 => {
                    seen.done.insert(id, pieces);
                    let _ = done.try_send(());
                    next += 1;
                }
                503 => tokio::time::sleep(Duration::from_millis(5)).await,
                _ => next += 1,
            }
        }
    }
    seen
}

/// One request, and the status of its answer.
async fn ask(socket: &mut BufReader<TcpStream>, body: &str) -> io::Result<u16> {
    let length = body.len();
    let request = format!("POST /orders HTTP/1.1\r\nhost: shop\r\ncontent-length: {length}\r\n\r\n{body}");
    socket.write_all(request.as_bytes()).await?;
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if socket.read_line(&mut head).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
    let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<u16>().ok());
    let length = head.lines().find_map(|line| line.strip_prefix("content-length:"));
    let (Some(status), Some(length)) = (number(head.split(' ').nth(1)), number(length)) else {
        return Err(io::ErrorKind::InvalidData.into());
    };
    socket.read_exact(&mut vec![0; length.into()]).await?;
    Ok(status)
}
