use streamz::prelude::*;

fn main() {
    let _ = pipeline!(|| {});
}
