use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.slidng_window(8).sink(|_| ());
    });
    p.emit(1.0);
}
