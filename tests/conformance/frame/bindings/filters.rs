//! Rows that are left out, and columns that are chosen.

use streamz::frame::Table;
use streamz::prelude::*;

use crate::frame::rows::{Plain, is};
use crate::frame::setup::{bindings, cells};

bindings! {
    filter_column(c: i64) "result = sdf[sdf.x > c].y"
        Plain { |out| .filter(|row| row.x > c).map(|row| row.y).sink(|rows| out.series(rows)); }
    filter_gt(c: i64) "result = sdf[sdf.x > c]"
        Plain { |out| .filter(|row| row.x > c).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    filter_nan_cmp(c: f64) "result = sdf[sdf.y > c]"
        Plain { |out| .filter(|row| row.y > c).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    filter_none_cmp() "result = sdf[sdf.k != 'a']"
        Plain { |out| .filter(|row| !is(row.k, "a")).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    filter_str_eq(c: String) "result = sdf[sdf.k == c]"
        Plain { |out| .filter(|row| is(row.k, &c)).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    filter_two(c: i64) "result = sdf[(sdf.x > c) & (sdf.k != 'a')][['k', 'y']]"
        Plain { |out|
            .filter(|row| (row.x > c) & !is(row.k, "a"))
            .sink(|rows| out.frame_of(&["k", "y"], rows, |row| cells![row.k, row.y]));
        }
    project() "result = sdf[['y', 'k']]"
        Plain { |out| .sink(|rows| out.frame_of(&["y", "k"], rows, |row| cells![row.y, row.k])); }
    query(c: i64) "result = sdf.query('x > %d and x < 15' % c)"
        Plain { |out| .filter(|row| row.x > c && row.x < 15).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
    reset_index(c: i64) "result = sdf[sdf.x > c].reset_index()"
        Plain { |out|
            .filter(|row| row.x > c)
            .reset_index()
            .sink(|rows| {
                let names = &["index", "k", "x", "y"];
                out.frame_of(names, rows, |(index, row)| cells![index, row.k, row.x, row.y]);
                out.at_positions();
            });
        }
    set_index() "result = sdf.set_index('x')"
        Plain { |out|
            .set_index(|row| row.x)
            .sink(|rows| out.frame_of(&["k", "y"], rows, |row| cells![row.k, row.y]));
        }
    tail(c: usize) "result = sdf.tail(c)"
        Plain { |out| .tail(c).sink(|rows| out.frame(&["k", "x", "y"], rows)); }
}
