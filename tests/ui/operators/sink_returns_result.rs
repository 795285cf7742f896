use std::io::Write;

use streamz::prelude::*;

fn main() {
    let mut file = Vec::new();
    let mut p = pipeline!(|ticks: f64| {
        ticks.sink(|t| writeln!(file, "{t}"));
    });
    p.emit(1.0);
}
