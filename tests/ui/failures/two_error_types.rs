use streamz::prelude::*;

fn main() {
    let mut p = pipeline!(|lines: &str| {
        lines
            .try_map(|line| line.parse::<i32>())
            .try_map(|number| u8::try_from(number))
            .sink(|_| ());
    });
    let _ = p.emit("1");
}
