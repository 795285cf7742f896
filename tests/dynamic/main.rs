//! Frames whose columns are known at run time only: by themselves, and beside frames that are compiled, each of which is the
//! oracle of the other.
#![allow(clippy::unwrap_used, reason = "tests")]

#[allow(dead_code, reason = "the rows of other tests, and more that is theirs")]
#[path = "../frames/support.rs"]
mod support;

mod beside_groups;
mod beside_joins;
mod beside_order;
mod beside_rows;
mod beside_windows;
mod errors;
mod expressions;
mod own;
mod results;
mod states;

use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::Array;
use streamz::frame::arrow::arrow_array::cast::AsArray;
use streamz::frame::arrow::arrow_array::types::{Float64Type, Int64Type};

/// The columns of numbers of a batch from the column `from` on, row by row; `NaN` is missing.
fn numbers<const N: usize>(batch: &RecordBatch, from: usize) -> Vec<[f64; N]> {
    let number = |column: usize, row: usize| {
        let array = batch.column(from + column);
        if array.is_null(row) {
            return f64::NAN;
        }
        match array.as_primitive_opt::<Float64Type>() {
            Some(floats) => floats.value(row),
            None => array.as_primitive::<Int64Type>().value(row) as f64,
        }
    };
    (0..batch.num_rows())
        .map(|row| core::array::from_fn(|column| number(column, row)))
        .collect()
}

/// Floats to be compared to the last bit; `NaN` is missing.
fn bits<const N: usize>(numbers: [f64; N]) -> [u64; N] {
    numbers.map(|number| {
        if number.is_nan() {
            f64::NAN.to_bits()
        } else {
            number.to_bits()
        }
    })
}
