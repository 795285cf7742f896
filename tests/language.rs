//! The language of `pipeline!`, form by form: sources, names, ordinary Rust between the operators, captures, generics,
//! ways to hand a pipeline on, errors, and the order in which things happen.
#![allow(clippy::unwrap_used, reason = "tests")]

use core::cell::RefCell;
use core::error::Error;
use core::fmt;
use core::num::{ParseIntError, TryFromIntError};
use std::rc::Rc;
use std::thread;

use streamz::Overflow;
use streamz::prelude::*;

fn mean(window: &[f64]) -> f64 {
    window.iter().sum::<f64>() / window.len() as f64
}

#[test]
fn crossing_averages() {
    let mut seen = vec![];
    let mut p = pipeline!(|ticks: (f64, f64)| {
        let mid = ticks.map(|t| (t.0 + t.1) / 2.0);
        let fast = mid.sliding_window(2).map(mean);
        let slow = mid.sliding_window(4).map(mean);
        fast.zip(slow)
            .map(|(fast, slow)| fast > slow)
            .unique(1)
            .sink(|up| seen.push(up));
    });
    for x in [1.0, 2.0, 3.0, 2.0, 1.0, 0.5, 4.0] {
        p.emit((x, x));
    }
    drop(p);
    assert_eq!(seen, [false, true, false, true]);
}

// Sources.

#[test]
fn one_source_has_two_names() {
    let mut p = pipeline!(|numbers: i32| {
        let out = numbers.sink_to_list(4);
    });
    p.emit(1);
    p.numbers(2);
    assert_eq!(**p.out(), [1, 2]);
}

#[test]
fn several_sources() {
    let mut out = vec![];
    let mut p = pipeline!(|a: i32, b: i32, line: &str| {
        let k = 3;
        let parsed = line.try_map(|l| l.parse::<i32>());
        let bad = parsed.catch(|l, e| format!("{l} {e}"));
        bad.map(|b| b.len() as i32)
            .union(parsed, a)
            .combine_latest(b)
            .emit_on(b)
            .zip(k, "x")
            .sink(|x| out.push(x));
        let all = a.sink_to_list(4);
    });
    p.a(1);
    p.b(2);
    p.line("77");
    p.b(3);
    p.line("z");
    p.b(4);
    assert_eq!(**p.all(), [1]);
    drop(p);
    let expected = [((1, 2), 3, "x"), ((77, 3), 3, "x"), ((31, 4), 3, "x")];
    assert_eq!(out, expected);
}

#[test]
fn sources_of_one_type_by_number() {
    fn feed<P>(p: &mut P)
    where
        P: Emit<i32, 0, Output = ()> + Emit<i32, 1, Output = ()>,
    {
        Emit::<i32, 0>::emit(p, 1);
        Emit::<i32, 1>::emit(p, 2);
    }
    let mut seen = vec![];
    let mut p = pipeline!(|first: i32, second: i32| {
        first
            .map(|x| ('a', x))
            .union(second.map(|x| ('b', x)))
            .sink(|x| seen.push(x))
    });
    feed(&mut p);
    drop(p);
    assert_eq!(seen, [('a', 1), ('b', 2)]);
}

#[test]
fn lent_sources() {
    let (mut lengths, mut totals, mut names) = (vec![], vec![], vec![]);
    let mut p = pipeline!(|line: &str, numbers: &[i32], user: &(u8, String)| {
        let words = line.filter(|line| !line.is_empty());
        words.sink(|line| lengths.push(line.len()));
        numbers.map(|n| n.iter().sum::<i32>()).sink(|x| totals.push(x));
        words
            .map(str::to_owned)
            .union(user.map(|user| user.1.clone() + "!"))
            .sink(|name| names.push(name));
    });
    for text in ["abc", "", "de"] {
        // What is lent need not outlive the event.
        let text = text.to_owned();
        p.line(&text);
        p.numbers(&[1, 2, text.len() as i32]);
    }
    p.user(&(1, "ann".to_owned()));
    drop(p);
    assert_eq!(lengths, [3, 2]);
    assert_eq!(totals, [6, 3, 5]);
    assert_eq!(names, ["abc", "de", "ann!"]);
}

