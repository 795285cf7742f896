//! Exponentially weighted means.

use streamz::frame::Table;
use streamz::prelude::*;

use crate::frame::rows::Plain;
use crate::frame::setup::bindings;

bindings! {
    el_tmp() "" Plain { |out| .count(|_| true).sink(|x| out.scalar(x)); }
}
