use core::iter::{RepeatN, repeat_n};

use streamz::operator::{AnyTick, Node, Operator};
use streamz::prelude::*;

struct Twice;

impl Node for Twice {
    type Out = Own<i32>;
    type Rate = AnyTick;
}

impl Operator for Twice {
    type In = Own<i32>;
    type Emit<'a> = RepeatN<i32>;
    fn step(&mut self, item: i32) -> RepeatN<i32> {
        repeat_n(item, 2)
    }
}

fn main() {
    let _ = pipeline!(|s: i32| {
        s.then(Twice).buffer(2).sink(|_| ());
    });
}
