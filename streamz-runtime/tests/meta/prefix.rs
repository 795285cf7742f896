//! `Prefix` against a list of flags.

use proptest::collection::vec;
use proptest::prelude::*;
use streamz_runtime::Overflow;
use streamz_runtime::meta::{Prefix, Ticket};

#[test]
fn a_full_prefix_waits_for_its_oldest() {
    let mut prefix = Prefix::<[u64; 2]>::new();
    let tickets: Vec<_> = (0..128).map(|_| prefix.begin().unwrap()).collect();
    assert_eq!(prefix.begin(), Err(Overflow::new("Prefix", 128)));
    for &ticket in &tickets[1..] {
        assert!(prefix.complete(ticket));
    }
    assert_eq!(prefix.begin(), Err(Overflow::new("Prefix", 128)));
    assert_eq!((prefix.committed(), prefix.oldest_pending()), (0, Some(tickets[0])));
    assert!(prefix.complete(tickets[0]));
    assert_eq!((prefix.committed(), prefix.oldest_pending()), (128, None));
    assert_eq!(prefix.begin().map(Ticket::number), Ok(128));
}

#[test]
fn strangers_complete_nothing() {
    let mut far = Prefix::<[u64; 1]>::new();
    let tickets = [far.begin().unwrap(), far.begin().unwrap()];
    let mut prefix = Prefix::<[u64; 1]>::default();
    prefix.begin().unwrap();
    assert!(!prefix.complete(tickets[1]));
    assert!(prefix.complete(tickets[0]));
    assert!(!prefix.complete(tickets[0]));
    assert_eq!((prefix.committed(), prefix.begun()), (1, 1));
}

#[test]
fn no_room_at_all() {
    assert_eq!(Prefix::<[u64; 0]>::new().begin(), Err(Overflow::new("Prefix", 0)));
    let mut prefix = Prefix::with_capacity(65);
    assert_eq!((0..).take_while(|_| prefix.begin().is_ok()).count(), 128);
}

proptest! {
    #![proptest_config(super::cases(300))]

    /// `Some(i)` completes one of the last 200 elements, `None` begins one.
    #[test]
    fn as_the_model(steps in vec(prop_oneof![Just(None), (0usize..200).prop_map(Some)], 0..super::at_most(600)), near in any::<bool>()) {
        let mut prefix = Prefix::with_capacity(128);
        let (mut tickets, mut complete): (Vec<Ticket>, Vec<bool>) = Default::default();
        for step in steps {
            let committed = complete.iter().take_while(|complete| **complete).count();
            match step {
                None => match prefix.begin() {
                    Ok(ticket) => {
                        prop_assert_eq!(ticket.number(), tickets.len() as u64);
                        tickets.push(ticket);
                        complete.push(false);
                    }
                    Err(_) => prop_assert_eq!(complete.len() - committed, 128),
                },
                Some(i) => {
                    // Most near the first incomplete one, so that the ring goes round.
                    let i = if near { committed + i % 4 } else { (committed + i).saturating_sub(50) };
                    if let Some(&ticket) = tickets.get(i) {
                        prop_assert_eq!(prefix.is_pending(ticket), !complete[i]);
                        prop_assert_eq!(prefix.complete(ticket), !complete[i]);
                        complete[i] = true;
                    }
                }
            }
            let committed = complete.iter().take_while(|complete| **complete).count();
            prop_assert_eq!(prefix.committed(), committed as u64);
            prop_assert_eq!(prefix.oldest_pending(), tickets.get(committed).copied());
        }
    }
}
