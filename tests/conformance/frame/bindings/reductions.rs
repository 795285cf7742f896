//! Aggregates of everything seen.

use streamz::frame::{Count, Mean, Sum, Table, Var};
use streamz::prelude::*;

use crate::frame::rows::{Plain, is};
use crate::frame::setup::bindings;

bindings! {
    red_count_float | red_count_nan() "result = sdf.y.count()"
        Plain { |out| .count(|row| row.y).sink(|count| out.scalar(count)); }
    red_count_frame() "result = sdf[['x', 'y']].count()"
        Plain { |out|
            .aggregate(|row| (row.x, row.y), (Count::new(), Count::new()))
            .sink(|counts| out.columns(&["x", "y"], counts));
        }
    red_count_frame_str | red_count_none() "result = sdf.count()"
        Plain { |out|
            .aggregate(|row| (row.k.map(|_| true), row.x, row.y), (Count::new(), Count::new(), Count::new()))
            .sink(|counts| out.columns(&["k", "x", "y"], counts));
        }
    red_count_int() "result = sdf.x.count()"
        Plain { |out| .count(|row| row.x).sink(|count| out.scalar(count)); }
    red_count_start(c: u64) "result = sdf.x.count(start=c)"
        Plain { |out| .count(|row| row.x).map(|count| count + c).sink(|count| out.scalar(count)); }
    red_filtered_mean() "result = sdf[sdf.k == 'a'].y.mean()"
        Plain { |out| .filter(|row| is(row.k, "a")).mean(|row| row.y).sink(|mean| out.scalar(mean)); }
    red_mean_empty_first_BUG | red_mean_int() "result = sdf.x.mean()"
        Plain { |out| .mean(|row| row.x).sink(|mean| out.scalar(mean)); }
    red_mean_float | red_mean_nan() "result = sdf.y.mean()"
        Plain { |out| .mean(|row| row.y).sink(|mean| out.scalar(mean)); }
    red_mean_frame() "result = sdf[['x', 'y']].mean()"
        Plain { |out|
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|means| out.columns(&["x", "y"], means));
        }
    red_mean_start(c: f64) "result = sdf.x.mean(start=(c, 4))"
        Plain { |out|
            .aggregate(|row| (row.x, row.x), (Sum::new(), Count::new()))
            .map(|(sum, count)| (sum as f64 + c) / (count + 4) as f64)
            .sink(|mean| out.scalar(mean));
        }
    red_size_float | red_size_nan() "result = sdf.y.size"
        Plain { |out| .count(|_| true).sink(|size| out.scalar(size)); }
    red_size_frame() "result = sdf[['x', 'y']].size"
        Plain { |out| .count(|_| true).map(|rows| rows * 2).sink(|size| out.scalar(size)); }
    red_size_int() "result = sdf.x.size"
        Plain { |out| .count(|_| true).sink(|size| out.scalar(size)); }
    red_sum_empty_first | red_sum_int() "result = sdf.x.sum()"
        Plain { |out| .sum(|row| row.x).sink(|sum| out.scalar(sum)); }
    red_sum_float | red_sum_nan() "result = sdf.y.sum()"
        Plain { |out| .sum(|row| row.y).sink(|sum| out.scalar(sum)); }
    red_sum_frame() "result = sdf[['x', 'y']].sum()"
        Plain { |out|
            .aggregate(|row| (row.x, row.y), (Sum::new(), Sum::new()))
            .sink(|sums| out.columns(&["x", "y"], sums));
        }
    red_sum_start(c: i64) "result = sdf.x.sum(start=c)"
        Plain { |out| .sum(|row| row.x).map(|sum| sum + i128::from(c)).sink(|sum| out.scalar(sum)); }
    red_updating_arith(c: i64) "result = (sdf.x.sum() + c) * 2"
        Plain { |out| .sum(|row| row.x).map(|sum| (sum + i128::from(c)) * 2).sink(|sum| out.scalar(sum)); }
    red_value_counts_int(c: i64) "result = (sdf.x % c).value_counts()"
        Plain { |out| .value_counts(|row| row.x.rem_euclid(c)).sink(|rows| out.series(rows)); }
    red_value_counts_nlargest() "result = sdf.k.value_counts().nlargest(1)"
        Plain { |out| .value_counts(|row| row.k).nlargest(1, |count| count).sink(|rows| out.series(rows)); }
    red_value_counts_none | red_value_counts_str() "result = sdf.k.value_counts()"
        Plain { |out| .value_counts(|row| row.k).sink(|rows| out.series(rows)); }
    red_var_agg(c: usize) "result = sdf.y.aggregate(aggregations.Var(ddof=c))"
        Plain { |out| .aggregate(|row| row.y, Var::with_ddof(c as u32)).sink(|var| out.scalar(var)); }
    exp_count() "result = sdf.expanding().y.count()"
        Plain { |out| .count(|row| row.y).sink(|count| out.scalar(count)); }
    exp_frame_mean() "result = sdf[['x', 'y']].expanding().mean()"
        Plain { |out|
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|means| out.columns(&["x", "y"], means));
        }
    exp_full() "result = sdf.expanding().full()"
        Plain { |out| .window(usize::MAX).full().sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    exp_mean() "result = sdf.expanding().y.mean()"
        Plain { |out| .mean(|row| row.y).sink(|mean| out.scalar(mean)); }
    exp_size() "result = sdf.expanding().y.size"
        Plain { |out| .count(|_| true).sink(|size| out.scalar(size)); }
    exp_std() "result = sdf.expanding().y.std()"
        Plain { |out| .std(|row| row.y).sink(|std| out.scalar(std)); }
    exp_sum() "result = sdf.expanding().y.sum()"
        Plain { |out| .sum(|row| row.y).sink(|sum| out.scalar(sum)); }
    exp_value_counts() "result = sdf.expanding().k.value_counts()"
        Plain { |out| .value_counts(|row| row.k).sink(|rows| out.series(rows)); }
    exp_var() "result = sdf.expanding().y.var()"
        Plain { |out| .var(|row| row.y).sink(|var| out.scalar(var)); }
}
