use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        s.buffer(0).sink(|_| ());
    });
}
