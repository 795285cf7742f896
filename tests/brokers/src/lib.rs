//! What the tests of brokers share.

pub use streamz_connector_tests::resident_memory;
