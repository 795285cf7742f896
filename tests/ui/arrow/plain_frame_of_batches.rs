use streamz::frame::Frame;
use streamz::frame::arrow::RecordBatch;
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    amount: f64,
}

fn main() {
    let mut p = pipeline!(|batches: &RecordBatch| {
        batches.frame().sum(|trade| trade.amount).sink(|_| {});
    });
    p.emit(&RecordBatch::from(streamz::frame::Table::<Trade>::new()));
}
