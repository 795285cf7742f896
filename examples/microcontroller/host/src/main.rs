//! The monitor on the machine it is built on, for the result that all other targets must come to.
//!
//! The number of samples can be given as the argument.

use std::env;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> io::Result<ExitCode> {
    let samples = match env::args().nth(1).map(|argument| argument.parse()) {
        None => monitor::SAMPLES,
        Some(Ok(samples)) => samples,
        Some(Err(_)) => {
            eprintln!("usage: host [SAMPLES]");
            return Ok(ExitCode::FAILURE);
        }
    };
    let (mut line, _) = monitor::simulate(samples, &mut ());
    io::stdout().write_all(line.text("\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
