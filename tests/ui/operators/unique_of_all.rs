use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|words: &'static str| {
        words.unique().sink(|_| ());
    });
    p.emit("a");
}
