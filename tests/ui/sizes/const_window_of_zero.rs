use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.partition::<0>().sink(|_| ());
    });
    p.emit(1.0);
}
