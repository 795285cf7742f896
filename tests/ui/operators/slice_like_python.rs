use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.slice(1, 9, 2).sink(|_| ());
    });
    p.emit(1.0);
}
