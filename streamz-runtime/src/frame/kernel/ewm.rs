//! Exponentially weighted means, variances and standard deviations.

use alloc::vec::Vec;
use core::array::from_fn;
use core::marker::PhantomData;

use crate::frame::aggregate::Running;
use crate::frame::cell::Real;

/// Cells of a block, of which none waits for more than one step of the block before it.
const LANES: usize = 8;

/// Cells that are computed together.
const PIECE: usize = 128;

/// A decay was asked for that there is not.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("there is no decay with {parameter} = {value}; {rule}")]
#[non_exhaustive]
pub struct NoDecay {
    /// What it was told by: `alpha`, `com`, `span` or `halflife`.
    pub parameter: &'static str,
    /// What was asked for.
    pub value: f64,
    /// What there is.
    pub rule: &'static str,
}

/// How fast the weight of a cell decays with the cells after it: the first half of a mean, a variance, a deviation.
///
/// Definitions are those of pandas' `ewm`. A cell has `1 - alpha` times the weight of the next.
///
/// # Examples
///
/// ```
/// use streamz::frame::{Ewm, Running};
///
/// let (mut mean, mut out) = (Ewm::alpha(0.5)?.adjust(false).mean(), Vec::new());
/// mean.scan(&[1.0, 3.0, 3.0], &mut out);
/// assert_eq!(out, [1.0, 2.0, 2.5]);
///
/// let error = Ewm::span(0.5).unwrap_err();
/// assert_eq!(error.to_string(), "there is no decay with span = 0.5; a span is a finite number that is at least 1");
/// # Ok::<(), streamz::frame::NoDecay>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Ewm {
    alpha: f64,
    adjust: bool,
    ignore_na: bool,
    min_periods: u64,
}

impl Ewm {
    /// By the weight of the newest cell, if all weights together are 1: above 0, and at most 1.
    ///
    /// # Errors
    ///
    /// [`NoDecay`] for any other number.
    pub fn alpha(alpha: f64) -> Result<Self, NoDecay> {
        Self::with("alpha", alpha, alpha, "alpha is above 0, and at most 1")
    }

    /// By the centre of mass of the weights, in cells: `alpha = 1 / (1 + com)`.
    ///
    /// # Errors
    ///
    /// [`NoDecay`] if it is negative or not finite.
    pub fn com(com: f64) -> Result<Self, NoDecay> {
        let alpha = if com >= 0.0 { 1.0 / (1.0 + com) } else { f64::NAN };
        Self::with(
            "com",
            com,
            alpha,
            "a centre of mass is a finite number that is at least 0",
        )
    }

    /// By the span of a plain moving mean that is about as smooth, in cells: `alpha = 2 / (1 + span)`.
    ///
    /// # Errors
    ///
    /// [`NoDecay`] if it is below 1 or not finite.
    pub fn span(span: f64) -> Result<Self, NoDecay> {
        let alpha = 2.0 / (1.0 + span);
        Self::with("span", span, alpha, "a span is a finite number that is at least 1")
    }

    /// By how many cells halve a weight: `alpha = 1 - 2^(-1 / halflife)`.
    ///
    /// # Errors
    ///
    /// [`NoDecay`] if it is not above 0 or not finite.
    pub fn halflife(halflife: f64) -> Result<Self, NoDecay> {
        let alpha = if halflife > 0.0 {
            -(-core::f64::consts::LN_2 / halflife).exp_m1()
        } else {
            f64::NAN
        };
        Self::with("halflife", halflife, alpha, "a half-life is a finite number above 0")
    }

    /// The weight of the newest cell, and how the others weigh: whether adjusted, and whether only what is there decays.
    #[cfg(feature = "dynamic")]
    pub(in crate::frame) const fn parameters(self) -> (f64, bool, bool) {
        (self.alpha, self.adjust, self.ignore_na)
    }

    /// How many cells a result needs.
    #[cfg(feature = "dynamic")]
    pub(in crate::frame) const fn least(self) -> u64 {
        self.min_periods
    }

    fn with(parameter: &'static str, value: f64, alpha: f64, rule: &'static str) -> Result<Self, NoDecay> {
        if alpha > 0.0 && alpha <= 1.0 {
            Ok(Self {
                alpha,
                adjust: true,
                ignore_na: false,
                min_periods: 0,
            })
        } else {
            Err(NoDecay { parameter, value, rule })
        }
    }

    /// Whether all weights are divided by their sum, which they are unless it is said here, so that the first cells count
    /// no more than others; or the mean is `alpha` times the newest cell and the rest of it the mean before, from the
    /// first cell on.
    #[must_use]
    pub const fn adjust(self, adjust: bool) -> Self {
        Self { adjust, ..self }
    }

    /// Whether weights decay with cells that are there only. Unless it is said here they do with missing ones too.
    #[must_use]
    pub const fn ignore_na(self, ignore_na: bool) -> Self {
        Self { ignore_na, ..self }
    }

