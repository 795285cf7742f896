use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        s.partition(8).flatten().buffer(2).sink(|_| ());
    });
}
