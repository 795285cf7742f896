use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32, ticks: f64| {
        ticks.sink(|_| ());
    });
    p.ticks(1);
}
