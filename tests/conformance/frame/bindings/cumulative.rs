//! Running sums, products and extremes, a result for each row.

use streamz::frame::{CumMax, CumMin, CumProd, CumSum, Table};
use streamz::prelude::*;

use crate::frame::rows::{Plain, Single};
use crate::frame::setup::bindings;

bindings! {
    num_cumsum_nan_at_boundary() "result = sdf.x.cumsum()"
        Single { |out| .cumsum(|row| row.x).sink(|rows| out.series(rows)); }
    cumsum_int() "result = sdf.x.cumsum()"
        Plain { |out| .cumsum(|row| row.x).sink(|rows| out.series(rows)); }
    cumsum_float() "result = (sdf.y / 40).cumsum()"
        Plain { |out| .cumsum(|row| row.y / 40.0).sink(|rows| out.series(rows)); }
    cumsum_nan() "result = sdf.y.cumsum()"
        Plain { |out| .cumsum(|row| row.y).sink(|rows| out.series(rows)); }
    cumsum_frame() "result = (sdf[['x', 'y']] % 3).cumsum()"
        Plain { |out|
            .scan_beside(|row| row.x.rem_euclid(3), CumSum::new())
            .scan_beside(|(row, _)| row.y.rem_euclid(3.0), CumSum::new())
            .map(|((_, x), y)| (x, y))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    cumprod_int() "result = (sdf.x % 5 + 1).cumprod()"
        Plain { |out| .cumprod(|row| row.x.rem_euclid(5) + 1).sink(|rows| out.series(rows)); }
    cumprod_float() "result = (sdf.y / 40).cumprod()"
        Plain { |out| .cumprod(|row| row.y / 40.0).sink(|rows| out.series(rows)); }
    cumprod_nan() "result = sdf.y.cumprod()"
        Plain { |out| .cumprod(|row| row.y).sink(|rows| out.series(rows)); }
    cumprod_frame() "result = (sdf[['x', 'y']] % 3).cumprod()"
        Plain { |out|
            .scan_beside(|row| row.x.rem_euclid(3), CumProd::new())
            .scan_beside(|(row, _)| row.y.rem_euclid(3.0), CumProd::new())
            .map(|((_, x), y)| (x, y))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    cummin_int() "result = sdf.x.cummin()"
        Plain { |out| .cummin(|row| row.x).sink(|rows| out.series(rows)); }
    cummin_float() "result = (sdf.y / 40).cummin()"
        Plain { |out| .cummin(|row| row.y / 40.0).sink(|rows| out.series(rows)); }
    cummin_nan() "result = sdf.y.cummin()"
        Plain { |out| .cummin(|row| row.y).sink(|rows| out.series(rows)); }
    cummin_frame() "result = (sdf[['x', 'y']] % 3).cummin()"
        Plain { |out|
            .scan_beside(|row| row.x.rem_euclid(3), CumMin::new())
            .scan_beside(|(row, _)| row.y.rem_euclid(3.0), CumMin::new())
            .map(|((_, x), y)| (x, y))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
    cummax_int() "result = sdf.x.cummax()"
        Plain { |out| .cummax(|row| row.x).sink(|rows| out.series(rows)); }
    cummax_float() "result = (sdf.y / 40).cummax()"
        Plain { |out| .cummax(|row| row.y / 40.0).sink(|rows| out.series(rows)); }
    cummax_nan() "result = sdf.y.cummax()"
        Plain { |out| .cummax(|row| row.y).sink(|rows| out.series(rows)); }
    cummax_frame() "result = (sdf[['x', 'y']] % 3).cummax()"
        Plain { |out|
            .scan_beside(|row| row.x.rem_euclid(3), CumMax::new())
            .scan_beside(|(row, _)| row.y.rem_euclid(3.0), CumMax::new())
            .map(|((_, x), y)| (x, y))
            .sink(|rows| out.frame(&["x", "y"], rows));
        }
}
