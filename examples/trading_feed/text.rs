//! Numbers as people read them.

/// `1 234 567`: digits in groups of three.
pub(crate) fn grouped(number: impl Into<u128>) -> String {
    let digits = number.into().to_string();
    let groups: Vec<&[u8]> = digits.as_bytes().rchunks(3).rev().collect();
    groups
        .into_iter()
        .map(String::from_utf8_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Nanoseconds to three digits: `40 ns`, `1.25 µs`, `310 µs`, `28.1 ms`.
pub(crate) fn duration(nanoseconds: u64) -> String {
    scaled(nanoseconds as f64, [" ns", " µs", " ms", " s"])
}

/// How many a second, to three digits: `85.2 thousand`, `262 million`.
pub(crate) fn rate(per_second: f64) -> String {
    scaled(per_second, ["", " thousand", " million", " billion"])
}

/// A price to seven digits, with at least two after the point.
pub(crate) fn price(price: f64) -> String {
    format!("{price:.*}", decimals(price, 7).max(2))
}

/// In the first unit that leaves fewer than four digits before the point; each is a thousand of the one before.
fn scaled(mut number: f64, units: [&str; 4]) -> String {
    let mut unit = 0;
    while number >= 999.5 && unit + 1 < units.len() {
        number /= 1_000.0;
        unit += 1;
    }
    let decimals = if unit == 0 { 0 } else { decimals(number, 3) };
    format!("{number:.decimals$}{}", units[unit])
}

/// How many of so many digits come after the point.
fn decimals(number: f64, digits: usize) -> usize {
    let before = (1..digits).find(|&before| number.abs() < 10_f64.powi(before as i32));
    digits - before.unwrap_or(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(
            [0_u64, 999, 1_000, 12_345_678].map(grouped),
            ["0", "999", "1 000", "12 345 678"]
        );
    }

    #[test]
    fn durations_take_the_unit_that_fits() {
        let shown = [0, 40, 999, 1_250, 310_000, 28_100_000, 60_000_000_000].map(duration);
        assert_eq!(
            shown,
            ["0 ns", "40 ns", "999 ns", "1.25 µs", "310 µs", "28.1 ms", "60.0 s"]
        );
    }

    #[test]
    fn rates_are_rounded_to_what_was_measured() {
        assert_eq!(
            [12.0, 85_240.0, 261_659_320.0].map(rate),
            ["12", "85.2 thousand", "262 million"]
        );
    }

    #[test]
    fn prices_keep_their_digits() {
        let shown = [0.4432, 1.1172, 175.68, 20_275.17, 372_774.0].map(price);
        assert_eq!(shown, ["0.443200", "1.117200", "175.6800", "20275.17", "372774.00"]);
    }
}
