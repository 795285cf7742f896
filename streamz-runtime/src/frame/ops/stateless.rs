//! Operators that hold nothing between events.

use super::{
    Assign, BatchReduce, EachBatch, Ends, Expand, Filter, Foremost, KeepRow, KeepTable, Lay, LendRow, LendTable, Map,
    MapBatches, Select, SetIndex, ShowIndex, Sink, TrySink,
};
use crate::frame::aggregate::Aggregate;
use crate::frame::table::Frame;

crate::saved!([P, N, T, F] Assign<P, N, T, F> {});
crate::saved!([P, A: Aggregate, F] BatchReduce<P, A, F> {});
crate::saved!([P] EachBatch<P> {});
crate::saved!([P, const FROM_END: bool] Ends<P, FROM_END> {});
crate::saved!([P] Expand<P> {});
crate::saved!([P, F] Filter<P, F> {});
crate::saved!([P, T, F, const LARGEST: bool] Foremost<P, T, F, LARGEST> {});
crate::saved!([S] KeepRow<S> {});
crate::saved!([S: Frame] KeepTable<S> {});
crate::saved!([P, I, C] Lay<P, I, C> {});
crate::saved!([S] LendRow<S> {});
crate::saved!([S] LendTable<S> {});
crate::saved!([P, O, F] Map<P, O, F> {});
crate::saved!([P, O, F] MapBatches<P, O, F> {});
crate::saved!([P, S, F] Select<P, S, F> {});
crate::saved!([P, I, F] SetIndex<P, I, F> {});
crate::saved!([P, W] ShowIndex<P, W> {});
crate::saved!([P, F] Sink<P, F> {});
crate::saved!([P, E, F] TrySink<P, E, F> {});
