use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let mid = ticks.map(|t| t + 1);
        let doubled = mid.map(|t| t * 2);
        mid.sink(|_| ());
    });
    p.emit(1);
}
