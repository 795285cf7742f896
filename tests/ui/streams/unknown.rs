use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let mid = ticks.map(|t| t + 1);
        mdi.sliding_window(8).sink(|w| println!("{}", w.len()));
        mid.sink(|_| ());
    });
    p.emit(1);
}
