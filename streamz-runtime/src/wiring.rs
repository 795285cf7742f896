//! What the expansion of `pipeline!` calls. Not for use by hand: it may change in any version.

use core::marker::PhantomData;
use core::pin::Pin;

pub use futures_sink::Sink;
pub use pin_project_lite::pin_project;

pub use crate::boundary::Gate;
use crate::boundary::{Boundary, Cut, Hold};
pub use crate::drive::{Engine, Machine, Pass};
use crate::emission::AtMostOne;
pub use crate::emit::Emit;
pub use crate::flow::{Flow, Witness};
pub use crate::kind::{Branch, Item, Kind, Own, Ref};
use crate::operator::Tail;
pub use crate::operator::{End, Node, Operator, Rate, TryOperator};
pub use crate::ops::{AnyClock, EmitOn, Failures, LateFailures, SameClock, Witnesses};
pub use crate::storage::Inline;
use crate::tags::{Keeper, Untagged};
use crate::time::{NEVER, Ticks};

#[cfg(feature = "serde")]
pub use crate::snapshot::{
    Deserializer, Elements, NotAtRest, Parts as SavedParts, SeqAccess, Serialize, SerializeTuple, Serializer, Shift,
    Snapshot, at_rest, restore, save_part, whole,
};

#[cfg(feature = "alloc")]
pub use tagged::*;

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

/// [`Operator::step`] of an operator that may emit one item at most, for its type says so.
#[inline(always)]
pub fn step_single<'a, const INLET: usize, N: Operator<INLET>>(node: &'a mut N, item: Item<'a, N::In>) -> N::Emit<'a>
where
    N::Emit<'a>: AtMostOne,
{
    node.step(item)
}

/// Checks that an operator can be saved.
#[cfg(feature = "serde")]
pub fn saved<N: Snapshot>(_: &N) {}

/// Writes the columns of a frame.
///
/// # Errors
///
/// The serializer's.
#[cfg(all(feature = "serde", feature = "frame"))]
pub fn save_columns<P: SavedParts, S: Serializer>(columns: &P, serializer: S) -> Result<S::Ok, S::Error> {
    crate::snapshot::tuple_of::<_, ()>(columns).serialize(serializer)
}

/// Reads the columns of a frame.
///
/// # Errors
///
/// The deserializer's.
#[cfg(all(feature = "serde", feature = "frame"))]
pub fn restore_columns<'de, P: SavedParts, D: Deserializer<'de>>(columns: &mut P, saved: D) -> Result<(), D::Error> {
    serde::de::DeserializeSeed::deserialize(crate::snapshot::tuple_of::<_, ()>(columns), saved)
}

/// How often in one pass a boundary may hand on, before others have their turn.
pub const TURNS: usize = 64;

/// The gate before a boundary to which `PATHS` ways lead.
pub fn gate<const PATHS: usize, B: Boundary>(boundary: B) -> Gate<B, PATHS> {
    Gate::new(boundary, Untagged)
}

/// The operator that can stop half way, where `PATHS` ways lead to it.
pub fn held<const PATHS: usize, N: Hold>(node: N) -> N::Held<PATHS> {
    node.hold()
}

/// Hands an item to a boundary.
#[inline(always)]
pub fn accept<B: Boundary, const PATHS: usize, K: Keeper<B>>(
    gate: &mut Gate<B, PATHS, K>,
    now: Ticks,
    item: B::In,
    tag: K::Tag,
) {
    gate.accept(now, item, tag);
}

/// [`Gate::is_clear`].
#[inline(always)]
pub fn is_clear<B: Boundary, const PATHS: usize, K: Keeper<B>>(gate: &Gate<B, PATHS, K>) -> bool {
    gate.is_clear()
}

/// [`Gate::is_idle`].
#[inline(always)]
pub fn is_idle<B: Boundary, const PATHS: usize, K: Keeper<B>>(gate: &Gate<B, PATHS, K>) -> bool {
    gate.is_idle()
}

/// The deadline of a boundary; that of its next item counts only if there is room behind it.
#[inline(always)]
pub fn next_deadline<B: Boundary, const PATHS: usize, K: Keeper<B>>(gate: &Gate<B, PATHS, K>, clear: bool) -> Ticks {
    let next = if clear { gate.deadline() } else { NEVER };
    next.min(gate.alarm())
}

/// [`Cut::resume`].
#[inline(always)]
pub fn resume<N: Cut>(cut: &mut N) -> Option<Item<'_, N::Out>> {
    cut.resume()
}

/// [`Cut::is_spent`].
#[inline(always)]
pub fn is_spent<N: Cut>(cut: &N) -> bool {
    cut.is_spent()
}

/// [`Tail::tail`].
#[inline]
pub fn tail<N: Tail>(node: &mut N) -> Option<Item<'_, N::Out>> {
    node.tail()
}

/// [`Tail::tail_done`].
#[inline]
pub fn tail_done<N: Tail>(node: &mut N) {
    node.tail_done();
}

/// What must not move, of all boundaries: a list of nested pairs.
#[pin_project::pin_project]
pub struct Pins<A, R> {
    #[pin]
    first: A,
    #[pin]
    rest: R,
}

impl<A, R> Pins<A, R> {
    /// The part of one boundary, and those of the boundaries behind it.
    pub fn new(first: A, rest: R) -> Self {
        Self { first, rest }
    }

