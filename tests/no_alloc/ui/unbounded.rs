use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: u64, quotes: u64| {
        ticks.unique_unbounded().sink(|_| ());
        ticks.zip_unbounded(quotes).sink(|_| ());
    });
    p.ticks(1);
    p.quotes(1);
}
