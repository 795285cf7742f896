//! Files: lines of one that grows, names of new ones, and a file as an end.
//!
//! ```
//! use core::pin::pin;
//! use streamz::prelude::*;
//! use streamz_io::files::{Line, from_textfile, sink_to_textfile};
//!
//! # let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
//! # let folder = tempfile::tempdir()?;
//! # let folder = folder.path();
//! # runtime.block_on(async {
//! std::fs::write(folder.join("in"), "3\n4\n")?;
//!
//! // `to_end` ends at the end of the file; without it, more is waited for.
//! let lines = from_textfile(folder.join("in")).to_end().checkpoint(folder.join("checkpoint")).open().await?;
//! let handle = lines.handle();
//! let out = sink_to_textfile(folder.join("out")).open().await?;
//! {
//!     let mut p = pin!(pipeline!(|| -> Result<(), Box<dyn std::error::Error>> {
//!         let lines = try_tagged_source(lines);
//!         lines
//!             .try_map(|line: Line| line.text()?.parse::<i64>().map_err(Box::<dyn std::error::Error>::from))
//!             .map(|n| (n * n).to_string())
//!             .forward(out);
//!     }));
//!     p.run().await?;
//! }
//! handle.closed().await?; // the checkpoint says that all of it is done
//! assert_eq!(std::fs::read_to_string(folder.join("out"))?, "9\n16\n");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # from_textfile
//!
//! A [`Line`] comes when all of it is there; what has no delimiter yet is kept until the rest comes. The bytes are those of
//! the file and need not be UTF-8.
//!
//! | | |
//! | --- | --- |
//! | delivery | At most once, and from the beginning (or the end) after a restart. With [`checkpoint`](FromTextfile::checkpoint) at least once: the checkpoint is the place up to which all lines have been dealt with, whatever order that happened in. After a crash those behind it come again, at most [`in_flight`](Checkpointed::in_flight) of them. |
//! | back-pressure | While the pipeline takes no lines, nothing is read. At most 128 kB and a line are in memory. |
//! | limits | A line of more than [`max_line`](FromTextfile::max_line) bytes is passed over and counted in [`Metrics::dropped`](crate::Metrics::dropped). |
//! | errors | What cannot be opened fails in `open`. A failure to read is an item of the stream, which goes on if it is polled again. |
//!
//! What happens to the file while it is read:
//!
//! * *It gets another name* and a new file takes its place, as `logrotate` does: the old one is read to its end, and until
//!   nothing more has come for [`rotate_wait`](FromTextfile::rotate_wait); then the new one is. This holds over a restart
//!   too: the file of the checkpoint is looked for by its number and its first bytes under all names in the folder. If two
//!   such changes come between two looks, or while nobody looks, the file in the middle is not seen.
//! * *It is cut off or written anew* (`copytruncate`): it is read from its beginning. That is known by its length, and by
//!   its first 256 bytes. What was written and cut off between two looks is lost, which is in the nature of that way.
//! * *It is deleted:* it is read until the next file comes.
//!
//! What is behind the last delimiter when a file ends so is a line too, for which [`Line::is_whole`] says no.
//!
//! The checkpoint is a small text file. It is written beside its place, flushed to the disk and moved there, so it holds
//! this position or the one before, never less. It is written when half of what may be in flight is done, or after
//! [`commit_interval`](Checkpointed::commit_interval).
//!
//! # filenames
//!
//! The names of regular files, sorted as of each look, each once for as long as the file is there; one that was gone and
//! comes back is new. Hidden files, whose names begin with a dot, are left out, as by the shell. A name comes when its file
//! has been still for [`stable_for`](Filenames::stable_for), so that nobody reads the half of it. There is no checkpoint:
//! after a restart all names come again, so move or delete files that are done with. A folder that cannot be looked at is
//! told in the log and looked at again; [`Metrics::connected`](crate::Metrics::connected) says whether it can be.
//!
//! # sink_to_textfile
//!
//! Items are gathered in memory and written 64 kB at a time, and when the sink is flushed: a pipeline does that whenever
//! nothing else is there to send, so where items come slowly each is written at once. A flush means that the operating
//! system has everything, so it outlives this program; with [`sync_data`](SinkToTextfile::sync_data) the disk has it. Only
//! then are the receipts of a pipeline acknowledged. Items are written as they are: one that has line ends in it is several
//! lines.
//!
//! Where the program is killed in the middle of a write, the last line is torn. Its item was not acknowledged, and comes
//! again. Whoever opens the file to append ends that line first, so that no other is spoilt.
//!
//! # Looking
//!
//! Files are looked at each [`poll_interval`](FromTextfile::poll_interval), on a thread that may wait for the disk. With
//! the feature `watch` the system's notifications shorten the wait, where it has some; nothing depends on them, for they
//! are lost on overflow, and there are none for files on other machines.

mod checkpoint;
mod commit;
mod error;
mod filenames;
mod hint;
mod line;
mod position;
mod sink;
mod tail;
mod textfile;

pub use checkpoint::{Checkpointed, CheckpointedTextFile, TextFileHandle};
pub use error::{FilenamesError, SinkToTextfileError, TextFileError};
pub use filenames::{FilenameStream, Filenames, filenames};
pub use line::{InFile, Line};
pub use sink::{SinkToTextfile, TextFileSink, sink_to_textfile};
pub use textfile::{FromTextfile, TextFile, from_textfile};
