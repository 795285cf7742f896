use streamz::prelude::*;

async fn write(_: f64) {}

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.sink(|t| write(t));
    });
    p.emit(1.0);
}
