use streamz::prelude::*;

fn main() {
    let _ = pipeline!(#[snapshot] |restore: i32| {
        let snapshot = restore.map(|x| x + 1).sink_to_list(8);
    });
}
