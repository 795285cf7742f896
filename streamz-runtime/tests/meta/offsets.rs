//! `Offsets` against a list.

use proptest::collection::vec;
use proptest::prelude::*;
use streamz_runtime::Overflow;
use streamz_runtime::meta::{BeginError, Begun, Offset, Offsets, Outcome, Settled};

#[test]
fn offsets_must_rise() {
    let mut offsets = Offsets::<[Begun; 4]>::new();
    offsets.begin(5).unwrap();
    assert_eq!(offsets.begin(5), Err(BeginError::NotRising { offset: 5, last: 5 }));
    assert_eq!(
        offsets.begin(4).unwrap_err().to_string(),
        "offset 4 cannot begin after offset 5: offsets of one log must rise"
    );
    // Even when none is in flight.
    assert!(offsets.done(5));
    assert_eq!(offsets.begin(5), Err(BeginError::NotRising { offset: 5, last: 5 }));
    assert_eq!(offsets.begin(u64::MAX), Err(BeginError::TooLarge { offset: u64::MAX }));
    offsets.begin(u64::MAX - 1).unwrap();
    assert!(offsets.done(u64::MAX - 1));
    assert_eq!(offsets.committed(), Some(u64::MAX));
}

#[test]
fn a_failed_offset_holds_the_others_up_until_it_is_done() {
    struct Receipt(u64);
    impl Offset for Receipt {
        fn offset(&self) -> u64 {
            self.0
        }
    }
    let settled = |offset, outcome| Settled {
        meta: Receipt(offset),
        outcome,
    };

    let mut offsets = Offsets::<[Begun; 3]>::default();
    for offset in [3, 7, 8] {
        offsets.begin(offset).unwrap();
    }
    assert_eq!(offsets.begin(9), Err(Overflow::new("Offsets", 3).into()));
    assert!(!offsets.settle(&settled(3, Outcome::Failed)));
    assert!(offsets.settle(&settled(7, Outcome::Done)));
    assert!(offsets.settle(&settled(8, Outcome::Done)));
    assert_eq!((offsets.committed(), offsets.oldest_pending()), (None, Some(3)));
    // Tried again.
    assert!(offsets.settle(&settled(3, Outcome::Done)));
    assert!(!offsets.settle(&settled(3, Outcome::Done)));
    assert_eq!((offsets.committed(), offsets.oldest_pending()), (Some(9), None));
    // Never began.
    assert!(!offsets.done(5));
}

#[test]
fn no_room_at_all() {
    let mut offsets = Offsets::<[Begun; 0]>::new();
    assert_eq!(offsets.begin(1), Err(Overflow::new("Offsets", 0).into()));
    assert!(!offsets.done(1));
    assert_eq!(offsets.oldest_pending(), None);
}

proptest! {
    #![proptest_config(super::cases(2000))]

    /// `(gap, true)` begins an offset behind a gap; `(i, false)` marks one near the front as done.
    #[test]
    fn as_the_model(steps in vec((0u64..12, any::<bool>()), 0..super::at_most(300))) {
        let mut offsets = Offsets::with_capacity(7);
        let mut log: Vec<(u64, bool)> = Vec::new();
        for (number, begins) in steps {
            let first = log.iter().position(|(_, done)| !done).unwrap_or(log.len());
            if begins {
                let offset = log.last().map_or(0, |(offset, _)| offset + 1) + number;
                match offsets.begin(offset) {
                    Ok(()) => log.push((offset, false)),
                    Err(error) => {
                        prop_assert_eq!(error, Overflow::new("Offsets", 7).into());
                        prop_assert_eq!(log.len() - first, 7);
                    }
                }
            } else {
                let offset = log.get(first).map_or(0, |(offset, _)| *offset) + number;
                let begun = log.iter_mut().find(|(begun, _)| *begun == offset);
                prop_assert_eq!(offsets.done(offset), begun.as_ref().is_some_and(|(_, done)| !done));
                if let Some((_, done)) = begun {
                    *done = true;
                }
            }
            let prefix = log.iter().take_while(|(_, done)| *done);
            prop_assert_eq!(offsets.committed(), prefix.last().map(|(offset, _)| offset + 1));
            let pending = log.iter().find(|(_, done)| !done);
            prop_assert_eq!(offsets.oldest_pending(), pending.map(|(offset, _)| *offset));
        }
    }
}
