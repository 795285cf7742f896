//! Keys, and the numbers that groups get.

use std::collections::BTreeMap;

use proptest::prelude::*;
use streamz_runtime::frame::{Groups, Key, NO_GROUP, Nullable, OwnedKey};

use crate::model::key;

proptest! {
    #[test]
    fn groups_come_and_go(moves in prop::collection::vec((key(), any::<bool>(), any::<bool>()), 0..400)) {
        let mut groups = Groups::new();
        let mut model = BTreeMap::new();
        for (key, removes, lists) in moves {
            let before = groups.find(key);
            prop_assert_eq!(before, key.get().and_then(|key| model.get(&key).copied()));
            if removes {
                if let (Some(id), Some(key)) = (before, key.get()) {
                    groups.remove(id);
                    groups.remove(id);
                    model.remove(&key);
                    prop_assert_eq!(groups.key(id), None);
                }
            } else if let (Some(id), Some(key)) = (groups.of(key), key.get()) {
                prop_assert!(before.is_none_or(|before| before == id));
                prop_assert!(model.iter().all(|(other, taken)| *other == key || *taken != id), "a number given twice");
                model.insert(key, id);
                prop_assert_eq!(groups.key(id), Some(&key));
            }
            prop_assert_eq!(groups.len(), model.len());
            if lists {
                let listed: Vec<_> = groups.iter().map(|(id, &key)| (key, id)).collect();
                prop_assert_eq!(listed, model.iter().map(|(&key, &id)| (key, id)).collect::<Vec<_>>());
            }
        }
    }

    #[test]
    fn texts_and_columns_are_keys(keys in prop::collection::vec(("[ab]{0,2}", key(), -2i32..2), 0..100)) {
        let mut groups = Groups::new();
        let mut model = BTreeMap::new();
        for (text, number, float) in &keys {
            let float = f64::from(*float) * 0.5;
            let id = groups.of((text.as_str(), *number, float));
            prop_assert_eq!(id.is_none(), number.is_null());
            if let (Some(id), Some(number)) = (id, number.get()) {
                let key = (text.clone(), number, (float * 2.0) as i64);
                prop_assert_eq!(*model.entry(key).or_insert(id), id);
            }
        }
        let listed: Vec<_> = groups
            .iter()
            .map(|(id, (text, number, float))| ((text.to_string(), *number, (*float * 2.0) as i64), id))
            .collect();
        prop_assert_eq!(listed, model.into_iter().collect::<Vec<_>>());
    }
}

#[test]
fn zeros_are_one_key_and_nan_is_none() {
    let mut groups = Groups::new();
    assert_eq!(groups.of(-0.0), groups.of(0.0));
    assert_eq!(groups.of(f64::NAN), None);
    assert_eq!(groups.find(f64::INFINITY), None);
    assert_eq!(groups.key(0).map(|key| key.is_sign_positive()), Some(true));
    assert_eq!(groups.len(), 1);
}

#[test]
fn a_borrowed_key_may_end_before_the_table() {
    let mut groups = Groups::new();
    {
        let name = String::from("alice");
        assert_eq!(groups.of(name.as_str()), Some(0));
        assert_eq!(groups.of(Nullable::from(name.as_str())), Some(0));
    }
    assert_eq!(groups.key(0).map(|key| &**key), Some("alice"));
    assert_eq!(groups.of(Nullable::<&str>::NULL), None);
}

/// Every kind of key, through its owned form and back.
#[test]
fn owned_keys_are_the_rows_they_came_from() {
    fn check<K: Key + core::fmt::Debug>(keys: &[K])
    where
        K::Owned: core::fmt::Debug,
    {
        let mut groups = Groups::<K::Owned>::new();
        for &key in keys {
            let id = groups.of(key);
            assert!(
                id.is_some_and(|id| groups.find(groups.key(id).unwrap().row()) == Some(id)),
                "{key:?}"
            );
        }
        assert_eq!(groups.len(), keys.len());
        let sorted: Vec<_> = groups.iter().map(|(_, key)| key.clone()).collect();
        assert!(sorted.is_sorted_by(|a, b| a.order(b).is_lt()), "{sorted:?}");
    }
    check(&[true, false]);
    check(&['z', 'a', '\u{10ffff}']);
    check(&[i8::MIN, -1, 0, 1, i8::MAX]);
    check(&[u64::MAX, 0, 1 << 63]);
    check(&[i128::MIN, -1, 0, i128::MAX]);
    check(&[u128::MAX, 0]);
    check(&[f32::NEG_INFINITY, -0.5, 0.0, f32::MAX]);
    check(&["", "a", "ab", "b"]);
    check(&[("", "ab"), ("a", "b"), ("ab", "")]);
    check(&[(1, 2, 3, 4), (1, 2, 4, 3), (4, 3, 2, 1)]);
}

/// Keys that move along, as minutes do, stay in an array and do not use up numbers.
#[test]
fn numbers_of_groups_that_have_gone_come_again() {
    for step in [1, 1 << 40] {
        let mut groups = Groups::new();
        for minute in -5000..5000i64 {
            let id = groups.of(minute * step).unwrap();
            assert!(id < 200 && id != NO_GROUP, "{id}");
            if let Some(id) = groups.find((minute - 9) * step) {
                groups.remove(id);
            }
        }
        assert_eq!(groups.len(), 9);
    }
}
