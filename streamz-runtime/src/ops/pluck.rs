//! `pluck`: a member of each item.

use core::marker::PhantomData;

use crate::emission::One;
use crate::error::OutOfRange;
use crate::flow::Flow;
use crate::kind::{Own, Ref};
use crate::operator::{EachTick, Node, Operator};
use crate::ops::TryMap;

/// Items with a member number `INDEX`, checked at compile time: tuples (of up to 12 members) and arrays.
///
/// A negative index counts from the end, as in Python.
#[diagnostic::on_unimplemented(
    message = "there is no member `{INDEX}` to pluck from `{Self}`",
    label = "`pluck({INDEX})` needs a tuple or an array that is long enough",
    note = "a slice or a `Vec` may be shorter at run time: write `.try_pluck({INDEX})`, which makes `emit` return a \
            `Result`; for a field, write its name: `.pluck(price)`"
)]
pub trait Pluck<const INDEX: isize> {
    /// The member.
    type Member;

    /// Takes the member out.
    fn pluck(self) -> Self::Member;
}

impl<T, const N: usize, const INDEX: isize> Pluck<INDEX> for [T; N] {
    type Member = T;

    #[inline(always)]
    fn pluck(self) -> T {
        const {
            let past_end = if INDEX < 0 {
                INDEX.unsigned_abs() > N
            } else {
                INDEX.unsigned_abs() >= N
            };
            assert!(!past_end, "the array is too short to pluck this index");
        }
        let index = resolve(INDEX, N);
        // The assertion above makes this the only arm that can be reached: `index < N`.
        match self.into_iter().nth(index) {
            Some(member) => member,
            None => unreachable!("an index checked at compile time"),
        }
    }
}

macro_rules! pluck_tuple {
    ($(($($all:ident),+) $field:tt $front:literal $back:literal $member:ident;)+) => {$(
        impl<$($all),+> Pluck<$front> for ($($all,)+) {
            type Member = $member;

            #[inline(always)]
            fn pluck(self) -> $member {
                self.$field
            }
        }

        impl<$($all),+> Pluck<$back> for ($($all,)+) {
            type Member = $member;

            #[inline(always)]
            fn pluck(self) -> $member {
                self.$field
            }
        }
    )+};
}

include!("pluck_arities.rs");

/// The place of `index` (negative: from the end) in `len` elements, which may be out of range.
#[inline(always)]
const fn resolve(index: isize, len: usize) -> usize {
    if index < 0 {
        len.wrapping_sub(index.unsigned_abs())
    } else {
        index.unsigned_abs()
    }
}

fn at<T: Clone>(elements: &[T], index: isize) -> Result<T, OutOfRange> {
    match elements.get(resolve(index, elements.len())) {
        Some(member) => Ok(member.clone()),
        None => Err(OutOfRange::new(index, elements.len())),
    }
}

/// Owned collections whose elements lie in one slice.
pub trait Elements {
    /// The type of an element.
    type Element;

    /// The elements in order.
    fn elements(&self) -> &[Self::Element];
}

impl<T, const N: usize> Elements for [T; N] {
    type Element = T;

    fn elements(&self) -> &[T] {
        self
    }
}

impl<T, const N: usize> Elements for heapless::Vec<T, N> {
    type Element = T;

    fn elements(&self) -> &[T] {
        self
    }
}

#[cfg(feature = "alloc")]
impl<T> Elements for alloc::vec::Vec<T> {
    type Element = T;

    fn elements(&self) -> &[T] {
        self
    }
}

#[cfg(feature = "alloc")]
impl<T> Elements for alloc::boxed::Box<[T]> {
    type Element = T;

    fn elements(&self) -> &[T] {
        self
    }
}

/// The operator of [`Flow::pluck`].
pub struct PluckMember<K, const INDEX: isize>(PhantomData<fn(K)>);

impl<T: Pluck<INDEX>, const INDEX: isize> Node for PluckMember<Own<T>, INDEX> {
    type Out = Own<T::Member>;
    type Rate = EachTick;
}

impl<T: Pluck<INDEX>, const INDEX: isize> Operator for PluckMember<Own<T>, INDEX> {
    type In = Own<T>;
    type Emit<'a>
        = One<T::Member>
    where
        Self: 'a;

    #[inline(always)]
    fn step<'a>(&'a mut self, item: T) -> Self::Emit<'a> {
        One(item.pluck())
    }
}

impl<T, const CLOCK: usize> Flow<Own<T>, CLOCK> {
    /// One member of each tuple or array (streamz: `pluck(i)`).
    ///
    /// In `pipeline!` this is written `pluck(1)`, or `pluck(-1)` for the last; `pluck(price)` takes a field and
    /// `pluck(0, 2)` or `pluck(name, price)` several, as a tuple. All are checked at compile time.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// struct Tick { name: &'static str, price: f64 }
    ///
    /// let mut seen = Vec::new();
    /// let mut pairs = Vec::new();
    /// let mut p = pipeline!(|s: (u64, i32), ticks: Tick| {
    ///     s.pluck(1).sink(|x| seen.push(x));
    ///     ticks.pluck(name, price).sink(|x| pairs.push(x));
    /// });
    /// p.s((7, 42));
    /// p.ticks(Tick { name: "A", price: 1.5 });
    /// drop(p);
    /// assert_eq!(seen, [42]);
    /// assert_eq!(pairs, [("A", 1.5)]);
    /// ```
    pub fn pluck<const INDEX: isize>(self) -> PluckMember<Own<T>, INDEX> {
        PluckMember(PhantomData)
    }

    /// One element of each `Vec` or array, by an index known at run time only (streamz: `pluck(i)`); a negative index
    /// counts from the end. `emit` returns [`OutOfRange`] for an item that is too short.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut last = Vec::new();
    /// let mut p = pipeline!(|s: Vec<i32>| {
    ///     s.try_pluck(-1).sink(|x| last.push(x));
    /// });
    /// assert!(p.emit(vec![1, 2, 3]).is_ok());
    /// assert!(p.emit(vec![]).is_err());
    /// drop(p);
    /// assert_eq!(last, [3]);
    /// ```
    pub fn try_pluck(
        self,
        index: isize,
    ) -> TryMap<Own<T>, T::Element, OutOfRange, impl FnMut(T) -> Result<T::Element, OutOfRange> + use<T, CLOCK>>
    where
        T: Elements,
        T::Element: Clone,
    {
        self.try_map(move |item: T| at(item.elements(), index))
    }
}

impl<T: Clone, const CLOCK: usize> Flow<Ref<[T]>, CLOCK> {
    /// One element of each window or batch (streamz: `pluck(i)`); a negative index counts from the end. `emit` returns
    /// [`OutOfRange`] for one that is too short.
    ///
    /// # Examples
    ///
    /// ```
    /// use streamz::prelude::*;
    ///
    /// let mut newest = Vec::new();
    /// let mut p = pipeline!(|s: i32| {
    ///     s.sliding_window(3).try_pluck(-1).sink(|x| newest.push(x));
    /// });
    /// assert!(p.emit(1).is_ok());
    /// assert!(p.emit(2).is_ok());
    /// drop(p);
    /// assert_eq!(newest, [1, 2]);
    /// ```
    pub fn try_pluck(
        self,
        index: isize,
    ) -> TryMap<Ref<[T]>, T, OutOfRange, impl for<'a> FnMut(&'a [T]) -> Result<T, OutOfRange> + use<T, CLOCK>> {
        self.try_map(move |item: &[T]| at(item, index))
    }
}
