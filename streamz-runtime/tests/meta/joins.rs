//! Tokens that hold several elements.

use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::thread;

use streamz_runtime::meta::{Ack, HeapPool, JoinError, Outcome, Pool, PoolIn, Settled, Store};

fn drain<S: Store>(pool: &PoolIn<S>) -> Vec<Settled<S::Meta>> {
    core::iter::from_fn(|| pool.next_settled()).collect()
}

fn all(metas: impl IntoIterator<Item = u32>, outcome: Outcome) -> Vec<Settled<u32>> {
    metas.into_iter().map(|meta| Settled { meta, outcome }).collect()
}

#[test]
fn members_settle_as_their_group_does() {
    for outcome in [Outcome::Done, Outcome::Failed] {
        for n in 1..if cfg!(miri) { 10 } else { 20 } {
            let pool = HeapPool::with_capacity(20, n as usize - 1);
            let members: Vec<_> = (0..n).map(|i| pool.issue(i).unwrap()).collect();
            let joined = Ack::join(&members).unwrap();
            assert_eq!(*joined.meta(), 0);
            assert!(joined.metas().copied().eq(0..n));
            assert!(joined.metas().rev().copied().eq((0..n).rev()));
            assert_eq!(joined.metas().len(), n as usize);
            members.into_iter().for_each(Ack::done);
            let copy = joined.clone();
            joined.done();
            assert_eq!(drain(&pool), []);
            copy.settle(outcome);
            // In the members' order, whatever the shape of the tree.
            assert_eq!(drain(&pool), all(0..n, outcome));
            // All joins are free again.
            let members: Vec<_> = (0..n).map(|i| pool.issue(i).unwrap()).collect();
            assert!(Ack::join(&members).is_ok());
        }
    }
}

#[test]
fn a_member_that_failed_alone_fails_alone() {
    let pool = Pool::<u32, 2, 1>::new();
    let (a, b) = (pool.issue(1).unwrap(), pool.issue(2).unwrap());
    let joined = Ack::join([&a, &b]).unwrap();
    a.fail();
    b.done();
    joined.done();
    assert_eq!(
        drain(&pool),
        [all([1], Outcome::Failed), all([2], Outcome::Done)].concat()
    );
}

#[test]
fn nested_groups_are_flattened() {
    let pool = Pool::<u32, 4, 8>::new();
    let [a, b, c, d] = [0, 1, 2, 3].map(|i| pool.issue(i).unwrap());
    let left = Ack::join([&a, &b]).unwrap();
    let right = Ack::join([&c, &left, &d]).unwrap();
    let whole = right.clone().and(a.clone()).unwrap();
    assert_eq!(whole.metas().copied().collect::<Vec<_>>(), [2, 0, 1, 3, 0]);
    assert_eq!(format!("{whole:?}"), "Ack[2, 0, 1, 3, 0]");
    for ack in [a, b, c, d, left, right] {
        ack.done();
    }
    assert_eq!(drain(&pool), []);
    whole.done();
    let mut seen = drain(&pool);
    seen.sort_by_key(|settled| settled.meta);
    assert_eq!(seen, all(0..4, Outcome::Done));
}

#[test]
fn a_join_of_nothing() {
    let none: [Ack<&Pool<u32, 1>>; 0] = [];
    assert_eq!(Ack::join(&none).unwrap_err(), JoinError::Empty);
}

#[test]
fn a_join_of_one_takes_no_place() {
    let pool = Pool::<u32, 1>::new();
    let a = pool.issue(1).unwrap();
    let joined = Ack::join([&a]).unwrap();
    a.done();
    joined.done();
    assert_eq!(drain(&pool), all([1], Outcome::Done));
}

#[test]
fn a_join_that_finds_no_room_leaves_all_as_it_was() {
    for n in 2..12 {
        let pool = HeapPool::with_capacity(12, n - 2);
        let members: Vec<_> = (0..n as u32).map(|i| pool.issue(i).unwrap()).collect();
        let capacity = n - 2;
        let error = Ack::join(&members).unwrap_err();
        assert_eq!(error, JoinError::Exhausted { capacity });
        // The places it took until then are free.
        assert!(Ack::join(&members[1..]).is_ok());
        assert_eq!(drain(&pool), []);
    }
}

#[test]
fn a_pair_that_finds_no_room_comes_back() {
    let pool = Pool::<u32, 2>::new();
    let (a, b) = (pool.issue(1).unwrap(), pool.issue(2).unwrap());
    let back = a.and(b).unwrap_err();
    assert_eq!(back.error, JoinError::Exhausted { capacity: 0 });
    assert_eq!(
        back.to_string(),
        "all 0 joins of the pool are in use; a join of n tokens takes n - 1 of them while it is held"
    );
    back.tokens.into_iter().for_each(Ack::done);
    assert_eq!(drain(&pool), all([1, 2], Outcome::Done));
}

#[test]
fn tokens_of_two_pools_do_not_join() {
    let (here, there) = (Pool::<u32, 1, 4>::new(), Pool::<u32, 1, 4>::new());
    let (a, b) = (here.issue(1).unwrap(), there.issue(2).unwrap());
    assert_eq!(Ack::join([&a, &b]).unwrap_err(), JoinError::Foreign);
    assert_eq!(Ack::join([&a, &a, &a, &b]).unwrap_err(), JoinError::Foreign);
    let back = a.and(b).unwrap_err();
    assert_eq!(back.error, JoinError::Foreign);
    back.tokens.into_iter().for_each(Ack::done);
    assert_eq!(drain(&here), all([1], Outcome::Done));
    assert_eq!(drain(&there), all([2], Outcome::Done));
}

/// A running total that holds all it was made of: one group on top of the other.
#[test]
fn deep_groups_take_no_stack() {
    const DEPTH: u32 = if cfg!(miri) { 50 } else { 100_000 };
    let work = || {
        let pool = HeapPool::with_capacity(DEPTH as usize, DEPTH as usize);
        for forward in [true, false] {
            let mut total = pool.issue(0).unwrap();
            for i in 1..DEPTH {
                let next = pool.issue(i).unwrap();
                total = if forward { total.and(next) } else { next.and(total) }.unwrap();
            }
            assert_eq!(total.metas().len(), DEPTH as usize);
            assert_eq!(total.metas().next_back(), Some(if forward { &(DEPTH - 1) } else { &0 }));
            total.done();
            let expected: Vec<_> = if forward {
                (0..DEPTH).collect()
            } else {
                (0..DEPTH).rev().collect()
            };
            assert!(drain(&pool) == all(expected, Outcome::Done));
        }
    };
    thread::Builder::new()
        .stack_size(64 * 1024)
        .spawn(work)
        .unwrap()
        .join()
        .unwrap();
}

#[test]
fn an_iterator_that_panics_leaves_all_as_it_was() {
    let pool = Pool::<u32, 3, 2>::new();
    let members = [0, 1, 2].map(|i| pool.issue(i).unwrap());
    let unwound = catch_unwind(AssertUnwindSafe(|| {
        drop(Ack::join(members.iter().inspect(|ack| assert_ne!(*ack.meta(), 2))));
    }));
    assert!(unwound.is_err());
    assert!(Ack::join(&members).map(Ack::done).is_ok());
    members.into_iter().for_each(Ack::done);
    assert_eq!(drain(&pool), all(0..3, Outcome::Done));
}
