//! Folds, windows and scans of columns against plain loops over whole arrays.

#![cfg(feature = "frame")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod data;
mod exact;
mod running;
mod torture;
mod windows;
