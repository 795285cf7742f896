//! What rows are grouped by.
//!
//! A row holds a key in a form that is cheap to copy, such as `&str`; what outlives the row holds it in an owned form,
//! such as `Box<str>`. Floats are keys as pandas has them: `-0.0` is `0.0`, and `NaN` is missing.

use alloc::boxed::Box;
use core::cmp::Ordering;
use core::hash::{BuildHasher, Hasher};

use super::cell::Nullable;
use super::timestamp::Timestamp;

/// A key as a row holds it.
///
/// Rows whose key is missing are in no group, as in pandas with `dropna=True`.
///
/// # Examples
///
/// A type of one's own that is a number, or a text, has its key:
///
/// ```
/// use core::{cmp::Ordering, hash::BuildHasher};
/// use streamz::frame::{Groups, Key, OwnedKey};
///
/// #[derive(Clone, Copy)]
/// struct Minute(i64);
///
/// impl Key for Minute {
///     type Owned = Minute;
///     fn is_absent(self) -> bool { self.0.is_absent() }
///     fn code(self, hasher: &impl BuildHasher) -> u64 { self.0.code(hasher) }
///     fn is(self, owned: &Minute) -> bool { self.0.is(&owned.0) }
///     fn own(self) -> Minute { self }
/// }
///
/// impl OwnedKey for Minute {
///     type Row<'a> = Minute;
///     const EXACT: bool = i64::EXACT;
///     fn row(&self) -> Minute { *self }
///     fn order(&self, other: &Minute) -> Ordering { self.0.order(&other.0) }
/// }
///
/// let mut groups = Groups::new();
/// assert_eq!(groups.of(Minute(7)), groups.of(Minute(7)));
/// ```
#[diagnostic::on_unimplemented(
    message = "rows cannot be put into groups by `{Self}`",
    label = "not a key",
    note = "a key is a number, a `bool`, a text, a `Timestamp`, a `Nullable` of these, or a tuple of up to four"
)]
pub trait Key: Copy {
    /// The key as a table of groups holds it.
    type Owned: OwnedKey;

    /// Whether there is no key here.
    fn is_absent(self) -> bool;

    /// A number that equal keys share. It may come from the hasher; what says nothing of order and distance does.
    ///
    /// Small whole numbers whose codes are near each other, as `i64`, are found in an array instead of a hash table.
    fn code(self, hasher: &impl BuildHasher) -> u64;

    /// Whether this is the key `owned`. Not asked of missing keys.
    fn is(self, owned: &Self::Owned) -> bool;

    /// The owned form. Not asked of missing keys.
    fn own(self) -> Self::Owned;
}

/// A key that has left its row; never missing.
pub trait OwnedKey: Clone + 'static {
    /// The form that rows have.
    type Row<'a>: Key<Owned = Self>;

    /// Whether keys of one [code](Key::code) are always equal.
    const EXACT: bool;

    /// The form that rows have.
    fn row(&self) -> Self::Row<'_>;

    /// How tables of groups are sorted.
    fn order(&self, other: &Self) -> Ordering;
}

/// Whole numbers that are their own code.
macro_rules! whole {
    ($($type:ty),*) => {$(
        impl Key for $type {
            type Owned = Self;

            #[inline(always)]
            fn is_absent(self) -> bool {
                false
            }

            #[inline(always)]
            fn code(self, _: &impl BuildHasher) -> u64 {
                self as u64
            }

            #[inline(always)]
            fn is(self, owned: &Self) -> bool {
                self == *owned
            }

            #[inline(always)]
            fn own(self) -> Self {
                self
            }
        }

        impl OwnedKey for $type {
            type Row<'a> = Self;

            const EXACT: bool = true;

            #[inline(always)]
            fn row(&self) -> Self {
                *self
            }

            #[inline(always)]
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
        }
    )*};
}

whole!(bool, char, i8, i16, i32, i64, u8, u16, u32, u64, usize, isize);

/// By its nanoseconds.
impl Key for Timestamp {
    type Owned = Self;

    #[inline(always)]
    fn is_absent(self) -> bool {
        false
    }

    #[inline(always)]
    fn code(self, hasher: &impl BuildHasher) -> u64 {
        self.as_nanos().code(hasher)
    }

    #[inline(always)]
    fn is(self, owned: &Self) -> bool {
        self == *owned
    }

    #[inline(always)]
    fn own(self) -> Self {
        self
    }
}

impl OwnedKey for Timestamp {
    type Row<'a> = Self;

    const EXACT: bool = true;

    #[inline(always)]
    fn row(&self) -> Self {
        *self
    }

