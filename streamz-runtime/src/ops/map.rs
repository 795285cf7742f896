//! `map` and `starmap`: a function of every item.

use core::marker::PhantomData;

use crate::emission::One;
use crate::flow::Flow;
use crate::kind::{Item, Kind, Own};
use crate::operator::{EachTick, Node, Operator, TryOperator};

/// The operator of [`Flow::map`] and [`Flow::starmap`].
pub struct Map<K, O, F> {
    function: F,
    kinds: PhantomData<fn(K) -> O>,
}

impl<K, O, F> Map<K, O, F> {
    pub(crate) fn new(function: F) -> Self {
        Self {
            function,
            kinds: PhantomData,
        }
    }
}

impl<K: Kind, O, F> Node for Map<K, O, F> {
    type Out = Own<O>;
    type Rate = EachTick;
}

impl<K: Kind, O, F: for<'a> FnMut(Item<'a, K>) -> O> Operator for Map<K, O, F> {
    type In = K;
    type Emit<'a>
        = One<O>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> One<O> {
        One((self.function)(item))
    }
}

/// The operator of [`Flow::try_map`].
pub struct TryMap<K, O, E, F> {
    function: F,
    kinds: PhantomData<fn(K) -> (O, E)>,
}

impl<K: Kind, O, E, F> Node for TryMap<K, O, E, F> {
    type Out = Own<O>;
    type Rate = EachTick;
}

impl<K: Kind, O, E, F: for<'a> FnMut(Item<'a, K>) -> Result<O, E>> TryOperator for TryMap<K, O, E, F> {
    type In = K;
    type Error = E;
    type Emit<'a>
        = One<O>
    where
        Self: 'a;

    #[inline(always)]
    fn try_step<'a>(&'a mut self, item: Item<'a, K>) -> Result<One<O>, E> {
        (self.function)(item).map(One)
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Hands on `function(item)` for every item (streamz: `map`).
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.map(|x| x + 1).sink(|x| seen.push(x));
    /// });
    /// for x in [1, 2, 10] {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [2, 3, 11]);
    /// ```
    pub fn map<O, F>(self, function: F) -> Map<K, O, F>
    where
        F: for<'a> FnMut(Item<'a, K>) -> O,
    {
        Map::new(function)
    }

    /// Hands on what `function` returns in `Ok`; an `Err` ends the event, and `emit` returns it.
    ///
    /// The pipeline stays usable: no state between here and the source was changed by the failure but what operators
    /// before this one had already taken in. Give the stream a name and use `catch` on it to turn failures into a
    /// stream instead.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut sum = 0;
    /// let mut p = pipeline!(|lines: &str| {
    ///     lines.try_map(|l| l.parse::<i32>()).sink(|x| sum += x);
    /// });
    /// assert!(p.emit("40").is_ok());
    /// assert!(p.emit("forty").is_err());
    /// assert!(p.emit("2").is_ok());
    /// drop(p);
    /// assert_eq!(sum, 42);
    /// ```
    pub fn try_map<O, E, F>(self, function: F) -> TryMap<K, O, E, F>
    where
        F: for<'a> FnMut(Item<'a, K>) -> Result<O, E>,
    {
        TryMap {
            function,
            kinds: PhantomData,
        }
    }
}

/// `starmap` for one tuple arity: the closure takes the members apart.
macro_rules! starmap {
    ($($member:ident $value:ident),+) => {
        impl<$($member,)+ const CLOCK: usize> Flow<Own<($($member,)+)>, CLOCK> {
            /// Like `map`, with the members of the tuple as arguments of their own (streamz: `starmap`).
            ///
            /// # Examples
            ///
            /// ```
            /// use streamz::prelude::*;
            ///
            /// let mut seen = Vec::new();
            /// let mut p = pipeline!(|s: (i32, i32)| {
            ///     s.starmap(|a, b| a * 10 + b).sink(|x| seen.push(x));
            /// });
            /// p.emit((4, 2));
            /// drop(p);
            /// assert_eq!(seen, [42]);
            /// ```
            pub fn starmap<O, F>(
                self,
                mut function: F,
            ) -> Map<Own<($($member,)+)>, O, impl FnMut(($($member,)+)) -> O + use<O, F, $($member,)+ CLOCK>>
            where
                F: FnMut($($member),+) -> O,
            {
                Map::new(move |($($value,)+)| function($($value),+))
            }
        }
    };
}

starmap!(A a, B b);
starmap!(A a, B b, C c);
starmap!(A a, B b, C c, D d);
starmap!(A a, B b, C c, D d, E e);
starmap!(A a, B b, C c, D d, E e, G g);
starmap!(A a, B b, C c, D d, E e, G g, H h);
starmap!(A a, B b, C c, D d, E e, G g, H h, I i);
