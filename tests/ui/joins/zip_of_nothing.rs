use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        ticks.zip().sink(|_| ());
    });
    p.emit(1);
}
