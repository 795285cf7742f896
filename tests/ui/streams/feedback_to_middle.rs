use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: i32| {
        let mid = ticks.map(|t| t + 1);
        mid.filter(|t| *t < 10).feedback(mid, 4);
    });
    let _ = p.emit(1);
}
