use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        let window = ticks.sliding_window(4);
        ticks.zip(window).sink(|_| ());
    });
    p.emit(1.0);
}
