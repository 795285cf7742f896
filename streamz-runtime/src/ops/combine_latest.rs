//! `combine_latest`: the newest item of each stream, whenever one changes.

use crate::emission::Maybe;
use crate::flow::Flow;
use crate::kind::{Kind, Own};
use crate::operator::{AnyTick, Node, Operator};
use crate::ops::join::{JoinWith, arities};

/// Which inlets make a [`CombineLatest`] emit: bit `i` of `MASK` stands for inlet `i`.
#[derive(Clone, Copy)]
pub struct EmitOn<const MASK: u32>;

/// The operator of [`Flow::combine_latest`].
pub struct CombineLatest<S, const MASK: u32> {
    latest: S,
}

macro_rules! combine_latest {
    ($($T:ident $C:ident $i:tt),+) => {
        impl<$($T,)+ const MASK: u32> Node for CombineLatest<($(Option<$T>,)+), MASK> {
            type Out = Own<($($T,)+)>;
            type Rate = AnyTick;
        }

        combine_latest!(@inlets ($($T $i),+) $(($T $i))+);
    };
    (@inlets $all:tt $(($T:ident $i:tt))+) => {
        $(combine_latest!(@inlet $all $T $i);)+
    };
    (@inlet ($($all:ident $n:tt),+) $T:ident $i:tt) => {
        impl<$($all: Clone,)+ const MASK: u32> Operator<$i> for CombineLatest<($(Option<$all>,)+), MASK> {
            type In = Own<$T>;
            type Emit<'a> = Maybe<($($all,)+)> where Self: 'a;

            #[inline(always)]
            fn step<'a>(&'a mut self, item: $T) -> Self::Emit<'a> {
                self.latest.$i = Some(item);
                if MASK & (1 << $i) == 0 {
                    return Maybe(None);
                }
                Maybe(match ($(&self.latest.$n,)+) {
                    #[allow(non_snake_case, reason = "the type names of the macro serve as bindings")]
                    ($(Some($all),)+) => Some(($($all.clone(),)+)),
                    _ => None,
                })
            }
        }
    };
}
arities!(combine_latest);

crate::saved!([S: Snapshot, const MASK: u32] CombineLatest<S, MASK> { part latest });

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// The newest item of every stream, as a tuple, whenever an item arrives on any of them, once each has had one
    /// (streamz: `combine_latest`).
    ///
    /// `.emit_on(a)`, `.emit_on(a, c)` or `.emit_on(0)` directly behind it emits only when the streams named (or
    /// numbered, in the order of the join) get an item. Where the streams come from one source, each of its items
    /// leads to an emission for each stream, with the older partners first.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let (mut any, mut on_price) = (Vec::new(), Vec::new());
    /// let mut p = pipeline!(|price: f64, limit: i32| {
    ///     price.combine_latest(limit).sink(|x| any.push(x));
    ///     price.combine_latest(limit).emit_on(price).sink(|x| on_price.push(x));
    /// });
    /// p.price(1.0);
    /// p.limit(7);
    /// p.price(2.0);
    /// p.limit(8);
    /// drop(p);
    /// assert_eq!(any, [(1.0, 7), (2.0, 7), (2.0, 8)]);
    /// assert_eq!(on_price, [(2.0, 7)]);
    /// ```
    pub fn combine_latest<J: JoinWith<K>, const MASK: u32>(
        self,
        others: J,
        emit_on: EmitOn<MASK>,
    ) -> CombineLatest<J::Slots, MASK> {
        let _ = (others, emit_on);
        CombineLatest {
            latest: J::Slots::default(),
        }
    }
}
