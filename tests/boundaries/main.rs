//! Boundaries against plain models that are driven beside them, step by step.
//!
//! `follow.rs` drives both through a random script of arrivals and looks, at the deadlines or late, and compares after
//! every step what left, whether there is room, and when more is due.
#![allow(clippy::unwrap_used, reason = "tests")]

#[macro_use]
mod follow;

mod by_hand;
mod forward;
mod large;
mod room;
mod single;
mod slices;
