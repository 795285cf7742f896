use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let mut chosen = ticks.map(|t| t + 1);
        chosen.sink(|_| ());
    });
    p.emit(1);
}
