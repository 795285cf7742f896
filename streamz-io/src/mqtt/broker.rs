//! Where a broker is, and how to speak with it.

use core::fmt;
use core::hash::{BuildHasher, Hasher};
use core::time::Duration;
use std::hash::RandomState;

use rumqttc::MqttOptions;

use super::MqttError;
use super::message::LONGEST;
use crate::Reconnect;

/// Where a broker is, and how to speak with it: for [`from_mqtt`](super::from_mqtt) and [`to_mqtt`](super::to_mqtt), which
/// take an address alone as well.
///
/// ```
/// use core::time::Duration;
/// use streamz_io::mqtt::Broker;
///
/// let broker = Broker::new("broker.example:1883")
///     .credentials("monitor", "secret")
///     .keep_alive(Duration::from_secs(10));
/// assert!(!format!("{broker:?}").contains("secret"));
/// ```
#[derive(Clone)]
#[must_use = "options do nothing by themselves"]
pub struct Broker {
    address: String,
    credentials: Option<(String, String)>,
    keep_alive: Duration,
    reconnect: Reconnect,
    largest: usize,
    #[cfg(feature = "tls")]
    tls: Option<crate::Tls>,
}

impl Broker {
    /// A broker at `host:port`, or at `host` and the usual port: 1883, with TLS 8883. An address of IP 6 stands in brackets.
    pub fn new(address: impl Into<String>) -> Self {
        Self {
            address: address.into(),
            credentials: None,
            keep_alive: Duration::from_secs(30),
            reconnect: Reconnect::default(),
            largest: 1024 * 1024,
            #[cfg(feature = "tls")]
            tls: None,
        }
    }

    /// User and password. They are neither logged nor shown; without [`tls`](Self::tls) they pass the network as they are.
    pub fn credentials(mut self, user: impl Into<String>, password: impl Into<String>) -> Self {
        self.credentials = Some((user.into(), password.into()));
        self
    }

    /// The longest silence, after which each side asks whether the other is still there; 30 s if not given, in whole seconds
    /// from 1 to 65 535. A broker that is gone without a word is noticed after twice that time.
    pub const fn keep_alive(mut self, silence: Duration) -> Self {
        self.keep_alive = silence;
        self
    }

    /// How long to wait before a lost connection is tried again.
    pub const fn reconnect(mut self, policy: Reconnect) -> Self {
        self.reconnect = policy;
        self
    }

    /// The largest packet, which is a message with its topic, in bytes: 1 MiB if not given, and at most 256 MiB, as the
    /// protocol says.
    pub const fn largest(mut self, bytes: usize) -> Self {
        self.largest = bytes;
        self
    }

    /// Connects by TLS. The name in the address is that of the broker's certificate.
    #[cfg(feature = "tls")]
    #[cfg_attr(docsrs, doc(cfg(feature = "tls")))]
    pub fn tls(mut self, tls: crate::Tls) -> Self {
        self.tls = Some(tls);
        self
    }

    pub(super) fn policy(&self) -> Reconnect {
        self.reconnect
    }

    /// The name of a source or sink at this broker.
    pub(super) fn node(&self, of: &str) -> String {
        // Who writes a password into the address finds it in no log.
        match self.place() {
            Ok((host, port)) => format!("{of}({host}:{port})"),
            Err(_) => of.to_owned(),
        }
    }

    const fn usual_port(&self) -> u16 {
        #[cfg(feature = "tls")]
        if self.tls.is_some() {
            return 8883;
        }
        1883
    }

