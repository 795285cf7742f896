//! Streaming pipelines that Rust checks and fuses at compile time.
#![no_std]

pub use streamz_macros::pipeline;
pub use streamz_runtime::*;

#[doc(hidden)]
pub use streamz_runtime::wiring as __private;

/// Everything a module that writes pipelines needs: `use streamz::prelude::*;`.
pub mod prelude {
    pub use crate::ops::Keep;
    pub use crate::{Batch, Emit, Flow, Own, Ref, pipeline};
}
