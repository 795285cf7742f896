//! One result for each batch, over the last part of the index.

use streamz::frame::{Count, Mean, Rows, Sum, Table};
use streamz::prelude::*;

use crate::frame::rows::{Interval, Timed};
use crate::frame::setup::bindings;

bindings! {
    wv_sum_int(v: Interval) "result = sdf.window(value=v).x.sum()"
        Timed { |out| .window(v.0).sum(|row| row.x).sink(|value| out.scalar(value)); }
    wv_sum_nan(v: Interval) "result = sdf.window(value=v).y.sum()"
        Timed { |out| .window(v.0).sum(|row| row.y).sink(|value| out.scalar(value)); }
    wv_sum_positional_str(v: Interval) "result = sdf.window(v).x.sum()"
        Timed { |out| .window(v.0).sum(|row| row.x).sink(|value| out.scalar(value)); }
    wv_sum_frame(v: Interval) "result = sdf.window(value=v)[['x', 'y']].sum()"
        Timed { |out|
            .window(v.0)
            .aggregate(|row| (row.x, row.y), (Sum::new(), Sum::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wv_mean_int(v: Interval) "result = sdf.window(value=v).x.mean()"
        Timed { |out| .window(v.0).mean(|row| row.x).sink(|value| out.scalar(value)); }
    wv_mean_nan(v: Interval) "result = sdf.window(value=v).y.mean()"
        Timed { |out| .window(v.0).mean(|row| row.y).sink(|value| out.scalar(value)); }
    wv_mean_frame(v: Interval) "result = sdf.window(value=v)[['x', 'y']].mean()"
        Timed { |out|
            .window(v.0)
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wv_count_int(v: Interval) "result = sdf.window(value=v).x.count()"
        Timed { |out| .window(v.0).count(|row| row.x).sink(|value| out.scalar(value)); }
    wv_count_nan(v: Interval) "result = sdf.window(value=v).y.count()"
        Timed { |out| .window(v.0).count(|row| row.y).sink(|value| out.scalar(value)); }
    wv_count_frame(v: Interval) "result = sdf.window(value=v)[['x', 'y']].count()"
        Timed { |out|
            .window(v.0)
            .aggregate(|row| (row.x, row.y), (Count::new(), Count::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wv_size_int(v: Interval) "result = sdf.window(value=v).x.size"
        Timed { |out| .window(v.0).count(|_| true).sink(|value| out.scalar(value)); }
    wv_size_nan(v: Interval) "result = sdf.window(value=v).y.size"
        Timed { |out| .window(v.0).count(|_| true).sink(|value| out.scalar(value)); }
    wv_size_frame(v: Interval) "result = sdf.window(value=v)[['x', 'y']].size"
        Timed { |out| .window(v.0).count(|_| true).map(|rows| rows * 2).sink(|value| out.scalar(value)); }
    wv_std(v: Interval) "result = sdf.window(value=v).y.std()"
        Timed { |out| .window(v.0).std(|row| row.y).sink(|value| out.scalar(value)); }
    wv_var(v: Interval) "result = sdf.window(value=v).y.var()"
        Timed { |out| .window(v.0).var(|row| row.y).sink(|value| out.scalar(value)); }
    wv_apply(v: Interval) "result = sdf.window(value=v).apply(lambda d: d.y.max())"
        Timed { |out|
            .window(v.0)
            .apply(|rows| rows.iter().map(|(_, row)| row.y).fold(f64::NAN, f64::max))
            .sink(|max| out.scalar(max));
        }
    wv_full | wv_boundary_exclusive | wv_late_data_kept_BUG(v: Interval) "result = sdf.window(value=v).full()"
        Timed { |out| .window(v.0).full().sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    wv_value_counts(v: Interval) "result = sdf.window(value=v).k.value_counts()"
        Timed { |out| .window(v.0).value_counts(|row| row.k).sink(|rows| out.series(rows)); }
}