/// Items that borrow for longer than an event are owned by the stream: `&'a str` has a lifetime of its own.
#[test]
fn sources_with_lifetimes() {
    fn longest<'a>(lines: &[&'a str]) -> Option<&'a str> {
        let mut longest = None;
        let mut p = pipeline!(|line: &'a str| {
            line.filter(|line| line.len() > 2).sink(|line| {
                longest = longest.filter(|old: &&str| old.len() > line.len()).or(Some(line));
            });
        });
        lines.iter().for_each(|line| p.emit(*line));
        drop(p);
        longest
    }
    assert_eq!(longest(&["ab", "abcd", "abc"]), Some("abcd"));
}

#[test]
fn items_need_not_be_clone() {
    struct Token(u8);
    let mut seen = vec![];
    let mut p = pipeline!(|tokens: Token| {
        tokens
            .filter(|token| token.0 > 1)
            .partition(2)
            .sink(|pair| seen.push(pair.iter().map(|token| token.0).sum::<u8>()));
    });
    (0..6).for_each(|x| p.emit(Token(x)));
    drop(p);
    assert_eq!(seen, [5, 9]);
}

// Names and statements.

#[test]
fn branches() {
    let log = RefCell::new(vec![]);
    let mut p = pipeline!(|s: Rc<str>| {
        let long = s.filter(|x| x.len() > 1);
        long.sink(|x| log.borrow_mut().push(format!("first {x}")));
        long.map(|x| x.len())
            .sink(|x| log.borrow_mut().push(format!("second {x}")));
        s.sink(|x| log.borrow_mut().push(format!("third {x}")));
    });
    p.emit("a".into());
    p.emit("bc".into());
    drop(p);
    assert_eq!(log.into_inner(), ["third a", "first bc", "second 2", "third bc"]);
}

#[test]
fn aliases_and_shadowing() {
    let mut seen = vec![];
    let mut p = pipeline!(|s: i32| {
        let alias = s;
        let s = s.map(|x| x + 1);
        let s = s.map(|s| s * 10);
        let both = alias.zip(s);
        let s = 5;
        both.map(move |(a, b)| (a, b, s)).sink(|x| seen.push(x));
    });
    p.emit(1);
    p.s(2);
    drop(p);
    assert_eq!(seen, [(1, 20, 5), (2, 30, 5)]);
}

#[test]
fn ordinary_statements_run_once_at_construction() {
    fn build(text: &str, runs: &RefCell<u32>) -> Result<Vec<i32>, ParseIntError> {
        let mut seen = vec![];
        let mut p = pipeline!(|s: i32| {
            const WIDTH: usize = 2;
            fn double(x: i32) -> i32 {
                2 * x
            }
            *runs.borrow_mut() += 1;
            let (factor, mut offset) = (text.parse::<i32>()?, 0);
            for step in 0..3 {
                offset += step;
            }
            s.map(move |x| x * factor + offset)
                .map(double)
                .sliding_window::<WIDTH>()
                .map(|w| w.iter().sum::<i32>())
                .sink(|x| seen.push(x));
            if factor > 100 {
                offset = 0;
            }
            assert_eq!(offset, 3);
        });
        p.emit(1);
        p.emit(2);
        drop(p);
        Ok(seen)
    }
    let runs = RefCell::new(0);
    assert_eq!(build("10", &runs), Ok(vec![26, 72]));
    assert!(build("ten", &runs).is_err());
    assert_eq!(runs.into_inner(), 2);
}

#[test]
fn parentheses() {
    let mut seen = vec![];
    let mut p = pipeline!(|s: i32| {
        let t = (s);
        let u = (t.map(|x| x + 1)).map(|x| x * 2);
        (u).zip((t.map(|x| x - 1))).sink(|x| seen.push(x));
    });
    p.emit(1);
    drop(p);
    assert_eq!(seen, [(4, 0)]);
}

#[test]
fn chains_as_arguments() {
    let mut seen = vec![];
    let mut p = pipeline!(|a: i32, b: i32| {
        a.zip(a.map(|x| x + 1), a.map(|x| x + 2).zip(a.map(|x| x + 3)))
            .map(|(x, y, (z, w))| [x, y, z, w])
            .union(b.partition(2).map(|w| [w[0], w[1], 0, 0]))
            .sink(|x| seen.push(x));
    });
    p.a(1);
    p.b(8);
    p.b(9);
    drop(p);
    assert_eq!(seen, [[1, 2, 3, 4], [8, 9, 0, 0]]);
}

