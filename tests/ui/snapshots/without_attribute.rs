use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|s: i32| {
        s.accumulate(|sum, x| sum + x).sink(|_| ());
    });
    p.emit(1);
    let _ = p.snapshot();
}
