//! The feed: sends rows as fast as it may, and falls silent once.

use core::time::Duration;

use thiserror::Error;
use tokio::sync::mpsc::Sender;
use tokio::sync::watch::Receiver;
use tokio::time::timeout;

use crate::bars::Bar;

/// What the feed saw.
#[derive(Debug, Default)]
pub(crate) struct Fed {
    /// How often there was no room for a row.
    pub(crate) waits: usize,
    /// The most rows that waited in the channel.
    pub(crate) most_queued: usize,
    /// The most rows that had been sent and were not yet on the disk.
    pub(crate) most_on_the_way: usize,
}

#[derive(Debug, Error)]
pub(crate) enum FeedError {
    #[error("the writer has gone away after {sent} rows")]
    WriterGone { sent: usize },

    #[error("{PATIENCE:?} after {sent} rows were sent and no more, they are not all written")]
    Unwritten { sent: usize },
}

/// Far longer than a batch may wait.
const PATIENCE: Duration = Duration::from_secs(10);

/// Sends all rows. After `silence` of them it sends no more until they are all `committed`.
pub(crate) async fn feed(
    bars: Vec<Bar>,
    silence: usize,
    sender: Sender<Bar>,
    mut committed: Receiver<usize>,
) -> Result<Fed, FeedError> {
    let mut fed = Fed::default();
    for (sent, bar) in bars.into_iter().enumerate() {
        let gone = || FeedError::WriterGone { sent };
        if sent == silence {
            let written = timeout(PATIENCE, committed.wait_for(|rows| *rows == sent)).await;
            written
                .map_err(|_| FeedError::Unwritten { sent })?
                .map_err(|_| gone())?;
        }
        let place = match sender.try_reserve() {
            Ok(place) => place,
            Err(_) => {
                fed.waits += 1;
                sender.reserve().await.map_err(|_| gone())?
            }
        };
        place.send(bar);
        fed.most_queued = fed.most_queued.max(sender.max_capacity() - sender.capacity());
        fed.most_on_the_way = fed.most_on_the_way.max(sent + 1 - *committed.borrow());
    }
    Ok(fed)
}
