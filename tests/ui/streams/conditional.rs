use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        #[cfg(debug_assertions)]
        ticks.sink(|t| println!("{t}"));
        #[cfg(debug_assertions)]
        let doubled = ticks.map(|t| t * 2);
        doubled.sink(|_| ());
    });
    p.emit(1);
}
