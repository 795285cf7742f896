//! Operators that make many items of one, where a boundary behind them may be full before they are done.

use crate::kind::{Item, Kind, Own};
use crate::operator::{AnyTick, Node, Operator};
use crate::tags::Keeps;

/// An operator that can stop in the middle of what it emits and go on later.
///
/// What its emission is not asked for stays with it.
pub trait Cut: Node {
    /// The next of the items that were left.
    fn resume(&mut self) -> Option<Item<'_, Self::Out>>;

    /// Whether nothing was left.
    fn is_spent(&self) -> bool;
}

/// An operator that can be made a [`Cut`], with places for what `PATHS` arrivals in one event may leave.
#[diagnostic::on_unimplemented(
    message = "what this operator hands on for one item may be more than the boundaries behind it have room for",
    label = "it would have to stop half way, and what it hands on is lent only as long as the event lasts",
    note = "keep the items first, `.map(|w| w.to_vec()).flatten()`, or put the boundary before it"
)]
pub trait Hold: Node {
    /// The operator that can stop.
    type Held<const PATHS: usize>: Cut<Out = Self::Out>;

    /// Makes it.
    fn hold<const PATHS: usize>(self) -> Self::Held<PATHS>;
}

/// An operator that makes an iterator of each item.
pub trait Unfold: Node {
    /// The kind of what arrives.
    type In: Kind;
    /// What is made of it.
    type Iter: Iterator;

    /// Makes it.
    fn unfold(&mut self, item: Item<'_, Self::In>) -> Self::Iter;
}

/// The operator of `flatten` and `flat_map` in front of a boundary.
pub struct Unfolding<N: Unfold, const PATHS: usize> {
    node: N,
    left: heapless::Deque<N::Iter, PATHS>,
}

impl<N: Unfold, const PATHS: usize> Unfolding<N, PATHS> {
    pub(crate) fn new(node: N) -> Self {
        Self {
            node,
            left: heapless::Deque::new(),
        }
    }
}

/// Takes the next item of the oldest iterator that has one.
#[inline(always)]
fn take<I: Iterator, const PATHS: usize>(left: &mut heapless::Deque<I, PATHS>) -> Option<I::Item> {
    while let Some(oldest) = left.front_mut() {
        if let Some(item) = oldest.next() {
            return Some(item);
        }
        left.pop_front();
    }
    None
}

impl<T, N: Unfold<Out = Own<T>, Iter: Iterator<Item = T>>, const PATHS: usize> Node for Unfolding<N, PATHS> {
    type Out = N::Out;
    type Rate = AnyTick;
}

/// The emission of an [`Unfolding`]: what is not asked for stays.
pub struct Unfolded<'a, I: Iterator, const PATHS: usize>(&'a mut heapless::Deque<I, PATHS>);

impl<I: Iterator, const PATHS: usize> Iterator for Unfolded<'_, I, PATHS> {
    type Item = I::Item;

    #[inline(always)]
    fn next(&mut self) -> Option<I::Item> {
        take(self.0)
    }
}

impl<T, N, const PATHS: usize> Operator for Unfolding<N, PATHS>
where
    N: Unfold<Out = Own<T>, Iter: Iterator<Item = T>>,
{
    type In = N::In;
    type Emit<'a>
        = Unfolded<'a, N::Iter, PATHS>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, N::In>) -> Self::Emit<'a> {
        let kept = self.left.push_back(self.node.unfold(item)).is_ok();
        debug_assert!(kept, "an event brought more items than there are paths");
        Unfolded(&mut self.left)
    }
}

impl<T, N, const PATHS: usize> Cut for Unfolding<N, PATHS>
where
    N: Unfold<Out = Own<T>, Iter: Iterator<Item = T>>,
{
    #[inline(always)]
    fn resume(&mut self) -> Option<T> {
        take(&mut self.left)
    }

    // An iterator that is exhausted but has not said so yet counts as work: the next `resume` finds out.
    #[inline(always)]
    fn is_spent(&self) -> bool {
        self.left.is_empty()
    }
}

crate::saved!([N: Unfold, const PATHS: usize] Unfolding<N, PATHS> {}
    fn is_at_rest(&self) -> bool {
        self.left.is_empty()
    }
);

impl<T, N, const PATHS: usize> Keeps for Unfolding<N, PATHS>
where
    N: Unfold<Out = Own<T>, Iter: Iterator<Item = T>>,
{
    fn keeps(&self) -> usize {
        self.left.len()
    }
}
