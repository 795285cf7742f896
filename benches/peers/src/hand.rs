//! The hand-written loop: what every ratio is taken against.

use crate::workload::*;

pub fn run<A: Arrival>(case: Case, events: u64) -> u64 {
    match case {
        Case::Maps => maps::<A>(events),
        Case::Scan => scan::<A>(events),
        Case::Window => window::<A>(events),
        Case::Diamond => diamond::<A>(events),
        Case::Keyed => keyed::<A>(events),
    }
}

fn maps<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    for index in 0..events {
        let x = step::<1>(step::<0>(A::pass(price(index))));
        let x = step::<3>(step::<2>(x));
        let x = step::<5>(step::<4>(x));
        let x = step::<7>(step::<6>(x));
        sum = checksum(sum, step::<9>(step::<8>(x)));
    }
    sum
}

fn scan<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut total = 0.0;
    for index in 0..events {
        let x = halve(A::pass(price(index)));
        if passes(&x) {
            total += x;
            sum = checksum(sum, total);
        }
    }
    sum
}

fn window<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut window = Window::default();
    for index in 0..events {
        if let Some(mean) = window.push(A::pass(price(index))) {
            sum = checksum(sum, mean);
        }
    }
    sum
}

fn diamond<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    for index in 0..events {
        let x = A::pass(price(index));
        sum = checksum(sum, left(x) + right(x));
    }
    sum
}

fn keyed<A: Arrival>(events: u64) -> u64 {
    let mut sum = 0;
    let mut means = Means::default();
    for index in 0..events {
        sum = checksum(sum, means.push(A::pass(trade(index))));
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    const EVENTS: u64 = 3000;

    fn total(outputs: impl Iterator<Item = f64>) -> u64 {
        outputs.fold(0, checksum)
    }

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    /// Everything else is compared with the hand loop, so the hand loop is compared with the definitions.
    #[test]
    fn computes_what_the_cases_say() {
        let prices: Vec<_> = (0..EVENTS).map(price).collect();
        let trades: Vec<_> = (0..EVENTS).map(trade).collect();

        let maps = prices
            .iter()
            .map(|x| (((((x + 0.3) * 1.7 + 2.9) * 0.6 + 5.1) * 1.3 + 0.7) * 0.9 + 4.3) * 1.1);
        assert_eq!(found(Case::Maps), total(maps));

        let passed: Vec<_> = prices.iter().map(|x| x / 2.0).filter(passes).collect();
        assert!((0.72..0.78).contains(&(passed.len() as f64 / EVENTS as f64)));
        let sums = (1..=passed.len()).map(|count| passed[..count].iter().sum());
        assert_eq!(found(Case::Scan), total(sums));

        let windows = prices.windows(WINDOW).map(mean);
        assert_eq!(found(Case::Window), total(windows));

        let joined = prices.iter().map(|x| x * 0.25 + (x + 3.0));
        assert_eq!(found(Case::Diamond), total(joined));

        let means = trades.iter().enumerate().map(|(index, (key, _))| {
            let of_key = trades[..=index].iter().filter(|(other, _)| other == key);
            mean(&of_key.map(|(_, x)| *x).collect::<Vec<_>>())
        });
        assert_eq!(found(Case::Keyed), total(means));
    }

    fn found(case: Case) -> u64 {
        run::<Bulk>(case, EVENTS)
    }
}
