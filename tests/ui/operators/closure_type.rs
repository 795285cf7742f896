use streamz::prelude::*;

fn main() {
    let mut total: Vec<f64> = Vec::new();
    let mut p = pipeline!(|ticks: i32| {
        ticks.map(|t| t * 2).sink(|t| total.push(t));
    });
    p.emit(1);
}
