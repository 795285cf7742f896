//! What came out, in one number that depends on every bit of it.

use streamz::time::Ticks;

use crate::MILLISECOND;
use crate::line::Line;
use crate::pipeline::Signal;

/// Counts signals, and sums up their bits (FNV-1a).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Digest {
    /// How many alarms were raised or let go.
    pub alarms: u32,
    /// How many reports were made.
    pub reports: u32,
    /// The sum of all bits.
    pub hash: u64,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            alarms: 0,
            reports: 0,
            hash: 0xcbf2_9ce4_8422_2325,
        }
    }
}

impl Digest {
    /// Takes a signal in.
    pub fn add(&mut self, signal: Signal) {
        match signal {
            Signal::Alarm(alarm) => {
                self.alarms += 1;
                self.add_bytes(&alarm.at.to_le_bytes());
                self.add_bytes(&[u8::from(alarm.on)]);
            }
            Signal::Report(report) => {
                self.reports += 1;
                self.add_bytes(&report.at.to_le_bytes());
                self.add_bytes(&report.levels.to_le_bytes());
                self.add_bytes(&report.mean.to_bits().to_le_bytes());
                self.add_bytes(&report.peak.to_bits().to_le_bytes());
            }
        }
    }

    /// The line that all targets must print, after so many samples and so much time on the clock of the monitor.
    #[must_use]
    pub fn line(&self, samples: u32, elapsed: Ticks) -> Line {
        let mut line = Line::default();
        line.text("samples=").number(samples);
        line.text(" alarms=").number(self.alarms);
        line.text(" reports=").number(self.reports);
        line.text(" elapsed_ms=").number((elapsed / MILLISECOND) as u32);
        line.text(" hash=").hex(self.hash);
        line
    }

    fn add_bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.hash = (self.hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
}
