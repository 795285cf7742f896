use streamz::prelude::*;

struct Trade {
    amount: f64,
}

fn main() {
    let mut p = pipeline!(|trades: Trade| {
        trades.frame().map(|trade| trade.amount).sink(|_| {});
    });
    p.emit(Trade { amount: 1.0 });
}
