//! Sums, means and variances without rounding.

use num_rational::BigRational;
use num_traits::{FromPrimitive, ToPrimitive, Zero};

fn exact(cell: f64) -> BigRational {
    BigRational::from_float(cell).unwrap()
}

/// The sum of the squares of cells, and the sum of cells.
#[derive(Clone)]
pub(crate) struct Exact {
    sum: BigRational,
    squares: BigRational,
    count: usize,
}

impl Exact {
    pub(crate) fn new() -> Self {
        Self {
            sum: BigRational::zero(),
            squares: BigRational::zero(),
            count: 0,
        }
    }

    pub(crate) fn add(&mut self, cell: f64) {
        let cell = exact(cell);
        self.squares += &cell * &cell;
        self.sum += cell;
        self.count += 1;
    }

    pub(crate) fn take(&mut self, cell: f64) {
        let cell = exact(cell);
        self.squares -= &cell * &cell;
        self.sum -= cell;
        self.count -= 1;
    }

    fn count(&self) -> BigRational {
        BigRational::from_usize(self.count).unwrap()
    }

    pub(crate) fn sum(&self) -> f64 {
        self.sum.to_f64().unwrap()
    }

    pub(crate) fn mean(&self) -> f64 {
        (&self.sum / self.count()).to_f64().unwrap()
    }

    pub(crate) fn variance(&self) -> f64 {
        if self.count < 2 {
            return f64::NAN;
        }
        let squares = &self.squares - &self.sum * &self.sum / self.count();
        (squares / (self.count() - BigRational::from_usize(1).unwrap()))
            .to_f64()
            .unwrap()
    }
}
