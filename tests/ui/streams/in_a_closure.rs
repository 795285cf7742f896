use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let mid = ticks.map(|t| t + 1);
        mid.map(|t| {
            ticks.sink(|_| ());
            t
        })
        .sink(|_| ());
    });
    p.emit(1);
}
