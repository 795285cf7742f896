use streamz::prelude::*;

async fn run() {
    let mut p = pipeline!(|s: i32| {
        s.sink(async |_| ());
    });
    p.emit(1).await;
}

fn main() {
    let _ = run();
}
