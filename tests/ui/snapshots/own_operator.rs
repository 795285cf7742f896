use streamz::emission::One;
use streamz::operator::{EachTick, Node, Operator};
use streamz::prelude::*;

struct Count(u64);

impl Node for Count {
    type Out = Own<u64>;
    type Rate = EachTick;
}

impl Operator for Count {
    type In = Own<i32>;
    type Emit<'a> = One<u64>;
    fn step(&mut self, _: i32) -> One<u64> {
        self.0 += 1;
        One(self.0)
    }
}

fn main() {
    let _ = pipeline!(#[snapshot] |s: i32| {
        s.then(Count(0)).sink(|_| ());
    });
}
