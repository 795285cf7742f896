use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|a: i32, b: i32| {
        a.try_zip(b).sink(|_| ());
        a.partition().sink(|_| ());
        a.unique_by(|x| *x).sink(|_| ());
        a.map(|x| x - 1).feedback(a);
    });
    let _ = p.a(1);
    let _ = p.b(1);
}
