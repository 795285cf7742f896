//! Tables by key, over a window.

use streamz::frame::{Sum, Table, Var};
use streamz::prelude::*;

use crate::frame::rows::{Interval, Plain, Timed};
use crate::frame::setup::bindings;

bindings! {
    wn_gb_count | wn_gb_count_nan(n: usize) "result = sdf.window(n=n).groupby('k').y.count()"
        Plain { |out| .window(n).groupby(|row| row.k).count(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_count_windowkey(n: usize, c: i64) "result = (lambda w: w.groupby(w.x % c).y.count())(sdf.window(n=n))"
        Plain { |out| .window(n).groupby(|row| row.x.rem_euclid(c)).count(|row| row.y).sink(|rows| out.series(rows)); }
    wv_gb_count(v: Interval) "result = sdf.window(value=v).groupby('k').y.count()"
        Timed { |out| .window(v.0).groupby(|row| row.k).count(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_mean | wn_gb_mean_nan(n: usize) "result = sdf.window(n=n).groupby('k').y.mean()"
        Plain { |out| .window(n).groupby(|row| row.k).mean(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_mean_windowkey(n: usize, c: i64) "result = (lambda w: w.groupby(w.x % c).y.mean())(sdf.window(n=n))"
        Plain { |out| .window(n).groupby(|row| row.x.rem_euclid(c)).mean(|row| row.y).sink(|rows| out.series(rows)); }
    wv_gb_mean(v: Interval) "result = sdf.window(value=v).groupby('k').y.mean()"
        Timed { |out| .window(v.0).groupby(|row| row.k).mean(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_size | wn_gb_size_nan(n: usize) "result = sdf.window(n=n).groupby('k').y.size()"
        Plain { |out| .window(n).groupby(|row| row.k).count(|_| true).sink(|rows| out.series(rows)); }
    wn_gb_size_windowkey(n: usize, c: i64) "result = (lambda w: w.groupby(w.x % c).y.size())(sdf.window(n=n))"
        Plain { |out| .window(n).groupby(|row| row.x.rem_euclid(c)).count(|_| true).sink(|rows| out.series(rows)); }
    wv_gb_size(v: Interval) "result = sdf.window(value=v).groupby('k').y.size()"
        Timed { |out| .window(v.0).groupby(|row| row.k).count(|_| true).sink(|rows| out.series(rows)); }
    wn_gb_std | wn_gb_std_nan(n: usize) "result = sdf.window(n=n).groupby('k').y.std()"
        Plain { |out| .window(n).groupby(|row| row.k).std(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_std_windowkey(n: usize, c: i64) "result = (lambda w: w.groupby(w.x % c).y.std())(sdf.window(n=n))"
        Plain { |out| .window(n).groupby(|row| row.x.rem_euclid(c)).std(|row| row.y).sink(|rows| out.series(rows)); }
    wv_gb_std(v: Interval) "result = sdf.window(value=v).groupby('k').y.std()"
        Timed { |out| .window(v.0).groupby(|row| row.k).std(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_sum | wn_gb_sum_nan(n: usize) "result = sdf.window(n=n).groupby('k').y.sum()"
        Plain { |out| .window(n).groupby(|row| row.k).sum(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_sum_windowkey(n: usize, c: i64) "result = (lambda w: w.groupby(w.x % c).y.sum())(sdf.window(n=n))"
        Plain { |out| .window(n).groupby(|row| row.x.rem_euclid(c)).sum(|row| row.y).sink(|rows| out.series(rows)); }
    wv_gb_sum(v: Interval) "result = sdf.window(value=v).groupby('k').y.sum()"
        Timed { |out| .window(v.0).groupby(|row| row.k).sum(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_var | wn_gb_var_nan(n: usize) "result = sdf.window(n=n).groupby('k').y.var()"
        Plain { |out| .window(n).groupby(|row| row.k).var(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_var_windowkey(n: usize, c: i64) "result = (lambda w: w.groupby(w.x % c).y.var())(sdf.window(n=n))"
        Plain { |out| .window(n).groupby(|row| row.x.rem_euclid(c)).var(|row| row.y).sink(|rows| out.series(rows)); }
    wv_gb_var(v: Interval) "result = sdf.window(value=v).groupby('k').y.var()"
        Timed { |out| .window(v.0).groupby(|row| row.k).var(|row| row.y).sink(|rows| out.series(rows)); }
    wv_gb_windowkey(v: Interval, c: i64) "result = (lambda w: w.groupby(w.x % c).y.sum())(sdf.window(value=v))"
        Timed { |out| .window(v.0).groupby(|row| row.x.rem_euclid(c)).sum(|row| row.y).sink(|rows| out.series(rows)); }
    wn_gb_var_ddof0(n: usize) "result = sdf.window(n=n).groupby('k').y.var(ddof=0)"
        Plain { |out| .window(n).groupby(|row| row.k).aggregate(|row| row.y, Var::with_ddof(0)).sink(|rows| out.series(rows)); }
    wn_gb_key_vanishes | wn_gb_sum_none_key(n: usize) "result = sdf.window(n=n).groupby('k').x.sum()"
        Plain { |out| .window(n).groupby(|row| row.k).sum(|row| row.x).sink(|rows| out.series(rows)); }
    wn_gb_size_none_key(n: usize) "result = sdf.window(n=n).groupby('k').x.size()"
        Plain { |out| .window(n).groupby(|row| row.k).count(|_| true).sink(|rows| out.series(rows)); }
    wn_gb_sum_frame(n: usize) "result = sdf.window(n=n).groupby('k')[['x', 'y']].sum()"
        Plain { |out|
            .window(n)
            .groupby(|row| row.k)
            .aggregate(|row| (row.x, row.y), (Sum::new(), Sum::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
}
