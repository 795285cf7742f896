//! A broker that asks for user and password.

#![allow(clippy::unwrap_used, reason = "tests")]

use core::time::Duration;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};

use streamz_io::kafka::{KafkaError, from_kafka, to_kafka};

/// Answers as a broker does until a client is let in or not: it is not. Of the protocol it knows three requests.
fn broker() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    std::thread::spawn(move || {
        for client in listener.incoming().flatten() {
            std::thread::spawn(move || serve(client));
        }
    });
    address
}

const SASL_HANDSHAKE: i16 = 17;
const API_VERSIONS: i16 = 18;
const SASL_AUTHENTICATE: i16 = 36;

fn serve(mut client: TcpStream) -> Option<()> {
    loop {
        let mut length = [0; 4];
        client.read_exact(&mut length).ok()?;
        let mut request = vec![0; usize::try_from(u32::from_be_bytes(length)).ok()?];
        client.read_exact(&mut request).ok()?;
        let (api, version) = (number(&request[0..2]), number(&request[2..4]));
        let mut answer = request[4..8].to_vec(); // the number of the request
        match api {
            API_VERSIONS if version == 0 => {
                answer.extend([0, 0]); // no error
                answer.extend(3_u32.to_be_bytes());
                for (api, latest) in [(SASL_HANDSHAKE, 1), (API_VERSIONS, 0), (SASL_AUTHENTICATE, 0_i16)] {
                    [api, 0, latest]
                        .iter()
                        .for_each(|number| answer.extend(number.to_be_bytes()));
                }
            }
            API_VERSIONS => answer.extend(35_i16.to_be_bytes()), // no such version: try the first one
            SASL_HANDSHAKE => {
                answer.extend([0, 0]);
                answer.extend(1_u32.to_be_bytes());
                answer.extend(b"\x00\x05PLAIN");
            }
            SASL_AUTHENTICATE => {
                answer.extend(58_i16.to_be_bytes()); // authentication failed
                answer.extend(b"\x00\x1cInvalid username or password");
                answer.extend(0_u32.to_be_bytes());
            }
            _ => return None,
        }
        client
            .write_all(&u32::try_from(answer.len()).ok()?.to_be_bytes())
            .ok()?;
        client.write_all(&answer).ok()?;
    }
}

fn number(bytes: &[u8]) -> i16 {
    i16::from_be_bytes([bytes[0], bytes[1]])
}

#[tokio::test]
async fn a_wrong_password_fails_at_start_and_is_not_shown() {
    let address = broker();
    let params = [
        ("bootstrap.servers", &*address),
        ("group.id", "g"),
        ("security.protocol", "sasl_plaintext"),
        ("sasl.mechanism", "PLAIN"),
        ("sasl.username", "somebody"),
        ("sasl.password", "hunter2"),
    ];
    let source = from_kafka(["t"], params);
    let sink = to_kafka("t", params.into_iter().filter(|(name, _)| *name != "group.id"));
    for shown in [format!("{source:?}"), format!("{sink:?}")] {
        assert!(shown.contains("sasl.password") && !shown.contains("hunter2"), "{shown}");
    }
    let begun = std::time::Instant::now();
    let errors = [source.start().await.err().unwrap(), sink.start().await.err().unwrap()];
    assert!(
        begun.elapsed() < Duration::from_secs(9),
        "not only when the time is over"
    );
    for error in errors {
        assert!(matches!(error, KafkaError::Authentication { .. }), "{error}");
        let shown = format!("{error} {error:?}");
        assert!(
            shown.contains("Invalid username or password") && !shown.contains("hunter2"),
            "{shown}"
        );
    }
}
