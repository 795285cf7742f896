//! Columns by name, and what is said if they are not there.

use streamz::frame::io::Error;
use streamz::frame::{Frame, Table, Timestamp, csv, ipc, json, parquet};

use crate::shown;

#[derive(Frame)]
struct Sale {
    name: String,
    amount: f64,
    shop: Option<String>,
}

#[derive(Frame)]
struct Wide {
    first: u8,
    shop: Option<String>,
    amount: f64,
    name: String,
}

#[derive(Frame)]
struct Other {
    amounts: f64,
}

const SALES: [&str; 2] = [
    r#"SaleRow { name: "tea", amount: 2.5, shop: Nullable(Some("north")) }"#,
    r#"SaleRow { name: "", amount: 3.0, shop: Nullable(None) }"#,
];

fn wide() -> Table<Wide> {
    let row = |name: &str, amount, shop: Option<&str>| Wide {
        first: 1,
        shop: shop.map(str::to_owned),
        amount,
        name: name.to_owned(),
    };
    Table::from_iter([row("tea", 2.5, Some("north")), row("", 3.0, None)])
}

fn message(error: Option<Error>) -> String {
    error.unwrap().to_string()
}

#[test]
fn of_csv() {
    let mut out = csv::Writer::new(Vec::new());
    out.write(wide().rows()).unwrap();
    let text = String::from_utf8(out.finish().unwrap()).unwrap();
    assert_eq!(text, "first,shop,amount,name\n1,north,2.5,tea\n1,,3.0,\n");
    let read = |text: &str| {
        let tables: Result<Vec<Table<Sale>>, Error> = csv::Reader::new(text.as_bytes()).collect();
        tables.unwrap().iter().flat_map(shown).collect::<Vec<_>>()
    };
    assert_eq!(read(&text), SALES);
    // A mark of the order of bytes, names between quotation marks, ends of lines of other systems, none at the end.
    assert_eq!(
        read("\u{feff}\"name\",\"more\nthan a line\",shop,amount\r\ntea,,north,2.5\r\n,x,,3"),
        SALES
    );
    assert_eq!(read("name,amount,shop\n"), [""; 0]);
    assert_eq!(read("name,amount,shop"), [""; 0]);
    assert_eq!(read(""), [""; 0]);
    assert_eq!(
        message(csv::Reader::<Other, _>::new(text.as_bytes()).find_map(Result::err)),
        "csv, in the batch after 0 rows: the batch has no column `amounts` (Float64); \
         if `amount` is meant, write `#[frame(name = \"amount\")]` on the field"
    );
}

#[test]
fn of_json() {
    let mut out = json::Writer::new(Vec::new());
    out.write(wide().rows()).unwrap();
    let bytes = out.finish().unwrap();
    let tables: Result<Vec<Table<Sale>>, Error> = json::Reader::new(&bytes[..]).collect();
    assert_eq!(tables.unwrap().iter().flat_map(shown).collect::<Vec<_>>(), SALES);
    assert_eq!(
        message(json::Reader::<Other, _>::new(&bytes[..]).find_map(Result::err)),
        "json, line 1: record 0, which begins at byte 0, cannot be read: \
         column `amounts` has nulls (1, the first in row 0); make the field an `Option`, or fill them before"
    );
}

#[test]
fn of_ipc() {
    let mut out = ipc::Writer::new(Vec::new()).unwrap();
    out.write(wide().rows()).unwrap();
    let bytes = out.finish().unwrap();
    let tables: Result<Vec<Table<Sale>>, Error> = ipc::Reader::new(&bytes[..]).collect();
    assert_eq!(tables.unwrap().iter().flat_map(shown).collect::<Vec<_>>(), SALES);
    assert_eq!(
        message(ipc::Reader::<Other, _>::new(&bytes[..]).find_map(Result::err)),
        "ipc, in the batch after 0 rows: the batch has no column `amounts` (Float64); \
         if `amount` is meant, write `#[frame(name = \"amount\")]` on the field"
    );
}

#[test]
fn of_parquet() {
    let mut out = parquet::Writer::new(Vec::new()).unwrap();
    out.write(wide().rows()).unwrap();
    let bytes = parquet::Bytes::from(out.finish().unwrap());
    let tables: Result<Vec<Table<Sale>>, Error> = parquet::Reader::new(bytes.clone()).unwrap().collect();
    assert_eq!(tables.unwrap().iter().flat_map(shown).collect::<Vec<_>>(), SALES);
    assert_eq!(
        message(parquet::Reader::<Other>::new(bytes).err()),
        "parquet, in the batch after 0 rows: the batch has no column `amounts` (Float64); \
         if `amount` is meant, write `#[frame(name = \"amount\")]` on the field"
    );
}

/// Instants as people and other programs write them.
#[test]
fn instants() {
    #[derive(Frame)]
    struct At {
        at: Timestamp,
    }

    let second = |nanos: i64| format!("AtRow {{ at: Timestamp({}) }}", 1_709_296_200_000_000_000 + nanos);
    let expected = [second(0), second(0), second(250_000_000), second(0)];
    let text = "at\n2024-03-01T12:30:00\n2024-03-01 12:30:00\n2024-03-01T12:30:00.25Z\n2024-03-01T14:30:00+02:00\n";
    let tables: Result<Vec<Table<At>>, Error> = csv::Reader::new(text.as_bytes()).collect();
    assert_eq!(tables.unwrap().iter().flat_map(shown).collect::<Vec<_>>(), expected);
    let lines: Vec<String> = text
        .lines()
        .skip(1)
        .map(|at| format!("{{\"at\": \"{at}\"}}\n"))
        .collect();
    let tables: Result<Vec<Table<At>>, Error> = json::Reader::new(lines.concat().as_bytes()).collect();
    assert_eq!(tables.unwrap().iter().flat_map(shown).collect::<Vec<_>>(), expected);
}
