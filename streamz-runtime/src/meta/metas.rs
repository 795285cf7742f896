//! The metadata of what a token holds.

use core::iter::FusedIterator;
use core::ops::Range;

use super::Ack;
use super::ack::Meta;
use super::handle::Handle;

/// The metadata of all elements that a token holds, in the order of joining: see [`Ack::metas`].
///
/// A step goes down from the token's node, so it takes as many steps as joins are nested, and no memory.
pub struct Metas<'a, P: Handle> {
    token: &'a Ack<P>,
    positions: Range<usize>,
}

impl<'a, P: Handle> Metas<'a, P> {
    pub(super) fn new(token: &'a Ack<P>) -> Self {
        let positions = 0..token.pool().pool().elements_of(token.node());
        Self { token, positions }
    }

    fn at(&self, position: usize) -> &'a Meta<P> {
        #[allow(unsafe_code, reason = "a token owns one hold on its node")]
        // SAFETY: the token, whose hold this is, is borrowed for `'a`.
        unsafe {
            self.token.pool().pool().meta_at(self.token.node(), position)
        }
    }
}

impl<'a, P: Handle> Iterator for Metas<'a, P> {
    type Item = &'a Meta<P>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        let position = self.positions.next()?;
        Some(self.at(position))
    }

    #[inline]
    fn size_hint(&self) -> (usize, Option<usize>) {
        self.positions.size_hint()
    }
}

impl<P: Handle> DoubleEndedIterator for Metas<'_, P> {
    #[inline]
    fn next_back(&mut self) -> Option<Self::Item> {
        let position = self.positions.next_back()?;
        Some(self.at(position))
    }
}

impl<P: Handle> ExactSizeIterator for Metas<'_, P> {}
impl<P: Handle> FusedIterator for Metas<'_, P> {}

impl<P: Handle> Clone for Metas<'_, P> {
    fn clone(&self) -> Self {
        Self {
            token: self.token,
            positions: self.positions.clone(),
        }
    }
}
