use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|lines: &str| {
        let parsed = lines.try_map(|line| line.parse::<i32>());
        parsed.sink(|_| ());
        parsed.catch(|_, error| error).sink(|_| ());
        parsed.catch(|_, error| error).sink(|_| ());
    });
    p.emit("1");
}
