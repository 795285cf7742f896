//! The contract of an operator: a Mealy machine, state × item → items.

use crate::emission::Paced;
use crate::flow::Witness;
use crate::kind::{Item, Kind, Nothing};

/// What every operator tells about its output, whatever its inlets.
pub trait Node {
    /// The kind of what it hands on; [`Nothing`] for an end.
    type Out: Kind;

    /// Whether it hands on exactly one item for each arrival ([`EachTick`]) or not ([`AnyTick`]).
    type Rate: Rate;

    /// Forgets what an event left half done; called on every operator after an `emit` that failed.
    ///
    /// A join of streams in step drops its partners of the failed tick here, so that the next tick pairs up right.
    fn recover(&mut self) {}
}

/// One inlet of an operator.
///
/// A join implements this once for each inlet, in the order of its arguments. `step` never calls downstream: it
/// returns what it emits, as an iterator that may borrow the operator, and the generated code loops over it.
///
/// # Examples
///
/// An operator of one's own: repeat each item `n` times.
///
/// ```
/// use core::iter::{RepeatN, repeat_n};
/// use streamz::operator::{AnyTick, Node, Operator};
/// use streamz::prelude::*;
/// # use core::marker::PhantomData;
///
/// struct Repeat<T> { times: usize, item: PhantomData<fn(T) -> T> }
///
/// impl<T> Node for Repeat<T> {
///     type Out = Own<T>;
///     type Rate = AnyTick;
/// }
///
/// impl<T: Clone> Operator for Repeat<T> {
///     type In = Own<T>;
///     type Emit<'a> = RepeatN<T> where Self: 'a;
///     fn step(&mut self, item: T) -> RepeatN<T> {
///         repeat_n(item, self.times)
///     }
/// }
///
/// let mut seen = Vec::new();
/// let mut p = pipeline!(|numbers: i32| {
///     numbers.then(Repeat { times: 2, item: PhantomData }).sink(|x| seen.push(x));
/// });
/// p.emit(7);
/// drop(p);
/// assert_eq!(seen, [7, 7]);
/// ```
pub trait Operator<const INLET: usize = 0>: Node {
    /// The kind of what arrives at this inlet.
    type In: Kind;

    /// What one arrival emits, in order.
    type Emit<'a>: IntoIterator<Item = Item<'a, Self::Out>> + Paced<Self::Rate>
    where
        Self: 'a;

    /// Takes one item and returns what it leads to.
    fn step<'a>(&'a mut self, item: Item<'a, Self::In>) -> Self::Emit<'a>;

    /// Called when everything downstream has seen what [`step`](Self::step) emitted; not called if it failed there.
    #[inline(always)]
    fn settle(&mut self) {}
}

/// One inlet of an operator that can fail; the macro steps every operator whose method is named `try_…` through this.
pub trait TryOperator<const INLET: usize = 0>: Node {
    /// The kind of what arrives at this inlet.
    type In: Kind;

    /// Why it failed.
    type Error;

    /// What one arrival emits, in order.
    type Emit<'a>: IntoIterator<Item = Item<'a, Self::Out>> + Paced<Self::Rate>
    where
        Self: 'a;

    /// Takes one item and returns what it leads to, or why it leads nowhere.
    ///
    /// # Errors
    ///
    /// What the operator's closure or its bound says. The operator's own state is then as before the item.
    fn try_step<'a>(&'a mut self, item: Item<'a, Self::In>) -> Result<Self::Emit<'a>, Self::Error>;

    /// Called when everything downstream has seen what [`try_step`](Self::try_step) emitted.
    #[inline(always)]
    fn settle(&mut self) {}
}

/// An operator that holds items which are handed on as they are when the pipeline ends: a batch that is not full.
///
/// Only pipelines that are driven end, by [`Drive::close`](crate::drive::Drive::close).
pub trait Tail: Node {
    /// What it holds, or the first part of it; nothing if it is empty.
    fn tail(&mut self) -> Option<Item<'_, Self::Out>>;

    /// Called when everything downstream has seen what [`tail`](Self::tail) handed on.
    fn tail_done(&mut self);
}

/// How an operator's output ticks: [`EachTick`] or [`AnyTick`].
pub trait Rate: sealed::Rate {
    /// The witness of the output: on the upstream's `CLOCK`, or on a clock of its own, named by its `NODE` number.
    type Out<K: Kind, const CLOCK: usize, const NODE: usize>: Witness<Kind = K>;
}

/// Exactly one item for each arrival: the output keeps the clock of the input.
pub struct EachTick;

/// Any number of items for an arrival: the output has a clock of its own.
pub struct AnyTick;

impl Rate for EachTick {
    type Out<K: Kind, const CLOCK: usize, const NODE: usize> = K::Flow<CLOCK>;
}

impl Rate for AnyTick {
    type Out<K: Kind, const CLOCK: usize, const NODE: usize> = K::Flow<NODE>;
}

mod sealed {
    pub trait Rate {}
    impl Rate for super::EachTick {}
    impl Rate for super::AnyTick {}
}

/// What an operator may hand on that nothing follows: [`Nothing`].
#[diagnostic::on_unimplemented(
    message = "nothing consumes this stream",
    label = "what this hands on goes nowhere",
    note = "end it with `.sink(..)`, use it further on, or remove it"
)]
pub trait End: Kind {}

impl End for Nothing {}

/// The associated types of an end, to be written once.
macro_rules! end_node {
    ([$($generics:tt)*] $type:ty) => {
        impl<$($generics)*> crate::operator::Node for $type {
            type Out = crate::kind::Nothing;
            type Rate = crate::operator::AnyTick;
        }
    };
}
pub(crate) use end_node;
