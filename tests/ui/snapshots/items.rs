use streamz::prelude::*;

#[derive(Clone)]
struct Tick {
    price: f64,
}

fn main() {
    let _ = pipeline!(#[snapshot] |ticks: Tick| {
        ticks.sliding_window(8).map(|w| w[0].price).sink(|_| ());
    });
}
