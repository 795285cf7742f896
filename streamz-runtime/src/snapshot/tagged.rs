//! Metadata: of the tags only is saved where they were; the tags are gone.

crate::saved!([] crate::tags::Untagged {});

/// Reads the places, giving each to `keep`, which says whether there is such a one.
#[cfg(feature = "alloc")]
pub(crate) fn restore_places<'de, D: serde::Deserializer<'de>>(
    saved: D,
    places: usize,
    mut keep: impl FnMut(usize) -> bool,
) -> Result<(), D::Error> {
    crate::snapshot::each(saved, places, |place| if keep(place) { Ok(()) } else { Err(place) })
}
