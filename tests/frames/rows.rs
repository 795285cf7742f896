//! Filters, expressions, columns, labels.

use proptest::prelude::*;
use streamz::frame::{Frame, Max, Min, Rows, Table, Timestamp};
use streamz::prelude::*;

use crate::support::{Reading, batches, cuts, owned, readings};

/// A frame of other columns.
#[derive(Clone, Debug, PartialEq, Frame)]
struct Chosen {
    name: Option<String>,
    twice: i32,
}

proptest! {
    #[test]
    fn filters_and_expressions(rows in readings(), cuts in cuts(), least in -20..20) {
        let mut seen = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings
                .frame()
                .filter(|r| r.number >= least)
                .assign(twice = |r| r.number * 2, sum = |r| r.twice + r.number)
                .filter(|r| !r.name.is_null())
                .sink(|rows| rows.each(|at, r| seen.push((at, owned(r.name), r.twice, r.sum))));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        let expected: Vec<_> = rows
            .iter()
            .filter(|r| r.number >= least && r.name.is_some())
            .map(|r| (r.at, r.name.clone(), r.number * 2, r.number * 3))
            .collect();
        prop_assert_eq!(seen, expected);
    }

    #[test]
    fn rows_one_by_one_are_the_same(rows in readings()) {
        let (mut of_tables, mut of_rows) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: Reading| {
            readings.frame().filter(|r| r.number > 0).mean(|r| r.value).sink(|x| of_rows.push(x.to_bits()));
        });
        let mut q = pipeline!(|readings: Table<Reading>| {
            readings.frame().filter(|r| r.number > 0).mean(|r| r.value).sink(|x| of_tables.push(x.to_bits()));
        });
        for row in &rows {
            p.emit(row.clone());
            q.emit([row.clone()].into_iter().collect());
        }
        drop((p, q));
        prop_assert_eq!(of_rows, of_tables);
    }

    #[test]
    fn what_is_laid_down_is_what_is_looked_at(rows in readings(), cuts in cuts(), least in -20..20) {
        let (mut lazy, mut laid) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let chosen = readings
                .frame()
                .filter(|r| r.number >= least)
                .select::<Chosen>(|r| ChosenRow { name: r.name, twice: r.number * 2 });
            chosen.sink(|rows| lazy.push(rows.iter().map(|(at, r)| (at, owned(r.name), r.twice)).collect::<Vec<_>>()));
            chosen.lay().sink(|rows| laid.push(rows.iter().map(|(at, r)| (at, owned(r.name), r.twice)).collect::<Vec<_>>()));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        prop_assert_eq!(lazy, laid);
    }

    #[test]
    fn both_ends(rows in readings(), cuts in cuts(), n in 0_usize..6, least in -20..20) {
        let (mut heads, mut tails, mut counts) = (Vec::new(), Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let some = readings.frame().filter(|r| r.number >= least);
            some.head(n).sink(|rows| heads.push(rows.iter().map(|(_, r)| r.number).collect::<Vec<_>>()));
            some.tail(n).sink(|rows| {
                let mut each = Vec::new();
                rows.each(|_, r| each.push(r.number));
                assert_eq!(each, rows.iter().map(|(_, r)| r.number).collect::<Vec<_>>());
                tails.push(each);
            });
            some.map_batches(|rows| rows.count()).sink(|count| counts.push(count));
        });
        let mut begin = 0;
        let mut expected = (Vec::new(), Vec::new(), Vec::new());
        for (batch, end) in batches(&rows, &cuts) {
            p.emit(&batch);
            let some: Vec<i32> = rows[begin..end].iter().map(|r| r.number).filter(|&x| x >= least).collect();
            expected.0.push(some[..n.min(some.len())].to_vec());
            expected.1.push(some[some.len() - n.min(some.len())..].to_vec());
            expected.2.push(some.len());
            begin = end;
        }
        drop(p);
        prop_assert_eq!((heads, tails, counts), expected);
    }

    #[test]
    fn the_largest_and_the_smallest(rows in readings(), n in 0_usize..8) {
        let (mut largest, mut smallest) = (Vec::new(), Vec::new());
        let mut p = pipeline!(|readings: &Table<Reading>| {
            let readings = readings.frame();
            readings.nlargest(n, |r| r.value).sink(|rows| rows.each(|_, r| largest.push((r.value, r.number))));
            readings.nsmallest(n, |r| r.value).sink(|rows| rows.each(|_, r| smallest.push((r.value, r.number))));
        });
        p.emit(&rows.iter().cloned().collect());
        drop(p);
        let mut sorted: Vec<_> = rows.iter().map(|r| (r.float(), r.number)).filter(|r| !r.0.is_nan()).collect();
        sorted.sort_by(|a, b| a.0.total_cmp(&b.0));
        prop_assert_eq!(&smallest[..], &sorted[..n.min(sorted.len())]);
        // Equal ones keep their order.
        sorted.sort_by(|a, b| b.0.total_cmp(&a.0));
        prop_assert_eq!(&largest[..], &sorted[..n.min(sorted.len())]);
    }

    #[test]
    fn labels(rows in readings(), cuts in cuts()) {
        let mut seen = Vec::new();
        let mut p = pipeline!(|readings: &Table<Reading>| {
            readings
                .frame()
                .set_index(|r| r.number)
                .reset_index()
                .sink(|rows| rows.each(|label, (index, r)| seen.push((label, index, r.number, r.at))));
        });
        for (batch, _) in batches(&rows, &cuts) {
            p.emit(&batch);
        }
        drop(p);
        prop_assert_eq!(seen, rows.iter().map(|r| (r.number, r.number, r.number, r.at)).collect::<Vec<_>>());
    }
}

/// Instants are values and keys like any other; a closure may say what it returns.
#[test]
fn instants() {
    #[derive(Frame)]
    struct Event {
        at: Timestamp,
        size: u32,
    }

    let (mut ends, mut table) = (None, Vec::new());
    let mut p = pipeline!(|events: Event| {
        let events = events.frame();
        events
            .aggregate(|event| (event.at, event.at), (Min::new(), Max::new()))
            .sink(|(first, last)| ends = first.get().zip(last.get()));
        events
            .groupby(|event| -> Timestamp { event.at })
            .sum(|event| event.size)
            .sink(|rows| table = rows.iter().collect());
    });
    for second in [3, 1, 3] {
        p.emit(Event {
            at: Timestamp::from_secs(second),
            size: 2,
        });
    }
    drop(p);
    let [one, three] = [1, 3].map(Timestamp::from_secs);
    assert_eq!(ends, Some((one, three)));
    assert_eq!(table, [(one, 2), (three, 4)]);
}

/// A type of columns is one under any name.
#[test]
fn types_by_other_names() {
    type Price = f64;
    type Name = String;

    #[derive(Frame)]
    struct Offer {
        #[frame(index)]
        at: Timestamp,
        name: Name,
        price: Price,
        last: Option<Price>,
    }

    let mut seen = Vec::new();
    let mut p = pipeline!(|offers: Offer| {
        offers
            .frame()
            .filter(|offer| offer.name.starts_with('t'))
            .map(|offer| offer.price - offer.last)
            .sink(|rows| seen.extend(rows.iter()));
    });
    for (name, last) in [("tea", Some(1.5)), ("salt", None)] {
        let at = Timestamp::from_secs(1);
        let name = name.to_owned();
        p.emit(Offer {
            at,
            name,
            price: 2.0,
            last,
        });
    }
    drop(p);
    assert_eq!(seen, [(Timestamp::from_secs(1), 0.5)]);
}
