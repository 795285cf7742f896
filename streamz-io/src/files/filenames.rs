//! `filenames`: the names of new files.

use core::pin::Pin;
use core::task::{Context, Poll};
use core::time::Duration;
use std::collections::{BTreeMap, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Instant, SystemTime};

use futures_core::Stream;
use glob::Pattern;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;

use super::error::FilenamesError;
use super::hint::Hint;
use crate::Metrics;
use crate::told::Told;

/// The names of the files in a folder, or of those that a pattern fits, as they come (streamz: `filenames`).
///
/// In a pattern `*` stands for anything in one name, `?` for one character of it, `[ab]` for one of these, and `**` for any
/// folders. See [the module](super#filenames) for which names come when. This is a builder; [`open`](Filenames::open) begins.
///
/// ```
/// use futures::TryStreamExt;
/// use streamz_io::files::filenames;
///
/// # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
/// # let folder = tempfile::tempdir()?;
/// # let folder = folder.path();
/// # runtime.block_on(async {
/// let mut names = filenames(folder.join("*.csv")).stable_for(core::time::Duration::ZERO).open().await?;
/// std::fs::write(folder.join("sales.csv"), "tea,2.5\n")?;
/// assert_eq!(names.try_next().await?, Some(folder.join("sales.csv")));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// # })?;
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn filenames(path: impl Into<PathBuf>) -> Filenames {
    Filenames {
        path: path.into(),
        interval: Duration::from_millis(100),
        stable_for: Duration::from_secs(1),
    }
}

/// Which names are looked for: see [`filenames`].
#[derive(Clone, Debug)]
#[must_use = "it is opened by `open`"]
pub struct Filenames {
    path: PathBuf,
    interval: Duration,
    stable_for: Duration,
}

impl Filenames {
    /// How often to look: each 100 ms, if this is not said. With the feature `watch` the system's notifications come before
    /// that where it has some.
    pub const fn poll_interval(mut self, interval: Duration) -> Self {
        self.interval = interval;
        self
    }

    /// For how long a file must have kept its size and the time of its last change before its name comes, so that whoever
    /// writes it is done: 1 s, if this is not said. With zero, names come at once: for files that are moved into their
    /// place when they are whole.
    pub const fn stable_for(mut self, stable_for: Duration) -> Self {
        self.stable_for = stable_for;
        self
    }

    /// Begins to look.
    ///
    /// # Errors
    ///
    /// There is no such folder, and it is no pattern; or the pattern is wrong.
    ///
    /// # Panics
    ///
    /// Outside a tokio runtime.
    pub async fn open(self) -> Result<FilenameStream, FilenamesError> {
        let runtime = Handle::current();
        let metrics = Metrics::new(format!("filenames({})", self.path.display()));
        let path = self.path.clone();
        let place = runtime.spawn_blocking(move || Place::new(&path)).await;
        let place = place.map_err(|_| FilenamesError::Shutdown {
            path: self.path.clone(),
        })??;
        let mut hint = Hint::new(metrics.node(), place.watched().as_deref(), None, self.interval);
        // A look costs more the more files there are, and files that are being written tell of themselves all the time.
        hint.at_least(self.interval / 10);
        metrics.set_connected(true);
        let names = Box::new(Names::new(self.stable_for));
        Ok(FilenameStream {
            place: Arc::new(place),
            doing: Some(Doing::Waiting(names)),
            first: true,
            ready: VecDeque::new(),
            hint,
            told: Told::default(),
            path: self.path,
            runtime,
            metrics,
        })
    }
}

/// Where to look.
enum Place {
    Folder(PathBuf),
    Pattern(String),
}

const WILD: [char; 3] = ['*', '?', '['];

impl Place {
    fn new(path: &Path) -> Result<Self, FilenamesError> {
        if path.is_dir() {
            return Ok(Self::Folder(path.to_owned()));
        }
        let wrong = |reason: String| FilenamesError::Pattern {
            path: path.to_owned(),
            reason,
        };
        match path.to_str() {
            Some(text) if text.contains(WILD) => {
                Pattern::new(text).map_err(|error| wrong(error.to_string()))?;
                Ok(Self::Pattern(text.to_owned()))
            }
            None if path.to_string_lossy().contains(WILD) => Err(wrong("it is not UTF-8".to_owned())),
            _ => Err(FilenamesError::NoFolder { path: path.to_owned() }),
        }
    }