#[test]
fn functions_and_turbofish() {
    let mut seen = vec![];
    let mut p = pipeline!(|s: &str| {
        s.map(str::len)
            .filter(|x| usize::is_power_of_two(*x))
            .flat_map::<Vec<u32>, _>(|x| vec![x as u32; x])
            .map(u64::from)
            .sink(|x| seen.push(x));
    });
    p.emit("ab");
    p.emit("abc");
    drop(p);
    assert_eq!(seen, [2, 2]);
}

#[test]
fn sizes() {
    fn last<const N: usize>(items: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let (mut windows, mut pairs) = (vec![], vec![]);
        let run_time = items.len() / 2;
        let mut p = pipeline!(|s: u32| {
            s.sliding_window::<N>().sink(|w| windows = w.to_vec());
            s.partition(run_time).sink(|w| pairs = w.to_vec());
        });
        items.iter().for_each(|x| p.emit(*x));
        drop(p);
        (windows, pairs)
    }
    assert_eq!(last::<3>(&[1, 2, 3, 4]), (vec![2, 3, 4], vec![3, 4]));
    assert_eq!(last::<1>(&[1, 2, 3, 4]).0, [4]);
    // Inline storage shows in the size of the pipeline, heap storage does not.
    let n = 100;
    let inline = pipeline!(|s: u64| { s.partition(100).sink(|_| ()) });
    let heap = pipeline!(|s: u64| { s.partition(n).sink(|_| ()) });
    assert!(size_of_val(&inline) >= 800 && size_of_val(&heap) < 100);
}

#[test]
#[allow(clippy::allow_attributes, reason = "the attributes are what is tested")]
fn attributes() {
    let mut seen = vec![];
    #[allow(unused_variables)]
    let mut p = pipeline!(|s: i32| {
        #[allow(unused_variables)]
        let unused = 1;
        #[cfg(any())]
        let k = 10;
        #[cfg(not(any()))]
        let k = 20;
        #[allow(clippy::redundant_closure_call)]
        let t = s.map(move |x| (|| x + k)());
        #[rustfmt::skip]
        t.sink(|x| seen.push( x ));
    });
    p.emit(1);
    drop(p);
    assert_eq!(seen, [21]);
}

/// An attribute before the bars covers the whole pipeline.
#[test]
fn attributes_of_the_pipeline() {
    fn build(mut out: impl FnMut(i32)) -> impl Emit<i32, Output = ()> {
        pipeline!(
            #[allow(unused_variables)]
            move |s: i32| {
                let unused = 1;
                s.map(|x| x * 2).sink(|x| out(x + 1));
            }
        )
    }
    let mut seen = vec![];
    build(|x| seen.push(x)).emit(1);
    assert_eq!(seen, [3]);
}

/// The expansion's own names do not meet the user's.
#[test]
#[allow(non_snake_case, reason = "names of the expansion's own, as streams")]
fn hygiene() {
    let mut seen = vec![];
    let (join, behind, emission) = (100, 1000, 10_000);
    let mut p = pipeline!(
        |item: i32, state: i32, outcome: i32, rest: i32, r#type: i32, Pipeline: i32| {
            let error = item.map(|item| item + join);
            let saved = state.try_map(|state| u8::try_from(state - 1));
            let recover =
                saved.catch(|state, outcome: TryFromIntError| state - 1 - i32::from(outcome.to_string().is_empty()));
            let drain = rest.union(r#type).map(|rest| rest + behind);
            let flow_0 = outcome
                .combine_latest(Pipeline)
                .map(|(outcome, rest)| outcome + rest + emission);
            error
                .union(saved.map(i32::from), recover, drain, flow_0)
                .sink(|x| seen.push(x));
        }
    );
    p.item(1);
    p.state(3);
    p.state(-2);
    p.rest(3);
    p.r#type(4);
    p.outcome(5);
    p.Pipeline(6);
    drop(p);
    assert_eq!(seen, [101, 2, -3, 1003, 1004, 10_011]);
}

/// Nor do the names of the prelude have to be what they are elsewhere.
#[test]
fn shadowed_prelude() {
    #[derive(Clone, Debug, PartialEq)]
    struct Option(i32);
    #[derive(Clone, Debug, PartialEq)]
    enum Result {
        Ok(i32),
        Err,
    }
    #[allow(dead_code, reason = "it is there to be in the way")]
    struct Some;
    let mut p = pipeline!(|s: Option| {
        let out = s
            .try_map(|s| if s.0 > 0 { Ok(Result::Ok(s.0)) } else { Err(Result::Err) })
            .sink_to_list(2);
    });
    assert_eq!(p.emit(Option(1)), Ok(()));
    assert_eq!(p.emit(Option(0)), Err(Result::Err));
    assert_eq!(**p.out(), [Result::Ok(1)]);
}

