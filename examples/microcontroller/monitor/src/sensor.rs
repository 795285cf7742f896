//! A sensor that does not exist: the same samples on every target.

use streamz::time::Ticks;

use crate::MILLISECOND;

/// After how many samples the machine begins to run roughly, or ceases to.
const SPELL: u32 = 250;

/// One measurement.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sample {
    /// When it was taken.
    pub at: Ticks,
    /// In g.
    pub acceleration: f32,
}

/// The acceleration of a bearing that rings: noise through a resonance of second order, stronger in every other spell.
///
/// Samples come about every 10 ms, sometimes several in a row, sometimes none for a while.
#[derive(Debug)]
pub struct Sensor {
    random: u32,
    left: u32,
    taken: u32,
    at: Ticks,
    strength: f32,
    ringing: [f32; 2],
}

impl Sensor {
    /// A sensor that has so many samples.
    #[must_use]
    pub const fn new(samples: u32) -> Self {
        Self {
            left: samples,
            random: 0x5eed,
            taken: 0,
            at: 0,
            strength: 0.1,
            ringing: [0.0; 2],
        }
    }

    /// The next number of xorshift32.
    fn random(&mut self) -> u32 {
        let mut x = self.random;
        x ^= x << 13;
        x ^= x >> 17;
        x ^= x << 5;
        self.random = x;
        x
    }

    /// How long the next sample lets wait, in milliseconds.
    fn gap(&mut self) -> u32 {
        let random = self.random();
        match random & 0xff {
            0..16 => 1,
            16 => 1_500,
            _ => 8 + (random >> 8) % 5,
        }
    }
}

impl Iterator for Sensor {
    type Item = Sample;

    fn next(&mut self) -> Option<Sample> {
        self.left = self.left.checked_sub(1)?;
        let rough = (self.taken / SPELL) % 2 == 1;
        self.taken += 1;
        self.at += u64::from(self.gap()) * MILLISECOND;
        self.strength += ((if rough { 0.35 } else { 0.05 }) - self.strength) * 0.02;
        // 24 bits, which an f32 holds exactly.
        let noise = ((self.random() >> 8) as i32 - (1 << 23)) as f32 / (1 << 23) as f32;
        let [last, before] = self.ringing;
        let next = 1.2 * last - 0.8 * before + noise * self.strength;
        self.ringing = [next, last];
        Some(Sample {
            at: self.at,
            acceleration: next,
        })
    }
}
