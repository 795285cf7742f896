use streamz::frame::Frame;
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    name: String,
    amount: f64,
}

fn main() {
    let mut p = pipeline!(|trades: Trade| {
        trades.frame().groupby(|trade| (trade.name, Some(1))).sum(|trade| trade.amount).sink(|_| ());
    });
    p.emit(Trade { name: String::new(), amount: 1.0 });
}