    /// Results are missing until there have been so many cells that are not. Unless it is said here, one is enough.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::frame::{Ewm, Running};
    ///
    /// let (mut mean, mut out) = (Ewm::alpha(0.5)?.adjust(false).min_periods(2).mean(), Vec::new());
    /// mean.scan(&[1.0, f64::NAN, 3.0], &mut out);
    /// assert!(out[0].is_nan() && out[1].is_nan());
    /// assert_eq!(out[2], 2.0 + 1.0 / 3.0);
    /// # Ok::<(), streamz::frame::NoDecay>(())
    /// ```
    #[must_use]
    pub const fn min_periods(self, periods: usize) -> Self {
        Self {
            min_periods: periods as u64,
            ..self
        }
    }

    /// The mean; missing before the first cell that is not.
    #[must_use]
    pub fn mean<C>(self) -> EwmMean<C> {
        EwmMean {
            steps: Steps::new(self),
            mean: f64::NAN,
            cells: PhantomData,
        }
    }

    /// The variance; that of a sample unless `bias` is said, and then missing before the second cell that is not.
    #[must_use]
    pub fn var<C>(self, bias: bool) -> EwmVar<C> {
        EwmVar {
            steps: Steps::new(self),
            squares: 1.0,
            mean: f64::NAN,
            variance: 0.0,
            bias,
            cells: PhantomData,
        }
    }

    /// The standard deviation: the root of [`var`](Self::var).
    #[must_use]
    pub fn std<C>(self, bias: bool) -> EwmStd<C> {
        EwmStd(self.var(bias))
    }
}

/// The weights of what has been seen and of what comes.
#[derive(Clone, Debug)]
struct Steps {
    of: Ewm,
    /// How much of a weight is left after one cell.
    rest: f64,
    /// The weight of a new cell.
    new: f64,
    /// That of all before, before they decay.
    old: f64,
    /// How many cells there have been that are not missing; counted only as far as it matters.
    seen: u64,
    /// What is left of a weight after one to eight cells.
    rests: [f64; LANES],
    /// The weights of one to eight cells together.
    sums: [f64; LANES],
}

impl Steps {
    fn new(of: Ewm) -> Self {
        let rest = 1.0 - of.alpha;
        let (mut rests, mut sums) = ([rest; LANES], [1.0; LANES]);
        for lane in 1..LANES {
            rests[lane] = rests[lane - 1] * rest;
            sums[lane] = sums[lane - 1] * rest + 1.0;
        }
        Self {
            of,
            rest,
            new: if of.adjust { 1.0 } else { of.alpha },
            old: 1.0,
            seen: 0,
            rests,
            sums,
        }
    }

    /// Whether there have been too few cells for a result.
    #[inline(always)]
    fn are_few(&self) -> bool {
        self.seen < self.of.min_periods
    }

    /// Takes the first cell that is there.
    #[inline(always)]
    fn begin(&mut self, mean: &mut f64, cell: f64) {
        if !cell.is_nan() {
            self.seen += 1;
            *mean = cell;
        }
    }

    /// Takes a cell that is there into the mean of those before; says what part of it is new.
    #[inline(always)]
    fn take(&mut self, mean: &mut f64, cell: f64) -> f64 {
        self.seen += 1;
        let old = self.old * self.rest;
        let all = old + self.new;
        // The mean of equal cells is that cell, to the last bit.
        if *mean != cell {
            *mean = (old * *mean + self.new * cell) / all;
        }
        self.old = if self.of.adjust { all } else { 1.0 };
        self.new / all
    }

    /// The weighted sums up to each of some cells, after that of all before them.
    #[inline(always)]
    fn weigh(&self, before: f64, cells: [f64; LANES]) -> [f64; LANES] {
        let [rest, rest2, rest3, rest4, ..] = self.rests;
        let [a, b, c, d, e, f, g, h] = cells.map(|cell| cell * self.new);
        let (ab, cd, ef, gh) = (a * rest + b, c * rest + d, e * rest + f, g * rest + h);
        let (abc, abcd) = (ab * rest + c, ab * rest2 + cd);
        let (efg, efgh) = (ef * rest + g, ef * rest2 + gh);
        let [fifth, sixth] = [abcd * rest + e, abcd * rest2 + ef];
        let [seventh, eighth] = [abcd * rest3 + efg, abcd * rest4 + efgh];
        let parts = [a, ab, abc, abcd, fifth, sixth, seventh, eighth];
        from_fn(|lane| before * self.rests[lane] + parts[lane])
    }

    /// Lets weights decay with a cell that is missing.
    #[inline(always)]
    fn skip(&mut self) {
        if !self.of.ignore_na {
            self.old *= self.rest;
        }
    }
}

/// An exponentially weighted mean; made by [`Ewm::mean`].
#[derive(Clone, Debug)]
pub struct EwmMean<C> {
    steps: Steps,
    mean: f64,
    cells: PhantomData<fn(C)>,
}

