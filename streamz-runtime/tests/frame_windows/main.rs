//! Folds, windows and scans of columns against plain loops over whole arrays.

#![cfg(feature = "frame")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod cumulative;
mod data;
mod ewm;
mod exact;
mod own;
mod running;
mod torture;
mod windows;
