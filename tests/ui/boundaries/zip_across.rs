use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        let later = s.buffer(2);
        s.zip(later).sink(|_| ());
    });
}
