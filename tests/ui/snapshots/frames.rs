use std::collections::BTreeSet;
use streamz::frame::{Frame, Invertible, Table, Undo};
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    name: String,
    amount: f64,
}

struct Side;

/// Its state is of a type that cannot be saved.
#[derive(Clone)]
struct Last;

impl Invertible for Last {
    type In = f64;
    type State = Option<std::rc::Rc<Side>>;
    type Out = BTreeSet<u8>;

    fn initial(&self) -> Self::State {
        None
    }

    fn on_new(&self, _: &mut Self::State, _: f64) {}

    fn on_old(&self, _: &mut Self::State, _: f64) {}

    fn result(&self, _: &Self::State, _: u64) -> Self::Out {
        BTreeSet::new()
    }

    fn missing(&self) -> Self::Out {
        BTreeSet::new()
    }
}

fn main() {
    let mut p = pipeline!(#[snapshot] |trades: &Table<Trade>| {
        let trades = trades.frame();
        trades.filter(|trade| trade.amount > 0.0).window(5).sum(|trade| trade.amount).sink(|_| ());
        trades.aggregate(|trade| trade.amount, Undo(Last)).sink(|_| ());
    });
    p.emit(&Table::new());
}
