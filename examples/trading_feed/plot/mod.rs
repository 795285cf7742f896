//! Draws one symbol as SVG: its price, both averages, and where the pipeline said to buy and to sell.

#[path = "../../common/axis.rs"]
mod axis;
mod chart;
mod legend;
#[path = "../../common/picture.rs"]
mod picture;
#[path = "../../common/thin.rs"]
mod thin;

use std::path::Path;

use plotters::prelude::*;
use thiserror::Error;

use self::picture::{PictureError, pixels};
use crate::market::{Point, Side, Signal};

const PRICE: RGBColor = RGBColor(0x9a, 0xa5, 0xb4);
const FAST: RGBColor = RGBColor(0xf2, 0x8e, 0x2b);
const SLOW: RGBColor = RGBColor(0x2b, 0x6c, 0xb0);
const BUY: RGBColor = RGBColor(0x1a, 0x93, 0x4a);
const SELL: RGBColor = RGBColor(0xd1, 0x34, 0x38);

#[derive(Debug, Error)]
pub(crate) enum PlotError {
    #[error(transparent)]
    Picture(#[from] PictureError),

    #[error("cannot draw `{symbol}`: a line needs two points and it has {points}; choose another --symbol")]
    TooShort { symbol: String, points: usize },
}

/// Draws the points of one symbol, in the order of time, and the signals at them.
pub(crate) fn draw(path: &Path, symbol: &str, points: &[Point], signals: &[Signal]) -> Result<(), PlotError> {
    if points.len() < 2 {
        return Err(PlotError::TooShort {
            symbol: symbol.to_owned(),
            points: points.len(),
        });
    }
    picture::save(path, |area| {
        let (header, body) = area.split_vertically(pixels(64));
        legend::draw(&header, symbol, signals)?;
        chart::draw(&body, points, signals)
    })?;
    Ok(())
}

fn color(side: Side) -> RGBColor {
    match side {
        Side::Buy => BUY,
        Side::Sell => SELL,
    }
}

/// The corners of a signal's triangle around its tip: below the tip and pointing up to buy, above and down to sell.
fn triangle(side: Side) -> Vec<(i32, i32)> {
    const WIDTH: i32 = pixels(5);
    const HEIGHT: i32 = pixels(9);
    let height = match side {
        Side::Buy => HEIGHT,
        Side::Sell => -HEIGHT,
    };
    vec![(0, 0), (-WIDTH, height), (WIDTH, height)]
}
