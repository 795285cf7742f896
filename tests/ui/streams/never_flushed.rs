use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let held = ticks.collect(8);
        held.sink(|_| ());
    });
    p.emit(1);
}
