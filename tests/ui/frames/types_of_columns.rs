use streamz::frame::Frame;
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    name: String,
    amount: f64,
    lots: Option<i64>,
}

fn main() {
    let mut p = pipeline!(|trades: Trade| {
        let rows = trades.frame();
        rows.filter(|trade| trade.lots).sink(|_| {});
    });
    p.emit(Trade { name: String::new(), amount: 1.0, lots: None });
}
