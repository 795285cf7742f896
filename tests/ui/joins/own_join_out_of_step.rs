use streamz::emission::One;
use streamz::operator::{EachTick, Node, Operator};
use streamz::prelude::*;

struct Both;

impl Node for Both {
    type Out = Own<f64>;
    type Rate = EachTick;
}

impl Operator<0> for Both {
    type In = Own<f64>;
    type Emit<'a> = One<f64>;
    fn step(&mut self, item: f64) -> One<f64> {
        One(item)
    }
}

impl Operator<1> for Both {
    type In = Own<f64>;
    type Emit<'a> = One<f64>;
    fn step(&mut self, item: f64) -> One<f64> {
        One(item)
    }
}

trait BothExt {
    fn both<const OTHER: usize>(self, other: Flow<Own<f64>, OTHER>) -> Both;
}

impl<const CLOCK: usize> BothExt for Flow<Own<f64>, CLOCK> {
    fn both<const OTHER: usize>(self, _: Flow<Own<f64>, OTHER>) -> Both {
        Both
    }
}

fn main() {
    // It emits at each of its inlets, so twice for each item of `a`.
    let mut p = pipeline!(|a: f64| {
        let b = a.map(|x| x + 1.0);
        a.both(b).zip(a).sink(|_| ());
    });
    p.emit(1.0);
}
