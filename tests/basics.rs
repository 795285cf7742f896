//! Smoke.
use streamz::prelude::*;
#[test]
fn design_example() {
    fn mean(w: &[f64]) -> f64 {
        w.iter().sum::<f64>() / w.len() as f64
    }
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
#[test]
fn doc_mix() {
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
    assert_eq!(out, [((1, 2), 3, "x"), ((77, 3), 3, "x"), ((31, 4), 3, "x")]);
}
