//! What charts are drawn on: an SVG file, its colours, its text.

use std::path::{Path, PathBuf};
use std::{fs, io};

use plotters::coord::Shift;
use plotters::prelude::*;
use thiserror::Error;

/// The size of the picture.
pub(crate) const SIZE: (u32, u32) = (1200, 640);
/// Plotters puts everything on whole pixels, so it draws the picture this much larger.
const SCALE: u32 = 4;
/// One pixel of the picture.
pub(crate) const HAIRLINE: u32 = SCALE;

pub(crate) const INK: RGBColor = RGBColor(0x33, 0x3b, 0x46);
pub(crate) const GRID: RGBColor = RGBColor(0xe6, 0xe9, 0xed);

/// A part of the picture.
pub(crate) type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;

/// What plotters can fail with.
pub(crate) type DrawError = DrawingAreaErrorKind<io::Error>;

#[derive(Debug, Error)]
pub(crate) enum PictureError {
    #[error("cannot write the plot to `{}`; --plot names a file in a folder that exists", path.display())]
    Write { path: PathBuf, source: io::Error },

    #[error("cannot draw the plot")]
    Draw(#[from] DrawError),
}

/// Writes what `draw` draws.
pub(crate) fn save(path: &Path, draw: impl FnOnce(&Area<'_>) -> Result<(), DrawError>) -> Result<(), PictureError> {
    let svg = svg(draw)?;
    fs::write(path, svg).map_err(|source| PictureError::Write {
        path: path.to_owned(),
        source,
    })
}

fn svg(draw: impl FnOnce(&Area<'_>) -> Result<(), DrawError>) -> Result<String, DrawError> {
    let (large, small) = ((SIZE.0 * SCALE, SIZE.1 * SCALE), SIZE);
    let mut svg = String::new();
    {
        let picture = SVGBackend::with_string(&mut svg, large).into_drawing_area();
        picture.fill(&WHITE)?;
        draw(&picture)?;
        picture.present()?;
    }
    let size = |(width, height)| format!(r#"width="{width}" height="{height}""#);
    Ok(svg.replacen(&size(large), &size(small), 1))
}

/// Pixels of the picture, in those of the drawing.
pub(crate) const fn pixels(of_picture: u32) -> i32 {
    (of_picture * SCALE).cast_signed()
}

/// Text of so many pixels.
pub(crate) fn font(size: u32, color: RGBColor) -> TextStyle<'static> {
    ("sans-serif", pixels(size)).into_font().color(&color)
}
