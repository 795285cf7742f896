use streamz::prelude::*;

fn main() {
    let verbose = true;
    let mut p = pipeline!(|ticks: i32| {
        ticks.sink(|_| ());
        if verbose {
            ticks.sink(|t| println!("{t}"));
        }
        let _ = ticks.map(|t| t + 1);
        let (a, b) = (ticks.map(|t| t + 1), ticks);
    });
    p.emit(1);
}
