//! A client that sends what it is told to, byte by byte if need be.

use core::net::SocketAddr;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::time::timeout;

use super::PATIENCE;

pub(crate) struct Client(BufReader<TcpStream>);

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines
            .clone()
            .find(|(header, _)| *header == name)
            .map(|(_, value)| value)
    }
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        let connected = timeout(PATIENCE, TcpStream::connect(address)).await;
        let stream = connected.expect("it is taken").unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    pub(crate) async fn write(&mut self, bytes: impl AsRef<[u8]>) -> std::io::Result<()> {
        self.0.write_all(bytes.as_ref()).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: impl AsRef<[u8]>) {
        let length = body.as_ref().len();
        let head = format!("POST {path} HTTP/1.1\r\nhost: test\r\ncontent-length: {length}\r\n\r\n");
        self.write(head).await.unwrap();
        self.write(body).await.unwrap();
    }

    /// The head of the next answer, for those that have no body.
    pub(crate) async fn head(&mut self) -> String {
        let mut head = String::new();
        while !head.ends_with("\r\n\r\n") {
            let read = timeout(PATIENCE, self.0.read_line(&mut head)).await;
            assert!(read.expect("there is an answer").unwrap() > 0);
        }
        head
    }

    /// The next answer; nothing if the connection is closed.
    pub(crate) async fn answer(&mut self) -> Option<Answer> {
        let reading = timeout(PATIENCE, async {
            let mut head = String::new();
            while !head.ends_with("\r\n\r\n") {
                if self.0.read_line(&mut head).await.ok()? == 0 {
                    return None;
                }
            }
            let status = head.split(' ').nth(1)?.parse().ok()?;
            let mut answer = Answer {
                status,
                head,
                body: String::new(),
            };
            let length = answer.header("content-length")?.parse().ok()?;
            let mut body = vec![0; length];
            self.0.read_exact(&mut body).await.ok()?;
            answer.body = String::from_utf8(body).unwrap();
            Some(answer)
        });
        reading.await.expect("there is an answer")
    }

    pub(crate) async fn ask(&mut self, path: &str, body: impl AsRef<[u8]>) -> u16 {
        self.post(path, body).await;
        self.answer().await.expect("the connection is open").status
    }
}
