use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(#[snapshot] |s: i32| {
        s.map(|x| x + 1).sink(|x| println!("{x}"));
    });
    p.emit(1);
}
