//! Whoever writes the log: orders as lines of JSON, in pieces that end anywhere, into a file that gets another name half way.

use core::time::Duration;
use std::fs::{self, OpenOptions};
use std::io::Write as _;
use std::path::Path;

pub(crate) const ORDERS: u64 = 4_000;

/// Each of so many lines is no order.
pub(crate) const BAD: u64 = 100;

/// What is on the line of this number.
fn line(number: u64) -> String {
    match number % BAD {
        99 => format!("# {number} orders so far"),
        _ => format!(
            "{{\"id\":{number},\"pieces\":{},\"price\":{}.5}}",
            number % 7 + 1,
            number % 90
        ),
    }
}

/// How many cents all orders come to.
pub(crate) fn cents() -> u64 {
    let orders = (0..ORDERS).filter(|number| number % BAD != 99);
    orders.map(|number| (number % 7 + 1) * (number % 90 * 100 + 50)).sum()
}

/// Writes the whole log.
pub(crate) async fn write(folder: &Path) -> std::io::Result<()> {
    let path = folder.join("orders.log");
    let open = || OpenOptions::new().append(true).create(true).open(&path);
    let mut file = open()?;
    let mut pending = Vec::new();
    for number in 0..ORDERS {
        writeln!(pending, "{}", line(number))?;
        if number == ORDERS / 2 {
            // As log rotation does, with a line not yet whole.
            fs::rename(&path, folder.join("orders.log.1"))?;
            file.write_all(&pending)?;
            pending.clear();
            file = open()?;
        }
        let piece = pending.len() * (number as usize % 5) / 5;
        file.write_all(&pending[..piece])?;
        pending.drain(..piece);
        if number % 50 == 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }
    file.write_all(&pending)
}
