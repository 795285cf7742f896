//! What a service might have written while one of its routes was in trouble.

use core::fmt::Write as _;

use crate::calendar;

/// How long the log is, in seconds.
pub(crate) const SECONDS: u64 = 600;

/// When `/api/search` is slow and fails, in seconds.
pub(crate) const INCIDENT: core::ops::Range<f64> = 240.0..360.0;

/// Requests in a second, over all routes.
const RATE: u64 = 200;

/// Routes; of how many hundred requests each is the target; the usual milliseconds.
const ROUTES: [(&str, u64, f64); 4] = [
    ("/api/cart", 15, 20.0),
    ("/api/search", 25, 45.0),
    ("/health", 10, 1.0),
    ("/static", 50, 4.0),
];

/// Servers, each of which writes its own lines in order, and those of a second at once.
const SERVERS: u64 = 3;

/// A server whose lines do not arrive for a while, and when, in seconds.
const STALLED: u64 = 2;
const STALL: core::ops::Range<f64> = 420.0..432.0;

/// The log: lines of JSON as three servers' logs come in, and a few that are broken. The same in every run.
pub(crate) fn log() -> String {
    let start = calendar::midnight("2026-03-02").unwrap_or_default() / 1_000_000;
    let mut random = Random(1);
    let mut lines: Vec<(u64, String)> = Vec::new();
    for place in 0..SECONDS * RATE {
        let second = place as f64 / RATE as f64;
        let server = random.below(SERVERS);
        let (route, status, millis) = request(second, &mut random);
        let time = start + (second * 1e3) as u64;
        let mut line = format!(r#"{{"time":{time},"route":"{route}","status":{status},"ms":{millis:.3}}}"#);
        if place % 29_989 == 29_988 {
            // The server was stopped in the middle of a line.
            line.truncate(line.len() / 2);
        }
        lines.push((arrival(second, server), line));
        if place % 40_009 == 40_008 {
            lines.push((arrival(second, server), "thread 'worker-3' panicked".to_owned()));
        }
    }
    // Lines of one flush stay in the order in which they were written.
    lines.sort_by_key(|(arrival, _)| *arrival);
    lines.into_iter().fold(String::new(), |mut log, (_, line)| {
        // A `String` takes everything.
        let _ = writeln!(log, "{line}");
        log
    })
}

/// In which turn a line arrives: its server's next flush, a little after each second, or the end of a stall.
fn arrival(second: f64, server: u64) -> u64 {
    let second = if server == STALLED && STALL.contains(&second) {
        STALL.end
    } else {
        second
    };
    (second as u64 + 1) * SERVERS + server
}

/// A route, a status and milliseconds.
fn request(second: f64, random: &mut Random) -> (&'static str, u16, f64) {
    let mut percent = random.below(100);
    let mut chosen = ROUTES[0];
    for route in ROUTES {
        chosen = route;
        if percent < route.1 {
            break;
        }
        percent -= route.1;
    }
    let (route, _, usual) = chosen;
    // Most take about as long as usual, one in fifty much longer.
    let tail = if random.below(50) == 0 { 8.0 } else { 1.0 };
    let millis = usual * tail * (0.5 + random.unit() + random.unit().powi(4));
    if route == "/api/search" && INCIDENT.contains(&second) {
        let fails = random.below(5) == 0;
        return (route, if fails { 503 } else { 200 }, 12.0 * millis);
    }
    let status = match random.below(1_000) {
        0 => 500,
        1..=9 => 404,
        _ => 200,
    };
    (route, status, millis)
}

/// A generator of random numbers (SplitMix64).
struct Random(u64);

impl Random {
    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    const fn below(&mut self, end: u64) -> u64 {
        ((self.next() >> 32) * end) >> 32
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}
