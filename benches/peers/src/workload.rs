//! What every peer computes: the inputs, the pieces that all of them share, and the checksum.

use core::arch::asm;
use core::hint::black_box;
use std::cell::Cell;

use rustc_hash::FxHashMap;

/// How many prices a mean of case `c` covers.
pub const WINDOW: usize = 64;
const KEYS: u64 = 1000;

/// A keyed price. A tuple, since renoir serialises what crosses its blocks and tuples need no derive.
pub type Trade = (u32, f64);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    Maps,
    Scan,
    Window,
    Diamond,
    Keyed,
}

impl Case {
    pub const ALL: [Self; 5] = [Self::Maps, Self::Scan, Self::Window, Self::Diamond, Self::Keyed];

    pub fn letter(self) -> char {
        match self {
            Self::Maps => 'a',
            Self::Scan => 'b',
            Self::Window => 'c',
            Self::Diamond => 'd',
            Self::Keyed => 'e',
        }
    }
}

/// How events reach a peer.
pub trait Arrival: 'static {
    /// Whether an event has to run to its end before the next one exists.
    const SINGLE: bool;

    fn pass<T>(event: T) -> T;
}

/// The peer owns the source loop, and batches as it likes.
pub enum Bulk {}

impl Arrival for Bulk {
    const SINGLE: bool = false;

    #[inline(always)]
    fn pass<T>(event: T) -> T {
        event
    }
}

/// Events come one at a time, opaque to the compiler, as they would from a socket.
pub enum Single {}

impl Arrival for Single {
    const SINGLE: bool = true;

    #[inline(always)]
    fn pass<T>(event: T) -> T {
        black_box(event)
    }
}

/// splitmix64 of the index: inputs that no branch predictor learns, made without reading memory.
#[inline(always)]
fn random(index: u64) -> u64 {
    let mut z = scalar(index.wrapping_add(1)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// A register the compiler can't see through, at no cost in instructions.
///
/// Without it the generator gets vectorised, together with the pipeline behind it, wherever a peer inlines well. Baseline
/// x86-64 has no 64-bit vector product, so that makes a loop longer: eight times the instructions behind renoir's filter.
/// The table would rank peers by how little of them the compiler sees.
#[inline(always)]
fn scalar(mut x: u64) -> u64 {
    // SAFETY: no instructions at all.
    unsafe { asm!("/* {} */", inout(reg) x, options(pure, nomem, nostack, preserves_flags)) };
    x
}

/// Whole numbers below 2^20: every sum here is exact, so a peer may add in any order and still meet the checksum.
#[inline(always)]
fn to_price(random: u64) -> f64 {
    (random >> 44) as i64 as f64
}

#[inline(always)]
pub fn price(index: u64) -> f64 {
    to_price(random(index))
}

#[inline(always)]
pub fn trade(index: u64) -> Trade {
    let random = random(index);
    let key = ((random & 0xffff_ffff) * KEYS) >> 32;
    (key as u32, to_price(random))
}

pub fn prices<A: Arrival>(events: u64) -> impl Iterator<Item = f64> + Clone + Send + 'static {
    (0..events).map(|index| A::pass(price(index)))
}

pub fn trades<A: Arrival>(events: u64) -> impl Iterator<Item = Trade> + Clone + Send + 'static {
    (0..events).map(|index| A::pass(trade(index)))
}

/// The ten maps of case `a`. Additions and multiplications alternate, which IEEE rounding forbids to merge.
#[inline(always)]
pub fn step<const N: usize>(x: f64) -> f64 {
    const BY: [f64; 10] = [0.3, 1.7, 2.9, 0.6, 5.1, 1.3, 0.7, 0.9, 4.3, 1.1];
    if N.is_multiple_of(2) { x + BY[N] } else { x * BY[N] }
}

/// The map of case `b`.
#[inline(always)]
pub fn halve(x: f64) -> f64 {
    x * 0.5
}

/// The filter of case `b`, which three of four halved prices pass.
#[inline(always)]
pub fn passes(x: &f64) -> bool {
    *x >= 131_072.0
}

/// The accumulator of case `b`, as `scan` wants it.
#[inline(always)]
pub fn accumulate(total: &mut f64, x: f64) -> f64 {
    *total += x;
    *total
}

/// The branches of case `d`.
#[inline(always)]
pub fn left(x: f64) -> f64 {
    x * 0.25
}

#[inline(always)]
pub fn right(x: f64) -> f64 {
    x + 3.0
}

/// The join of case `d`.
#[inline(always)]
pub fn add((left, right): (f64, f64)) -> f64 {
    left + right
}

/// The state of case `c`: the last prices and their sum.
#[derive(Clone)]
pub struct Window {
    ring: [f64; WINDOW],
    seen: usize,
    sum: f64,
}

impl Default for Window {
    fn default() -> Self {
        Self {
            ring: [0.0; WINDOW],
            seen: 0,
            sum: 0.0,
        }
    }
}

impl Window {
    /// The mean of the window that ends with `x`, once it is full.
    #[inline(always)]
    pub fn push(&mut self, x: f64) -> Option<f64> {
        let oldest = &mut self.ring[self.seen % WINDOW];
        self.sum += x - *oldest;
        *oldest = x;
        self.seen += 1;
        (self.seen >= WINDOW).then_some(self.sum / WINDOW as f64)
    }
}

/// A running mean, the state of one key of case `e`.
#[derive(Clone, Copy, Default)]
pub struct Mean {
    sum: f64,
    count: f64,
}

impl Mean {
    #[inline(always)]
    pub fn push(&mut self, x: f64) -> f64 {
        self.sum += x;
        self.count += 1.0;
        self.sum / self.count
    }
}

/// The state of case `e`. The same map for every peer, so that the hash function is not what is compared.
#[derive(Clone)]
pub struct Means(FxHashMap<u32, Mean>);

impl Default for Means {
    fn default() -> Self {
        Self(FxHashMap::with_capacity_and_hasher(KEYS as usize, Default::default()))
    }
}

impl Means {
    #[inline(always)]
    pub fn push(&mut self, (key, x): Trade) -> f64 {
        self.0.entry(key).or_default().push(x)
    }
}

/// The checksum: a sum over the bits of every output, whatever their order.
#[inline(always)]
pub fn checksum(sum: u64, x: f64) -> u64 {
    sum.wrapping_add(x.to_bits())
}

/// A checksum for sinks that are called back and can only share their state.
#[derive(Default)]
pub struct Tally(Cell<u64>);

impl Tally {
    #[inline(always)]
    pub fn add(&self, x: f64) {
        self.0.set(checksum(self.0.get(), x));
    }

    pub fn sum(&self) -> u64 {
        self.0.get()
    }
}
