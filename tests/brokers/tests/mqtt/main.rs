//! `from_mqtt` and `to_mqtt` against a broker in a process of its own: an embedded one, or the mosquitto that the variable
//! `STREAMZ_MOSQUITTO` names (see `mosquitto.sh`).

#![allow(clippy::unwrap_used, reason = "tests")]

mod fake;
mod plain;
mod server;
mod sink;
mod source;
mod start;
mod trouble;
mod violence;
