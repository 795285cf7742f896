//! tmp
pub(crate) const BINDINGS: &[(&str, crate::frame::setup::Bind)] = &[];