#[test]
fn inside_macro_rules() {
    macro_rules! averages {
        ($source:ident: $item:ty, $out:ident, $($size:literal),+ $(; $($rest:tt)*)?) => {
            pipeline!(|$source: $item| {
                let item = $source.map(|item| item);
                $(item.sliding_window($size).map(mean).sink(|x| $out.borrow_mut().push(($size, x)));)+
                $($($rest)*)?
            })
        };
    }
    let out = RefCell::new(vec![]);
    let mut p = averages!(ticks: f64, out, 1, 2; ticks.filter(|x| *x > 3.5).sink(|x| out.borrow_mut().push((0, x))));
    p.ticks(2.0);
    p.emit(4.0);
    drop(p);
    assert_eq!(out.into_inner(), [(1, 2.0), (2, 2.0), (1, 4.0), (2, 3.0), (0, 4.0)]);
}

// Captures, generics, and handing a pipeline on.

#[test]
fn captures_by_reference() {
    let prices = [10, 20, 30];
    let (mut total, mut count) = (0, 0);
    let mut p = pipeline!(|index: usize| {
        let price = index.filter_map(|i| prices.get(i).copied());
        price.sink(|x| total += x);
        price.sink(|_| count += 1);
    });
    [0, 2, 7].into_iter().for_each(|i| p.emit(i));
    drop(p);
    assert_eq!((total, count, prices.len()), (40, 2, 3));
}

#[test]
fn fields_of_self() {
    struct Meter {
        total: u32,
        limit: u32,
    }
    impl Meter {
        fn run(&mut self, items: &[u32]) {
            let mut p = pipeline!(|s: u32| {
                s.filter(|x| *x < self.limit).sink(|x| self.total += x);
            });
            items.iter().for_each(|x| p.emit(*x));
        }
    }
    let mut meter = Meter { total: 0, limit: 5 };
    meter.run(&[1, 9, 3]);
    assert_eq!(meter.total, 4);
}

#[test]
fn captures_by_move() {
    fn labelled(label: String, out: impl FnMut(String)) -> impl Emit<u32, Output = ()> {
        pipeline!(move |s: u32| {
            let digits = label.len();
            s.filter(|x| *x > 0).map(|x| format!("{label}{x:0digits$}")).sink(out);
        })
    }
    let mut seen = vec![];
    let mut p = labelled("id".to_owned(), |x| seen.push(x));
    (0..3).for_each(|x| p.emit(x));
    drop(p);
    assert_eq!(seen, ["id01", "id02"]);
}

#[test]
fn generics_of_the_function() {
    fn changes<T, K>(key: impl Fn(&T) -> K, mut out: impl FnMut(T, K)) -> impl Emit<T, Output = ()>
    where
        T: Clone,
        K: PartialEq + Clone + fmt::Debug,
    {
        pipeline!(move |s: T| {
            s.map(move |x: T| (key(&x), x))
                .unique_by(1, |(key, _): &(K, T)| key.clone())
                .sink(|(key, x)| out(x, key));
        })
    }
    let mut seen = vec![];
    let mut p = changes(|x: &f64| *x > 1.0, |x, up| seen.push((x, up)));
    [0.5, 0.7, 1.5, 0.1].into_iter().for_each(|x| p.emit(x));
    drop(p);
    assert_eq!(seen, [(0.5, false), (1.5, true), (0.1, false)]);
}

#[test]
fn lent_items_behind_a_trait() {
    fn counter(total: &mut usize) -> impl for<'a> Emit<&'a str, Output = ()> {
        pipeline!(move |line: &str| {
            line.map(str::len).sink(|n| *total += n);
        })
    }
    let mut total = 0;
    let mut p = counter(&mut total);
    for word in ["ab", "c"] {
        let owned = word.to_owned();
        p.emit(&*owned);
    }
    drop(p);
    assert_eq!(total, 3);
}

#[test]
fn boxed() {
    let log = RefCell::new(vec![]);
    let mut pipelines: Vec<Box<dyn Emit<i32, Output = ()> + '_>> = vec![
        Box::new(pipeline!(|s: i32| {
            s.map(|x| x + 1).sink(|x| log.borrow_mut().push(x));
        })),
        Box::new(pipeline!(|s: i32| {
            s.partition(2).sink(|w| log.borrow_mut().push(w[0] * w[1]));
        })),
    ];
    for x in [3, 4] {
        pipelines.iter_mut().for_each(|p| p.emit(x));
    }
    drop(pipelines);
    assert_eq!(log.into_inner(), [4, 5, 12]);
}

