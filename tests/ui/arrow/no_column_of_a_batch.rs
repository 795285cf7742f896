use streamz::frame::Frame;
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    amount: f64,
}

fn main() {
    let mut p = pipeline!(|trades: Trade| {
        let rows = trades.frame();
        rows.map(|trade| [trade.amount; 2]).to_batches().sink(|_| {});
        rows.map(|trade| (trade.amount, trade.amount as usize)).to_batches().sink(|_| {});
    });
    p.emit(Trade { amount: 1.0 });
}
