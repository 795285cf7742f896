use streamz::prelude::*;

fn main() {
    async fn write(_: i32) {}
    let _ = pipeline!(|s: i32| {
        s.sink(write);
    });
}
