use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.map(|t| vec![t]).pluck(0).sink(|_| ());
    });
    p.emit(1.0);
}
