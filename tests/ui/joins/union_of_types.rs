use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|bids: f64, asks: i32| {
        bids.union(asks).sink(|_| ());
    });
    p.bids(1.0);
    p.asks(1);
}
