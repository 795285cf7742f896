use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32, quotes: f64| {
        ticks.sink(|_| ());
    });
    p.ticks(1);
}
