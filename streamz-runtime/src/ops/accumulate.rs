//! Running state: `accumulate`, `accumulate_from`, `scan` and their fallible forms.

use core::marker::PhantomData;

use crate::emission::One;
use crate::flow::Flow;
use crate::kind::{Item, Kind, Own};
use crate::operator::{EachTick, Node, Operator, TryOperator};

/// The operator of [`Flow::accumulate`] and [`Flow::try_accumulate`].
pub struct Accumulate<T, F, E = ()> {
    state: Option<T>,
    function: F,
    error: PhantomData<fn() -> E>,
}

impl<T, F, E> Node for Accumulate<T, F, E> {
    type Out = Own<T>;
    type Rate = EachTick;
}

impl<T: Clone, F: FnMut(&T, T) -> T> Operator for Accumulate<T, F> {
    type In = Own<T>;
    type Emit<'a>
        = One<T>
    where
        Self: 'a;

    #[inline(always)]
    fn step(&mut self, item: T) -> One<T> {
        One(match &mut self.state {
            Some(state) => {
                *state = (self.function)(state, item);
                state.clone()
            }
            None => self.state.insert(item).clone(),
        })
    }
}

impl<T: Clone, E, F: FnMut(&T, T) -> Result<T, E>> TryOperator for Accumulate<T, F, E> {
    type In = Own<T>;
    type Error = E;
    type Emit<'a>
        = One<T>
    where
        Self: 'a;

    #[inline(always)]
    fn try_step(&mut self, item: T) -> Result<One<T>, E> {
        Ok(One(match &mut self.state {
            Some(state) => {
                *state = (self.function)(state, item)?;
                state.clone()
            }
            None => self.state.insert(item).clone(),
        }))
    }
}

crate::saved!([T: Value, F, E] Accumulate<T, F, E> { part state });

/// The operator of [`Flow::accumulate_from`] and [`Flow::try_accumulate_from`].
pub struct AccumulateFrom<K, S, F, E = ()> {
    state: S,
    function: F,
    kinds: PhantomData<fn(K) -> E>,
}

impl<K: Kind, S, F, E> Node for AccumulateFrom<K, S, F, E> {
    type Out = Own<S>;
    type Rate = EachTick;
}

impl<K, S, F> Operator for AccumulateFrom<K, S, F>
where
    K: Kind,
    S: Clone,
    F: for<'a, 'b> FnMut(&'b S, Item<'a, K>) -> S,
{
    type In = K;
    type Emit<'a>
        = One<S>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> One<S> {
        self.state = (self.function)(&self.state, item);
        One(self.state.clone())
    }
}

impl<K, S, E, F> TryOperator for AccumulateFrom<K, S, F, E>
where
    K: Kind,
    S: Clone,
    F: for<'a, 'b> FnMut(&'b S, Item<'a, K>) -> Result<S, E>,
{
    type In = K;
    type Error = E;
    type Emit<'a>
        = One<S>
    where
        Self: 'a;

    #[inline(always)]
    fn try_step<'a>(&'a mut self, item: Item<'a, K>) -> Result<One<S>, E> {
        self.state = (self.function)(&self.state, item)?;
        Ok(One(self.state.clone()))
    }
}

crate::saved!([K, S: Value, F, E] AccumulateFrom<K, S, F, E> { value state });

/// The operator of [`Flow::scan`] and [`Flow::try_scan`].
pub struct Scan<K, S, O, F, E = ()> {
    state: S,
    function: F,
    kinds: PhantomData<fn(K) -> (O, E)>,
}

impl<K: Kind, S, O, F, E> Node for Scan<K, S, O, F, E> {
    type Out = Own<O>;
    type Rate = EachTick;
}

impl<K, S, O, F> Operator for Scan<K, S, O, F>
where
    K: Kind,
    F: for<'a, 'b> FnMut(&'b mut S, Item<'a, K>) -> O,
{
    type In = K;
    type Emit<'a>
        = One<O>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> One<O> {
        One((self.function)(&mut self.state, item))
    }
}

impl<K, S, O, E, F> TryOperator for Scan<K, S, O, F, E>
where
    K: Kind,
    F: for<'a, 'b> FnMut(&'b mut S, Item<'a, K>) -> Result<O, E>,
{
    type In = K;
    type Error = E;
    type Emit<'a>
        = One<O>
    where
        Self: 'a;

    #[inline(always)]
    fn try_step<'a>(&'a mut self, item: Item<'a, K>) -> Result<One<O>, E> {
        (self.function)(&mut self.state, item).map(One)
    }
}

