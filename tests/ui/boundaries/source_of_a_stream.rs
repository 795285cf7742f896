use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        let again = source(s);
        again.sink(|_| ());
    });
}
