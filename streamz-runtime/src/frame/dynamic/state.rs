//! What aggregates have seen, saved to go on another day.

use std::format;
use std::string::{String, ToString};
use std::vec::Vec;

use super::accumulate::Accumulator;
use super::aggregate::{DynAggregate, Groups};
use super::column::Kind;
use super::error::DynError;
use super::reach::{Back, Over};
use super::value::Value;
use super::window::Held;

/// What an aggregate has seen so far; made by [`DynAggregate::state`].
///
/// With the feature `serde` it can be saved and read, in a format that has every float.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct DynState {
    /// What it is the state of.
    of: String,
    kinds: Option<(Vec<Kind>, Vec<Kind>)>,
    groups: Vec<(Vec<Value>, Vec<Accumulator>)>,
    held: Held,
}

impl DynAggregate {
    /// What it has seen so far (streamz: `with_state=True`).
    ///
    /// # Examples
    ///
    /// ```
    /// use std::sync::Arc;
    /// use streamz::frame::arrow::RecordBatch;
    /// use streamz::frame::arrow::arrow_array::{ArrayRef, Float64Array};
    /// use streamz::frame::dynamic::{Aggregation, DynError, DynFrame};
    ///
    /// let batch = |amounts: Vec<f64>| {
    ///     let amounts: ArrayRef = Arc::new(Float64Array::from(amounts));
    ///     RecordBatch::try_from_iter([("amount", amounts)]).unwrap()
    /// };
    /// let mean = || DynFrame::new().aggregate([("mean", Aggregation::mean("amount"))]);
    /// let mut yesterday = mean()?;
    /// yesterday.push(&batch(vec![10.0, 20.0, 30.0]))?;
    /// let state = yesterday.state();
    ///
    /// let mut today = mean()?.resume(state)?;
    /// let result = today.push(&batch(vec![40.0]))?;
    /// assert_eq!(result.column(0).as_ref(), &Float64Array::from(vec![25.0]));
    /// # Ok::<(), DynError>(())
    /// ```
    pub fn state(&self) -> DynState {
        DynState {
            of: self.signature(),
            kinds: self.kinds.clone(),
            groups: self.running.clone().into_iter().collect(),
            held: self.held.clone(),
        }
    }

    /// Goes on from what another has seen (streamz: `start`).
    ///
    /// It must have aggregated the same, by the same keys and over the same windows; what is done to rows before may be
    /// something else. States of aggregations of one's own must be of the same function.
    ///
    /// # Errors
    ///
    /// [`DynError::State`] if the state is that of something else.
    pub fn resume(mut self, state: DynState) -> Result<Self, DynError> {
        let expected = self.signature();
        let (keys, aggregates) = (self.frame.keys.len(), self.aggregates.len());
        let fits = |kinds: &(Vec<Kind>, Vec<Kind>)| (kinds.0.len(), kinds.1.len()) == (keys, aggregates);
        // What was read may have been changed by hand.
        let is_whole = state.kinds.as_ref().is_none_or(fits)
            && state
                .groups
                .iter()
                .all(|(key, states)| (key.len(), states.len()) == (keys, aggregates))
            && state.held.rows.iter().all(|row| row.cells.len() == aggregates);
        if state.of != expected || !is_whole {
            let found = if is_whole {
                state.of
            } else {
                format!("a broken {}", state.of)
            };
            return Err(DynError::State { expected, found });
        }
        self.kinds = state.kinds;
        self.running = Groups::from_iter(state.groups);
        self.held = state.held;
        Ok(self)
    }

    /// What is aggregated, by which keys, over what.
    fn signature(&self) -> String {
        let aggregates = self.aggregates.iter();
        let aggregates = aggregates.map(|(_, aggregate)| format!("{}({})", aggregate.how, aggregate.column));
        let aggregates = aggregates.collect::<Vec<_>>().join(", ");
        let over = match self.frame.over {
            Over::Everything => "everything".to_string(),
            Over::Batch => "each batch".to_string(),
            Over::Expanding => "all rows up to each".to_string(),
            Over::Window(reach) => format!("a window of {}", length(reach.0)),
            Over::Rolling(reach) => format!("windows of {}", length(reach.0)),
        };
        match self.frame.keys.as_slice() {
            [] => format!("{aggregates} over {over}"),
            keys if self.frame.windows_of_groups => format!("{aggregates} by {} over {over} of each", keys.join(", ")),
            keys => format!("{aggregates} by {} over {over}", keys.join(", ")),
        }
    }
}

fn length(back: Back) -> String {
    match back {
        Back::Rows(rows) => format!("{rows} rows"),
        Back::Labels(near) => near.to_string(),
    }
}