crate::saved!([K, S: Value, O, F, E] Scan<K, S, O, F, E> { value state });

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// A running reduction without a start value (streamz: `accumulate`, alias `scan`).
    ///
    /// The first item is handed on as it is and becomes the state; then `function(&state, item)` is the new state and
    /// is handed on.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.accumulate(|total, x| total + x).sink(|x| seen.push(x));
    /// });
    /// for x in 0..5 {
    ///     p.emit(x);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [0, 1, 3, 6, 10]);
    /// ```
    pub fn accumulate<F>(self, function: F) -> Accumulate<T, F>
    where
        T: Clone,
        F: FnMut(&T, T) -> T,
    {
        Accumulate {
            state: None,
            function,
            error: PhantomData,
        }
    }

    /// Like [`accumulate`](Self::accumulate) with a function that can fail: the state is then left as it was and
    /// `emit` returns the error.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut last = 0u8;
    /// let mut p = pipeline!(|s: u8| {
    ///     s.try_accumulate(|sum, x| sum.checked_add(x).ok_or("too large")).sink(|x| last = x);
    /// });
    /// assert_eq!(p.emit(200), Ok(()));
    /// assert_eq!(p.emit(100), Err("too large"));
    /// assert_eq!(p.emit(50), Ok(()));
    /// drop(p);
    /// assert_eq!(last, 250);
    /// ```
    pub fn try_accumulate<E, F>(self, function: F) -> Accumulate<T, F, E>
    where
        T: Clone,
        F: FnMut(&T, T) -> Result<T, E>,
    {
        Accumulate {
            state: None,
            function,
            error: PhantomData,
        }
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// A running reduction from a start value (streamz: `accumulate(f, start=…)`).
    ///
    /// `function(&state, item)` is the new state and is handed on.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: &str| {
    ///     s.accumulate_from(0, |count, _| count + 1).sink(|x| seen.push(x));
    /// });
    /// p.emit("a");
    /// p.emit("b");
    /// drop(p);
    /// assert_eq!(seen, [1, 2]);
    /// ```
    pub fn accumulate_from<S, F>(self, start: S, function: F) -> AccumulateFrom<K, S, F>
    where
        S: Clone,
        F: for<'a, 'b> FnMut(&'b S, Item<'a, K>) -> S,
    {
        AccumulateFrom {
            state: start,
            function,
            kinds: PhantomData,
        }
    }

    /// Like [`accumulate_from`](Self::accumulate_from) with a function that can fail: the state is then left as it was
    /// and `emit` returns the error.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: u8| {
    ///     s.try_accumulate_from(0u8, |sum, x| sum.checked_add(x).ok_or("too large")).sink(|_| ());
    /// });
    /// assert_eq!(p.emit(255), Ok(()));
    /// assert_eq!(p.emit(1), Err("too large"));
    /// ```
    pub fn try_accumulate_from<S, E, F>(self, start: S, function: F) -> AccumulateFrom<K, S, F, E>
    where
        S: Clone,
        F: for<'a, 'b> FnMut(&'b S, Item<'a, K>) -> Result<S, E>,
    {
        AccumulateFrom {
            state: start,
            function,
            kinds: PhantomData,
        }
    }

    /// State and output of their own: `function` changes the state in place and returns what to hand on
    /// (streamz: `accumulate(f, start=…, returns_state=True)`).
    ///
    /// To hand the state on too (streamz: `with_state=True`), return it beside the output.
    ///
    /// # Examples
    ///
    /// ```
    /// use std::collections::HashSet;
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: &'static str| {
    ///     s.scan(HashSet::new(), |known, word| {
    ///         known.insert(word);
    ///         known.len()
    ///     })
    ///     .sink(|distinct| seen.push(distinct));
    /// });
    /// for word in ["cat", "dog", "cat", "mouse"] {
    ///     p.emit(word);
    /// }
    /// drop(p);
    /// assert_eq!(seen, [1, 2, 2, 3]);
    /// ```
    pub fn scan<S, O, F>(self, start: S, function: F) -> Scan<K, S, O, F>
    where
        F: for<'a, 'b> FnMut(&'b mut S, Item<'a, K>) -> O,
    {
        Scan {
            state: start,
            function,
            kinds: PhantomData,
        }
    }

    /// Like [`scan`](Self::scan) with a function that can fail; `emit` then returns the error, and the state is what
    /// the function left it as.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut p = pipeline!(|s: u32| {
    ///     s.try_scan(3u32, |budget, cost| {
    ///         *budget = budget.checked_sub(cost).ok_or("over budget")?;
    ///         Ok(*budget)
    ///     })
    ///     .sink(|_| ());
    /// });
    /// assert_eq!(p.emit(2), Ok(()));
    /// assert_eq!(p.emit(2), Err("over budget"));
    /// assert_eq!(p.emit(1), Ok(()));
    /// ```
    pub fn try_scan<S, O, E, F>(self, start: S, function: F) -> Scan<K, S, O, F, E>
    where
        F: for<'a, 'b> FnMut(&'b mut S, Item<'a, K>) -> Result<O, E>,
    {
        Scan {
            state: start,
            function,
            kinds: PhantomData,
        }
    }

    /// Like [`scan`](Self::scan), handing on `(state, output)` (streamz: `with_state=True`): for pipelines whose state
    /// is saved and given back as `start` later.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.scan_with_state(0, |n, x| { *n += 1; x * 10 }).sink(|x| seen.push(x));
    /// });
    /// p.emit(7);
    /// p.emit(8);
    /// drop(p);
    /// assert_eq!(seen, [(1, 70), (2, 80)]);
    /// ```
    pub fn scan_with_state<S, O, F>(
        self,
        start: S,
        mut function: F,
    ) -> Scan<K, S, (S, O), impl for<'a, 'b> FnMut(&'b mut S, Item<'a, K>) -> (S, O) + use<K, S, O, F, CLOCK>>
    where
        S: Clone,
        F: for<'a, 'b> FnMut(&'b mut S, Item<'a, K>) -> O,
    {
        self.scan(start, move |state: &mut S, item: Item<'_, K>| {
            let output = function(state, item);
            (state.clone(), output)
        })
    }
}
