use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        s.sink_tagged(|_, tags| drop(tags));
    });
}