#[test]
fn in_a_struct() {
    struct Feed<P> {
        pipeline: P,
        events: usize,
    }
    impl<P: Emit<i32, Output = Result<(), Overflow>>> Feed<P> {
        fn push(&mut self, x: i32) -> Result<usize, Overflow> {
            self.pipeline.emit(x)?;
            self.events += 1;
            Ok(self.events)
        }
    }
    let mut feed = Feed {
        pipeline: pipeline!(|s: i32| {
            s.try_frequencies(1).sink(|_| ());
        }),
        events: 0,
    };
    assert_eq!(feed.push(1), Ok(1));
    assert!(feed.push(2).is_err());
    assert_eq!(feed.push(1), Ok(2));
}

#[test]
fn sent_to_a_thread() {
    let mut p = pipeline!(move |s: u64| {
        let total = s
            .sliding_window(3)
            .map(|w| w.iter().sum::<u64>())
            .accumulate(|a, b| a + b)
            .sink_to_list(1);
    });
    p.emit(1);
    let mut p = thread::spawn(move || {
        p.emit(2);
        p
    })
    .join()
    .unwrap();
    p.emit(3);
    assert_eq!(**p.total(), [10]);

    let mut seen = vec![];
    let mut p: Box<dyn Emit<u64, Output = ()> + Send + '_> = Box::new(pipeline!(|s: u64| {
        s.unique(1).sink(|x| seen.push(x));
    }));
    thread::scope(|scope| scope.spawn(|| p.emit(7)).join().unwrap());
    p.emit(7);
    drop(p);
    assert_eq!(seen, [7]);
}

#[test]
fn one_pipeline_into_another() {
    let mut seen = vec![];
    let mut inner = pipeline!(|s: i32| {
        s.partition(2).sink(|w| seen.push(w.to_vec()));
    });
    let mut outer = pipeline!(|s: i32| {
        s.filter(|x| x % 2 == 1).sink(|x| inner.emit(x));
    });
    (0..8).for_each(|x| outer.emit(x));
    drop(outer);
    drop(inner);
    assert_eq!(seen, [[1, 3], [5, 7]]);
}

// Errors.

#[derive(Debug, PartialEq)]
enum Refusal {
    Text(ParseIntError),
    Range(TryFromIntError),
    Full(Overflow),
}

impl From<ParseIntError> for Refusal {
    fn from(error: ParseIntError) -> Self {
        Self::Text(error)
    }
}

impl From<TryFromIntError> for Refusal {
    fn from(error: TryFromIntError) -> Self {
        Self::Range(error)
    }
}

