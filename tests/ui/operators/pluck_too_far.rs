use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|pairs: (f64, f64)| {
        pairs.pluck(2).sink(|_| ());
    });
    p.emit((1.0, 2.0));
}
