//! `catch`: failures as a stream.

use core::marker::PhantomData;

use crate::boundary::{Boundary, Gate};
use crate::emission::One;
use crate::kind::{Item, Kind, Own};
use crate::operator::{EachTick, Node, TryOperator};
use crate::tags::Keeper;

/// The witness of the failures of one fallible operator: the items it failed for, each with its error.
pub struct Failures<K, E, const CLOCK: usize>(PhantomData<fn() -> (K, E)>);

impl<K: Kind, E, const CLOCK: usize> Failures<K, E, CLOCK> {
    #[doc(hidden)]
    pub fn of<N: TryOperator<0, In = K, Error = E>>(_: &N) -> Self {
        Self(PhantomData)
    }
}

/// The witness of the failures of an operator that answers later: only the error is left then, for the operator took the
/// item.
pub struct LateFailures<E, const CLOCK: usize>(PhantomData<fn() -> E>);

impl<E, const CLOCK: usize> LateFailures<E, CLOCK> {
    #[doc(hidden)]
    pub fn of<B: Boundary<Error = E>, const PATHS: usize, K: Keeper<B>>(_: &Gate<B, PATHS, K>) -> Self {
        Self(PhantomData)
    }

    /// Hands on `function(error)` for every item that the operator which made this stream failed for.
    ///
    /// What of the item is needed must be in the error: the operator took the item.
    ///
    /// # Examples
    ///
    /// ```
    /// use core::pin::pin;
    /// use streamz::prelude::*;
    ///
    /// let (mut numbers, mut bad) = (Vec::new(), Vec::new());
    /// {
    ///     let mut p = pin!(pipeline!(|lines: &'static str| {
    ///         let parsed = lines.try_map_async(2, async |line| line.parse::<i32>().map_err(|_| line));
    ///         parsed.sink(|x| numbers.push(x));
    ///         parsed.catch(|line| line).sink(|line| bad.push(line));
    ///     }));
    ///     futures::executor::block_on(async {
    ///         p.emit("1").await;
    ///         p.emit("one").await;
    ///         p.shutdown().await;
    ///     });
    /// }
    /// assert_eq!((numbers, bad), (vec![1], vec!["one"]));
    /// ```
    pub fn catch<O, F>(self, function: F) -> LateCatch<E, O, F>
    where
        F: FnMut(E) -> O,
    {
        LateCatch {
            function,
            kinds: PhantomData,
        }
    }
}

/// The operator of [`LateFailures::catch`].
pub struct LateCatch<E, O, F> {
    function: F,
    kinds: PhantomData<fn(E) -> O>,
}

impl<E, O, F: FnMut(E) -> O> LateCatch<E, O, F> {
    #[doc(hidden)]
    #[inline(always)]
    pub fn failed(&mut self, error: E) -> One<O> {
        One((self.function)(error))
    }
}

impl<E, O, F> Node for LateCatch<E, O, F> {
    type Out = Own<O>;
    type Rate = EachTick;
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
