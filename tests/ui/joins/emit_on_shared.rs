use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|a: i32, b: i32| {
        let both = a.combine_latest(b);
        both.sink(|_| ());
        both.emit_on(a).sink(|_| ());
        a.combine_latest(b).emit_on(a).emit_on(b).sink(|_| ());
    });
    p.a(1);
    p.b(1);
}
