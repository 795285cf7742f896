//! What an event costs, by SysTick.

use cortex_m::peripheral::SYST;
use cortex_m::peripheral::syst::SystClkSource;
use monitor::Stopwatch;

/// SysTick counts down, in 24 bits.
const WRAP: u32 = 0x00ff_ffff;

/// Counts the ticks of the core's clock that each event takes.
pub(crate) struct Ticks {
    _timer: SYST,
    began: u32,
    max: u32,
    total: u64,
    events: u32,
}

impl Ticks {
    pub(crate) fn new(mut timer: SYST) -> Self {
        timer.set_clock_source(SystClkSource::Core);
        timer.set_reload(WRAP);
        timer.clear_current();
        timer.enable_counter();
        Self {
            _timer: timer,
            began: 0,
            max: 0,
            total: 0,
            events: 0,
        }
    }

    /// The most that one event took.
    pub(crate) fn max(&self) -> u32 {
        self.max
    }

    /// What an event took in the mean, rounded down.
    pub(crate) fn mean(&self) -> u32 {
        self.total.checked_div(u64::from(self.events)).unwrap_or_default() as u32
    }
}

impl Stopwatch for Ticks {
    #[inline(always)]
    fn start(&mut self) {
        self.began = SYST::get_current();
    }

    #[inline(always)]
    fn stop(&mut self) {
        let took = self.began.wrapping_sub(SYST::get_current()) & WRAP;
        self.max = self.max.max(took);
        self.total += u64::from(took);
        self.events += 1;
    }
}
