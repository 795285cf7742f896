use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        mid.sink(|_| ());
        let mid = ticks.map(|t| t + 1);
        mid.sink(|_| ());
    });
    p.emit(1);
}
