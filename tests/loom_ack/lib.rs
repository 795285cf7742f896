//! Only tests. Run them with
//!
//! ```text
//! RUSTFLAGS="--cfg loom" cargo test --release --manifest-path tests/loom_ack/Cargo.toml -- --nocapture
//! ```
