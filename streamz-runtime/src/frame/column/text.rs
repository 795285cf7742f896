//! Columns of text.

use alloc::string::String;
use alloc::vec::Vec;

use super::{Cells, Column, Field, Record, Values};
use crate::frame::cell::Nullable;

/// A column of text: all of it in one string.
#[derive(Clone, Debug, Default)]
pub struct Text {
    text: String,
    // Where each cell ends; `start` cells at the front have left.
    ends: Vec<usize>,
    start: usize,
}

/// The cells of a [`Text`].
#[derive(Clone, Copy, Debug)]
pub struct TextCells<'a> {
    text: &'a str,
    // Where the first cell begins, and where each ends.
    begin: usize,
    ends: &'a [usize],
}

impl<'a> Cells for TextCells<'a> {
    type Cell = &'a str;

    #[inline(always)]
    fn len(self) -> usize {
        self.ends.len()
    }

    #[inline(always)]
    fn narrow(self, len: usize) -> Self {
        Self {
            ends: &self.ends[..len],
            ..self
        }
    }

    // Has no way to panic once the place is known, so that a loop that does not look at the text does not read it either.
    #[inline(always)]
    fn at(self, place: usize) -> &'a str {
        let begin = if place == 0 { self.begin } else { self.ends[place - 1] };
        self.text.get(begin..self.ends[place]).unwrap_or_default()
    }
}

impl Text {
    fn begin(&self) -> usize {
        self.start.checked_sub(1).map_or(0, |before| self.ends[before])
    }
}

#[cfg(feature = "arrow")]
impl Text {
    /// Adds cells that lie behind each other in `text`, each ending at one of `ends`.
    pub(crate) fn extend(&mut self, text: &str, ends: impl IntoIterator<Item = usize>) {
        let begin = self.text.len();
        self.text.push_str(text);
        self.ends.extend(ends.into_iter().map(|end| begin + end));
    }

    /// Hands over the text of all cells, and where each begins and ends in it, and goes on in `empty` memory.
    pub(crate) fn exchange(&mut self, empty: String, mut bounds: Vec<i64>) -> (String, Vec<i64>) {
        // No piece of memory is larger than an `i64` holds.
        bounds.push(self.begin() as i64);
        bounds.extend(self.ends[self.start..].iter().map(|&end| end as i64));
        self.ends.clear();
        self.start = 0;
        (core::mem::replace(&mut self.text, empty), bounds)
    }
}

impl Column for Text {
    type Cell<'a> = &'a str;
    type Cells<'a> = TextCells<'a>;

    #[inline]
    fn cells(&self) -> TextCells<'_> {
        TextCells {
            text: &self.text,
            begin: self.begin(),
            ends: &self.ends[self.start..],
        }
    }

    #[inline]
    fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    fn drop_front(&mut self, count: usize) {
        assert!(
            count <= self.ends.len() - self.start,
            "fewer cells than are to be dropped"
        );
        self.start += count;
        if self.start * 2 >= self.ends.len() {
            let begin = self.begin();
            self.text.drain(..begin);
            self.ends.drain(..self.start);
            for end in &mut self.ends {
                *end -= begin;
            }
            self.start = 0;
        }
    }

    fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
        self.start = 0;
    }
}

/// A column of text with nulls.
#[derive(Clone, Debug, Default)]
pub struct NullableText {
    pub(crate) text: Text,
    pub(crate) present: Values<bool>,
}

/// The cells of a [`NullableText`].
#[derive(Clone, Copy, Debug)]
pub struct NullableTextCells<'a> {
    text: TextCells<'a>,
    present: &'a [bool],
}

impl<'a> Cells for NullableTextCells<'a> {
    type Cell = Nullable<&'a str>;

    #[inline(always)]
    fn len(self) -> usize {
        self.present.len()
    }

    #[inline(always)]
    fn narrow(self, len: usize) -> Self {
        Self {
            text: self.text.narrow(len),
            present: &self.present[..len],
        }
    }

    #[inline(always)]
    fn at(self, place: usize) -> Nullable<&'a str> {
        self.present[place].then(|| self.text.at(place)).into()
    }
}

impl Column for NullableText {
    type Cell<'a> = Nullable<&'a str>;
    type Cells<'a> = NullableTextCells<'a>;

    #[inline]
    fn cells(&self) -> NullableTextCells<'_> {
        NullableTextCells {
            text: self.text.cells(),
            present: self.present.as_slice(),
        }
    }

    #[inline]
    fn push(&mut self, cell: Nullable<&str>) {
        self.present.push(!cell.is_null());
        self.text.push(cell.or(""));
    }

    fn drop_front(&mut self, count: usize) {
        self.text.drop_front(count);
        self.present.drop_front(count);
    }

    fn clear(&mut self) {
        self.text.clear();
        self.present.clear();
    }
}

leaf!([] Text);
leaf!([] NullableText);

impl Field for String {
    type Column = Text;

    #[inline]
    fn cell(&self) -> &str {
        self
    }
}

impl Field for Option<String> {
    type Column = NullableText;

    #[inline]
    fn cell(&self) -> Nullable<&str> {
        self.as_deref().into()
    }
}

impl Record for &str {
    type Column = Text;

    #[inline]
    fn lay(self, column: &mut Text) {
        column.push(self);
    }
}

impl Record for Nullable<&str> {
    type Column = NullableText;

    #[inline]
    fn lay(self, column: &mut NullableText) {
        column.push(self);
    }
}

crate::saved!([] Text as Vec<String> {
    |column| (0..column.cells().len()).map(|place| String::from(column.cells().at(place))).collect(),
    |column, saved| {
        column.clear();
        saved.into_iter().for_each(|cell| column.push(&cell));
        Ok(())
    },
});

crate::saved!([] NullableText as Vec<Option<String>> {
    |column| (0..column.cells().len()).map(|place| column.cells().at(place).get().map(String::from)).collect(),
    |column, saved| {
        column.clear();
        saved.into_iter().for_each(|cell| column.push(cell.as_deref().into()));
        Ok(())
    },
});
