//! What goes out comes back.

use proptest::prelude::*;
use streamz::frame::Table;
use streamz::frame::arrow::{Batches, RecordBatch, arrow_array::Array};

use crate::kinds::{Kinds, rows};
use crate::shown;

/// The rows as they are without Arrow.
fn expected(rows: &[Kinds]) -> Vec<String> {
    shown(&Table::from_iter(rows.iter().cloned()))
}

proptest! {
    #[test]
    fn tables_come_back(rows in rows()) {
        let batch = RecordBatch::from(Table::from_iter(rows.iter().cloned()));
        prop_assert_eq!(batch.schema(), Table::<Kinds>::schema());
        prop_assert_eq!(batch.num_rows(), rows.len());
        prop_assert_eq!(shown(&Table::<Kinds>::try_from(&batch).unwrap()), expected(&rows));
    }

    #[test]
    fn nulls_are_those_of_the_rows(rows in rows()) {
        let batch = RecordBatch::from(Table::from_iter(rows.iter().cloned()));
        for field in batch.schema().fields() {
            let nulls = batch.column_by_name(field.name()).unwrap().null_count();
            let missing = rows.iter().filter(|row| match field.name().as_str() {
                "maybe_i64" => row.maybe_i64.is_none(),
                "maybe_f64" => row.maybe_f64.is_none_or(f64::is_nan),
                "maybe_text" => row.maybe_text.is_none(),
                "maybe_flag" => row.maybe_flag.is_none(),
                "maybe_u128" => row.maybe_u128.is_none(),
                _ => false,
            });
            let missing = missing.count();
            prop_assert!(nulls == missing || missing == 0);
            prop_assert!(field.is_nullable() || nulls == 0);
        }
    }

    #[test]
    fn slices_come_back(rows in rows(), from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let (from, to) = (from.index(rows.len() + 1), to.index(rows.len() + 1));
        let (from, to) = (from.min(to), from.max(to));
        let batch = RecordBatch::from(Table::from_iter(rows.iter().cloned())).slice(from, to - from);
        let mut table = Table::<Kinds>::new();
        table.bind(&batch).unwrap();
        prop_assert_eq!(shown(&table), expected(&rows[from..to]));
        // What is bound can go out again, and be changed.
        let again = RecordBatch::from(table.clone());
        prop_assert_eq!(&again, &batch);
        table.extend(rows.iter().cloned());
        prop_assert_eq!(shown(&table), [expected(&rows[from..to]), expected(&rows)].concat());
    }

    /// Batches that somebody still holds are not written over, though the memory of others is used again.
    #[test]
    fn held_batches_stay(all in prop::collection::vec((rows(), any::<bool>()), 1..12)) {
        let (mut batches, mut held) = (Batches::default(), Vec::new());
        let mut table = Table::<Kinds>::new();
        for (rows, hold) in &all {
            let batch = batches.batch(Table::from_iter(rows.iter().cloned()).rows());
            table.bind(&batch).unwrap();
            prop_assert_eq!(shown(&table), expected(rows));
            if *hold {
                held.push((batch, rows));
            }
            table.clear();
        }
        for (batch, rows) in held {
            table.bind(&batch).unwrap();
            prop_assert_eq!(shown(&table), expected(rows));
        }
    }

    /// A table is bound to batches with and without nulls in turn.
    #[test]
    fn one_table_for_all_batches(all in prop::collection::vec(rows(), 1..8)) {
        let mut table = Table::<Kinds>::new();
        for rows in &all {
            let batch = RecordBatch::from(Table::from_iter(rows.iter().cloned()));
            table.bind(&batch).unwrap();
            prop_assert_eq!(shown(&table), expected(rows));
        }
    }
}
