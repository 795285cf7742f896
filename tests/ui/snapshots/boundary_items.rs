use streamz::prelude::*;

struct Tick(f64);

fn main() {
    let _ = pipeline!(#[snapshot] |ticks: Tick| {
        ticks.buffer(8).map(|tick| tick.0).sink(|_| ());
    });
}
