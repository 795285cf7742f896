//! Kinds of streams of frames seen in a certain way: through a window, by groups.

/// A kind, its witness, and what it means to branch it, for rows that are looked at in a certain way.
macro_rules! scope {
    (
        $(#[$kind_doc:meta])* kind $kind:ident$(<$($generic:ident),+>)?;
        $(#[$flow_doc:meta])* flow $flow:ident;
        item $item:ty;
        $(where $($bound:tt)+)?
    ) => {
        $(#[$kind_doc])*
        pub struct $kind<P $(, $($generic),+)?>(core::marker::PhantomData<fn(P $(, $($generic),+)?)>);

        impl<'a, P: $crate::frame::plan::Plan $(, $($generic),+)?> $crate::kind::KindAt<'a, &'a Self>
            for $kind<P $(, $($generic),+)?>
        $(where $($bound)+)?
        {
            type Item = $item;
        }

        impl<P $(, $($generic),+)?> $crate::kind::sealed::Kind for $kind<P $(, $($generic),+)?> {}

        impl<P: $crate::frame::plan::Plan $(, $($generic),+)?> $crate::kind::Kind for $kind<P $(, $($generic),+)?>
        $(where $($bound)+)?
        {
            type Flow<const CLOCK: usize> = $flow<P $(, $($generic),+)?, CLOCK>;
        }

        #[diagnostic::do_not_recommend]
        impl<P: $crate::frame::plan::Plan $(, $($generic),+)?> $crate::kind::Branch for $kind<P $(, $($generic),+)?>
        $(where $($bound)+)?
        {
            #[inline(always)]
            fn duplicate<'a>(item: &$crate::kind::Item<'a, Self>) -> $crate::kind::Item<'a, Self> {
                *item
            }
        }

        $(#[$flow_doc])*
        pub struct $flow<P $(, $($generic),+)?, const CLOCK: usize>(
            core::marker::PhantomData<fn(P $(, $($generic),+)?)>,
        );

        impl<P $(, $($generic),+)?, const CLOCK: usize> Clone for $flow<P $(, $($generic),+)?, CLOCK> {
            fn clone(&self) -> Self {
                *self
            }
        }

        impl<P $(, $($generic),+)?, const CLOCK: usize> Copy for $flow<P $(, $($generic),+)?, CLOCK> {}

        impl<P: $crate::frame::plan::Plan $(, $($generic),+)?, const CLOCK: usize> $crate::flow::Witness
            for $flow<P $(, $($generic),+)?, CLOCK>
        $(where $($bound)+)?
        {
            type Kind = $kind<P $(, $($generic),+)?>;
            type Through<N: $crate::operator::Node, const NODE: usize> =
                <N::Rate as $crate::operator::Rate>::Out<N::Out, CLOCK, NODE>;

            fn witness() -> Self {
                Self(core::marker::PhantomData)
            }
        }
    };
}
pub(crate) use scope;
