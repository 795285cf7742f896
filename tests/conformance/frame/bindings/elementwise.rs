//! Arithmetic, comparison and other expressions of each row.

use streamz::frame::Table;
use streamz::prelude::*;

use crate::frame::rows::Plain;
use crate::frame::setup::{bindings, cells};

/// Python's `round` of floats, as numpy does it: half to even, of the scaled number.
fn round(x: f64, digits: i32) -> f64 {
    let scale = 10_f64.powi(digits);
    (x * scale).round_ties_even() / scale
}

bindings! {
    el_add_const(c: i64) "result = sdf.x + c"
        Plain { |out| .map(|row| row.x + c).sink(|rows| out.series(rows)); }
    el_astype() "result = sdf.x.astype(float)"
        Plain { |out| .map(|row| row.x as f64).sink(|rows| out.series(rows)); }
    el_cmp_and(c: i64) "result = (sdf.x > -c) & (sdf.x < c)"
        Plain { |out| .map(|row| (row.x > -c) & (row.x < c)).sink(|rows| out.series(rows)); }
    el_cmp_or_inv(c: i64) "result = ~((sdf.x == c) | (sdf.y <= 0))"
        Plain { |out| .map(|row| !((row.x == c) | (row.y <= 0.0))).sink(|rows| out.series(rows)); }
    el_expr(c: f64) "result = ((sdf.x + sdf.y) * c - sdf.x) / 3"
        Plain { |out|
            .map(|row| ((row.x as f64 + row.y) * c - row.x as f64) / 3.0)
            .sink(|rows| out.series(rows));
        }
    el_floordiv(c: i64) "result = sdf.x // c"
        Plain { |out| .map(|row| row.x.div_euclid(c)).sink(|rows| out.series(rows)); }
    el_frame_arith(c: i64) "result = sdf[['x', 'y']] * c + 1"
        Plain { |out|
            .map(|row| (row.x * c + 1, row.y * c as f64 + 1.0))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    el_index() "result = sdf.index"
        Plain { |out| .index().sink(|rows| out.labels(rows)); }
    el_int_div_zero() "result = sdf.y / (sdf.x - sdf.x)"
        Plain { |out| .map(|row| row.y / (row.x - { row.x }) as f64).sink(|rows| out.series(rows)); }
    el_map(c: i64) "result = sdf.x.map(lambda v: v * c)"
        Plain { |out| .map(|row| row.x * c).sink(|rows| out.series(rows)); }
    el_mod(c: i64) "result = sdf.x % c"
        Plain { |out| .map(|row| row.x.rem_euclid(c)).sink(|rows| out.series(rows)); }
    el_mul_cols() "result = sdf.x * sdf.y"
        Plain { |out| .map(|row| row.x as f64 * row.y).sink(|rows| out.series(rows)); }
    el_ne_ge(c: i64) "result = (sdf.x != c) ^ (sdf.y >= c)"
        Plain { |out| .map(|row| (row.x != c) ^ (row.y >= c as f64)).sink(|rows| out.series(rows)); }
    el_neg_abs(c: f64) "result = abs(-sdf.y + c)"
        Plain { |out| .map(|row| (c - row.y).abs()).sink(|rows| out.series(rows)); }
    el_pow(c: i64) "result = sdf.x ** c"
        Plain { |out| .map(|row| row.x.pow(c as u32)).sink(|rows| out.series(rows)); }
    el_radd(c: i64) "result = c - sdf.x"
        Plain { |out| .map(|row| c - row.x).sink(|rows| out.series(rows)); }
    el_round(c: i64) "result = (sdf.y * 1.2345).round(c)"
        Plain { |out| .map(|row| round(row.y * 1.2345, c as i32)).sink(|rows| out.series(rows)); }
    el_to_frame() "result = sdf.y.to_frame()"
        Plain { |out| .map(|row| (row.y,)).sink(|rows| out.frame(&["y"], rows)); }
    el_truediv(c: f64) "result = sdf.y / c"
        Plain { |out| .map(|row| row.y / c).sink(|rows| out.series(rows)); }
    assign(c: i64) "result = sdf.assign(z=sdf.x + sdf.y, w=c)"
        Plain { |out|
            .assign(z = |row| row.x as f64 + row.y, w = |_| c)
            .sink(|rows| out.frame_of(&["k", "x", "y", "z", "w"], rows, |row| {
                cells![row.k, row.x, row.y, row.z, row.w]
            }));
        }
    setitem(c: i64) "sdf['z'] = sdf['x'] * c\nsdf['w'] = c\nsdf['x'] = sdf['x'] + 1\nresult = sdf"
        Plain { |out|
            .assign(z = |row| row.x * c, w = |_| c, x = |row| row.x + 1)
            .sink(|rows| out.frame_of(&["k", "x", "y", "z", "w"], rows, |row| {
                cells![row.k, row.x, row.y, row.z, row.w]
            }));
        }
    frame_from_dict(c: f64) "result = DataFrame({'p': sdf.x, 'q': sdf.y * c})"
        Plain { |out| .map(|row| (row.x, row.y * c)).sink(|rows| out.frame(&["p", "q"], rows)); }
}
