use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|price: f64, position: i32| {
        price.zip_latest(position).sink(|_| ());
    });
    p.price(1.0);
    p.position(1);
}
