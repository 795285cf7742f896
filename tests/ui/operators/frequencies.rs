use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|words: &'static str| {
        words.frequencies().sink(|_| ());
    });
    p.emit("a");
}
