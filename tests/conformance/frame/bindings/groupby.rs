//! Tables by key, over everything seen.

use streamz::frame::{Count, Mean, Std, Sum, Table, Var};
use streamz::prelude::*;

use crate::frame::rows::{Plain, Single};
use crate::frame::setup::bindings;

bindings! {
    gb_count_name | gb_count_nan() "result = sdf.groupby('k').y.count()"
        Plain { |out| .groupby(|row| row.k).count(|row| row.y).sink(|rows| out.series(rows)); }
    gb_count_series() "result = sdf.groupby(sdf.k).y.count()"
        Plain { |out| .groupby(|row| row.k).count(|row| row.y).sink(|rows| out.series(rows)); }
    gb_count_expr(c: i64) "result = sdf.groupby(sdf.x % c).y.count()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).count(|row| row.y).sink(|rows| out.series(rows)); }
    gb_count_index(c: i64) "result = sdf.groupby(sdf.index % c).y.count()"
        Plain { |out| .groupby(|row| row.index.rem_euclid(c)).count(|row| row.y).sink(|rows| out.series(rows)); }
    gb_count_frame() "result = sdf.groupby('k')[['x', 'y']].count()"
        Plain { |out|
            .groupby(|row| row.k)
            .aggregate(|row| (row.x, row.y), (Count::new(), Count::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    gb_mean_name | gb_mean_nan() "result = sdf.groupby('k').y.mean()"
        Plain { |out| .groupby(|row| row.k).mean(|row| row.y).sink(|rows| out.series(rows)); }
    gb_mean_series() "result = sdf.groupby(sdf.k).y.mean()"
        Plain { |out| .groupby(|row| row.k).mean(|row| row.y).sink(|rows| out.series(rows)); }
    gb_mean_expr(c: i64) "result = sdf.groupby(sdf.x % c).y.mean()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).mean(|row| row.y).sink(|rows| out.series(rows)); }
    gb_mean_index(c: i64) "result = sdf.groupby(sdf.index % c).y.mean()"
        Plain { |out| .groupby(|row| row.index.rem_euclid(c)).mean(|row| row.y).sink(|rows| out.series(rows)); }
    gb_mean_frame() "result = sdf.groupby('k')[['x', 'y']].mean()"
        Plain { |out|
            .groupby(|row| row.k)
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    gb_size_name | gb_size_nan() "result = sdf.groupby('k').y.size()"
        Plain { |out| .groupby(|row| row.k).count(|_| true).sink(|rows| out.series(rows)); }
    gb_size_series() "result = sdf.groupby(sdf.k).y.size()"
        Plain { |out| .groupby(|row| row.k).count(|_| true).sink(|rows| out.series(rows)); }
    gb_size_expr(c: i64) "result = sdf.groupby(sdf.x % c).y.size()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).count(|_| true).sink(|rows| out.series(rows)); }
    gb_size_index(c: i64) "result = sdf.groupby(sdf.index % c).y.size()"
        Plain { |out| .groupby(|row| row.index.rem_euclid(c)).count(|_| true).sink(|rows| out.series(rows)); }
    gb_std_name | gb_std_nan() "result = sdf.groupby('k').y.std()"
        Plain { |out| .groupby(|row| row.k).std(|row| row.y).sink(|rows| out.series(rows)); }
    gb_std_series() "result = sdf.groupby(sdf.k).y.std()"
        Plain { |out| .groupby(|row| row.k).std(|row| row.y).sink(|rows| out.series(rows)); }
    gb_std_expr(c: i64) "result = sdf.groupby(sdf.x % c).y.std()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).std(|row| row.y).sink(|rows| out.series(rows)); }
    gb_std_index(c: i64) "result = sdf.groupby(sdf.index % c).y.std()"
        Plain { |out| .groupby(|row| row.index.rem_euclid(c)).std(|row| row.y).sink(|rows| out.series(rows)); }
    gb_std_frame() "result = sdf.groupby('k')[['x', 'y']].std()"
        Plain { |out|
            .groupby(|row| row.k)
            .aggregate(|row| (row.x, row.y), (Std::new(), Std::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    gb_std_ddof0() "result = sdf.groupby('k').y.std(ddof=0)"
        Plain { |out| .groupby(|row| row.k).aggregate(|row| row.y, Std::with_ddof(0)).sink(|rows| out.series(rows)); }
    gb_sum_name | gb_sum_nan() "result = sdf.groupby('k').y.sum()"
        Plain { |out| .groupby(|row| row.k).sum(|row| row.y).sink(|rows| out.series(rows)); }
    gb_sum_series() "result = sdf.groupby(sdf.k).y.sum()"
        Plain { |out| .groupby(|row| row.k).sum(|row| row.y).sink(|rows| out.series(rows)); }
    gb_sum_expr(c: i64) "result = sdf.groupby(sdf.x % c).y.sum()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).sum(|row| row.y).sink(|rows| out.series(rows)); }
    gb_sum_index(c: i64) "result = sdf.groupby(sdf.index % c).y.sum()"
        Plain { |out| .groupby(|row| row.index.rem_euclid(c)).sum(|row| row.y).sink(|rows| out.series(rows)); }
    gb_sum_frame() "result = sdf.groupby('k')[['x', 'y']].sum()"
        Plain { |out|
            .groupby(|row| row.k)
            .aggregate(|row| (row.x, row.y), (Sum::new(), Sum::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    gb_var_name | gb_var_nan() "result = sdf.groupby('k').y.var()"
        Plain { |out| .groupby(|row| row.k).var(|row| row.y).sink(|rows| out.series(rows)); }
    gb_var_series() "result = sdf.groupby(sdf.k).y.var()"
        Plain { |out| .groupby(|row| row.k).var(|row| row.y).sink(|rows| out.series(rows)); }
    gb_var_expr(c: i64) "result = sdf.groupby(sdf.x % c).y.var()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).var(|row| row.y).sink(|rows| out.series(rows)); }
    gb_var_index(c: i64) "result = sdf.groupby(sdf.index % c).y.var()"
        Plain { |out| .groupby(|row| row.index.rem_euclid(c)).var(|row| row.y).sink(|rows| out.series(rows)); }
    gb_var_frame() "result = sdf.groupby('k')[['x', 'y']].var()"
        Plain { |out|
            .groupby(|row| row.k)
            .aggregate(|row| (row.x, row.y), (Var::new(), Var::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    gb_var_ddof0() "result = sdf.groupby('k').y.var(ddof=0)"
        Plain { |out| .groupby(|row| row.k).aggregate(|row| row.y, Var::with_ddof(0)).sink(|rows| out.series(rows)); }
    gb_size_none_key() "result = sdf.groupby('k').x.size()"
        Plain { |out| .groupby(|row| row.k).count(|_| true).sink(|rows| out.series(rows)); }
    gb_sum_none_key() "result = sdf.groupby('k').x.sum()"
        Plain { |out| .groupby(|row| row.k).sum(|row| row.x).sink(|rows| out.series(rows)); }
    gb_filtered(c: i64) "result = sdf[sdf.x > c].groupby('k').y.mean()"
        Plain { |out| .filter(|row| row.x > c).groupby(|row| row.k).mean(|row| row.y).sink(|rows| out.series(rows)); }
    gb_multi_key() "result = sdf.assign(b=sdf.x % 2).groupby(['k', 'b']).y.sum()"
        Plain { |out| .assign(b = |row| row.x.rem_euclid(2)).groupby(|row| (row.k, row.b)).sum(|row| row.y).sink(|rows| out.series(rows)); }
    gb_series_root(c: i64) "result = sdf.y.groupby(sdf.x % c).sum()"
        Plain { |out| .groupby(|row| row.x.rem_euclid(c)).sum(|row| row.y).sink(|rows| out.series(rows)); }
    gb_then_reduce() "result = sdf.groupby('k').x.sum().mean()"
        Plain { |out|
            .groupby(|row| row.k)
            .sum(|row| row.x)
            .per_batch()
            .mean(|sum| sum as f64)
            .sink(|mean| out.scalar(mean));
        }
    num_gb_std_large_offset() "result = sdf.assign(g=1).groupby('g').x.std()"
        Single { |out| .assign(g = |_| 1_i64).groupby(|row| row.g).std(|row| row.x).sink(|rows| out.series(rows)); }
}
