//! The database: one table, written in transactions, and read back to be checked.

use std::path::Path;

use rusqlite::{Connection, OpenFlags, params};

use crate::bars::Bar;

pub(crate) struct Database {
    connection: Connection,
}

/// What is in the table: equal contents have equal rows in the same order.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Contents {
    pub(crate) rows: usize,
    /// The sum of all volumes, which are whole numbers.
    pub(crate) volume: f64,
    checksum: u32,
}

impl Contents {
    /// Adds the row that was written as that number.
    pub(crate) fn add(&mut self, number: i64, bar: &Bar) {
        let Bar {
            ticker,
            date,
            close,
            volume,
        } = bar;
        let mut hasher = crc32fast::Hasher::new_with_initial(self.checksum);
        hasher.update(format!("{number},{ticker},{date},{close},{volume}\n").as_bytes());
        self.checksum = hasher.finalize();
        self.rows += 1;
        self.volume += volume;
    }
}

impl Database {
    /// Makes a database with an empty table where there is no file yet.
    ///
    /// A transaction is on the disk when it is committed.
    pub(crate) fn create(file: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open(file)?;
        connection.execute_batch(
            "pragma journal_mode = wal;
             pragma synchronous = full;
             create table bar (
                 number integer primary key autoincrement,
                 ticker text not null,
                 date text not null,
                 close real not null,
                 volume real not null,
                 unique (ticker, date)
             ) strict;",
        )?;
        Ok(Self { connection })
    }

    /// Opens a database to be read.
    pub(crate) fn open(file: &Path) -> rusqlite::Result<Self> {
        let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        Ok(Self { connection })
    }

    /// Writes a batch in one transaction: all of it is there afterwards, or nothing.
    pub(crate) fn write(&mut self, batch: &[Bar]) -> rusqlite::Result<()> {
        let transaction = self.connection.transaction()?;
        {
            let mut insert =
                transaction.prepare_cached("insert into bar (ticker, date, close, volume) values (?1, ?2, ?3, ?4)")?;
            for Bar {
                ticker,
                date,
                close,
                volume,
            } in batch
            {
                insert.execute(params![ticker, date, close, volume])?;
            }
        }
        transaction.commit()
    }

    /// Reads everything, in the order in which it was written.
    pub(crate) fn contents(&self) -> rusqlite::Result<Contents> {
        let mut contents = Contents::default();
        let mut select = self
            .connection
            .prepare("select number, ticker, date, close, volume from bar order by number")?;
        let mut rows = select.query([])?;
        while let Some(row) = rows.next()? {
            let bar = Bar {
                ticker: row.get(1)?,
                date: row.get(2)?,
                close: row.get(3)?,
                volume: row.get(4)?,
            };
            contents.add(row.get(0)?, &bar);
        }
        Ok(contents)
    }

    /// What SQL counts: rows, different rows, and the sum of their volumes.
    pub(crate) fn counts(&self) -> rusqlite::Result<(usize, usize, f64)> {
        let select = "select count(*), count(distinct ticker || ' ' || date), total(volume) from bar";
        self.connection
            .query_row(select, [], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(ticker: &str, volume: f64) -> Bar {
        Bar {
            ticker: ticker.to_owned(),
            date: "2013-03-01".to_owned(),
            close: 1.25,
            volume,
        }
    }

    fn empty() -> (tempfile::TempDir, Database) {
        let directory = tempfile::tempdir().expect("a directory");
        let database = Database::create(&directory.path().join("test.sqlite")).expect("a database");
        (directory, database)
    }

    #[test]
    fn what_was_written_is_read_in_order() {
        let (_directory, mut database) = empty();
        let bars = [bar("IBM", 1.0), bar("AAPL", 2.0), bar("FB", 3.0)];
        database.write(&bars[..2]).expect("a batch");
        database.write(&bars[2..]).expect("a batch");
        assert_eq!(database.contents().expect("contents"), crate::bars::contents(&bars));
        assert_eq!(database.counts().expect("counts"), (3, 3, 6.0));
    }

    #[test]
    fn another_order_is_other_contents() {
        let (one, other) = (bar("IBM", 1.0), bar("AAPL", 2.0));
        assert_ne!(
            crate::bars::contents(&[one.clone(), other.clone()]),
            crate::bars::contents(&[other, one])
        );
    }

    #[test]
    fn a_batch_with_a_row_that_is_there_already_is_not_written_at_all() {
        let (_directory, mut database) = empty();
        database.write(&[bar("IBM", 1.0)]).expect("a batch");
        assert!(database.write(&[bar("FB", 2.0), bar("IBM", 3.0)]).is_err());
        assert_eq!(database.contents().expect("contents").rows, 1);
    }
}
