use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.sliding_window(8u8).sink(|_| ());
        ticks.partition(-1).sink(|_| ());
        ticks.sliding_window::<4, 5>().sink(|_| ());
    });
    p.emit(1.0);
}
