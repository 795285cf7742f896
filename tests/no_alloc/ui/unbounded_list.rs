use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|ticks: u64| {
        let all = ticks.sink_to_list_unbounded();
    });
    p.emit(1);
}
