//! The command line.

use std::env;
use std::str::FromStr;

use crate::peer::{Mode, Peer};
use crate::workload::Case;

pub const USAGE: &str = "\
peers table [--peers P,..] [--cases abcde] [--modes bulk,single] [--rounds N] [--no-instructions]
peers --peer P --case C --mode M --events N [--checksum]

table        measures and prints Markdown; without lists, all there is
--checksum   runs once and prints the checksum only, as a run under valgrind needs it";

/// What to do, with every list filled in. A single run is a table's options with one of each.
pub struct Options {
    pub table: bool,
    pub peers: Vec<Peer>,
    pub cases: Vec<Case>,
    pub modes: Vec<Mode>,
    pub rounds: u32,
    pub instructions: bool,
    pub events: u64,
    pub checksum: bool,
}

impl Options {
    pub fn from_env() -> Result<Self, String> {
        let mut options = Self {
            table: false,
            peers: Peer::ALL.to_vec(),
            cases: Case::ALL.to_vec(),
            modes: Mode::ALL.to_vec(),
            rounds: 10,
            instructions: true,
            events: 0,
            checksum: false,
        };
        let mut arguments = env::args().skip(1);
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or_else(|| format!("{argument} needs a value"));
            match argument.as_str() {
                "table" => options.table = true,
                "--no-instructions" => options.instructions = false,
                "--checksum" => options.checksum = true,
                "--peer" | "--peers" => {
                    options.peers = named(&value()?, ",", Peer::ALL, |peer| peer.name().to_owned())?;
                }
                "--mode" | "--modes" => {
                    options.modes = named(&value()?, ",", &Mode::ALL, |mode| mode.name().to_owned())?;
                }
                "--case" | "--cases" => {
                    options.cases = named(&value()?, "", &Case::ALL, |case| case.letter().to_string())?;
                }
                "--rounds" => options.rounds = number(&value()?)?,
                "--events" => options.events = number(&value()?)?,
                _ => return Err(format!("unknown argument {argument}")),
            }
        }
        Ok(options)
    }
}

fn number<T: FromStr>(text: &str) -> Result<T, String> {
    text.parse().map_err(|_| format!("{text} is not a number"))
}

/// Everything in `all` that `list` names, in the order of the list.
fn named<T: Copy>(list: &str, separator: &str, all: &[T], name: impl Fn(T) -> String) -> Result<Vec<T>, String> {
    list.split(separator)
        .filter(|wanted| !wanted.is_empty())
        .map(|wanted| {
            let found = all.iter().copied().find(|one| name(*one) == wanted);
            found.ok_or_else(|| format!("{wanted} is none of those there are"))
        })
        .collect()
}
