//! The title, and what each colour means.

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

use super::picture::{Area, DrawError, INK, SIZE, font, pixels};
use super::{FAST, PRICE, SLOW, color, triangle};
use crate::market::{Side, Signal};
use crate::signals;
use crate::text::grouped;

/// The line or triangle in front of a text.
enum Key {
    Line(RGBColor),
    Triangle(Side),
}

pub(crate) fn draw(area: &Area<'_>, symbol: &str, signals: &[Signal]) -> Result<(), DrawError> {
    let middle = pixels(34);
    let centered = |style: TextStyle<'static>| style.pos(Pos::new(HPos::Left, VPos::Center));
    let title = ("sans-serif", pixels(28), FontStyle::Bold).into_font().color(&INK);
    area.draw(&Text::new(symbol.to_owned(), (pixels(84), middle), centered(title)))?;

    // From the right, each text as wide as a sans-serif of this size usually is: no font is asked.
    let mut right = pixels(SIZE.0 - 36);
    for (key, text) in keys(signals).into_iter().rev() {
        let text_at = right - pixels(8 * text.chars().count() as u32);
        let key_at = text_at - pixels(20);
        area.draw(&Text::new(text, (text_at, middle), centered(font(17, INK))))?;
        match key {
            Key::Line(color) => {
                let ends = vec![(key_at - pixels(10), middle), (key_at + pixels(10), middle)];
                area.draw(&PathElement::new(ends, color.stroke_width(pixels(3).unsigned_abs())))?;
            }
            Key::Triangle(side) => {
                let height = triangle(side)[1].1;
                let corners = triangle(side)
                    .into_iter()
                    .map(|(x, y)| (key_at + x, middle + y - height / 2));
                area.draw(&Polygon::new(corners.collect::<Vec<_>>(), color(side)))?;
            }
        }
        right = key_at - pixels(34);
    }
    Ok(())
}

fn keys(signals: &[Signal]) -> [(Key, String); 5] {
    let count = |side| grouped(signals.iter().filter(|signal| signal.side == side).count() as u64);
    [
        (Key::Line(PRICE), "price".to_owned()),
        (Key::Line(FAST), format!("average of {}", signals::FAST)),
        (Key::Line(SLOW), format!("average of {}", signals::SLOW)),
        (Key::Triangle(Side::Buy), format!("buy ({})", count(Side::Buy))),
        (Key::Triangle(Side::Sell), format!("sell ({})", count(Side::Sell))),
    ]
}
