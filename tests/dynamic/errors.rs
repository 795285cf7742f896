//! What is said of what makes no sense.

use std::sync::Arc;

use streamz::frame::Span;
use streamz::frame::arrow::RecordBatch;
use streamz::frame::arrow::arrow_array::{
    ArrayRef, BinaryArray, Float64Array, Int64Array, StringArray, TimestampSecondArray, UInt64Array,
};
use streamz::frame::dynamic::{Aggregation, DynError, DynFrame, Kind};

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
    for (expression, operation) in [
        ("pieces + 1", "+"),
        ("-2 - pieces", "-"),
        ("pieces * 2", "*"),
        ("-(-1 - pieces)", "-"),
        ("(-1 - pieces).abs()", "abs"),
        ("(-1 - pieces) // -1", "//"),
        ("at + 1 + pieces", "+"),
        ("at - 2 - pieces", "-"),
    ] {
        assert_eq!(
            applied(expression),
            format!(
                "`{operation}` of integers makes one that does not fit 64 bits; write `.astype('float')` behind a column"
            ),
            "{expression}"
        );
    }
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
    let large: ArrayRef = Arc::new(UInt64Array::from(vec![u64::MAX]));
    let batch_of_large = RecordBatch::try_from_iter([("large", large)]).unwrap();
    let error = DynFrame::new().apply(&batch_of_large).unwrap_err();
    assert_eq!(
        error.to_string(),
        "column `large` cannot become integers: Cast error: Can't cast value 18446744073709551615 to type Int64; cast it \
         to another type before, or leave it out"
    );
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

/// A column of a type that frames do not have is in the way of what looks at it, and of nothing else.
#[test]
fn of_other_columns() {
    let at: ArrayRef = Arc::new(Int64Array::from(vec![1, 2, 3]));
    let raw: ArrayRef = Arc::new(BinaryArray::from(vec![b"x".as_slice(), b"y", b"z"]));
    let batch = RecordBatch::try_from_iter_with_nullable([("at", at, true), ("raw", raw.clone(), true)]).unwrap();
    let frame = || DynFrame::new().set_index("at");
    let some = frame().query("at != 2").unwrap().apply(&batch).unwrap();
    assert_eq!(some.column(1).as_ref(), &BinaryArray::from(vec![b"x".as_slice(), b"z"]));
    let some = frame().nlargest(2, "at").unwrap().apply(&batch).unwrap();
    assert_eq!(some.column(1).as_ref(), &BinaryArray::from(vec![b"z".as_slice(), b"y"]));
    let mut window = frame().window(2).full().unwrap();
    window.push(&batch.slice(0, 1)).unwrap();
    assert_eq!(window.push(&batch.slice(1, 2)).unwrap().column(1), &raw.slice(1, 2));
    let mut order = frame().in_order(Span(1)).unwrap();
    assert_eq!(order.push(&batch).unwrap().rows.column(1), &raw.slice(0, 2));
    frame()
        .aggregate([("sum", Aggregation::sum("at"))])
        .unwrap()
        .push(&batch)
        .unwrap();

    let refused =
        "column `raw` is Binary; frames have booleans, numbers, texts and timestamps: cast it, or leave it out";
    let mut looking = [
        frame().query("raw.isna()").unwrap().apply(&batch).unwrap_err(),
        frame().assign("x", "raw").unwrap().apply(&batch).unwrap_err(),
        pushed_into(frame().groupby(["raw"]), Aggregation::sum("at"), &batch),
        pushed_into(frame(), Aggregation::size("raw"), &batch),
    ]
    .into_iter();
    assert!(looking.all(|error| error.to_string() == refused));
    let mut join = frame().join(frame(), ["at"]).unwrap();
    assert_eq!(join.other(&batch).unwrap_err().to_string(), refused);
    let mut join = frame().join(frame().select(["at"]), ["at"]).unwrap();
    join.other(&batch).unwrap();
    assert_eq!(join.push(&batch).unwrap(), batch);
}

fn pushed_into(frame: DynFrame, aggregation: Aggregation, batch: &RecordBatch) -> DynError {
    let mut frame = frame.aggregate([("result", aggregation)]).unwrap();
    frame.push(batch).unwrap_err()
}

fn columns<const N: usize>(columns: [(&str, ArrayRef); N]) -> RecordBatch {
    RecordBatch::try_from_iter(columns).unwrap()
}

