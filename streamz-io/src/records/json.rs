//! Records of JSON.

use serde::Deserialize;

use super::bad::{BadRecord, Record};

/// Reads a record that is a value of JSON. Spaces and line ends around it do not matter.
///
/// # Errors
///
/// It is no JSON, or not a `T`. The columns that the reason speaks of are those of the record.
///
/// # Examples
///
/// ```
/// use streamz_io::Payload;
/// use streamz_io::records::json;
///
/// let (name, amount) = json::<(String, f64)>(&Payload::from("[\"tea\", 2.5]\n"))?;
/// assert_eq!((&*name, amount), ("tea", 2.5));
/// assert!(json::<(String, f64)>(&Payload::from("[\"tea\"")).is_err());
/// # Ok::<(), streamz_io::records::BadRecord>(())
/// ```
pub fn json<'de, T: Deserialize<'de>>(record: &'de impl Record) -> Result<T, BadRecord> {
    serde_json::from_slice(record.content()).map_err(|error| BadRecord::new(record, "json", error))
}
