//! The thread of a source that waits for brokers.
//!
//! It is no thread of the runtime, for that would wait for it when it ends: a commit has no time-out in the client, and waits
//! until a broker comes back.

use std::io;
use std::sync::Arc;
use std::sync::mpsc::{SyncSender, sync_channel};
use std::thread;

use tokio::sync::oneshot;

use super::context::Consumer;

/// Whom to ask. When it is dropped, the consumer is closed as soon as nobody else has it: it leaves its group.
pub(super) struct Clerk {
    jobs: SyncSender<Job>,
    gone: oneshot::Receiver<()>,
}

type Job = Box<dyn FnOnce(&Consumer) + Send>;

/// How many questions may be asked at a time: a commit, where to begin, whether the brokers answer.
const JOBS: usize = 4;

impl Clerk {
    pub(super) fn start(consumer: Arc<Consumer>) -> io::Result<Self> {
        let (jobs, inbox) = sync_channel::<Job>(JOBS);
        let (going, gone) = oneshot::channel();
        thread::Builder::new().name("kafka".into()).spawn(move || {
            for job in inbox {
                job(&consumer);
            }
            drop(consumer);
            // Perhaps nobody waits.
            let _ = going.send(());
        })?;
        Ok(Self { jobs, gone })
    }

    /// Asks for something; the answer is an error if it does not come.
    pub(super) fn ask<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Consumer) -> T + Send + 'static,
    ) -> oneshot::Receiver<T> {
        let (sender, answer) = oneshot::channel();
        let job = Box::new(move |consumer: &Consumer| {
            // Perhaps nobody waits.
            let _ = sender.send(work(consumer));
        });
        // If it is full or gone, the sender in the job goes with it.
        let _ = self.jobs.try_send(job);
        answer
    }

    /// Lets it go; the answer comes when the consumer is closed.
    pub(super) fn leave(self) -> oneshot::Receiver<()> {
        self.gone
    }
}
