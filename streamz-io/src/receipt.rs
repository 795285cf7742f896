//! Who has dealt with which element.

use core::fmt;
use core::pin::Pin;
use core::task::{Context, Poll, ready};
use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Instant;

use futures_core::Stream;
use pin_project_lite::pin_project;
use streamz_runtime::meta::{Ack, HeapPool, Outcome, Prefix, Settled, Ticket};
use streamz_runtime::tags::{Tag, Tagged};

use crate::Metrics;

/// What rides beside an element of a source that can read it again: acknowledges the element when the last holder is done.
///
/// In a pipeline this happens by itself: see `streamz::tags`. Without one, call [`done`](Tag::done) when everything that the
/// element leads to has been done. A receipt that is dropped instead says that the element failed; what the source does then
/// is told by [`OnFailure`].
///
/// All connectors have receipts of this one type, so that a pipeline may have several sources. What is made of elements of
/// two sources holds both.
#[must_use = "dropping a receipt fails its element; call `done` when its effects are done"]
#[derive(Clone)]
pub struct Receipt(Held);

#[derive(Clone)]
enum Held {
    /// Elements of one source.
    One(Token),
    /// Elements of several.
    Many(Box<[Token]>),
}

type Token = Ack<Arc<HeapPool<Entry>>>;

impl Receipt {
    fn tokens(&self) -> &[Token] {
        match &self.0 {
            Held::One(token) => core::slice::from_ref(token),
            Held::Many(tokens) => tokens,
        }
    }
}

impl Tag for Receipt {
    fn done(self) {
        match self.0 {
            Held::One(token) => token.done(),
            Held::Many(tokens) => tokens.into_iter().for_each(Token::done),
        }
    }

    fn join(tags: &[Option<Self>]) -> Option<Self> {
        let tokens = || tags.iter().flatten().flat_map(Self::tokens);
        match Token::join(tokens()) {
            Ok(token) => Some(Self(Held::One(token))),
            // Of several pools, or of one that has no join left: each by itself then.
            Err(_) => Some(Self(Held::Many(tokens().cloned().collect()))),
        }
    }
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let places = self.tokens().iter().flat_map(Ack::metas).map(|entry| entry.place);
        f.debug_list().entries(places).finish()
    }
}

/// What a source does when an element of it has failed: when its [`Receipt`] was dropped by an error, a panic, or a branch
/// that forgot it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnFailure {
    /// The source ends with an error, and nothing behind the element is committed: after a restart it comes again.
    #[default]
    Stop,
    /// The element is counted in [`Metrics::failed`] and passed over, as if it were done: for pipelines whose failures have
    /// been dealt with otherwise.
    Skip,
}

/// Where an element came from, in terms of its source.
#[allow(dead_code, reason = "only some connectors have elements that can be read again")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// A part of the source: a partition, a connection.
    pub(crate) lane: u32,
    /// An offset or a number in it.
    pub(crate) number: u64,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    place: Place,
    /// Nothing where no order is kept.
    ticket: Option<Ticket>,
}

/// A pool for so many elements. A join for each of them and another for what is made of joins; when they are used up, receipts
/// hold several tokens.
fn pool(elements: usize) -> Arc<HeapPool<Entry>> {
    Arc::new(HeapPool::with_capacity(elements, 2 * elements))
}

/// Receipts of elements that have no order: each settles by itself, and many may issue them at once.
#[allow(dead_code, reason = "only some connectors have elements without an order")]
pub(crate) struct Receipts(Arc<HeapPool<Entry>>);

#[allow(dead_code, reason = "only some connectors have elements without an order")]
impl Receipts {
    /// At most `elements` at a time.
    pub(crate) fn new(elements: usize) -> Self {
        Self(pool(elements))
    }

    /// Begins an element; nothing if there is no room.
    pub(crate) fn issue(&self, place: Place) -> Option<Receipt> {
        let entry = Entry { place, ticket: None };
        let token = Ack::issue(Arc::clone(&self.0), entry).ok()?;
        Some(Receipt(Held::One(token)))
    }

    /// An element that nobody holds any more, and what became of it. Only the task that asked last is woken.
    pub(crate) fn poll_settled(&self, cx: &mut Context<'_>) -> Poll<(Place, Outcome)> {
        let settled = ready!(self.0.poll_settled(cx));
        Poll::Ready((settled.meta.place, settled.outcome))
    }
}

/// The elements of a source that are on their way, of which there is a fixed number.
#[allow(dead_code, reason = "only some connectors have elements that can be read again")]
pub(crate) struct Ledger {
    pool: Arc<HeapPool<Entry>>,
    order: Prefix<Box<[u64]>>,
    /// When the elements from the oldest one on were issued.
    since: VecDeque<Instant>,
    in_flight: usize,
    metrics: Metrics,
}

#[allow(dead_code, reason = "only some connectors have elements that can be read again")]
impl Ledger {
    /// At most `elements` on their way at a time; 0 counts as 1.
    pub(crate) fn new(elements: usize, metrics: Metrics) -> Self {
        let elements = elements.max(1);
        Self {
            pool: pool(elements),
            order: Prefix::with_capacity(elements),
            since: VecDeque::with_capacity(elements.next_multiple_of(64)),
            in_flight: 0,
            metrics,
        }
    }

    /// Whether there is room for an element more.
    pub(crate) fn has_room(&self) -> bool {
        self.in_flight < self.pool.capacity() && self.since.len() < self.since.capacity()
    }

