//! Leaves out points that could not be seen.

/// A line with the same look over that many columns: of the points that share one, the lowest and the highest stay.
pub(crate) fn thin(line: &[(f64, f64)], columns: usize) -> Vec<(f64, f64)> {
    let together = line.len().div_ceil(columns.max(1)).max(1);
    if together <= 2 {
        return line.to_vec();
    }
    line.chunks(together).flat_map(extremes).collect()
}

/// The lowest and the highest point of a chunk, the earlier one first.
fn extremes(chunk: &[(f64, f64)]) -> [(f64, f64); 2] {
    let mut ends = [chunk[0]; 2];
    for &point in chunk {
        if point.1 < ends[0].1 {
            ends[0] = point;
        }
        if point.1 > ends[1].1 {
            ends[1] = point;
        }
    }
    if ends[0].0 > ends[1].0 {
        ends.swap(0, 1);
    }
    ends
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extremes_of_a_long_line_stay_in_order() {
        let line: Vec<_> = (0..1_000).map(|i| (f64::from(i), f64::from(i % 7))).collect();
        let thinned = thin(&line, 10);
        assert_eq!(thinned.len(), 20);
        assert!(thinned.is_sorted_by(|a, b| a.0 <= b.0));
        assert!(thinned.iter().all(|point| point.1 == 0.0 || point.1 == 6.0));
    }

    #[test]
    fn a_short_line_stays_whole() {
        let line = [(0.0, 1.0), (1.0, 2.0), (2.0, 3.0)];
        assert_eq!(thin(&line, 2), line);
        assert!(thin(&[], 2).is_empty());
    }
}
