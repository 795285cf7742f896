//! Pipelines on frames against plain models, however the rows are cut into batches.

#![allow(clippy::unwrap_used, reason = "tests")]

mod groups;
mod joins;
mod limits;
mod order;
mod pieces;
mod rows;
mod support;
mod windows;
mod work;
