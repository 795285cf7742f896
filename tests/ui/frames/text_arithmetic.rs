use streamz::frame::Frame;
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    name: String,
    amount: f64,
    is_buy: bool,
}

fn main() {
    let mut p = pipeline!(|trades: Trade| {
        trades.frame().map(|trade| trade.name + 1.0).sink(|_| ());
    });
    p.emit(Trade { name: String::new(), amount: 1.0, is_buy: true });
}
