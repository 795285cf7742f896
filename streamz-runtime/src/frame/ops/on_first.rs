//! States that are made when the first batch has told what the windows are.

/// A state of windows.
pub(super) struct OnFirst<A, S> {
    aggregate: A,
    make: fn(&A, Option<usize>, usize) -> S,
    made: Option<Made<S>>,
}

/// A state, and what it was made with: how many rows a window has, if that is known, and how many make a result.
struct Made<S> {
    #[cfg_attr(
        not(feature = "serde"),
        expect(dead_code, reason = "said again when the state is restored")
    )]
    rows: Option<usize>,
    #[cfg_attr(
        not(feature = "serde"),
        expect(dead_code, reason = "said again when the state is restored")
    )]
    min_periods: usize,
    state: S,
}

impl<A, S> OnFirst<A, S> {
    pub(super) const fn new(aggregate: A, make: fn(&A, Option<usize>, usize) -> S) -> Self {
        Self {
            aggregate,
            make,
            made: None,
        }
    }

    pub(super) const fn aggregate(&self) -> &A {
        &self.aggregate
    }

    /// The state, which is made now if there is none.
    #[inline]
    pub(super) fn get(&mut self, rows: Option<usize>, min_periods: usize) -> &mut S {
        let (aggregate, make) = (&self.aggregate, self.make);
        let made = self.made.get_or_insert_with(|| Made {
            rows,
            min_periods,
            state: make(aggregate, rows, min_periods),
        });
        &mut made.state
    }
}

#[cfg(feature = "serde")]
mod saved {
    use serde::de::{DeserializeSeed, Deserializer, SeqAccess};
    use serde::ser::{Serialize, SerializeTuple, Serializer};

    use super::{Made, OnFirst};
    use crate::snapshot::{Elements, Parts, Snapshot, save_part, tuple_of};

    impl<A, S: Snapshot> Parts for OnFirst<A, S> {
        const COUNT: usize = 2;

        fn save_parts<Z: SerializeTuple>(&self, tuple: &mut Z) -> Result<(), Z::Error> {
            tuple.serialize_element(&self.made.as_ref().map(|made| (made.rows, made.min_periods)))?;
            match &self.made {
                Some(made) => save_part(&made.state, tuple),
                None => tuple.serialize_element(&()),
            }
        }

        fn restore_parts<'de, Z: SeqAccess<'de>>(&mut self, elements: &mut Elements<Z>) -> Result<(), Z::Error> {
            let settings: Option<(Option<usize>, usize)> = elements.value()?;
            self.made = None;
            match settings {
                None => elements.value(),
                Some((rows, min_periods)) => {
                    let mut state = (self.make)(&self.aggregate, rows, min_periods);
                    elements.part(&mut state)?;
                    self.made = Some(Made {
                        rows,
                        min_periods,
                        state,
                    });
                    Ok(())
                }
            }
        }
    }

    impl<A, S: Snapshot> Snapshot for OnFirst<A, S> {
        fn save<Z: Serializer>(&self, serializer: Z) -> Result<Z::Ok, Z::Error> {
            tuple_of::<_, ()>(self).serialize(serializer)
        }

        fn restore<'de, Z: Deserializer<'de>>(&mut self, saved: Z) -> Result<(), Z::Error> {
            tuple_of::<_, ()>(self).deserialize(saved)
        }
    }
}
