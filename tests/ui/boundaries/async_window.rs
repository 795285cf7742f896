use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|s: i32| {
        s.sliding_window(8).sink(async |w| println!("{}", w.len()));
    });
}
