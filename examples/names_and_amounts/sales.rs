//! The sales, and the pipeline on them.

use core::time::Duration;

use streamz::frame::{Frame, Rows, Timestamp};
use streamz::prelude::*;

pub(crate) use streamz::frame::Table;

/// A row: what `example = pd.DataFrame({'name': [], 'amount': []})` tells Python.
#[derive(Clone, Debug, Frame)]
pub(crate) struct Sale {
    #[frame(index)]
    pub(crate) at: Timestamp,
    pub(crate) name: String,
    pub(crate) amount: f64,
}

/// What every line of the pipeline had after the last batch.
#[derive(Debug, Default)]
pub(crate) struct Results {
    pub(crate) alice: f64,
    pub(crate) mean: f64,
    pub(crate) tax: f64,
    pub(crate) sums: Vec<(String, f64)>,
    pub(crate) means: Vec<(String, f64)>,
    pub(crate) last_rows: f64,
    pub(crate) last_hours: f64,
    pub(crate) last_hours_by_name: Vec<(String, f64)>,
    pub(crate) largest: f64,
    pub(crate) rolling: f64,
}

/// Two hours.
pub(crate) const HOURS: Duration = Duration::from_secs(2 * 60 * 60);

/// Runs the sales through the pipeline.
pub(crate) fn analyse(batches: &[Table<Sale>]) -> Results {
    let mut results = Results::default();
    let Results {
        alice,
        mean,
        tax,
        sums,
        means,
        last_rows,
        last_hours,
        last_hours_by_name,
        largest,
        rolling,
    } = &mut results;

    let mut sales = pipeline!(|batches: &Table<Sale>| {
        // sdf = DataFrame(stream, example=example)
        let sdf = batches.frame();

        // sdf[sdf.name == 'Alice'].amount.sum()
        sdf.filter(|sale| sale.name == "Alice")
            .sum(|sale| sale.amount)
            .sink(|x| *alice = x);

        // sdf.amount.mean()
        sdf.mean(|sale| sale.amount).sink(|x| *mean = x);

        // sdf['tax'] = sdf.amount * 0.25; sdf.tax.sum()
        sdf.assign(tax = |sale| sale.amount * 0.25)
            .sum(|sale| sale.tax)
            .sink(|x| *tax = x);

        // sdf.groupby(sdf.name).amount.sum(), .mean()
        let names = sdf.groupby(|sale| sale.name);
        names.sum(|sale| sale.amount).sink(|rows| *sums = table(rows));
        names.mean(|sale| sale.amount).sink(|rows| *means = table(rows));

        // sdf.window(n=100).amount.sum()
        sdf.window(100).sum(|sale| sale.amount).sink(|x| *last_rows = x);

        // sdf.window(value='2h').amount.sum()
        let hours = sdf.window(HOURS);
        hours.sum(|sale| sale.amount).sink(|x| *last_hours = x);

        // sdf.window(value='2h').groupby('name').amount.sum()
        hours
            .groupby(|sale| sale.name)
            .sum(|sale| sale.amount)
            .sink(|rows| *last_hours_by_name = table(rows));

        // sdf.window(n=100).apply(lambda df: df.amount.max())
        sdf.window(100)
            .apply(|rows| rows.iter().map(|(_, sale)| sale.amount).fold(0.0, f64::max))
            .sink(|x| *largest = x);

        // sdf.rolling(10).amount.mean()
        sdf.rolling(10)
            .mean(|sale| sale.amount)
            .sink(|rows| rows.each(|_, x| *rolling = x));
    });
    for batch in batches {
        sales.emit(batch);
    }
    drop(sales);
    results
}

/// A table of names as it is printed.
fn table<'a>(rows: impl Rows<Index = &'a str, Row = f64>) -> Vec<(String, f64)> {
    rows.iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

/// Sales from a fixed recipe: the same in every run.
pub(crate) fn made_up(count: u32) -> Vec<Sale> {
    const NAMES: [&str; 5] = ["Alice", "Bob", "Charlie", "Dora", "Edward"];
    const EVERY: Duration = Duration::from_secs(7 * 60);
    let random = |seed: u32| (seed.wrapping_mul(0x9e37_79b1) ^ 0x5bd1_e995).wrapping_mul(0x85eb_ca6b) >> 12;
    (0..count)
        .map(|place| Sale {
            at: Timestamp::from_secs(1_767_225_600) + EVERY * place,
            name: NAMES[(random(2 * place) % 11 % 5) as usize].to_owned(),
            amount: f64::from(random(2 * place + 1) % 20_000) / 100.0,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sum of the amounts of some sales.
    fn sum<'a>(sales: impl IntoIterator<Item = &'a Sale>) -> f64 {
        sales.into_iter().map(|sale| sale.amount).sum()
    }

    fn near(a: f64, b: f64) {
        assert!((a - b).abs() < 1e-9 * b.abs().max(1.0), "{a} is not {b}");
    }

    #[test]
    fn every_line_is_what_one_would_add_up_by_hand() {
        let sales = made_up(400);
        let batches: Vec<Table<Sale>> = sales.chunks(7).map(|sales| sales.iter().cloned().collect()).collect();
        let results = analyse(&batches);
        let newest = sales[sales.len() - 1].at;
        let of = |name: &'static str| sales.iter().filter(move |sale| sale.name == name);
        let recent = || sales.iter().filter(|sale| sale.at > newest - HOURS);

        near(results.alice, sum(of("Alice")));
        near(results.mean, sum(&sales) / 400.0);
        near(results.tax, sum(&sales) / 4.0);
        assert_eq!(results.sums.len(), 5);
        assert_eq!(results.sums[1].0, "Bob");
        near(results.sums[1].1, sum(of("Bob")));
        near(results.means[1].1, sum(of("Bob")) / of("Bob").count() as f64);
        near(results.last_rows, sum(&sales[300..]));
        assert_eq!(recent().count(), 18);
        near(results.last_hours, sum(recent()));
        let by_name: f64 = results.last_hours_by_name.iter().map(|(_, sum)| sum).sum();
        near(by_name, sum(recent()));
        near(
            results.largest,
            sales[300..].iter().map(|sale| sale.amount).fold(0.0, f64::max),
        );
        near(results.rolling, sum(&sales[390..]) / 10.0);
    }
}
