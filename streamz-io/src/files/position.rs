//! How far a file was read: which file, and where in it.

use core::fmt::Write as _;
use core::str::{FromStr, SplitAsciiWhitespace};
use std::fs::{self, File, Metadata};
use std::io::{self, Read, Seek, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

/// How many bytes of a file's beginning are compared to know it again.
pub(super) const HEAD: usize = 256;

/// What the system tells files apart by, while they are there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileId {
    device: u64,
    number: u64,
}

impl FileId {
    #[cfg(unix)]
    pub(super) fn of(metadata: &Metadata) -> Self {
        use std::os::unix::fs::MetadataExt as _;
        Self {
            device: metadata.dev(),
            number: metadata.ino(),
        }
    }

    /// When it was made, where there is nothing better.
    #[cfg(not(unix))]
    pub(super) fn of(metadata: &Metadata) -> Self {
        let created = metadata.created().ok();
        let since = created.and_then(|created| created.duration_since(std::time::UNIX_EPOCH).ok());
        Self {
            device: 0,
            number: since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)),
        }
    }
}

/// A file, whatever it is called now.
///
/// The number of a file that was deleted is given to the next one made, so the content counts too. A device may have another
/// number after the system was started again, so it does not count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Origin {
    number: u64,
    head: Head,
}

/// The first bytes of a file, as far as it has been read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Head {
    length: u32,
    checksum: u32,
}

impl Origin {
    /// A file of which `head` has been read, and perhaps more.
    pub(super) fn new(id: FileId, head: &[u8]) -> Self {
        let head = Head {
            // At most `HEAD`.
            length: head.len() as u32,
            checksum: crc32fast::hash(head),
        };
        Self {
            number: id.number,
            head,
        }
    }

    /// Whether a file with this number may be the one.
    pub(super) fn may_be(&self, id: FileId) -> bool {
        self.number == id.number
    }

    /// Whether the file still begins as it did. Reading goes on wherever that leaves it.
    pub(super) fn begins(&self, file: &mut File) -> io::Result<bool> {
        let head = read_head(file, u64::from(self.head.length))?;
        Ok(head.len() == self.head.length as usize && crc32fast::hash(&head) == self.head.checksum)
    }
}

/// The first `length` bytes of a file, or `HEAD` of them.
pub(super) fn read_head(file: &mut File, length: u64) -> io::Result<Vec<u8>> {
    file.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(HEAD);
    file.take(length.min(HEAD as u64)).read_to_end(&mut head)?;
    Ok(head)
}

/// A place between two lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Position {
    pub(super) origin: Origin,
    /// The byte at which the next line begins.
    pub(super) offset: u64,
    /// How many lines come before.
    pub(super) lines: u64,
}

const TITLE: &str = "streamz textfile checkpoint 1";

impl Position {
    /// Writes it into a file, which holds either this or what it held before, whatever happens.
    pub(super) fn save(&self, file: &Path) -> io::Result<()> {
        let new = with_suffix(file, ".new");
        let mut writer = File::create(&new)?;
        writer.write_all(self.to_text().as_bytes())?;
        writer.sync_data()?;
        fs::rename(&new, file)
    }

    /// Reads it back, if there is a file.
    ///
    /// What is there may be no position: then the inner result is an error.
    pub(super) fn load(file: &Path) -> io::Result<Option<Result<Self, NoPosition>>> {
        match fs::read(file) {
            Ok(bytes) => {
                let text = core::str::from_utf8(&bytes).map_err(|_| NoPosition);
                Ok(Some(text.and_then(str::parse)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn to_text(self) -> String {
        let Self { origin, offset, lines } = self;
        let Origin { number, head } = origin;
        let mut text = String::new();
        // A `String` takes everything.
        let _ = write!(
            text,
            "{TITLE}\nfile {number}\nhead {} {:08x}\noffset {offset}\nlines {lines}\n",
            head.length, head.checksum,
        );
        text
    }
}

/// Something else than a position.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoPosition;

impl FromStr for Position {
    type Err = NoPosition;

    fn from_str(text: &str) -> Result<Self, NoPosition> {
        let rest = text.strip_prefix(TITLE).ok_or(NoPosition)?;
        let mut words = rest.split_ascii_whitespace();
        let mut number = |name: Option<&str>, radix| number(&mut words, name, radix).ok_or(NoPosition);
        let position = Self {
            origin: Origin {
                number: number(Some("file"), 10)?,
                head: Head {
                    length: number(Some("head"), 10)?.try_into().map_err(|_| NoPosition)?,
                    checksum: number(None, 16)?.try_into().map_err(|_| NoPosition)?,
                },
            },
            offset: number(Some("offset"), 10)?,
            lines: number(Some("lines"), 10)?,
        };
        // A text that was cut off in the last number would say another one.
        let whole = words.next().is_none() && text.ends_with('\n');
        whole.then_some(position).ok_or(NoPosition)
    }
}

/// The next number, which follows a name or another number.
fn number(words: &mut SplitAsciiWhitespace<'_>, name: Option<&str>, radix: u32) -> Option<u64> {
    if name.is_some() && words.next() != name {
        return None;
    }
    u64::from_str_radix(words.next()?, radix).ok()
}

/// A path with something behind it.
fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut path = path.as_os_str().to_owned();
    path.push(suffix);
    path.into()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "tests")]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_position_is_read_as_it_was_written(number: u64, length: u32, checksum: u32, offset: u64, lines: u64) {
            let head = Head { length, checksum };
            let position = Position { origin: Origin { number, head }, offset, lines };
            let text = position.to_text();
            prop_assert_eq!(text.parse(), Ok(position));
            for end in 0..text.len() {
                prop_assert_eq!(text[..end].parse::<Position>(), Err(NoPosition));
            }
        }
    }

    #[test]
    fn what_is_saved_replaces_what_was_there() {
        let folder = tempfile::tempdir().unwrap();
        let at = folder.path().join("checkpoint");
        assert_eq!(Position::load(&at).unwrap(), None);
        for offset in [7, 1_000_000, 3] {
            let position = Position {
                offset,
                ..Position::default()
            };
            position.save(&at).unwrap();
            assert_eq!(Position::load(&at).unwrap(), Some(Ok(position)));
        }
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        fs::write(&at, "something else\n").unwrap();
        assert_eq!(Position::load(&at).unwrap(), Some(Err(NoPosition)));
    }

    #[test]
    fn a_file_is_known_by_how_it_begins() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("log");
        fs::write(&path, "one\ntwo\n").unwrap();
        let mut file = File::open(&path).unwrap();
        let id = FileId::of(&file.metadata().unwrap());
        let origin = Origin::new(id, &read_head(&mut file, 4).unwrap());
        assert!(origin.may_be(id) && origin.begins(&mut file).unwrap());
        for (content, same) in [
            ("one\n", true),
            ("one\nmore", true),
            ("one", false),
            ("", false),
            ("new\ntwo\n", false),
        ] {
            fs::write(&path, content).unwrap();
            assert_eq!(origin.begins(&mut file).unwrap(), same, "{content}");
        }
    }
}