    /// Both of them.
    #[inline(always)]
    pub fn split(self: Pin<&mut Self>) -> (Pin<&mut A>, Pin<&mut R>) {
        let this = self.project();
        (this.first, this.rest)
    }
}

/// Gives the closure of one pass over the boundaries its types.
pub fn pass<S, P, R, F>(_: PhantomData<fn() -> R>, _: &S, _: &P, pass: F) -> F
where
    F: for<'s, 'p, 'm, 'a, 'c> Fn(&'s mut S, Pin<&'p mut P>, &'m mut Pass<'a, 'c>) -> R,
{
    pass
}

/// Gives the closure that finds the earliest deadline its types.
pub fn deadline<S, D>(_: &S, deadline: D) -> D
where
    D: for<'s> Fn(&'s S) -> Ticks,
{
    deadline
}

/// A way into a pipeline that is driven: the closure that runs an event of kind `K`, and the one that tells whether what
/// such an event can reach has room.
pub struct WayIn<K, F, C> {
    /// Runs an event.
    pub run: F,
    /// Whether there is room.
    pub clear: C,
    kind: PhantomData<fn(K)>,
}

/// Makes a way in from its closures, and gives them their types.
pub fn way_in<S, W: Witness, R, F, C>(_: PhantomData<fn() -> R>, _: &S, _: W, run: F, clear: C) -> WayIn<W::Kind, F, C>
where
    F: for<'a> Fn(&'a mut S, Ticks, Item<'a, W::Kind>) -> R,
    C: for<'a> Fn(&'a S) -> bool,
{
    WayIn {
        run,
        clear,
        kind: PhantomData,
    }
}

/// What the expansion of a pipeline with metadata calls besides.
#[cfg(feature = "alloc")]
mod tagged {
    use core::marker::PhantomData;

    use crate::boundary::Gate;
    use crate::drive::Outcome;
    use crate::flow::{Flow, Witness};
    use crate::kind::{Item, Own};
    use crate::operator::Node;
    pub use crate::tags::{Fifo, Newest, OneByOne, OneTick, Pairs, Parts, Queues, Tagged, Twin};
    use crate::tags::{Held, HoldsNothing, Keeping, Keeps, Tag};

    /// The type of the tags.
    pub fn tag_type<M: Tag>() -> PhantomData<fn() -> M> {
        PhantomData
    }

    /// The witness of the items alone.
    pub fn untagged<T, M, const CLOCK: usize>(
        _: PhantomData<fn() -> M>,
        _: Flow<Own<Tagged<T, M>>, CLOCK>,
    ) -> Flow<Own<T>, CLOCK> {
        Witness::witness()
    }

    /// The gate before a boundary to which `PATHS` ways lead, with the tags of what is behind it.
    pub fn gate_tagged<const PATHS: usize, M: Tag, B: Held>(
        _: PhantomData<fn() -> M>,
        boundary: B,
    ) -> Gate<B, PATHS, Keeping<M>> {
        Gate::new(boundary, Keeping::default())
    }

    /// An operator that holds items, and beside it their tags.
    pub struct Twinned<N, W> {
        /// The operator.
        pub node: N,
        /// Its twin.
        pub twin: W,
    }

    crate::saved!([N: Snapshot, W: Snapshot] Twinned<N, W> { part node, part twin }
        fn is_at_rest(&self) -> bool {
            self.node.is_at_rest()
        }

        fn restored(&mut self, shift: Shift) {
            self.node.restored(shift);
        }
    );

    /// Puts a twin beside an operator.
    pub fn twinned<M, N: Node, W: Twin<M> + Default>(_: PhantomData<fn() -> M>, node: N) -> Twinned<N, W> {
        Twinned {
            node,
            twin: W::default(),
        }
    }

    /// [`Keeps::keeps`].
    #[inline]
    pub fn keeps<N: Keeps>(node: &N) -> usize {
        node.keeps()
    }

    /// A tag for another place.
    #[inline]
    pub fn keep<M: Tag>(tags: &[Option<M>]) -> Option<M> {
        crate::tags::keep(tags)
    }

    /// Asks for the promise that an operator of another crate holds nothing.
    pub fn holds_nothing<N: HoldsNothing>(_: &N) {}

    /// An event that begins with a tagged item: its tag is ended if the event goes well, and dropped if it fails.
    #[inline]
    pub fn with_tag<T, M: Tag, R: Outcome>(item: Tagged<T, M>, event: impl FnOnce(T, &[Option<M>]) -> R) -> R {
        let Tagged(item, tag) = item;
        with_kept(Some(tag), |tags| event(item, tags))
    }

    /// An event that begins with something that was held.
    #[inline]
    pub fn with_kept<M: Tag, R: Outcome>(tag: Option<M>, event: impl FnOnce(&[Option<M>]) -> R) -> R {
        let tag = [tag];
        match event(&tag).into_result() {
            Ok(()) => {
                let [tag] = tag;
                crate::tags::done(tag);
                R::done()
            }
            Err(error) => R::failed(error),
        }
    }

    /// Gives a segment's closure its types, as [`segment`](super::segment), with the tags of the item.
    pub fn segment_tagged<S, L, W: Witness, M, R, F>(
        _: PhantomData<fn() -> R>,
        _: &S,
        _: &L,
        _: W,
        _: PhantomData<fn() -> M>,
        segment: F,
    ) -> F
    where
        F: for<'a, 't> Fn(&'a mut S, &'a mut L, &'t [Option<M>], Item<'a, W::Kind>) -> R,
    {
        segment
    }
}