    /// The one folder in which all its names are, if it is one.
    fn watched(&self) -> Option<PathBuf> {
        let folder = match self {
            Self::Folder(folder) => folder,
            Self::Pattern(pattern) => Path::new(pattern).parent()?,
        };
        let plain = !folder.to_string_lossy().contains(WILD) || matches!(self, Self::Folder(_));
        plain.then(|| match folder.as_os_str().is_empty() {
            true => PathBuf::from("."),
            false => folder.to_owned(),
        })
    }

    /// All files that are there now. What cannot be looked at is the error, beside those that can.
    fn look(&self) -> (BTreeMap<PathBuf, Shape>, Option<io::Error>) {
        let (mut found, mut wrong) = (BTreeMap::new(), None);
        let mut add = |path: io::Result<PathBuf>| {
            let path = path.and_then(|path| Ok((fs::metadata(&path)?, path)));
            match path {
                Ok((metadata, path)) if metadata.is_file() => {
                    let shape = Shape {
                        length: metadata.len(),
                        changed: metadata.modified().ok(),
                    };
                    found.insert(path, shape);
                }
                Ok(_) => {}
                // Gone since it was listed, or a link to nothing.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => wrong = Some(error),
            }
        };
        match self {
            Self::Folder(folder) => match fs::read_dir(folder) {
                Ok(entries) => {
                    for entry in entries {
                        // As the shell's `*`: hidden files are not meant.
                        let hidden = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(b".");
                        match entry {
                            Ok(entry) if hidden(&entry.file_name()) => {}
                            entry => add(entry.map(|entry| entry.path())),
                        }
                    }
                }
                Err(error) => wrong = Some(error),
            },
            Self::Pattern(pattern) => {
                let options = glob::MatchOptions {
                    require_literal_separator: true,
                    require_literal_leading_dot: true,
                    ..glob::MatchOptions::new()
                };
                // It was understood before.
                for path in glob::glob_with(pattern, options).into_iter().flatten() {
                    add(path.map_err(io::Error::from));
                }
            }
        }
        (found, wrong)
    }
}

/// What a file looks like from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    length: u64,
    changed: Option<SystemTime>,
}

/// Which names are known.
struct Names {
    stable_for: Duration,
    known: BTreeMap<PathBuf, Known>,
}

enum Known {
    /// Its name has been told.
    Told,
    /// It has looked like this since then.
    Changing(Shape, Instant),
}

impl Names {
    const fn new(stable_for: Duration) -> Self {
        Self {
            stable_for,
            known: BTreeMap::new(),
        }
    }

    /// Takes in what is there now, which may not be `all` that is, and says which names are to be told, in order.
    fn take(&mut self, found: BTreeMap<PathBuf, Shape>, all: bool, now: Instant) -> Vec<PathBuf> {
        let mut told = Vec::new();
        let mut before = core::mem::take(&mut self.known);
        for (path, shape) in found {
            let since = match before.remove(&path) {
                Some(Known::Told) => None,
                Some(Known::Changing(as_before, since)) if as_before == shape => Some(since),
                _ => Some(now),
            };
            let known = match since {
                Some(since) if now.duration_since(since) < self.stable_for => Known::Changing(shape, since),
                Some(_) => {
                    told.push(path.clone());
                    Known::Told
                }
                None => Known::Told,
            };
            self.known.insert(path, known);
        }
        if !all {
            // What could not be seen may still be there, and must not be new again.
            self.known.append(&mut before);
        }
        told
    }
}

/// The names of files: what [`Filenames::open`] makes. It does not end.
#[must_use = "streams do nothing unless polled"]
pub struct FilenameStream {
    place: Arc<Place>,
    /// Nothing once the runtime has been shut down.
    doing: Option<Doing>,
    /// There was no look yet.
    first: bool,
    ready: VecDeque<PathBuf>,
    hint: Hint,
    told: Told,
    path: PathBuf,
    runtime: Handle,
    metrics: Metrics,
}

