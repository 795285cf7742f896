use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.filter(|t| t * 2.0).sink(|_| ());
    });
    p.emit(1.0);
}
