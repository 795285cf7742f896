use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        ticks.sink(|_| ()).map(|t| t + 1).sink(|_| ());
    });
    p.emit(1);
}
