//! Windows so large that a sorted array is no longer enough.

use streamz_runtime::frame::{Aggregate, Interpolation, Quantile, Quantiles, Running, Sliding, Starts};

use crate::oracle::{assert_same, batches, oracle, same, starts};

/// Well-mixed numbers.
fn mixed(i: u64) -> u64 {
    let mut z = i.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Numbers that are spread, that wander, that rise, that fall, that repeat.
fn series(rows: usize) -> Vec<Vec<f64>> {
    let spread = |i: usize| (mixed(i as u64) >> 11) as f64 / (1u64 << 53) as f64;
    let mut at = 0.0;
    vec![
        (0..rows).map(spread).collect(),
        (0..rows)
            .map(|i| {
                at += spread(i) - 0.5;
                at
            })
            .collect(),
        (0..rows).map(|i| i as f64).collect(),
        (0..rows).map(|i| -(i as f64)).collect(),
        (0..rows).map(|i| (spread(i) * 7.0).floor()).collect(),
        (0..rows)
            .map(|i| {
                if i % 5 == 0 {
                    f64::NAN
                } else {
                    f64::from_bits(mixed(i as u64))
                }
            })
            .collect(),
    ]
}

/// Windows that are too large for one sorted array, by one row and by many at a time.
#[test]
fn large_windows() {
    let rows = 24_000;
    for (kind, cells) in series(rows).into_iter().enumerate() {
        for n in [1000, 1500, 9000] {
            let quantile = Quantile::new(0.3, Interpolation::Linear).unwrap();
            let scan = |cuts: &[usize]| {
                let (mut window, mut out) = (quantile.sliding(Some(n), 1), Vec::new());
                for (from, to) in batches(rows, cuts) {
                    window.scan(&cells[from..to], Starts::Rows(n), &mut out);
                }
                out
            };
            let together = scan(&[usize::MAX]);
            assert_same(&scan(&[1]), &together);
            assert_same(&scan(&[300, 1, 2000, 5000]), &together);
            for i in (0..rows).step_by(997).chain([rows - 1]) {
                let expected = oracle(&cells[(i + 1).saturating_sub(n)..=i], 0.3, Interpolation::Linear, 1);
                assert!(same(together[i], expected), "series {kind}, window {n}, row {i}");
            }
        }
    }
}

/// Windows that grow and shrink to nothing, past every size at which something is kept in another way.
#[test]
fn windows_that_grow_and_shrink() {
    let rows = 40_000;
    for (kind, cells) in series(rows).into_iter().enumerate() {
        // Grows, loses three for each new one, and so on.
        let drops: Vec<u64> = (0..rows).map(|i| if i / 4000 % 3 == 2 { 3 } else { 0 }).collect();
        let starts = starts(&drops, rows);
        let quantile = Quantile::new(0.75, Interpolation::Linear).unwrap();
        let (mut window, mut out) = (quantile.sliding(None, 1), Vec::new());
        for (cell, start) in cells.iter().zip(&starts) {
            window.scan(&[*cell], Starts::At(&[*start]), &mut out);
        }
        let (mut together, mut out_together) = (quantile.sliding(None, 1), Vec::new());
        for (from, to) in batches(rows, &[usize::MAX]) {
            together.scan(&cells[from..to], Starts::At(&starts[from..to]), &mut out_together);
        }
        assert_same(&out, &out_together);
        for i in (0..rows).step_by(1999) {
            let expected = oracle(&cells[starts[i] as usize..=i], 0.75, Interpolation::Linear, 1);
            assert!(same(out[i], expected), "series {kind}, row {i}");
        }
    }
}

/// Everything seen, more than one array holds, of few and of many different numbers.
#[test]
fn much_seen() {
    let rows = 30_000;
    for (kind, cells) in series(rows).into_iter().enumerate() {
        let quantiles = Quantiles::new([0.0, 0.1, 0.5, 0.9, 1.0], Interpolation::Linear).unwrap();
        let (mut running, mut out) = (quantiles.running(), Vec::new());
        running.scan(&cells, &mut out);
        for i in (0..rows).step_by(2999).chain([rows - 1]) {
            let expected = [0.0, 0.1, 0.5, 0.9, 1.0].map(|q| oracle(&cells[..=i], q, Interpolation::Linear, 1));
            assert!(
                out[i].iter().zip(&expected).all(|(&a, &b)| same(a, b)),
                "series {kind}, row {i}"
            );
        }
    }
}
