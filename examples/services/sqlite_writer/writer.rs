//! The pipeline: rows from a channel, gathered into batches, each written as one transaction.
//!
//! ```text
//! channel ── source ── partition_timeout ── map ── try_sink
//!                                          owned   a transaction
//! ```

use core::pin::pin;
use core::time::Duration;
use std::sync::{Arc, Mutex, PoisonError};

use streamz::prelude::*;
use streamz::time::TokioTimer;
use thiserror::Error;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinError, spawn_blocking};
use tokio_stream::wrappers::ReceiverStream;

use crate::bars::Bar;
use crate::database::Database;

/// How long a row may wait for its batch to fill.
const AGE: Duration = Duration::from_millis(50);

/// What was written.
#[derive(Debug, Default)]
pub(crate) struct Written {
    pub(crate) rows: usize,
    /// How many rows each batch had.
    pub(crate) batches: Vec<usize>,
}

#[derive(Debug, Error)]
pub(crate) enum WriteError {
    #[error("a batch cannot be written")]
    Database(#[from] rusqlite::Error),

    #[error("the writing thread broke off")]
    Thread(#[from] JoinError),
}

/// Writes what comes until the channel is closed, in batches of up to `size` rows; `commit` is told how many are written.
///
/// While one batch is written the next one fills; then the channel does, and then whoever sends waits.
pub(crate) async fn write(
    rows: mpsc::Receiver<Bar>,
    size: usize,
    database: Database,
    commit: &watch::Sender<usize>,
) -> Result<Written, WriteError> {
    let database = Arc::new(Mutex::new(database));
    let mut written = Written::default();
    {
        let mut writer = pin!(
            pipeline!(|| -> Result<(), WriteError> {
                let bars = source(ReceiverStream::new(rows));
                bars.partition_timeout(size, AGE).map(<[Bar]>::to_vec).try_sink(
                    async |batch: Vec<Bar>| -> Result<(), WriteError> {
                        let rows = batch.len();
                        let database = Arc::clone(&database);
                        spawn_blocking(move || database.lock().unwrap_or_else(PoisonError::into_inner).write(&batch))
                            .await??;
                        written.rows += rows;
                        written.batches.push(rows);
                        commit.send_replace(written.rows);
                        Ok(())
                    },
                );
            })
            .with_timer(TokioTimer::new())
        );
        writer.run().await?;
    }
    Ok(written)
}
