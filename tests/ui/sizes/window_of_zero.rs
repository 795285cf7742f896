use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.sliding_window(0).sink(|_| ());
    });
    p.emit(1.0);
}
