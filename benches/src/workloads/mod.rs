//! The workloads, one file each.

pub mod accumulate;
pub mod awaited;
pub mod buffered;
pub mod chain;
pub mod combine_latest;
pub mod diamond;
pub mod keyed_mean;
pub mod rate_limited;
pub mod sliding_mean;
pub mod trading;
