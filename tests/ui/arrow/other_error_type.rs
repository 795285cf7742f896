use streamz::frame::Frame;
use streamz::frame::arrow::RecordBatch;
use streamz::prelude::*;

#[derive(Frame)]
struct Trade {
    amount: f64,
}

fn main() {
    let mut p = pipeline!(|batches: &RecordBatch| -> Result<(), std::num::ParseIntError> {
        batches.try_frame::<Trade>().sink(|_| {});
    });
    let _ = p.emit(&RecordBatch::from(streamz::frame::Table::<Trade>::new()));
}