impl<C: Real> EwmMean<C> {
    /// Cells that are all there, after the first; `results` are their numbers, and become their means.
    #[inline(always)]
    fn blocks(&mut self, results: &mut [f64]) {
        let Steps { rests, sums, .. } = self.steps;
        let mut weight = self.steps.old;
        let mut weighted = self.mean * weight;
        let (blocks, left) = results.as_chunks_mut::<LANES>();
        let mut blocks = blocks.iter_mut();
        // After some hundred cells, or all the time, the weights are what they will be.
        let next = |weight: f64| weight * rests[LANES - 1] + sums[LANES - 1];
        while self.steps.of.adjust
            && next(weight) != weight
            && let Some(block) = blocks.next()
        {
            let means = self.steps.weigh(weighted, *block);
            *block = from_fn(|lane| means[lane] / (weight * rests[lane] + sums[lane]));
            (weight, weighted) = (next(weight), means[LANES - 1]);
            self.mean = block[LANES - 1];
        }
        let by = 1.0 / weight;
        for block in blocks {
            let means = self.steps.weigh(weighted, *block);
            weighted = means[LANES - 1];
            *block = means.map(|mean| mean * by);
            self.mean = block[LANES - 1];
        }
        self.steps.old = weight;
        for result in left {
            self.step(*result);
            *result = self.mean;
        }
    }

    #[inline(always)]
    fn step(&mut self, cell: f64) {
        if self.mean.is_nan() {
            self.steps.begin(&mut self.mean, cell);
        } else if cell.is_nan() {
            self.steps.skip();
        } else {
            self.steps.take(&mut self.mean, cell);
        }
    }
}

impl<C: Real> Running for EwmMean<C> {
    type In = C;
    type Out = f64;

    #[inline]
    fn push(&mut self, cell: C) {
        self.step(cell.real());
    }

    #[inline]
    fn value(&self) -> f64 {
        if self.steps.are_few() { f64::NAN } else { self.mean }
    }

    #[inline]
    fn scan(&mut self, cells: &[C], out: &mut Vec<f64>) {
        out.reserve(cells.len());
        if cells.len() < LANES {
            out.extend(cells.iter().map(|&cell| {
                self.push(cell);
                self.value()
            }));
            return;
        }
        let mut results = [0.0; PIECE];
        for piece in cells.chunks(PIECE) {
            let results = &mut results[..piece.len()];
            let mut plain = self.mean.is_finite() && !self.steps.are_few();
            for (result, cell) in results.iter_mut().zip(piece) {
                *result = cell.real();
                plain &= result.is_finite();
            }
            // Without adjustment the weight before is 1 but after missing cells.
            if plain && (self.steps.of.adjust || self.steps.old == 1.0) {
                self.blocks(results);
            } else {
                for result in &mut *results {
                    self.step(*result);
                    *result = self.value();
                }
            }
            out.extend_from_slice(results);
        }
    }
}

/// An exponentially weighted variance; made by [`Ewm::var`].
#[derive(Clone, Debug)]
pub struct EwmVar<C> {
    steps: Steps,
    /// The sum of the squares of the weights.
    squares: f64,
    mean: f64,
    variance: f64,
    bias: bool,
    cells: PhantomData<fn(C)>,
}

impl<C: Real> Running for EwmVar<C> {
    type In = C;
    type Out = f64;

    #[inline]
    fn push(&mut self, cell: C) {
        let cell = cell.real();
        if self.mean.is_nan() {
            self.steps.begin(&mut self.mean, cell);
            return;
        }
        let Steps { rest, new, of, .. } = self.steps;
        if cell.is_nan() {
            if !of.ignore_na {
                self.squares *= rest * rest;
            }
            self.steps.skip();
            return;
        }
        let old = self.steps.old * rest;
        let all = old + new;
        self.squares = self.squares * rest * rest + new * new;
        if !of.adjust {
            self.squares /= all * all;
        }
        let distance = cell - self.mean;
        let part = self.steps.take(&mut self.mean, cell);
        // Those of both about the mean of both. What is left of the old is not `1.0 - part`, which loses it where it is small.
        self.variance = old / all * (self.variance + part * distance * distance);
    }

    #[inline]
    fn value(&self) -> f64 {
        if self.mean.is_nan() || self.steps.are_few() {
            return f64::NAN;
        }
        if self.bias {
            return self.variance;
        }
        let all = self.steps.old * self.steps.old;
        let free = all - self.squares;
        if free > 0.0 {
            all / free * self.variance
        } else {
            f64::NAN
        }
    }
}

/// An exponentially weighted standard deviation; made by [`Ewm::std`].
#[derive(Clone, Debug)]
pub struct EwmStd<C>(EwmVar<C>);

impl<C: Real> Running for EwmStd<C> {
    type In = C;
    type Out = f64;

    #[inline]
    fn push(&mut self, cell: C) {
        self.0.push(cell);
    }

    #[inline]
    fn value(&self) -> f64 {
        self.0.value().sqrt()
    }
}

// The other weights are always those of the decay.
crate::saved!([] Steps { exact old });
crate::saved!([C] EwmMean<C> { part steps, exact mean });
crate::saved!([C] EwmVar<C> { part steps, exact squares, exact mean, exact variance });
crate::saved!([C] EwmStd<C> { part 0 });
