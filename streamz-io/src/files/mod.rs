//! Files.

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
pub use line::Line;
pub use sink::{SinkToTextfile, TextFileSink, sink_to_textfile};
pub use textfile::{FromTextfile, TextFile, from_textfile};
