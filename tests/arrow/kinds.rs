//! A frame with columns of every type.

use proptest::prelude::*;
use streamz::frame::{Frame, Timestamp};

macro_rules! kinds {
    ($($column:ident $maybe:ident: $type:ty = $value:expr;)*) => {
        #[derive(Frame, Clone, Debug)]
        pub(crate) struct Kinds {
            $(pub(crate) $column: $type, pub(crate) $maybe: Option<$type>,)*
        }

        impl Kinds {
            /// A row of random bits, in which the nulls are those of a mask.
            fn new(bits: u64, mut nulls: u32, text: &str) -> Self {
                $(
                    let value: fn(u64, &str) -> $type = $value;
                    let $column = value(bits, text);
                    let $maybe = (nulls & 1 == 0).then(|| $column.clone());
                    nulls >>= 1;
                )*
                let _ = nulls;
                Self { $($column, $maybe,)* }
            }
        }
    };
}

kinds! {
    flag maybe_flag: bool = |bits, _| bits & 1 == 1;
    i8 maybe_i8: i8 = |bits, _| bits as i8;
    i16 maybe_i16: i16 = |bits, _| bits as i16;
    i32 maybe_i32: i32 = |bits, _| bits as i32;
    i64 maybe_i64: i64 = |bits, _| bits as i64;
    i128 maybe_i128: i128 = |bits, _| i128::from(bits as i64) * i128::from(i64::MAX) * 2;
    u8 maybe_u8: u8 = |bits, _| bits as u8;
    u16 maybe_u16: u16 = |bits, _| bits as u16;
    u32 maybe_u32: u32 = |bits, _| bits as u32;
    u64 maybe_u64: u64 = |bits, _| bits;
    u128 maybe_u128: u128 = |bits, _| u128::from(bits) << 64 | u128::from(bits);
    f32 maybe_f32: f32 = |bits, _| f32::from_bits(bits as u32);
    f64 maybe_f64: f64 = |bits, _| f64::from_bits(bits);
    text maybe_text: String = |_, text| text.to_owned();
    at maybe_at: Timestamp = |bits, _| Timestamp::from_nanos(bits as i64);
}

/// Rows in which some columns may be all null, and some without nulls.
pub(crate) fn rows() -> impl Strategy<Value = Vec<Kinds>> {
    let cells = (any::<u64>(), any::<u32>(), "[a-zäß€🦀 ]{0,12}");
    (
        prop_oneof![Just(0), Just(u32::MAX), any::<u32>()],
        prop::collection::vec(cells, 0..40),
    )
        .prop_map(|(mask, rows)| {
            let row = |(bits, nulls, text): (u64, u32, String)| Kinds::new(bits, nulls & mask, &text);
            rows.into_iter().map(row).collect()
        })
}
