use streamz::prelude::*;

#[derive(Clone)]
struct Tick {
    price: f64,
}

fn main() {
    let mut p = pipeline!(|ticks: Tick| {
        ticks.pluck(prise).sink(|_| ());
        ticks.map(|tick| tick.price).sink(|_| ());
    });
    p.emit(Tick { price: 1.0 });
}
