//! What all joins share: their arities, and whether their streams tick together.

use crate::flow::Flow;
use crate::kind::Own;
use crate::storage::Size;

/// Calls `$callback!` for every number of streams that a join can have.
macro_rules! arities {
    ($callback:ident) => {
        $callback!(T0 C0 0, T1 C1 1);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5, T6 C6 6);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5, T6 C6 6, T7 C7 7);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5, T6 C6 6, T7 C7 7, T8 C8 8);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5, T6 C6 6, T7 C7 7, T8 C8 8, T9 C9 9);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5, T6 C6 6, T7 C7 7, T8 C8 8, T9 C9 9, T10 C10 10);
        $callback!(T0 C0 0, T1 C1 1, T2 C2 2, T3 C3 3, T4 C4 4, T5 C5 5, T6 C6 6, T7 C7 7, T8 C8 8, T9 C9 9, T10 C10 10, T11 C11 11);
    };
}
pub(crate) use arities;

/// The other streams of a join whose first stream is of kind `K`.
#[diagnostic::on_unimplemented(
    message = "these streams cannot be joined",
    label = "a join keeps its items, so each stream must own them",
    note = "turn a lent window into a value first, `.map(|w| w.to_vec())` or what you need of it; \
            a join takes up to 12 streams, nest a second one for more"
)]
pub trait JoinWith<K> {
    /// One item of each stream.
    type Items;
    /// Perhaps one item of each stream.
    type Slots: Default;
    /// Perhaps one item of each stream but the first.
    type Latest: Default;
    /// A queue for each stream.
    type Queues<N: Size>;
    /// The item type of the first stream.
    type First;

    /// Empty queues of a size.
    fn queues<N: Size>(size: N) -> Self::Queues<N>;
}

macro_rules! join_with {
    ($A:ident $CA:ident $a:tt, $($T:ident $C:ident $i:tt),+) => {
        impl<$A, $($T, const $C: usize),+> JoinWith<Own<$A>> for ($(Flow<Own<$T>, $C>,)+) {
            type Items = ($A, $($T),+);
            type Slots = (Option<$A>, $(Option<$T>),+);
            type Latest = ($(Option<$T>,)+);
            type Queues<Z: Size> = (Z::Queue<$A>, $(Z::Queue<$T>),+);
            type First = $A;

            fn queues<Z: Size>(size: Z) -> Self::Queues<Z> {
                (size.queue::<$A>(), $(size.queue::<$T>()),+)
            }
        }
    };
}
arities!(join_with);

/// Proof that streams tick together: each event of their clock puts one item on each, the one of inlet `LAST` last.
#[derive(Clone, Copy)]
pub struct InStep<const LAST: usize>;

/// No such proof: one of the streams may run ahead.
#[derive(Clone, Copy)]
pub struct OutOfStep;

/// Two or more witnesses, to be asked for their common clock.
///
/// `(&Witnesses((a, b))).pace::<LAST>()` finds [`SameClock::pace`] if the clocks are equal and [`AnyClock::pace`], one
/// reference further away, if they are not.
pub struct Witnesses<W>(pub W);

/// The answer for streams of one clock.
pub trait SameClock {
    /// The proof.
    fn pace<const LAST: usize>(&self) -> InStep<LAST> {
        InStep
    }
}

/// The answer for all others.
pub trait AnyClock {
    /// No proof.
    fn pace<const LAST: usize>(&self) -> OutOfStep {
        OutOfStep
    }
}

impl<W> AnyClock for &Witnesses<W> {}

macro_rules! same_clock {
    ($($T:ident $C:ident $i:tt),+) => {
        impl<$($T,)+ const CLOCK: usize> SameClock for Witnesses<($(Flow<$T, CLOCK>,)+)> {}
    };
}
arities!(same_clock);
