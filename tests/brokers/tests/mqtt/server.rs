//! A broker in a process of its own, which can be killed and started again.

use core::net::{Ipv4Addr, SocketAddr};
use core::time::Duration;
use std::collections::HashMap;
use std::io::Read;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rumqttd::{Broker, Config, ConnectionSettings, RouterConfig, ServerSettings};
use streamz_broker_tests::until;
use tempfile::TempDir;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

/// The user and password that a broker with a lock takes.
pub(crate) const LOGIN: (&str, &str) = ("keeper", "open-sesame");

/// Tells this very program to be the embedded broker: its port, and whether there is a lock.
const EMBEDDED: &str = "STREAMZ_EMBEDDED_BROKER";

/// Which mosquitto to use instead.
const MOSQUITTO: &str = "STREAMZ_MOSQUITTO";

pub(crate) struct Server {
    port: u16,
    child: Option<Child>,
    locked: bool,
    directory: TempDir,
}

impl Server {
    /// A broker for everyone.
    pub(crate) async fn start() -> Self {
        Self::with(false).await
    }

    /// One for those who know [`LOGIN`].
    pub(crate) async fn locked() -> Self {
        Self::with(true).await
    }

    async fn with(locked: bool) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let mut server = Self {
            port: listener.local_addr().unwrap().port(),
            child: None,
            locked,
            directory: tempfile::tempdir().unwrap(),
        };
        drop(listener);
        server.start_again().await;
        server
    }

    pub(crate) fn address(&self) -> String {
        format!("127.0.0.1:{}", self.port)
    }

    /// Whether it keeps sessions when it is killed.
    pub(crate) fn is_durable() -> bool {
        std::env::var_os(MOSQUITTO).is_some()
    }

    /// Ends it with SIGKILL.
    pub(crate) fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// Makes it write its sessions to disk, if it can.
    pub(crate) async fn save(&self) {
        if Self::is_durable() {
            let saved = self.directory.path().join("mosquitto.db");
            let written = || std::fs::metadata(&saved).and_then(|file| file.modified()).ok();
            let before = written();
            let process = self.child.as_ref().unwrap().id().to_string();
            assert!(
                Command::new("kill")
                    .args(["-USR1", &process])
                    .status()
                    .unwrap()
                    .success()
            );
            // It is written beside the old one and renamed.
            until("sessions are saved", || written() != before).await;
        }
    }

    /// Starts it on the same port; waits until it listens.
    pub(crate) async fn start_again(&mut self) {
        self.kill();
        let mut command = match std::env::var_os(MOSQUITTO) {
            Some(program) => self.mosquitto(Path::new(&program)),
            None => self.embedded(),
        };
        let started = command
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        self.child = Some(started.unwrap());
        let listens = async {
            while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.is_err() {
                let ended = self.child.as_mut().unwrap().try_wait().unwrap();
                assert_eq!(ended, None, "the broker ended");
                sleep(Duration::from_millis(5)).await;
            }
        };
        timeout(Duration::from_secs(30), listens).await.unwrap();
    }

    fn embedded(&self) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.args(["--exact", "server::be_the_embedded_broker", "--nocapture"]);
        command.env(EMBEDDED, format!("{}:{}", self.port, self.locked));
        command
    }

    fn mosquitto(&self, program: &Path) -> Command {
        let directory = self.directory.path();
        let mut lines = format!(
            "listener {} 127.0.0.1\nuser root\nlog_dest none\nmax_queued_messages 0\npersistence true\npersistence_location {}/\n\
             autosave_interval 0\n",
            self.port,
            directory.display()
        );
        if self.locked {
            let passwords = directory.join("passwords");
            let mut passwd = Command::new("mosquitto_passwd");
            passwd.args(["-b", "-c"]).arg(&passwords).args([LOGIN.0, LOGIN.1]);
            assert!(passwd.status().unwrap().success());
            lines += &format!("allow_anonymous false\npassword_file {}\n", passwords.display());
        } else {
            lines += "allow_anonymous true\n";
        }
        let file = directory.join("mosquitto.conf");
        std::fs::write(&file, lines).unwrap();
        let mut command = Command::new(program);
        command.arg("-c").arg(file);
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Nothing, unless this program was started by [`Server::embedded`].
#[test]
fn be_the_embedded_broker() {
    let Ok(how) = std::env::var(EMBEDDED) else {
        return;
    };
    // Whoever started this holds the other end, and has died when it closes.
    std::thread::spawn(|| {
        let _ = std::io::stdin().read(&mut [0]);
        std::process::exit(0);
    });
    let (port, locked) = how.split_once(':').unwrap();
    let auth = locked
        .parse::<bool>()
        .unwrap()
        .then(|| HashMap::from([(LOGIN.0.into(), LOGIN.1.into())]));
    let settings = ServerSettings {
        name: "embedded".into(),
        listen: SocketAddr::from((Ipv4Addr::LOCALHOST, port.parse().unwrap())),
        tls: None,
        next_connection_delay_ms: 0,
        connections: ConnectionSettings {
            connection_timeout_ms: 10_000,
            max_payload_size: 2 * 1024 * 1024,
            max_inflight_count: 100,
            auth,
            external_auth: None,
            dynamic_filters: true,
        },
    };
    let config = Config {
        router: RouterConfig {
            max_connections: 100,
            max_outgoing_packet_count: 200,
            max_segment_size: 64 * 1024 * 1024,
            max_segment_count: 8,
            ..RouterConfig::default()
        },
        v4: Some(HashMap::from([("embedded".into(), settings)])),
        ..Config::default()
    };
    let ended = Broker::new(config).start();
    panic!("the broker ended: {ended:?}");
}
