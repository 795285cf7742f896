use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|lines: &str| {
        let parsed = lines.map(|line| line.len());
        parsed.sink(|_| ());
        parsed.catch(|line, error| error).sink(|_| ());
    });
    p.emit("1");
}