impl From<Overflow> for Refusal {
    fn from(error: Overflow) -> Self {
        Self::Full(error)
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl Error for Refusal {}

#[test]
fn three_errors_in_one() {
    let mut seen = vec![];
    let mut p = pipeline!(|line: &str| -> Result<(), Refusal> {
        line.try_map(|line| line.parse::<i64>())
            .try_map(u8::try_from)
            .try_frequencies(2)
            .sink(|counts| seen.push(counts.len()));
    });
    assert_eq!(p.emit("7"), Ok(()));
    assert!(matches!(p.emit("x"), Err(Refusal::Text(_))));
    assert!(matches!(p.emit("256"), Err(Refusal::Range(_))));
    assert_eq!(p.emit("8"), Ok(()));
    assert!(matches!(p.emit("9"), Err(Refusal::Full(_))));
    assert_eq!(p.emit("7"), Ok(()));
    drop(p);
    assert_eq!(seen, [1, 2, 2]);
}

#[test]
fn boxed_errors() {
    fn run(lines: &[&str]) -> Result<i64, Box<dyn Error + Send + Sync>> {
        let mut total = 0;
        let mut p = pipeline!(|line: &str| -> Result<(), Box<dyn Error + Send + Sync>> {
            let number = line.try_map(|line| line.parse::<i64>());
            number.try_sink(|x| if x < 0 { Err("negative") } else { Ok(()) });
            number.sink(|x| total += x);
        });
        for line in lines {
            p.emit(line)?;
        }
        drop(p);
        Ok(total)
    }
    assert_eq!(run(&["1", "2"]).unwrap(), 3);
    assert_eq!(run(&["1", "-2"]).unwrap_err().to_string(), "negative");
    assert_eq!(run(&["one"]).unwrap_err().to_string(), "invalid digit found in string");
}

/// A written output makes `emit` fallible even where nothing can fail.
#[test]
fn an_output_without_errors() {
    let mut p = pipeline!(|s: i32| -> Result<(), Refusal> {
        let out = s.sink_to_list(1);
    });
    assert_eq!(p.emit(1), Ok(()));
    assert_eq!(**p.out(), [1]);
}

/// Without an output, all errors of a pipeline are of one type.
#[test]
fn an_inferred_error() {
    let mut p = pipeline!(|s: u8| {
        s.try_filter(|x| x.checked_add(250).map(|_| true).ok_or("large"))
            .try_map(|x| x.checked_sub(2).ok_or("small"))
            .sink(|_| ());
    });
    assert_eq!([p.emit(9), p.emit(1), p.emit(3)], [Err("large"), Err("small"), Ok(())]);
}

/// What a failure leaves behind: siblings before it have seen the item, state before it has moved on, nothing behind it
/// has; and the next emit is an emit like any other.
#[test]
fn after_a_failure() {
    let log = RefCell::new(vec![]);
    let note = |name: &'static str, x: i32| log.borrow_mut().push((name, x));
    let mut p = pipeline!(|s: i32| {
        s.sink(|x| note("before", x));
        let total = s.accumulate(|a, b| a + b);
        let even = total.try_map(|x| if x % 2 == 0 { Ok(x) } else { Err(x) });
        even.sink(|x| note("even", x));
        let count = s.scan(0, |n, _| {
            *n += 1;
            *n
        });
        even.zip(count).sink(|(even, count)| note("zipped", even * 100 + count));
        s.sink(|x| note("after", x));
    });
    assert_eq!(p.emit(2), Ok(()));
    assert_eq!(p.emit(1), Err(3));
    assert_eq!(p.emit(5), Ok(()));
    drop(p);
    let expected = [
        ("before", 2),
        ("even", 2),
        ("zipped", 201),
        ("after", 2),
        ("before", 1),
        ("before", 5),
        ("even", 8),
        ("zipped", 802),
        ("after", 5),
    ];
    assert_eq!(log.into_inner(), expected);
}

#[test]
fn a_failure_inside_an_expansion() {
    let log = RefCell::new(vec![]);
    let mut p = pipeline!(|s: Vec<i32>| {
        let items = s.flatten();
        items
            .try_map(|x| if x < 0 { Err(x) } else { Ok(x) })
            .sink(|x| log.borrow_mut().push(x));
        items.sink(|x| log.borrow_mut().push(x * 10));
        s.sink(|x| log.borrow_mut().push(x.len() as i32 * 1000));
    });
    assert_eq!(p.emit(vec![1, -2, 3]), Err(-2));
    assert_eq!(p.emit(vec![4]), Ok(()));
    drop(p);
    assert_eq!(log.into_inner(), [1, 10, 4, 40, 1000]);
}

// Order.

/// Depth first; consumers in the order they were attached, which is the order they are written.
#[test]
fn order_of_delivery() {
    let log = RefCell::new(vec![]);
    let note = |name: &'static str| log.borrow_mut().push(name);
    let mut p = pipeline!(|s: i32| {
        let a = s.map(|x| x);
        s.sink(|_| note("s"));
        let b = a.map(|x| x);
        a.sink(|_| note("a"));
        b.sink(|_| note("b"));
        let joined = s.union(b, a);
        joined.sink(|_| note("joined"));
        b.sink(|_| note("b again"));
    });
    p.emit(1);
    drop(p);
    // `a` was attached to `s` first: all that is behind it comes before `s` itself.
    let expected = ["b", "joined", "b again", "a", "joined", "s", "joined"];
    assert_eq!(log.into_inner(), expected);
}

#[test]
fn order_of_feedback_and_ports() {
    let log = RefCell::new(vec![]);
    let mut p = pipeline!(|s: i32| {
        s.filter(|x| *x > 0).map(|x| x - 1).feedback_unbounded(s);
        let mid = s.map(|x| x * 10).port();
        mid.sink(|x| log.borrow_mut().push(x));
        s.sink(|x| log.borrow_mut().push(x));
    });
    p.s(2);
    p.mid(7);
    drop(p);
    assert_eq!(log.into_inner(), [20, 2, 10, 1, 0, 0, 7]);
}
