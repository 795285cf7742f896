//! Points in time, moved from one clock to another.

use crate::time::{NEVER, Ticks};

/// From the time on the clock of a snapshot to the time on the clock of the pipeline that is restored from it.
#[derive(Clone, Copy, Debug)]
pub struct Shift {
    from: Ticks,
    to: Ticks,
}

impl Shift {
    pub(crate) const fn new(from: Ticks, to: Ticks) -> Self {
        Self { from, to }
    }

    /// The point in time that lies as far from now as `point` lay from the time of the snapshot.
    ///
    /// 0 and [`NEVER`], which mean "at once" and "not at all", stay what they are, and nothing that is yet to come becomes one of
    /// them.
    #[must_use]
    pub fn of(self, point: Ticks) -> Ticks {
        if point == 0 || point == NEVER {
            return point;
        }
        // What is past stays past, also where the clock of now has just begun.
        self.of_instant(point).max(self.to.min(1))
    }

    /// [`of`](Self::of) a point on a grid, where 0 is one like others.
    pub(crate) fn of_instant(self, point: Ticks) -> Ticks {
        let moved = if point >= self.from {
            self.to.saturating_add(point - self.from)
        } else {
            self.to.saturating_sub(self.from - point)
        };
        moved.min(NEVER - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_stay() {
        assert_eq!(Shift::new(100, 7).of(130), 37);
        assert_eq!(Shift::new(100, 700).of(70), 670);
        assert_eq!(Shift::new(100, 7).of(70), 1, "long past is past");
        assert_eq!(Shift::new(100, 0).of(70), 0, "and already was when the clock began");
    }

    #[test]
    fn what_is_no_point_in_time_stays() {
        assert_eq!(Shift::new(100, 7).of(0), 0);
        assert_eq!(Shift::new(100, 7).of(NEVER), NEVER);
        assert_eq!(Shift::new(0, NEVER).of(5), NEVER - 1);
    }

    #[test]
    fn a_grid_may_lie_on_0() {
        assert_eq!(Shift::new(100, 1000).of_instant(0), 900);
        assert_eq!(Shift::new(100, 7).of_instant(0), 0);
    }
}
