use streamz::prelude::*;

struct Order(String);

fn main() {
    let mut p = pipeline!(|orders: Order| {
        orders.sink(|order| println!("{}", order.0));
        orders.sink(|order| println!("{}", order.0.len()));
    });
    p.emit(Order(String::new()));
}
