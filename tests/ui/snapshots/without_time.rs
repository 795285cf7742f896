use streamz::prelude::*;

fn main() {
    let p = pipeline!(#[snapshot] |s: i32| {
        s.delay(100, 8).sink(|_| ());
    });
    let _ = p.snapshot();
}
