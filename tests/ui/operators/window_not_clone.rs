use streamz::prelude::*;

struct Order(String);

fn main() {
    let mut p = pipeline!(|orders: Order| {
        orders.sliding_window(8).sink(|window| println!("{}", window[0].0));
    });
    p.emit(Order(String::new()));
}
