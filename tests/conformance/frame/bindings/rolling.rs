//! A result for each row, over the last rows or the last part of the index.

use streamz::frame::{Interpolation, Max, Mean, Median, Min, OrNull, Quantile, Std, Sum, Table, Trues, Var};
use streamz::prelude::*;

use crate::frame::rows::{Interval, Plain, Timed};
use crate::frame::setup::bindings;

/// A quantile as pandas interpolates it.
fn quantile(q: f64) -> Quantile<f64> {
    Quantile::new(q, Interpolation::Linear).expect("a recorded quantile")
}

bindings! {
    roll_aggregate(n: usize) "result = sdf.rolling(n).y.aggregate(['sum', 'max'])"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.y, row.y), (Sum::new(), Max::new()))
            .sink(|rows| out.frame(&["sum", "max"], rows));
        }
    roll_count | roll_count_nan(n: usize) "result = sdf.rolling(n).y.count()"
        Plain { |out| .rolling(n).count(|row| row.y).sink(|rows| out.series(rows)); }
    roll_count_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).count()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (true, !row.y.is_nan()), (OrNull(Trues), OrNull(Trues)))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_expr(n: usize) "result = sdf.x - sdf.x.rolling(n).mean()"
        Plain { |out|
            .rolling(n)
            .beside(|row| row.x, Mean::new())
            .map(|(row, mean)| row.x as f64 - mean)
            .sink(|rows| out.series(rows));
        }
    roll_max | roll_max_nan(n: usize) "result = sdf.rolling(n).y.max()"
        Plain { |out| .rolling(n).max(|row| row.y).sink(|rows| out.series(rows)); }
    roll_max_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).max()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x, row.y), (Max::new(), Max::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_mean | roll_mean_nan(n: usize) "result = sdf.rolling(n).y.mean()"
        Plain { |out| .rolling(n).mean(|row| row.y).sink(|rows| out.series(rows)); }
    roll_mean_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).mean()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_median | roll_median_nan(n: usize) "result = sdf.rolling(n).y.median()"
        Plain { |out| .rolling(n).median(|row| row.y).sink(|rows| out.series(rows)); }
    roll_median_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).median()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x, row.y), (Median::new(), Median::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_min | roll_min_nan(n: usize) "result = sdf.rolling(n).y.min()"
        Plain { |out| .rolling(n).min(|row| row.y).sink(|rows| out.series(rows)); }
    roll_min_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).min()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x, row.y), (Min::new(), Min::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_min_periods_ignored(n: usize) "result = sdf.rolling(n, min_periods=1).y.sum()"
        Plain { |out| .rolling(n).min_periods(1).sum(|row| row.y).sink(|rows| out.series(rows)); }
    roll_n1() "result = sdf.rolling(1).y.std()"
        Plain { |out| .rolling(1).std(|row| row.y).sink(|rows| out.series(rows)); }
    roll_quantile(n: usize, qq: f64) "result = sdf.rolling(n).y.quantile(qq)"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| row.y, quantile(qq))
            .sink(|rows| out.series(rows));
        }
    roll_std | roll_std_nan(n: usize) "result = sdf.rolling(n).y.std()"
        Plain { |out| .rolling(n).std(|row| row.y).sink(|rows| out.series(rows)); }
    roll_std_ddof0(n: usize) "result = sdf.rolling(n).y.std(ddof=0)"
        Plain { |out| .rolling(n).aggregate(|row| row.y, Std::with_ddof(0)).sink(|rows| out.series(rows)); }
    roll_std_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).std()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x, row.y), (Std::new(), Std::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_sum | roll_sum_nan(n: usize) "result = sdf.rolling(n).y.sum()"
        Plain { |out| .rolling(n).sum(|row| row.y).sink(|rows| out.series(rows)); }
    roll_sum_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).sum()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x as f64, row.y), (Sum::new(), Sum::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    roll_var | roll_var_nan(n: usize) "result = sdf.rolling(n).y.var()"
        Plain { |out| .rolling(n).var(|row| row.y).sink(|rows| out.series(rows)); }
    roll_var_frame(n: usize) "result = sdf[['x', 'y']].rolling(n).var()"
        Plain { |out|
            .rolling(n)
            .aggregate(|row| (row.x, row.y), (Var::new(), Var::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    rollt_count | rollt_count_nan(v: Interval) "result = sdf.rolling(v).y.count()"
        Timed { |out| .rolling(v.0).count(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_frame_mean(v: Interval) "result = sdf[['x', 'y']].rolling(v).mean()"
        Timed { |out|
            .rolling(v.0)
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    rollt_max | rollt_max_nan(v: Interval) "result = sdf.rolling(v).y.max()"
        Timed { |out| .rolling(v.0).max(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_mean | rollt_mean_nan(v: Interval) "result = sdf.rolling(v).y.mean()"
        Timed { |out| .rolling(v.0).mean(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_median | rollt_median_nan(v: Interval) "result = sdf.rolling(v).y.median()"
        Timed { |out| .rolling(v.0).median(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_min | rollt_min_nan(v: Interval) "result = sdf.rolling(v).y.min()"
        Timed { |out| .rolling(v.0).min(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_quantile(v: Interval, qq: f64) "result = sdf.rolling(v).y.quantile(qq)"
        Timed { |out| .rolling(v.0).aggregate(|row| row.y, quantile(qq)).sink(|rows| out.series(rows)); }
    rollt_std | rollt_std_nan(v: Interval) "result = sdf.rolling(v).y.std()"
        Timed { |out| .rolling(v.0).std(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_sum | rollt_sum_nan(v: Interval) "result = sdf.rolling(v).y.sum()"
        Timed { |out| .rolling(v.0).sum(|row| row.y).sink(|rows| out.series(rows)); }
    rollt_var | rollt_var_nan(v: Interval) "result = sdf.rolling(v).y.var()"
        Timed { |out| .rolling(v.0).var(|row| row.y).sink(|rows| out.series(rows)); }
}
