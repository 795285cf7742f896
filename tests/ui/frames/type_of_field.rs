use std::net::IpAddr;
use streamz::frame::{Frame, Table};
use streamz::prelude::*;

/// Another name of a column is one.
type Price = f64;

enum Side {
    Buy,
    Sell,
}

#[derive(Frame)]
struct Place {
    street: String,
}

#[derive(Frame)]
struct Trade {
    price: Price,
    side: Side,
    from: Option<IpAddr>,
    place: Place,
    twice: Option<Option<f64>>,
}

fn main() {
    // What is said of the fields is enough.
    let mut p = pipeline!(|trades: &Table<Trade>| {
        trades.frame().filter(|trade| trade.price > 0.0).sum(|trade| trade.price).sink(|_| ());
    });
    p.emit(&Table::new());
}
