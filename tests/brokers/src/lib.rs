//! What the tests of brokers share.

pub mod kafka;

pub use streamz_connector_tests::{PATIENCE, resident_memory, until};
