//! What the expansion of `pipeline!` calls. Not for use by hand: it may change in any version.

use core::marker::PhantomData;

pub use crate::emit::Emit;
pub use crate::flow::{Flow, Witness};
pub use crate::kind::{Branch, Item, Kind, Own, Ref};
pub use crate::operator::{End, Node, Operator, Rate, TryOperator};
pub use crate::ops::{AnyClock, EmitOn, Failures, SameClock, Witnesses};
pub use crate::storage::Inline;

/// The witness of a source of kind `K`, numbered `CLOCK`.
pub fn source<K: Kind, const CLOCK: usize>() -> K::Flow<CLOCK> {
    Witness::witness()
}

/// The witness of a second way into the stream `flow`, numbered `CLOCK`.
pub fn entry<const CLOCK: usize, W: Witness>(_: W) -> <W::Kind as Kind>::Flow<CLOCK> {
    Witness::witness()
}

/// The witness of what `node`, number `NODE`, makes of the stream `flow`.
pub fn through<const NODE: usize, W: Witness, N: Node>(_: W, _: &N) -> W::Through<N, NODE> {
    Witness::witness()
}

/// The witness of what a node that may skip ticks, number `NODE`, makes of any stream.
pub fn through_skipping<const NODE: usize, N: Node>(_: &N) -> <N::Out as Kind>::Flow<NODE> {
    Witness::witness()
}

/// Copies the items of an edge of kind `K`.
pub trait Duplicate<K: Kind>: Copy {
    /// A second copy of the item, for one more consumer.
    fn duplicate<'a>(self, item: &Item<'a, K>) -> Item<'a, K>;
}

#[derive(Clone, Copy)]
struct Duplicator;

impl<K: Branch> Duplicate<K> for Duplicator {
    #[inline(always)]
    fn duplicate<'a>(self, item: &Item<'a, K>) -> Item<'a, K> {
        K::duplicate(item)
    }
}

/// How to copy the items of `flow` for one more consumer.
///
/// The type is opaque so that a stream whose items cannot be copied is reported here, once, and not at every use.
pub fn branch<W: Witness>(_: W) -> impl Duplicate<W::Kind> + use<W>
where
    W::Kind: Branch,
{
    Duplicator
}

/// Checks that nothing needs to follow `node`.
pub fn end<N: Node>(_: &N)
where
    N::Out: End,
{
}

/// What `emit` returns: `()`, or a `Result`.
pub fn outcome<R>() -> PhantomData<fn() -> R> {
    PhantomData
}

/// Gives a segment's closure its types: state `S`, slots `L` of the event, items of the witness' kind, outcome `R`.
pub fn segment<S, L, W: Witness, R, F>(_: PhantomData<fn() -> R>, _: &S, _: &L, _: W, segment: F) -> F
where
    F: for<'a> Fn(&'a mut S, &'a mut L, Item<'a, W::Kind>) -> R,
{
    segment
}

/// Gives a closure over the whole state its types.
pub fn on_state<S, R, F>(_: PhantomData<fn() -> R>, _: &S, action: F) -> F
where
    F: for<'a> Fn(&'a mut S) -> R,
{
    action
}

/// Gives the closure that cleans up after a failed event its types, and keeps it off the hot path.
pub fn on_failure<S, F>(_: &S, action: F) -> impl Fn(&mut S) + Copy + use<S, F>
where
    F: Fn(&mut S) + Copy,
{
    #[cold]
    #[inline(never)]
    fn cold<S>(state: &mut S, action: impl Fn(&mut S)) {
        action(state);
    }
    move |state: &mut S| cold(state, action)
}

/// A way into a pipeline: the closure that runs an event of kind `K`.
pub struct Port<K, F> {
    /// The closure.
    pub run: F,
    kind: PhantomData<fn(K)>,
}

/// Makes a way in from its closure, and gives the closure its types.
pub fn port<S, W: Witness, R, F>(_: PhantomData<fn() -> R>, _: &S, _: W, run: F) -> Port<W::Kind, F>
where
    F: for<'a> Fn(&'a mut S, Item<'a, W::Kind>) -> R,
{
    Port { run, kind: PhantomData }
}

/// A view into a pipeline's state: the closure that finds a part of type `P`.
pub struct Reader<P, F> {
    /// The closure.
    pub find: F,
    part: PhantomData<fn() -> P>,
}

/// Makes a view from its closure, and gives the closure its types.
pub fn reader<S, P, F>(_: &S, _: &P, find: F) -> Reader<P, F>
where
    F: for<'a> Fn(&'a mut S) -> &'a mut P,
{
    Reader {
        find,
        part: PhantomData,
    }
}

/// [`Operator::step`] at inlet `INLET`.
#[inline(always)]
pub fn step<'a, const INLET: usize, N: Operator<INLET>>(node: &'a mut N, item: Item<'a, N::In>) -> N::Emit<'a> {
    node.step(item)
}

/// [`Operator::settle`] at inlet `INLET`.
#[inline(always)]
pub fn settle<const INLET: usize, N: Operator<INLET>>(node: &mut N) {
    node.settle();
}

/// [`TryOperator::try_step`] at inlet `INLET`.
///
/// # Errors
///
/// The operator's.
#[inline(always)]
pub fn try_step<'a, const INLET: usize, N: TryOperator<INLET>>(
    node: &'a mut N,
    item: Item<'a, N::In>,
) -> Result<N::Emit<'a>, N::Error> {
    node.try_step(item)
}

/// [`TryOperator::settle`] at inlet `INLET`.
#[inline(always)]
pub fn try_settle<const INLET: usize, N: TryOperator<INLET>>(node: &mut N) {
    node.settle();
}
