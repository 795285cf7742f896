//! Draws one symbol as SVG: its price, both averages, and where the pipeline said to buy and to sell.

mod axis;
mod chart;
mod legend;
mod thin;

use std::path::{Path, PathBuf};
use std::{fs, io};

use plotters::prelude::*;
use thiserror::Error;

use crate::market::{Point, Side, Signal};

/// The size of the picture.
const SIZE: (u32, u32) = (1200, 640);
/// Plotters puts everything on whole pixels, so it draws the picture this much larger.
const SCALE: u32 = 4;

const INK: RGBColor = RGBColor(0x33, 0x3b, 0x46);
const GRID: RGBColor = RGBColor(0xe6, 0xe9, 0xed);
const PRICE: RGBColor = RGBColor(0x9a, 0xa5, 0xb4);
const FAST: RGBColor = RGBColor(0xf2, 0x8e, 0x2b);
const SLOW: RGBColor = RGBColor(0x2b, 0x6c, 0xb0);
const BUY: RGBColor = RGBColor(0x1a, 0x93, 0x4a);
const SELL: RGBColor = RGBColor(0xd1, 0x34, 0x38);

/// What plotters can fail with.
type DrawError = DrawingAreaErrorKind<io::Error>;

#[derive(Debug, Error)]
pub(crate) enum PlotError {
    #[error("cannot write the plot to `{}`; --plot names a file in a folder that exists", path.display())]
    Write { path: PathBuf, source: io::Error },

    #[error("cannot draw `{symbol}`: a line needs two points and it has {points}; choose another --symbol")]
    TooShort { symbol: String, points: usize },

    #[error("cannot draw `{symbol}`")]
    Draw { symbol: String, source: DrawError },
}

/// Draws the points of one symbol, in the order of time, and the signals at them.
pub(crate) fn draw(path: &Path, symbol: &str, points: &[Point], signals: &[Signal]) -> Result<(), PlotError> {
    if points.len() < 2 {
        return Err(PlotError::TooShort {
            symbol: symbol.to_owned(),
            points: points.len(),
        });
    }
    let svg = svg(symbol, points, signals).map_err(|source| PlotError::Draw {
        symbol: symbol.to_owned(),
        source,
    })?;
    fs::write(path, svg).map_err(|source| PlotError::Write {
        path: path.to_owned(),
        source,
    })
}

fn svg(symbol: &str, points: &[Point], signals: &[Signal]) -> Result<String, DrawError> {
    let (large, small) = ((SIZE.0 * SCALE, SIZE.1 * SCALE), SIZE);
    let mut svg = String::new();
    {
        let picture = SVGBackend::with_string(&mut svg, large).into_drawing_area();
        picture.fill(&WHITE)?;
        let (header, body) = picture.split_vertically(pixels(64));
        legend::draw(&header, symbol, signals)?;
        chart::draw(&body, points, signals)?;
        picture.present()?;
    }
    let size = |(width, height)| format!(r#"width="{width}" height="{height}""#);
    Ok(svg.replacen(&size(large), &size(small), 1))
}

/// Pixels of the picture, in those of the drawing.
const fn pixels(of_picture: u32) -> i32 {
    (of_picture * SCALE).cast_signed()
}

fn font(size: u32, color: RGBColor) -> TextStyle<'static> {
    ("sans-serif", pixels(size)).into_font().color(&color)
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
