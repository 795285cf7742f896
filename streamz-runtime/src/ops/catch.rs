//! `catch`: failures as a stream.

use core::marker::PhantomData;

use crate::emission::One;
use crate::kind::{Item, Kind, Own};
use crate::operator::{EachTick, Node, TryOperator};

/// The witness of the failures of one fallible operator: the items it failed for, each with its error.
pub struct Failures<K, E, const CLOCK: usize>(PhantomData<fn() -> (K, E)>);

impl<K: Kind, E, const CLOCK: usize> Failures<K, E, CLOCK> {
    #[doc(hidden)]
    pub fn of<N: TryOperator<0, In = K, Error = E>>(_: &N) -> Self {
        Self(PhantomData)
    }
}

/// The operator of [`Failures::catch`].
pub struct Catch<K, E, O, F> {
    function: F,
    kinds: PhantomData<fn(K, E) -> O>,
}

impl<K, E, O, F> Catch<K, E, O, F> {
    #[doc(hidden)]
    #[inline(always)]
    pub fn failed<'a>(&'a mut self, item: Item<'a, K>, error: E) -> One<O>
    where
        K: Kind,
        F: for<'b> FnMut(Item<'b, K>, E) -> O,
    {
        One((self.function)(item, error))
    }
}

impl<K: Kind, E, O, F> Node for Catch<K, E, O, F> {
    type Out = Own<O>;
    type Rate = EachTick;
}

impl<K: Kind, E, const CLOCK: usize> Failures<K, E, CLOCK> {
    /// Hands on `function(item, error)` for every item that the operator which made this stream failed for; `emit`
    /// then no longer fails because of it.
    ///
    /// In `pipeline!` it is called on the name of a stream made by a fallible operator, which goes on with what
    /// succeeded. Items are cloned to be at hand if they fail, so they must be `Clone`; nothing is cloned where no
    /// `catch` is.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let (mut numbers, mut bad) = (Vec::new(), Vec::new());
    /// let mut p = pipeline!(|lines: &str| {
    ///     let parsed = lines.try_map(|line| line.parse::<i32>());
    ///     parsed.sink(|x| numbers.push(x));
    ///     parsed.catch(|line, error| format!("{line}: {error}")).sink(|x| bad.push(x));
    /// });
    /// p.emit("1");
    /// p.emit("one");
    /// p.emit("2");
    /// drop(p);
    /// assert_eq!(numbers, [1, 2]);
    /// assert_eq!(bad, ["one: invalid digit found in string"]);
    /// ```
    pub fn catch<O, F>(self, function: F) -> Catch<K, E, O, F>
    where
        F: for<'a> FnMut(Item<'a, K>, E) -> O,
    {
        Catch {
            function,
            kinds: PhantomData,
        }
    }
}
