//! The templates, and the pipelines that stand for them.

mod cumulative;
mod elementwise;
mod ewm;
mod filters;
mod groupby;
mod reductions;
mod rolling;
mod windows;
mod windows_by_index;
mod windows_groupby;

use super::setup::Bind;

/// All bindings by their templates.
pub(crate) fn all() -> impl Iterator<Item = &'static (&'static str, Bind)> {
    [
        cumulative::BINDINGS,
        elementwise::BINDINGS,
        ewm::BINDINGS,
        filters::BINDINGS,
        groupby::BINDINGS,
        reductions::BINDINGS,
        rolling::BINDINGS,
        windows::BINDINGS,
        windows_by_index::BINDINGS,
        windows_groupby::BINDINGS,
    ]
    .into_iter()
    .flatten()
}
