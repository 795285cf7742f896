use streamz::prelude::*;

async fn run() {
    let mut p = pipeline!(|s: i32| {
        s.delay(100, 8).sink(|_| ());
    });
    p.emit(1).await;
}

fn main() {
    let _ = run();
}
