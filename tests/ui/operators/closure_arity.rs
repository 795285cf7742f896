use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.map(|bid, ask| bid + ask).sink(|_| ());
    });
    p.emit(1.0);
}
