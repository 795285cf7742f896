use streamz::prelude::*;

fn watch<const CLOCK: usize>(stream: Flow<Own<i32>, CLOCK>) {
    stream.sink(|t| println!("{t}"));
}

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        watch(ticks);
        ticks.sink(|_| ());
    });
    p.emit(1);
}
