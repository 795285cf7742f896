//! One result for each batch, over the last rows.

use streamz::frame::{Count, Mean, Rows, Std, Sum, Table, Var};
use streamz::prelude::*;

use crate::frame::rows::{Plain, Single};
use crate::frame::setup::bindings;

bindings! {
    wn_sum_float | wn_sum_nan(n: usize) "result = sdf.window(n=n).y.sum()"
        Plain { |out| .window(n).sum(|row| row.y).sink(|value| out.scalar(value)); }
    wn_sum_int | wn_sum_batch_larger(n: usize) "result = sdf.window(n=n).x.sum()"
        Plain { |out| .window(n).sum(|row| row.x).sink(|value| out.scalar(value)); }
    wn_sum_n1() "result = sdf.window(n=1).x.sum()"
        Plain { |out| .window(1).sum(|row| row.x).sink(|value| out.scalar(value)); }
    wn_sum_positional(n: usize) "result = sdf.window(n).x.sum()"
        Plain { |out| .window(n).sum(|row| row.x).sink(|value| out.scalar(value)); }
    wn_sum_frame(n: usize) "result = sdf.window(n=n)[['x', 'y']].sum()"
        Plain { |out|
            .window(n)
            .aggregate(|row| (row.x, row.y), (Sum::new(), Sum::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wn_mean_float | wn_mean_nan(n: usize) "result = sdf.window(n=n).y.mean()"
        Plain { |out| .window(n).mean(|row| row.y).sink(|value| out.scalar(value)); }
    wn_mean_int | wn_mean_empty_first_BUG(n: usize) "result = sdf.window(n=n).x.mean()"
        Plain { |out| .window(n).mean(|row| row.x).sink(|value| out.scalar(value)); }
    wn_mean_n1() "result = sdf.window(n=1).x.mean()"
        Plain { |out| .window(1).mean(|row| row.x).sink(|value| out.scalar(value)); }
    wn_mean_frame(n: usize) "result = sdf.window(n=n)[['x', 'y']].mean()"
        Plain { |out|
            .window(n)
            .aggregate(|row| (row.x, row.y), (Mean::new(), Mean::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wn_count_float | wn_count_nan(n: usize) "result = sdf.window(n=n).y.count()"
        Plain { |out| .window(n).count(|row| row.y).sink(|value| out.scalar(value)); }
    wn_count_int(n: usize) "result = sdf.window(n=n).x.count()"
        Plain { |out| .window(n).count(|row| row.x).sink(|value| out.scalar(value)); }
    wn_count_n1() "result = sdf.window(n=1).x.count()"
        Plain { |out| .window(1).count(|row| row.x).sink(|value| out.scalar(value)); }
    wn_count_frame(n: usize) "result = sdf.window(n=n)[['x', 'y']].count()"
        Plain { |out|
            .window(n)
            .aggregate(|row| (row.x, row.y), (Count::new(), Count::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wn_size_float | wn_size_nan(n: usize) "result = sdf.window(n=n).y.size"
        Plain { |out| .window(n).count(|_| true).sink(|value| out.scalar(value)); }
    wn_size_int(n: usize) "result = sdf.window(n=n).x.size"
        Plain { |out| .window(n).count(|_| true).sink(|value| out.scalar(value)); }
    wn_size_n1() "result = sdf.window(n=1).x.size"
        Plain { |out| .window(1).count(|_| true).sink(|value| out.scalar(value)); }
    wn_size_frame(n: usize) "result = sdf.window(n=n)[['x', 'y']].size"
        Plain { |out| .window(n).count(|_| true).map(|rows| rows * 2).sink(|value| out.scalar(value)); }
    wn_std | wn_std_nan(n: usize) "result = sdf.window(n=n).y.std()"
        Plain { |out| .window(n).std(|row| row.y).sink(|value| out.scalar(value)); }
    wn_std_ddof0(n: usize) "result = sdf.window(n=n).y.std(ddof=0)"
        Plain { |out| .window(n).aggregate(|row| row.y, Std::with_ddof(0)).sink(|value| out.scalar(value)); }
    wn_std_frame(n: usize) "result = sdf.window(n=n)[['x', 'y']].std()"
        Plain { |out|
            .window(n)
            .aggregate(|row| (row.x, row.y), (Std::new(), Std::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wn_var | wn_var_nan(n: usize) "result = sdf.window(n=n).y.var()"
        Plain { |out| .window(n).var(|row| row.y).sink(|value| out.scalar(value)); }
    wn_var_ddof0(n: usize) "result = sdf.window(n=n).y.var(ddof=0)"
        Plain { |out| .window(n).aggregate(|row| row.y, Var::with_ddof(0)).sink(|value| out.scalar(value)); }
    wn_var_frame(n: usize) "result = sdf.window(n=n)[['x', 'y']].var()"
        Plain { |out|
            .window(n)
            .aggregate(|row| (row.x, row.y), (Var::new(), Var::new()))
            .sink(|values| out.columns(&["x", "y"], values));
        }
    wn_apply_frame(n: usize) "result = sdf.window(n=n).apply(lambda d: d[d.x > 0])"
        Plain { |out| .window(n).full().filter(|row| row.x > 0).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    wn_apply_range(n: usize) "result = sdf.window(n=n).apply(lambda d: d.x.max() - d.x.min())"
        Plain { |out|
            .window(n)
            .apply(|rows| {
                let xs = || rows.iter().map(|(_, row)| row.x);
                xs().max().zip(xs().min()).map_or(f64::NAN, |(max, min)| (max - min) as f64)
            })
            .sink(|range| out.scalar(range));
        }
    wn_arith_then_sum(n: usize, c: i64) "result = (sdf.window(n=n).x * c + 1).sum()"
        Plain { |out| .window(n).sum(|row| row.x * c + 1).sink(|sum| out.scalar(sum)); }
    wn_full(n: usize) "result = sdf.window(n=n).full()"
        Plain { |out| .window(n).full().sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    wn_two_columns(n: usize) "result = (lambda w: (w.x + w.y).sum())(sdf.window(n=n))"
        Plain { |out| .window(n).sum(|row| row.x as f64 + row.y).sink(|sum| out.scalar(sum)); }
    wn_value_counts(n: usize) "result = sdf.window(n=n).k.value_counts()"
        Plain { |out| .window(n).value_counts(|row| row.k).sink(|rows| out.series(rows)); }
    wn_with_state(n: usize) "result = sdf.window(n=n, with_state=True).x.sum()"
        Plain { |out| .window(n).sum(|row| row.x).sink(|sum| out.scalar(sum)); }
    num_std_large_offset | num_std_of_constant() "result = sdf.window(n=3).x.std()"
        Single { |out| .window(3).std(|row| row.x).sink(|std| out.scalar(std)); }
    num_window_mean_all_nan() "result = sdf.window(n=1).x.mean()"
        Single { |out| .window(1).mean(|row| row.x).sink(|mean| out.scalar(mean)); }
    num_window_sum_cancellation | num_window_sum_inf_poison() "result = sdf.window(n=2).x.sum()"
        Single { |out| .window(2).sum(|row| row.x).sink(|sum| out.scalar(sum)); }
}
