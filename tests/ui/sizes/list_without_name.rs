use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: f64| {
        ticks.sink_to_list(8);
    });
    p.emit(1.0);
}
