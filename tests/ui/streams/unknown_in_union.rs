use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|bids: i32| {
        bids.union(asks).sink(|_| ());
    });
    p.emit(1);
}
