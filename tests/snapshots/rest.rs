//! What is under way cannot be saved, and the operator that it is under way in is named.

use core::future::pending;
use core::pin::pin;
use core::task::{Context, Waker};

use streamz::prelude::*;
use streamz::snapshot::NotAtRest;

use crate::support::FORMATS;

#[test]
fn futures_in_flight() {
    let mut p = pin!(pipeline!(
        #[snapshot]
        |s: i32| {
            s.buffer(4)
                .map_async(2, async |x: i32| {
                    if x > 0 {
                        pending::<()>().await;
                    }
                    x
                })
                .sink(|_| ());
        }
    ));
    let cx = &mut Context::from_waker(Waker::noop());
    assert!(p.snapshot().is_ok());
    p.as_mut().try_push_at(0, 0, cx).unwrap();
    assert!(p.snapshot().is_ok(), "that future was ready at once");
    p.as_mut().try_push_at(0, 1, cx).unwrap();
    let refused = p.snapshot().err().unwrap();
    assert_eq!(refused, NotAtRest::new("map_async"));
    assert!(refused.to_string().contains("`map_async`"), "{refused}");
}

/// An end with an asynchronous closure has the name of its operator.
#[test]
fn calls_in_flight() {
    let cx = &mut Context::from_waker(Waker::noop());
    let mut p = pin!(pipeline!(
        #[snapshot]
        |s: i32| {
            s.sink(async |_| pending().await);
        }
    ));
    p.as_mut().try_push_at(0, 1, cx).unwrap();
    assert_eq!(p.snapshot().err(), Some(NotAtRest::new("sink_async")));

    let mut p = pin!(pipeline!(
        #[snapshot]
        |s: i32| {
            s.try_retry(streamz::time::Backoff::new(5), async |_| {
                pending::<Result<i32, i32>>().await
            })
            .sink(|_| ());
        }
    ));
    p.as_mut().try_push_at(0, 1, cx).unwrap();
    assert_eq!(p.snapshot(0).err(), Some(NotAtRest::new("try_retry")));
}

/// What is left of many items made of one, before something that is full.
#[test]
fn half_a_flatten() {
    let mut p = pipeline!(
        #[snapshot]
        |s: i32| {
            s.map(|n| vec![n; 5]).flatten().rate_limit(10).sink(|_| ());
        }
    );
    p.try_push(0, 1).unwrap();
    assert_eq!(p.snapshot(0).err(), Some(NotAtRest::new("flatten")));
    for now in (0..100).step_by(10) {
        let _ = p.poll(now);
    }
    assert!(p.snapshot(100).is_ok());
}

/// A pipeline that was closed is closed.
#[test]
fn closed_is_closed() {
    let build = || {
        pipeline!(
            #[snapshot]
            |s: i32| {
                let out = s.delay(10, 4).partition(3).map(|w| w.to_vec()).sink_to_list(4);
            }
        )
    };
    for format in FORMATS {
        let mut p = build();
        p.try_push(0, 1).unwrap();
        p.try_push(5, 2).unwrap();
        p.close();
        let saved = format.write(&p.snapshot(5).unwrap());
        let mut p = read!(format, &saved, |reader| build().restore(1000, reader));
        assert!(p.poll(1005).is_pending());
        assert!(p.poll(1010).is_ready());
        assert_eq!(**p.out(), [vec![1, 2]]);
    }
}
