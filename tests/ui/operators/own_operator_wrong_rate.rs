use streamz::emission::Maybe;
use streamz::operator::{EachTick, Node, Operator};
use streamz::prelude::*;

struct Positive;

impl Node for Positive {
    type Out = Own<f64>;
    type Rate = EachTick;
}

impl Operator for Positive {
    type In = Own<f64>;
    type Emit<'a> = Maybe<f64>;
    fn step<'a>(&'a mut self, item: f64) -> Maybe<f64> {
        Maybe((item > 0.0).then_some(item))
    }
}

fn main() {}
