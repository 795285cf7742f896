use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|pages: u32| {
        let all = pages.union(links);
        let links = all.map(|page| page + 1);
        all.sink(|_| ());
    });
    p.emit(1);
}
