use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        s.buffer().sink(|_| ());
    });
}
