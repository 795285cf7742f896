//! What is said of what makes no sense.

use std::sync::Arc;

use streamz::frame::Span;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::{
    ArrayRef, BinaryArray, Float64Array, Int64Array, StringArray, TimestampSecondArray, UInt64Array,
};
use streamz::frame::dynamic::{Aggregation, DynError, DynFrame};

fn batch() -> RecordBatch {
    let columns: [(&str, ArrayRef); 4] = [
        ("name", Arc::new(StringArray::from(vec!["a", "b"]))),
        ("amount", Arc::new(Float64Array::from(vec![1.0, 2.0]))),
        ("pieces", Arc::new(Int64Array::from(vec![i64::MAX, 1]))),
        ("at", Arc::new(TimestampSecondArray::from(vec![0, 1]))),
    ];
    RecordBatch::try_from_iter(columns).unwrap()
}

fn syntax(text: &str) -> String {
    DynFrame::new().query(text).unwrap_err().to_string()
}

#[test]
fn of_expressions() {
    assert_eq!(
        syntax(""),
        "`` cannot be read at character 0: write a column or a value here"
    );
    assert_eq!(
        syntax("amount > "),
        "`amount > ` cannot be read at character 9: write a column or a value here"
    );
    assert_eq!(
        syntax("ä = 3"),
        "`ä = 3` cannot be read at character 2: this is no operator"
    );
    assert_eq!(
        syntax("(a > 3"),
        "`(a > 3` cannot be read at character 6: write `)` here"
    );
    assert_eq!(
        syntax("a b"),
        "`a b` cannot be read at character 2: write an operator here"
    );
    assert_eq!(
        syntax("a == 'x"),
        "`a == 'x` cannot be read at character 5: close it with another '"
    );
    assert_eq!(
        syntax("a in 3"),
        "`a in 3` cannot be read at character 5: write `[` here"
    );
    assert_eq!(
        syntax("a in [1 2]"),
        "`a in [1 2]` cannot be read at character 8: write `,` here"
    );
    assert_eq!(
        syntax("a in [b]"),
        "`a in [b]` cannot be read at character 6: write a value here"
    );
    assert_eq!(
        syntax("a not 3"),
        "`a not 3` cannot be read at character 6: write `in` here"
    );
    assert_eq!(
        syntax("1.2.3 > a"),
        "`1.2.3 > a` cannot be read at character 0: this is not a number"
    );
    assert!(
        syntax("a.sqrt() > 1").starts_with("`a.sqrt() > 1` cannot be read at character 2: write `isna()`, `notna()`")
    );
    assert!(syntax(&format!("{}a", "(".repeat(1000))).ends_with("write something less deep here"));
    for long in [
        "0 + ".repeat(100_000) + "a",
        "a".to_owned() + &".abs()".repeat(100_000),
        "a in [".to_owned() + &"1, ".repeat(100_000) + "1]",
    ] {
        assert!(syntax(&long).ends_with("this one is too long here"));
    }
}

fn applied(expression: &str) -> String {
    DynFrame::new()
        .assign("result", expression)
        .unwrap()
        .apply(&batch())
        .unwrap_err()
        .to_string()
}

#[test]
fn of_values() {
    assert_eq!(
        applied("amuont + 1"),
        "there is no column `amuont`; did you mean `amount`?"
    );
    assert_eq!(
        applied("weight + 1"),
        "there is no column `weight`; `assign` it before, or see how it is spelt"
    );
    assert_eq!(applied("name + 1"), "`+` of texts and integers: it is asked of numbers");
    assert_eq!(
        applied("name > 1"),
        "`>` of texts and integers: both sides must be of one type; write `.astype(..)`"
    );
    assert_eq!(
        applied("amount and name"),
        "`and` of floats and texts: it joins conditions"
    );
    assert_eq!(applied("not amount"), "`not` of floats: it is asked of conditions");
    assert_eq!(applied("-name"), "`-` of texts: it is asked of numbers");
    assert_eq!(
        applied("amount.str.len()"),
        "`str` of floats: it is asked of texts; write `.astype('str')` before"
    );
    assert!(applied("at > 'yesterday'").starts_with("a column could not be cast: "));
    let error = DynFrame::new()
        .query("amount + 1")
        .unwrap()
        .apply(&batch())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "`filter` of floats: write a condition, such as `amount > 3`"
    );
}

fn pushed(frame: DynFrame, aggregation: Aggregation) -> DynError {
    frame
        .aggregate([("result", aggregation)])
        .and_then(|mut frame| frame.push(&batch()))
        .unwrap_err()
}

#[test]
fn of_aggregates() {
    let frame = DynFrame::new;
    assert_eq!(
        pushed(frame(), Aggregation::sum("amuont")).to_string(),
        "there is no column `amuont`; did you mean `amount`?"
    );
    assert_eq!(
        pushed(frame(), Aggregation::mean("name")).to_string(),
        "`mean` of `name`, which holds texts: it is asked of numbers"
    );
    assert!(matches!(pushed(frame(), Aggregation::sum("pieces")), DynError::Overflow { column } if column == "result"));
    let misplaced = pushed(frame().window(3), Aggregation::cumsum("amount")).to_string();
    assert_eq!(
        misplaced,
        "`result: cumsum` of a window or a whole: write `expanding()`: it has a value for each row"
    );
    assert!(matches!(
        pushed(frame().window(Span(3)), Aggregation::sum("amount")),
        DynError::Index
    ));
    assert!(matches!(
        pushed(frame().set_index("at").window(Span(3)), Aggregation::sum("amount")),
        DynError::Index
    ));
    assert!(matches!(
        pushed(frame().set_index("name").rolling(Span(3)), Aggregation::sum("amount")),
        DynError::Index
    ));
}

#[test]
fn of_columns() {
    let bytes: ArrayRef = Arc::new(BinaryArray::from(vec![b"x".as_slice()]));
    let error = DynFrame::new()
        .apply(&RecordBatch::try_from_iter([("raw", bytes)]).unwrap())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "column `raw` is Binary; frames have booleans, numbers, texts and timestamps: cast it, or leave it out"
    );
    let large: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
    let error = DynFrame::new()
        .apply(&RecordBatch::try_from_iter([("large", large)]).unwrap())
        .unwrap_err();
    assert!(error.to_string().starts_with("a column could not be cast: "), "{error}");
    let mut frame = DynFrame::new()
        .aggregate([("least", Aggregation::min("amount"))])
        .unwrap();
    frame.push(&batch()).unwrap();
    let other: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
    let error = frame
        .push(&RecordBatch::try_from_iter([("amount", other)]).unwrap())
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "column `amount` holds texts, and held floats in the batches before; cast it before"
    );
}