    /// Begins an element; nothing if there is no room. Room is made by [`poll_settled`](Self::poll_settled).
    pub(crate) fn issue(&mut self, place: Place) -> Option<Receipt> {
        if !self.has_room() {
            return None;
        }
        let ticket = self.order.begin().ok()?;
        let entry = Entry {
            place,
            ticket: Some(ticket),
        };
        let token = Ack::issue(Arc::clone(&self.pool), entry).ok();
        let Some(token) = token else {
            self.order.complete(ticket);
            return None;
        };
        self.since.push_back(Instant::now());
        self.in_flight += 1;
        self.measure();
        Some(Receipt(Held::One(token)))
    }

    /// An element that nobody holds any more, and what became of it.
    pub(crate) fn next_settled(&mut self) -> Option<(Place, Outcome)> {
        let settled = self.pool.next_settled()?;
        Some(self.settle(settled))
    }

    /// The same, or the task is woken when there is one. Only the task that asked last is.
    pub(crate) fn poll_settled(&mut self, cx: &mut Context<'_>) -> Poll<(Place, Outcome)> {
        let settled = ready!(self.pool.poll_settled(cx));
        Poll::Ready(self.settle(settled))
    }

    fn settle(&mut self, settled: Settled<Entry>) -> (Place, Outcome) {
        let Entry { place, ticket } = settled.meta;
        let committed = self.order.committed();
        if let Some(ticket) = ticket {
            self.order.complete(ticket);
        }
        for _ in committed..self.order.committed() {
            self.since.pop_front();
        }
        self.in_flight -= 1;
        if settled.outcome == Outcome::Failed {
            self.metrics.count_failed();
        }
        self.measure();
        (place, settled.outcome)
    }

    /// How many elements are on their way.
    pub(crate) fn in_flight(&self) -> usize {
        self.in_flight
    }

    fn measure(&self) {
        self.metrics.set_in_flight(self.in_flight, self.since.front().copied());
    }
}

pin_project! {
    /// A source whose elements are acknowledged as they are handed on: at most once, for who needs no more.
    #[must_use = "streams do nothing unless polled"]
    pub struct Untagged<S> {
        #[pin]
        stream: S,
    }
}

impl<S> Untagged<S> {
    /// Elements of `stream`, without their receipts.
    #[allow(dead_code, reason = "only some connectors have elements that can be read again")]
    pub(crate) const fn new(stream: S) -> Self {
        Self { stream }
    }
}

impl<T, E, S: Stream<Item = Result<Tagged<T, Receipt>, E>>> Stream for Untagged<S> {
    type Item = Result<T, E>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let item = ready!(self.project().stream.poll_next(cx));
        Poll::Ready(item.map(|tagged| {
            tagged.map(|Tagged(item, receipt)| {
                receipt.done();
                item
            })
        }))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use core::task::Waker;

    use super::*;

    fn settled(ledger: &mut Ledger) -> Vec<(u64, Outcome)> {
        let cx = &mut Context::from_waker(Waker::noop());
        let mut all = Vec::new();
        while let Poll::Ready((place, outcome)) = ledger.poll_settled(cx) {
            all.push((place.number, outcome));
        }
        all
    }

    fn place(number: u64) -> Place {
        Place { lane: 0, number }
    }

    #[test]
    fn what_is_made_of_two_sources_holds_both() {
        let (mut a, mut b) = (Ledger::new(2, Metrics::new("a")), Ledger::new(2, Metrics::new("b")));
        let (one, two) = (a.issue(place(1)).unwrap(), b.issue(place(2)).unwrap());
        let pair = Receipt::join(&[Some(one.clone()), Some(two.clone())]).unwrap();
        one.done();
        two.done();
        assert_eq!((settled(&mut a), settled(&mut b)), (vec![], vec![]));
        let copy = pair.clone();
        pair.done();
        assert_eq!((settled(&mut a), settled(&mut b)), (vec![], vec![]));
        drop(copy);
        assert_eq!(settled(&mut a), [(1, Outcome::Failed)]);
        assert_eq!(settled(&mut b), [(2, Outcome::Failed)]);
    }

    #[test]
    fn joins_go_on_when_the_pool_has_none_left() {
        let mut ledger = Ledger::new(2, Metrics::new("a"));
        let receipts = [
            Some(ledger.issue(place(1)).unwrap()),
            Some(ledger.issue(place(2)).unwrap()),
        ];
        let joined: Vec<Receipt> = (0..20).map(|_| Receipt::join(&receipts).unwrap()).collect();
        receipts.into_iter().flatten().for_each(Tag::done);
        assert_eq!(settled(&mut ledger), []);
        joined.into_iter().for_each(Tag::done);
        assert_eq!(settled(&mut ledger).len(), 2);
    }

    #[test]
    fn one_that_lingers_does_not_let_the_others_run_ahead_for_ever() {
        let mut ledger = Ledger::new(64, Metrics::new("a"));
        let first = ledger.issue(place(0)).unwrap();
        let mut number = 1;
        while let Some(receipt) = ledger.issue(place(number)) {
            receipt.done();
            let _ = settled(&mut ledger);
            number += 1;
        }
        assert_eq!(number, 64);
        first.done();
        assert_eq!(settled(&mut ledger), [(0, Outcome::Done)]);
        ledger.issue(place(number)).unwrap().done();
        assert_eq!(ledger.in_flight(), 1);
        assert_eq!(ledger.next_settled(), Some((place(number), Outcome::Done)));
        assert_eq!((ledger.next_settled(), ledger.in_flight()), (None, 0));
    }
}
