use streamz::prelude::*;

fn main() {
    let mut p = {
        let mut seen = Vec::new();
        pipeline!(|ticks: i32| {
            ticks.sink(|t| seen.push(t));
        })
    };
    p.emit(1);
}
