//! An operator from another crate: `repeat(n)`, as in the plugin guide of Python's streamz.
//!
//! It takes two things: a type that implements [`Operator`], and an extension trait on [`Flow`] that makes it. The macro
//! `pipeline!` is not told of either; the method is found by the type system like any other.
//!
//! ```
//! use streamz::prelude::*;
//! use streamz_plugin::RepeatExt;
//!
//! let mut seen = Vec::new();
//! let mut p = pipeline!(|words: &'static str| {
//!     words.repeat(3).map(str::len).sink(|len| seen.push(len));
//! });
//! p.emit("tick");
//! drop(p);
//! assert_eq!(seen, [4, 4, 4]);
//! ```

#![no_std]
#![forbid(unsafe_code)]

use core::iter::{RepeatN, repeat_n};
use core::marker::PhantomData;

use streamz::operator::{AnyTick, Node, Operator};
use streamz::{Flow, Own};

/// The operator of [`RepeatExt::repeat`].
pub struct Repeat<T> {
    times: usize,
    item: PhantomData<fn(T) -> T>,
}

impl<T> Node for Repeat<T> {
    type Out = Own<T>;
    // Not one item for each: what follows has a clock of its own, and plain `zip` will not take it for another's.
    type Rate = AnyTick;
}

impl<T: Clone> Operator for Repeat<T> {
    type In = Own<T>;
    type Emit<'a>
        = RepeatN<T>
    where
        Self: 'a;

    fn step(&mut self, item: T) -> RepeatN<T> {
        repeat_n(item, self.times)
    }
}

/// Adds `repeat` to every stream of owned items.
pub trait RepeatExt<T> {
    /// Hands on each item `times` times.
    fn repeat(self, times: usize) -> Repeat<T>
    where
        T: Clone;
}

impl<T, const CLOCK: usize> RepeatExt<T> for Flow<Own<T>, CLOCK> {
    fn repeat(self, times: usize) -> Repeat<T>
    where
        T: Clone,
    {
        Repeat {
            times,
            item: PhantomData,
        }
    }
}
