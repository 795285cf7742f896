use streamz::prelude::*;
use streamz::tags::{Tag, Tagged};

#[derive(Clone)]
struct Line;

impl Tag for Line {
    fn done(self) {}
    fn join(_: &[Option<Self>]) -> Option<Self> {
        Some(Self)
    }
}

fn main() {
    let _ = pipeline!(|s: Tagged<i32, Line>| {
        s.partition_by_unbounded(2, |x| x % 2).sink(|_| ());
    });
}
