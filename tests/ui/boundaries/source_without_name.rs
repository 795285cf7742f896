use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|| {
        source(futures::stream::iter(0..3)).map(|x| x + 1).sink(|_| ());
    });
    let _ = pipeline!(|| {
        let out = from_iterable(0..3).sink_to_list(8);
    });
}
