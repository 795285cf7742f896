//! Exponentially weighted means: after each batch the newest, under the label of the first row.

use streamz::frame::{Aggregate, Ewm, EwmMean, First, NoDecay, Running, Table};
use streamz::prelude::*;

use crate::frame::rows::Plain;
use crate::frame::setup::bindings;

/// The mean by a recorded parameter.
fn mean<C>(ewm: Result<Ewm, NoDecay>) -> EwmMean<C> {
    ewm.expect("a recorded parameter").mean()
}

/// The first label, beside something else.
fn first_and<R: Running>(state: R) -> (<First<i64> as Aggregate>::Running, R) {
    (First::new().running(), state)
}

bindings! {
    ewm_alpha(a: f64) "result = sdf.ewm(alpha=a).y.mean()"
        Plain { |out| .aggregate_from(|row| (row.index, row.y), first_and(mean(Ewm::alpha(a)))).sink(|(label, mean)| out.only_row(label, &[""], (mean,))); }
    ewm_com | ewm_nan_poison_BUG(a: f64) "result = sdf.ewm(com=a).y.mean()"
        Plain { |out| .aggregate_from(|row| (row.index, row.y), first_and(mean(Ewm::com(a)))).sink(|(label, mean)| out.only_row(label, &[""], (mean,))); }
    ewm_span(a: f64) "result = sdf.ewm(span=a).y.mean()"
        Plain { |out| .aggregate_from(|row| (row.index, row.y), first_and(mean(Ewm::span(a)))).sink(|(label, mean)| out.only_row(label, &[""], (mean,))); }
    ewm_halflife(a: f64) "result = sdf.ewm(halflife=a).y.mean()"
        Plain { |out| .aggregate_from(|row| (row.index, row.y), first_and(mean(Ewm::halflife(a)))).sink(|(label, mean)| out.only_row(label, &[""], (mean,))); }
    ewm_frame(a: f64) "result = sdf[['x', 'y']].ewm(com=a).mean()"
        Plain { |out|
            .aggregate_from(
                |row| (row.index, (row.x, row.y)),
                first_and((mean(Ewm::com(a)), mean(Ewm::com(a)))),
            )
            .sink(|(label, means)| out.only_row(label, &["x", "y"], means));
        }
}
