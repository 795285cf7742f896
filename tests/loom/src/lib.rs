//! Models of the channel, in `tests/`:
//!
//! ```text
//! RUSTFLAGS="--cfg loom" cargo test --release --manifest-path tests/loom/Cargo.toml
//! ```
//!
//! Without `--cfg loom` there is nothing here.
