//! The templates, each bound to a pipeline: one file for each family of operators.

mod batch;
mod core_items;
mod core_joins;
mod core_select;
mod core_state;
mod core_windows;
mod dag_cycles;
mod dag_joins;
mod dag_trees;
mod error;

use crate::harness::Bind;

/// Name of a template, and what makes its pipeline.
pub(crate) type Binding = (&'static str, Bind);

/// All bindings of a kind. A template with several is run through each.
pub(crate) fn of(kind: &str) -> impl Iterator<Item = &'static Binding> {
    let files: &[&[Binding]] = match kind {
        "core" => &[
            core_items::BINDINGS,
            core_joins::BINDINGS,
            core_select::BINDINGS,
            core_state::BINDINGS,
            core_windows::BINDINGS,
        ],
        "dag" => &[dag_cycles::BINDINGS, dag_joins::BINDINGS, dag_trees::BINDINGS],
        "error" => &[error::BINDINGS],
        "batch" => &[batch::BINDINGS],
        _ => &[],
    };
    files.iter().copied().flatten()
}
