//! Aggregates without settings.

/// An aggregate that has no settings, of cells of one type.
macro_rules! plain {
    ($(#[$attribute:meta])* $name:ident) => {
        $(#[$attribute])*
        #[derive(Debug)]
        #[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
        #[cfg_attr(feature = "serde", serde(bound = ""))]
        pub struct $name<C>(core::marker::PhantomData<fn(C)>);

        impl<C> $name<C> {
            /// The aggregate; the type of its cells follows from what it is fed.
            #[must_use]
            pub const fn new() -> Self {
                Self(core::marker::PhantomData)
            }
        }

        impl<C> Clone for $name<C> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<C> Copy for $name<C> {}

        impl<C> Default for $name<C> {
            fn default() -> Self {
                Self::new()
            }
        }
    };
}
pub(super) use plain;