enum Doing {
    Waiting(Box<Names>),
    Looking(JoinHandle<(Box<Names>, Vec<PathBuf>, Option<io::Error>)>),
}

impl FilenameStream {
    /// What it tells of itself.
    #[must_use]
    pub fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    fn look(&self, mut names: Box<Names>) -> Doing {
        let place = Arc::clone(&self.place);
        Doing::Looking(self.runtime.spawn_blocking(move || {
            let (found, wrong) = place.look();
            let told = names.take(found, wrong.is_none(), Instant::now());
            (names, told, wrong)
        }))
    }

    /// What cannot be looked at is told, and looked at again.
    fn note(&mut self, wrong: Option<&io::Error>) {
        self.metrics.set_connected(wrong.is_none());
        if let Some(error) = wrong
            && self.told.again()
        {
            tracing::warn!(
                node = self.metrics.node(),
                "the files cannot be looked at, trying again: {error}"
            );
        }
    }
}

impl Stream for FilenameStream {
    type Item = Result<PathBuf, FilenamesError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(name) = this.ready.pop_front() {
                this.metrics.count_passed(1);
                return Poll::Ready(Some(Ok(name)));
            }
            match this.doing.take() {
                Some(Doing::Waiting(names)) => {
                    if !this.first && this.hint.poll(cx).is_pending() {
                        this.doing = Some(Doing::Waiting(names));
                        return Poll::Pending;
                    }
                    this.first = false;
                    this.doing = Some(this.look(names));
                }
                Some(Doing::Looking(mut looking)) => {
                    let Poll::Ready(looked) = Pin::new(&mut looking).poll(cx) else {
                        this.doing = Some(Doing::Looking(looking));
                        return Poll::Pending;
                    };
                    let Ok((names, told, wrong)) = looked else {
                        let path = this.path.clone();
                        return Poll::Ready(Some(Err(FilenamesError::Shutdown { path })));
                    };
                    this.note(wrong.as_ref());
                    this.ready.extend(told);
                    this.hint.begin();
                    this.doing = Some(Doing::Waiting(names));
                }
                None => return Poll::Ready(None),
            }
        }
    }
}

impl Drop for FilenameStream {
    fn drop(&mut self) {
        self.metrics.set_connected(false);
    }
}

#[cfg(test)]
mod tests {
    use proptest::collection::{btree_map, vec};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// Against what was seen at each look, from the first on.
        #[test]
        fn names_come_once_in_order_when_their_files_are_still(
            looks in vec((btree_map("[a-c]", 0..3_u64, 0..3), any::<bool>()), 1..12),
            stable in 0..4_usize,
        ) {
            let mut names = Names::new(Duration::from_secs(stable as u64));
            let begin = Instant::now();
            let mut told = Vec::new();
            for (second, (found, all)) in looks.iter().enumerate() {
                let shape = |length: &u64| Shape { length: *length, changed: None };
                let found: BTreeMap<_, _> = found.iter().map(|(name, length)| (name.into(), shape(length))).collect();
                told.push(names.take(found, *all, begin + Duration::from_secs(second as u64)));
            }
            for name in ["a", "b", "c"] {
                let mut known = false;
                // Its length, and since which look it has had that.
                let mut since: Option<(u64, usize)> = None;
                for (look, (found, all)) in looks.iter().enumerate() {
                    let due = match found.get(name) {
                        None if *all => {
                            (known, since) = (false, None);
                            false
                        }
                        None => false,
                        Some(_) if known => false,
                        Some(length) => {
                            let (_, from) = *since.insert(since.filter(|(as_before, _)| as_before == length).unwrap_or((*length, look)));
                            known = look - from >= stable;
                            known
                        }
                    };
                    prop_assert_eq!(told[look].contains(&PathBuf::from(name)), due, "{} in look {}: {:?}", name, look, told);
                }
            }
            prop_assert!(told.iter().all(|names| names.is_sorted()));
        }
    }
}
