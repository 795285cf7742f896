use streamz::operator::{EachTick, Node, Operator};
use streamz::emission::One;
use streamz::prelude::*;

struct Same;

impl Node for Same {
    type Out = Own<f64>;
    type Rate = EachTick;
}

impl Operator for Same {
    type In = Own<f64>;
    type Emit<'a> = One<f64>;
    fn step<'a>(&'a mut self, item: f64) -> One<f64> {
        One(item)
    }
}

trait SameExt {
    fn same(self) -> Same;
}

impl<const CLOCK: usize> SameExt for Flow<Own<f64>, CLOCK> {
    fn same(self) -> Same {
        Same
    }
}

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.same();
    });
    p.emit(1.0);
}
