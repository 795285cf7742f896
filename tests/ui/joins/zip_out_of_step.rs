use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let even = ticks.filter(|t| t % 2 == 0);
        ticks.zip(even).sink(|_| ());
    });
    p.emit(1);
}
