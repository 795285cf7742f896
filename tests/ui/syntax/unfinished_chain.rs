use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        let mid = ticks.
        let double = ticks.map(|t| t * 2.0);
        double.sink(|t| t.nonsense());
    });
    p.emit(1.0);
}