#[test]
fn of_joins() {
    let numbers = |numbers: Vec<i64>| Arc::new(Int64Array::from(numbers)) as ArrayRef;
    let texts = |texts: Vec<&'static str>| Arc::new(StringArray::from(texts)) as ArrayRef;
    let frame = DynFrame::new;
    let mut join = frame().join(frame(), ["key"]).unwrap();
    let keys = columns([("key", numbers(vec![1]))]);
    let unknown =
        "no batch of the other side of this join has come: push one before, an empty one if there are no rows yet";
    assert_eq!(join.push(&keys).unwrap_err().to_string(), unknown);
    join.other(&keys.slice(0, 0)).unwrap();
    assert_eq!(
        join.push(&columns([("key", texts(vec!["1"]))]))
            .unwrap_err()
            .to_string(),
        "`join` of `key`, which holds texts here and integers on the other side: both must be of one type; `assign` one \
         with `.astype(..)`"
    );
    assert_eq!(
        join.other(&columns([("key", texts(vec!["1"]))]))
            .unwrap_err()
            .to_string(),
        "column `key` holds texts, and held integers in the batches before; cast it before"
    );
    assert_eq!(
        join.push(&columns([("kye", numbers(vec![1]))]))
            .unwrap_err()
            .to_string(),
        "there is no column `key`; did you mean `kye`?"
    );
    let grouped = frame().groupby(["key"]).join(frame(), ["key"]).unwrap_err();
    assert_eq!(
        grouped.to_string(),
        "`join` of windows or groups: it is asked of rows: say these of the batches that come out of it"
    );

    let mut asof = frame().asof(frame().set_index("key"), 10).unwrap();
    asof.other(&keys).unwrap();
    assert!(matches!(asof.push(&keys).unwrap_err(), DynError::Index));
    let asof = frame().set_index("key").asof(frame().set_index("key"), 10).unwrap();
    assert_eq!(asof.push(&keys).unwrap_err().to_string(), unknown);
    let mut asof = frame().set_index("at").asof(frame().set_index("key"), 10).unwrap();
    asof.other(&keys).unwrap();
    assert!(
        asof.push(&batch())
            .unwrap_err()
            .to_string()
            .starts_with("`asof` of `at`, which holds timestamps here and")
    );
    assert!(matches!(
        asof.other(&columns([(
            "key",
            Arc::new(TimestampSecondArray::from(vec![0])) as ArrayRef
        )])),
        Err(DynError::Changed { .. })
    ));
    // What came before is still there.
    let at = columns([("at", numbers(vec![1]))]);
    assert_eq!(asof.push(&at).unwrap().num_columns(), 1);
}

#[test]
fn of_order_and_windows() {
    let frame = DynFrame::new;
    let mut order = frame().set_index("at").in_order(Span(1)).unwrap();
    assert!(matches!(order.push(&batch()).unwrap_err(), DynError::Index));
    let gap: ArrayRef = Arc::new(Int64Array::from(vec![Some(1), None]));
    let gap = RecordBatch::try_from_iter_with_nullable([("at", gap, true)]).unwrap();
    assert!(matches!(order.push(&gap).unwrap_err(), DynError::Index));
    assert_eq!(
        frame().rolling(3).full().unwrap_err().to_string(),
        "`full` of something else than a window: write `window(..)` before it, and no `groupby`"
    );
    let mut window = frame().window(3).full().unwrap();
    window.push(&batch()).unwrap();
    let texts: ArrayRef = Arc::new(StringArray::from(vec!["x"]));
    let changed = columns([("name", texts.clone()), ("amount", texts)]);
    assert_eq!(
        window.push(&changed).unwrap_err().to_string(),
        "column `amount` holds texts, and held floats in the batches before; cast it before"
    );
    assert_eq!(
        frame()
            .window(3)
            .beside([("sum", Aggregation::sum("amount"))])
            .unwrap_err()
            .to_string(),
        "`beside` of a window or a whole: write `rolling(..)` or `expanding()`: there is a value for each row"
    );
    let wrong = frame().map("twice", ["amount"], Kind::Int, |cells| cells[0].clone());
    assert_eq!(
        wrong.apply(&batch()).unwrap_err().to_string(),
        "column `twice` was said to hold integers, and a value of it is of floats: return integers or nothing"
    );
}
