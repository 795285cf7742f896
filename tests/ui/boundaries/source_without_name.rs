use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|| {
        source(futures::stream::iter(0..3)).map(|x| x + 1).sink(|_| ());
    });
}
