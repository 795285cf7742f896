use streamz::emission::One;
use streamz::operator::{EachTick, Node, Operator};
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

struct Same;

impl Node for Same {
    type Out = Own<i32>;
    type Rate = EachTick;
}

impl Operator for Same {
    type In = Own<i32>;
    type Emit<'a> = One<i32>;
    fn step(&mut self, item: i32) -> One<i32> {
        One(item)
    }
}

fn main() {
    let _ = pipeline!(|s: Tagged<i32, Line>| {
        s.then(Same).sink(|_| ());
    });
}
