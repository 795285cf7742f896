use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|items: u32| {
        let held = items.collect(8);
        held.filter(|batch| batch.len() == 8).flush(held);
    });
    p.emit(1);
}
