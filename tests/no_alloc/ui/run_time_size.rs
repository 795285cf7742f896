use streamz::prelude::*;

fn main() {
    let n = 8;
    let mut p = pipeline!(|ticks: f64| {
        ticks.partition(n).sink(|_| ());
    });
    p.emit(1.0);
}
