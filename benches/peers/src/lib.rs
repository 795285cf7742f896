//! What the comparisons with other crates have in common: inputs, allocation counts, times and instruction counts.

pub mod callgrind;
pub mod measure;
pub mod workload;

/// Three digits or so, which is what these figures carry; thousands get their comma.
pub fn number(value: f64) -> String {
    if value < 10.0 {
        return format!("{value:.2}");
    }
    if value < 1000.0 {
        return format!("{value:.1}");
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
