use streamz::prelude::*;

fn sums() -> impl Emit<i32, Output = ()> + Restore {
    pipeline!(|s: i32| {
        s.accumulate(|sum, x| sum + x).sink(|_| ());
    })
}

fn main() {
    sums().emit(1);
}
