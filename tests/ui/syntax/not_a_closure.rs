use streamz::prelude::*;

fn main() {
    let _ = pipeline!(ticks.map(|t| t + 1));
}
