//! When to look again.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::path::Path;

use tokio::time::{Instant, Sleep, sleep};

/// Waits from one look to the next: an interval, or less if the system tells that something has happened.
///
/// What the system tells is never relied on. It says nothing of files on other machines, and may lose events of this one.
pub(super) struct Hint {
    interval: Duration,
    /// How long to wait whatever the system tells.
    least: Duration,
    began: Instant,
    sleep: Pin<Box<Sleep>>,
    #[cfg(feature = "watch")]
    watching: Option<watch::Watching>,
}

impl Hint {
    /// Looks each `interval`, and when something happens to a file in `folder` whose name is `name`, or to any.
    pub(super) fn new(node: &str, folder: Option<&Path>, name: Option<&Path>, interval: Duration) -> Self {
        #[cfg(not(feature = "watch"))]
        let _ = (node, folder, name);
        Self {
            interval,
            least: Duration::ZERO,
            began: Instant::now(),
            sleep: Box::pin(sleep(interval)),
            #[cfg(feature = "watch")]
            watching: folder.and_then(|folder| watch::Watching::start(node, folder, name)),
        }
    }

    /// Waits so long at least.
    pub(super) fn at_least(&mut self, least: Duration) {
        self.least = least;
    }

    /// Begins to wait.
    pub(super) fn begin(&mut self) {
        self.began = Instant::now();
        self.sleep.as_mut().reset(self.began + self.interval);
    }

    /// Whether it is time to look.
    pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        #[cfg(feature = "watch")]
        if let Some(watching) = &mut self.watching
            && watching.poll(cx).is_ready()
        {
            if self.began.elapsed() >= self.least {
                return Poll::Ready(());
            }
            self.sleep.as_mut().reset(self.began + self.least);
        }
        self.sleep.as_mut().poll(cx)
    }
}

#[cfg(feature = "watch")]
mod watch {
    use core::task::{Context, Poll};
    use std::ffi::OsString;
    use std::path::Path;

    use notify::{Event, RecommendedWatcher, RecursiveMode, Watcher as _};
    use tokio::sync::mpsc;

    /// A folder that the system watches.
    pub(super) struct Watching {
        events: mpsc::Receiver<()>,
        _watcher: RecommendedWatcher,
    }

    impl Watching {
        /// Nothing if that cannot be: then intervals are enough.
        pub(super) fn start(node: &str, folder: &Path, name: Option<&Path>) -> Option<Self> {
            let name: Option<OsString> = name.and_then(Path::file_name).map(ToOwned::to_owned);
            // One that is waiting says it all.
            let (sender, events) = mpsc::channel(1);
            let tell = move |event: notify::Result<Event>| {
                let matters = event.is_ok_and(|event| {
                    // Who reads a file need not be told that it is read.
                    !event.kind.is_access()
                        && (event.need_rescan()
                            || name.is_none()
                            || event.paths.iter().any(|path| path.file_name() == name.as_deref()))
                });
                if matters {
                    let _ = sender.try_send(());
                }
            };
            let watcher = notify::recommended_watcher(tell).and_then(|mut watcher| {
                watcher.watch(folder, RecursiveMode::NonRecursive)?;
                Ok(watcher)
            });
            match watcher {
                Ok(watcher) => Some(Self {
                    events,
                    _watcher: watcher,
                }),
                Err(error) => {
                    tracing::debug!(
                        node,
                        "the system does not watch {}, so it is polled: {error}",
                        folder.display()
                    );
                    None
                }
            }
        }

        pub(super) fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
            match self.events.poll_recv(cx) {
                Poll::Ready(Some(())) => Poll::Ready(()),
                // Without events there is nothing to wait for here.
                Poll::Ready(None) | Poll::Pending => Poll::Pending,
            }
        }
    }
}