    fn place(&self) -> Result<(&str, u16), &'static str> {
        let address = self.address.as_str();
        if address.contains("://") || address.contains(['/', '@']) {
            return Err("the address is `host:port`, with neither `mqtt://` before it nor user and password in it");
        }
        let in_brackets = address.starts_with('[');
        let (host, port) = match address.rsplit_once(':') {
            Some((host, port)) if !in_brackets || host.ends_with(']') => {
                let port = port.parse().ok().filter(|port| *port != 0);
                (
                    host,
                    port.ok_or("the port in the address is no number from 1 to 65535")?,
                )
            }
            _ => (address, self.usual_port()),
        };
        match host
            .strip_prefix('[')
            .map_or(host, |host| host.strip_suffix(']').unwrap_or(""))
        {
            "" => Err("the address has no host: write `host:port`"),
            ip if !in_brackets && ip.contains(':') => Err("an address of IP 6 stands in brackets: `[::1]:1883`"),
            _ => Ok((host, port)),
        }
    }

    /// The options in the form of the client, with the client id or one made up.
    pub(super) fn options(&self, node: &str, client_id: Option<&str>) -> Result<MqttOptions, MqttError> {
        let fault = |why: &str| MqttError::Option {
            node: node.to_owned(),
            why: why.to_owned(),
        };
        let (host, port) = self.place().map_err(fault)?;
        let client_id = match client_id {
            None => format!("streamz{:016x}", random()),
            Some("") => return Err(fault("the client id is empty: give one, or leave the option out")),
            Some(id) if id.len() > LONGEST || id.contains('\0') => {
                return Err(fault("the client id has a zero byte in it, or more than 65535 bytes"));
            }
            Some(id) => id.to_owned(),
        };
        let mut options = MqttOptions::new(client_id, host, port);
        let seconds = self.keep_alive.as_secs();
        if self.keep_alive.subsec_nanos() != 0 || !(1..=u64::from(u16::MAX)).contains(&seconds) {
            return Err(fault("`keep_alive` is not a number of whole seconds from 1 to 65535"));
        }
        options.set_keep_alive(self.keep_alive);
        if self.largest == 0 || self.largest > LARGEST {
            return Err(fault("`largest` is not from 1 to 268435455 bytes"));
        }
        options.set_max_packet_size(self.largest, LARGEST + 5);
        if let Some((user, password)) = &self.credentials {
            if user.len() > LONGEST || password.len() > LONGEST {
                return Err(fault("user or password are longer than 65535 bytes"));
            }
            options.set_credentials(user, password);
        }
        #[cfg(feature = "tls")]
        if let Some(tls) = &self.tls {
            let config = tls.config().map_err(|why| fault(&format!("tls: {why}")))?;
            options.set_transport(rumqttc::Transport::tls_with_config(rumqttc::TlsConfiguration::Rustls(
                config,
            )));
        }
        Ok(options)
    }
}

/// What follows the header of a packet is never longer.
pub(super) const LARGEST: usize = 268_435_455;

/// A number that no other client has.
fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

impl From<&str> for Broker {
    fn from(address: &str) -> Self {
        Self::new(address)
    }
}

impl From<String> for Broker {
    fn from(address: String) -> Self {
        Self::new(address)
    }
}

/// Without user and password.
impl fmt::Debug for Broker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = f.debug_struct("Broker");
        match self.place() {
            Ok((host, port)) => debug.field("address", &format_args!("{host}:{port}")),
            Err(why) => debug.field("address", &format_args!("invalid: {why}")),
        };
        debug
            .field("credentials", &self.credentials.is_some())
            .field("keep_alive", &self.keep_alive)
            .field("reconnect", &self.reconnect)
            .field("largest", &self.largest);
        #[cfg(feature = "tls")]
        debug.field("tls", &self.tls);
        debug.finish()
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (address, place) in [
            ("broker", ("broker", 1883)),
            ("broker:1884", ("broker", 1884)),
            ("127.0.0.1:1", ("127.0.0.1", 1)),
            ("[::1]", ("[::1]", 1883)),
            ("[::1]:65535", ("[::1]", 65535)),
        ] {
            assert_eq!(Broker::new(address).place(), Ok(place));
        }
        for address in [
            "", ":1", "a:", "a:0", "a:65536", "a:x", "::1", "::1:1883", "[]", "[::1", "[::1:1", "a/b", "u:p@a",
        ] {
            assert!(Broker::new(address).place().is_err(), "{address}");
        }
    }

    #[test]
    fn secrets_are_neither_shown_nor_told() {
        let broker = Broker::new("mqtt://user:secret@host").credentials("admin", "secret");
        let error = broker.options(&broker.node("from_mqtt"), None).err().unwrap();
        for text in [format!("{broker:?}"), format!("{error} {error:?}")] {
            assert!(!text.contains("secret") && !text.contains("admin"), "{text}");
        }
    }

    #[test]
    fn options_that_cannot_be_are_errors() {
        let broker = Broker::new("host");
        let bad = [
            broker.clone().keep_alive(Duration::ZERO),
            broker.clone().keep_alive(Duration::from_millis(1500)),
            broker.clone().keep_alive(Duration::from_secs(65_536)),
            broker.clone().largest(0),
            broker.clone().largest(LARGEST + 1),
            broker.clone().credentials("u", "x".repeat(LONGEST + 1)),
        ];
        for broker in bad {
            assert!(
                matches!(broker.options("n", None), Err(MqttError::Option { .. })),
                "{broker:?}"
            );
        }
        assert!(broker.options("n", Some("")).is_err());
        let ids = [broker.options("n", None).unwrap(), broker.options("n", None).unwrap()].map(|o| o.client_id());
        assert!(ids[0] != ids[1] && ids[0].len() == 23, "{ids:?}");
    }
}
