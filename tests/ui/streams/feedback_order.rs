use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|n: i32| {
        n.filter(|n| *n > 0).map(|n| n - 1).feedback(16, n);
    });
    let _ = p.emit(1);
}
