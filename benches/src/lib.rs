//! Each workload twice: as a pipeline, and as the loop that one would write by hand for it.
//!
//! Events come from [`input`], one at a time, each behind `black_box`, so that neither side may vectorise across events
//! or know what comes. Both sides return a checksum, and `cargo test` holds them equal.

pub mod workloads;

/// Event number `i`: 64 well-mixed bits (splitmix64).
#[inline(always)]
#[must_use]
pub fn input(i: u64) -> u64 {
    let mut z = i.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A number in 0..1 from event number `i`.
#[inline(always)]
#[must_use]
pub fn unit(i: u64) -> f64 {
    (input(i) >> 11) as f64 / (1u64 << 53) as f64
}

/// One workload: what it is called and how both sides run it.
pub struct Workload {
    /// Its name in tables and files.
    pub name: &'static str,
    /// The pipeline, over so many events.
    pub pipeline: fn(u64) -> u64,
    /// The hand-written loop, over so many events.
    pub hand: fn(u64) -> u64,
    /// How many times the instructions of the hand-written loop the pipeline may take.
    pub most: f64,
}

/// What [`Workload::most`] is for a pipeline without boundaries.
pub const FUSED: f64 = 1.08;

/// All workloads.
pub const WORKLOADS: &[Workload] = &[
    Workload {
        name: "chain of 10 maps",
        pipeline: workloads::chain::pipeline,
        hand: workloads::chain::hand,
        most: FUSED,
    },
    Workload {
        name: "map, filter, accumulate",
        pipeline: workloads::accumulate::pipeline,
        hand: workloads::accumulate::hand,
        most: FUSED,
    },
    Workload {
        name: "sliding mean of 16",
        pipeline: workloads::sliding_mean::pipeline::<16>,
        hand: workloads::sliding_mean::hand::<16>,
        most: FUSED,
    },
    Workload {
        name: "sliding mean of 256",
        pipeline: workloads::sliding_mean::pipeline::<256>,
        hand: workloads::sliding_mean::hand::<256>,
        most: FUSED,
    },
    Workload {
        name: "mean for each of 1000 keys",
        pipeline: workloads::keyed_mean::pipeline,
        hand: workloads::keyed_mean::hand,
        most: FUSED,
    },
    Workload {
        name: "diamond with zip",
        pipeline: workloads::diamond::pipeline,
        hand: workloads::diamond::hand,
        most: FUSED,
    },
    Workload {
        name: "two sources, combine_latest",
        pipeline: workloads::combine_latest::pipeline,
        hand: workloads::combine_latest::hand,
        most: FUSED,
    },
    Workload {
        name: "trading",
        pipeline: workloads::trading::pipeline,
        hand: workloads::trading::hand,
        most: FUSED,
    },
    Workload {
        name: "map, map",
        pipeline: workloads::buffered::plain,
        hand: workloads::buffered::plain_hand,
        most: FUSED,
    },
    Workload {
        name: "map, buffer, map, pushed",
        pipeline: workloads::buffered::pipeline,
        hand: workloads::buffered::hand,
        most: 3.6,
    },
    Workload {
        name: "rate limit, sliding sum of 16",
        pipeline: workloads::rate_limited::pipeline,
        hand: workloads::rate_limited::hand,
        most: 3.1,
    },
    Workload {
        name: "buffer, asynchronous sink",
        pipeline: workloads::awaited::pipeline,
        hand: workloads::awaited::hand,
        most: 2.2,
    },
];

#[cfg(test)]
mod tests {
    use super::WORKLOADS;

    #[test]
    fn pipeline_and_hand_agree() {
        for workload in WORKLOADS {
            for events in [0, 1, 2, 17, 1000, 5000] {
                assert_eq!(
                    (workload.pipeline)(events),
                    (workload.hand)(events),
                    "{}, {events} events",
                    workload.name
                );
            }
        }
    }
}
