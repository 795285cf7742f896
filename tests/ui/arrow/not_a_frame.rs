use streamz::frame::arrow::{RecordBatch, SchemaError};
use streamz::prelude::*;

struct Trade {
    amount: f64,
}

fn main() {
    let p = pipeline!(|batches: RecordBatch| -> Result<(), SchemaError> {
        batches.try_frame::<Trade>().sink(|_| {});
    });
    let _ = p;
}
