//! `sink`: the end of a stream, where something happens.

use core::marker::PhantomData;

use crate::emission::Never;
use crate::flow::Flow;
use crate::kind::{Item, Kind};
use crate::operator::{Operator, TryOperator, end_node};
use crate::tags::Tags;

/// The operator of [`Flow::sink`].
pub struct Sink<K, F> {
    action: F,
    kind: PhantomData<fn(K)>,
}

end_node!([K: Kind, F] Sink<K, F>);

impl<K: Kind, F: for<'a> FnMut(Item<'a, K>)> Operator for Sink<K, F> {
    type In = K;
    type Emit<'a>
        = Never
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: Item<'a, K>) -> Never {
        (self.action)(item);
        Never
    }
}

/// The operator of [`Flow::try_sink`].
pub struct TrySink<K, E, F> {
    action: F,
    kinds: PhantomData<fn(K) -> E>,
}

end_node!([K: Kind, E, F] TrySink<K, E, F>);

impl<K: Kind, E, F: for<'a> FnMut(Item<'a, K>) -> Result<(), E>> TryOperator for TrySink<K, E, F> {
    type In = K;
    type Error = E;
    type Emit<'a>
        = Never
    where
        Self: 'a;

    #[inline(always)]
    fn try_step<'a>(&'a mut self, item: Item<'a, K>) -> Result<Never, E> {
        (self.action)(item).map(|()| Never)
    }
}

/// The operator of [`Flow::sink_tagged`].
pub struct SinkTagged<K, M, F> {
    action: F,
    kinds: PhantomData<fn(K, M)>,
}

end_node!([K: Kind, M, F] SinkTagged<K, M, F>);

impl<K: Kind, M, F: for<'a, 't> FnMut(Item<'a, K>, Tags<'t, M>)> SinkTagged<K, M, F> {
    #[doc(hidden)]
    #[inline(always)]
    pub fn take(&mut self, item: Item<'_, K>, tags: &[Option<M>]) {
        (self.action)(item, Tags(tags));
    }
}

impl<K: Kind, const CLOCK: usize> Flow<K, CLOCK> {
    /// Calls `action` for every item with the tags of the elements that it was made from.
    ///
    /// Only in a pipeline with a tagged source: see [`tags`](crate::tags). The expansion adds the type of the tags, so that the
    /// closure needs no annotation.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    /// use streamz::tags::{Tag, Tagged};
    ///
    /// #[derive(Clone)]
    /// struct Line(u32);
    ///
    /// impl Tag for Line {
    ///     fn done(self) {}
    ///     fn join(tags: &[Option<Self>]) -> Option<Self> {
    ///         tags.iter().flatten().next().cloned()
    ///     }
    /// }
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|words: Tagged<&'static str, Line>| {
    ///     words.sliding_window(2).map(|w| w.join(" ")).sink_tagged(|text, tags| {
    ///         seen.push((text, tags.iter().map(|line| line.0).collect::<Vec<_>>()));
    ///     });
    /// });
    /// p.emit(Tagged("to", Line(1)));
    /// p.emit(Tagged("be", Line(2)));
    /// drop(p);
    /// assert_eq!(seen, [("to".to_owned(), vec![1]), ("to be".to_owned(), vec![1, 2])]);
    /// ```
    pub fn sink_tagged<M, F>(self, tag: PhantomData<fn() -> M>, action: F) -> SinkTagged<K, M, F>
    where
        F: for<'a, 't> FnMut(Item<'a, K>, Tags<'t, M>),
    {
        let _ = tag;
        SinkTagged {
            action,
            kinds: PhantomData,
        }
    }

    /// Calls `action` for every item (streamz: `sink`).
    ///
    /// The action returns nothing. One that can fail belongs into [`try_sink`](Self::try_sink): a `Result` dropped
    /// here would be a loss nobody hears of.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut seen = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.sink(|x| seen.push(x));
    /// });
    /// p.emit(123);
    /// drop(p);
    /// assert_eq!(seen, [123]);
    /// ```
    pub fn sink<F>(self, action: F) -> Sink<K, F>
    where
        F: for<'a> FnMut(Item<'a, K>),
    {
        Sink {
            action,
            kind: PhantomData,
        }
    }

    /// Calls `action` for every item; if it returns an error, `emit` returns it and no later branch sees the item.
    ///
    /// With an `async` closure it is awaited: see [`try_sink_async`](crate::Flow::try_sink_async).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::io::Write;
    /// use streamz::prelude::*;
    ///
    /// let mut file = Vec::new();
    /// let mut p = pipeline!(|s: f64| {
    ///     s.try_sink(|x| writeln!(file, "{x}"));
    /// });
    /// p.emit(1.5)?;
    /// drop(p);
    /// assert_eq!(file, b"1.5\n");
    /// # Ok::<(), std::io::Error>(())
    /// ```
    pub fn try_sink<E, F>(self, action: F) -> TrySink<K, E, F>
    where
        F: for<'a> FnMut(Item<'a, K>) -> Result<(), E>,
    {
        TrySink {
            action,
            kinds: PhantomData,
        }
    }
}
