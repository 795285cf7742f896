use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks| {
        ticks.sink(|_| ());
    });
    p.emit(1.0);
}
