use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|a: f64, b: f64| {
        a.zip_unbounded(b).emit_on(a).sink(|_| ());
    });
    p.a(1.0);
    p.b(1.0);
}
