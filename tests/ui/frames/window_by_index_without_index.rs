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
        trades.frame().window(std::time::Duration::from_secs(1)).sum(|trade| trade.amount).sink(|_| ());
    });
    p.emit(Trade { name: String::new(), amount: 1.0, is_buy: true });
}
