use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|a: f64| {
        a.union(1.5).sink(|_| ());
    });
    p.emit(1.0);
}