    #[inline(always)]
    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// Whole numbers that no code holds.
macro_rules! wide {
    ($($type:ty),*) => {$(
        impl Key for $type {
            type Owned = Self;

            #[inline(always)]
            fn is_absent(self) -> bool {
                false
            }

            #[inline(always)]
            fn code(self, hasher: &impl BuildHasher) -> u64 {
                hasher.hash_one(self)
            }

            #[inline(always)]
            fn is(self, owned: &Self) -> bool {
                self == *owned
            }

            #[inline(always)]
            fn own(self) -> Self {
                self
            }
        }

        impl OwnedKey for $type {
            type Row<'a> = Self;

            const EXACT: bool = false;

            #[inline(always)]
            fn row(&self) -> Self {
                *self
            }

            #[inline(always)]
            fn order(&self, other: &Self) -> Ordering {
                self.cmp(other)
            }
        }
    )*};
}

wide!(i128, u128);

/// Floats, of which `-0.0` and `0.0` are one key.
macro_rules! float {
    ($($type:ty),*) => {$(
        impl Key for $type {
            type Owned = Self;

            #[inline(always)]
            fn is_absent(self) -> bool {
                self.is_nan()
            }

            #[inline(always)]
            fn code(self, _: &impl BuildHasher) -> u64 {
                // Adding zero changes nothing but the sign of a zero.
                u64::from((self + 0.0).to_bits())
            }

            #[inline(always)]
            fn is(self, owned: &Self) -> bool {
                self == *owned
            }

            #[inline(always)]
            fn own(self) -> Self {
                self + 0.0
            }
        }

        impl OwnedKey for $type {
            type Row<'a> = Self;

            const EXACT: bool = true;

            #[inline(always)]
            fn row(&self) -> Self {
                *self
            }

            #[inline(always)]
            fn order(&self, other: &Self) -> Ordering {
                self.total_cmp(other)
            }
        }
    )*};
}

float!(f32, f64);

impl Key for &str {
    type Owned = Box<str>;

    #[inline(always)]
    fn is_absent(self) -> bool {
        false
    }

    #[inline(always)]
    fn code(self, hasher: &impl BuildHasher) -> u64 {
        let mut hasher = hasher.build_hasher();
        hasher.write(self.as_bytes());
        hasher.finish()
    }

    #[inline(always)]
    fn is(self, owned: &Box<str>) -> bool {
        self == &**owned
    }

    fn own(self) -> Box<str> {
        self.into()
    }
}

impl OwnedKey for Box<str> {
    type Row<'a> = &'a str;

    const EXACT: bool = false;

    #[inline(always)]
    fn row(&self) -> &str {
        self
    }

    #[inline(always)]
    fn order(&self, other: &Self) -> Ordering {
        self.cmp(other)
    }
}

/// A key that may be null: then it is missing.
impl<K: Key> Key for Nullable<K> {
    type Owned = K::Owned;

    #[inline(always)]
    fn is_absent(self) -> bool {
        self.get().is_none_or(Key::is_absent)
    }

    #[inline(always)]
    fn code(self, hasher: &impl BuildHasher) -> u64 {
        self.get().map_or(0, |key| key.code(hasher))
    }

    #[inline(always)]
    fn is(self, owned: &K::Owned) -> bool {
        self.get().is_some_and(|key| key.is(owned))
    }

    #[inline(always)]
    fn own(self) -> K::Owned {
        match self.get() {
            Some(key) => key.own(),
            None => unreachable!("a missing key is in no group"),
        }
    }
}

/// Several columns as one key, missing where one of them is, sorted by the first, then by the second.
macro_rules! columns {
    ($($key:ident $position:tt),*) => {
        impl<$($key: Key),*> Key for ($($key,)*) {
            type Owned = ($($key::Owned,)*);

            #[inline(always)]
            fn is_absent(self) -> bool {
                $(self.$position.is_absent())||*
            }

            #[inline(always)]
            fn code(self, hasher: &impl BuildHasher) -> u64 {
                let mut all = hasher.build_hasher();
                $(all.write_u64(self.$position.code(hasher));)*
                all.finish()
            }

            #[inline(always)]
            fn is(self, owned: &Self::Owned) -> bool {
                $(self.$position.is(&owned.$position))&&*
            }

            #[inline(always)]
            fn own(self) -> Self::Owned {
                ($(self.$position.own(),)*)
            }
        }

        impl<$($key: OwnedKey),*> OwnedKey for ($($key,)*) {
            type Row<'a> = ($($key::Row<'a>,)*);

            const EXACT: bool = false;

            #[inline(always)]
            fn row(&self) -> Self::Row<'_> {
                ($(self.$position.row(),)*)
            }

            #[inline(always)]
            fn order(&self, other: &Self) -> Ordering {
                Ordering::Equal$(.then_with(|| self.$position.order(&other.$position)))*
            }
        }
    };
}

columns!(A 0, B 1);
columns!(A 0, B 1, C 2);
columns!(A 0, B 1, C 2, D 3);
