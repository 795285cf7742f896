//! Lines over time, in panels one below the other.

use std::path::Path;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

#[path = "axis.rs"]
mod axis;
#[path = "picture.rs"]
mod picture;
#[path = "thin.rs"]
mod thin;

use self::axis::{Axis, seconds};
use self::picture::{Area, DrawError, GRID, HAIRLINE, INK, SIZE, font, pixels};
use self::thin::thin;

pub(crate) use self::picture::PictureError;

/// One line. What is not a number is not drawn.
pub(crate) struct Line {
    pub(crate) name: String,
    /// Nanoseconds since 1970, and the value.
    pub(crate) points: Vec<(u64, f64)>,
}

/// Lines with one axis of values.
pub(crate) struct Panel {
    /// What the values are.
    pub(crate) title: String,
    pub(crate) lines: Vec<Line>,
}

/// The colours of the lines of a panel, again from the first if there are more.
const COLORS: [RGBColor; 8] = [
    RGBColor(0x2b, 0x6c, 0xb0),
    RGBColor(0xf2, 0x8e, 0x2b),
    RGBColor(0x1a, 0x93, 0x4a),
    RGBColor(0xd1, 0x34, 0x38),
    RGBColor(0x8e, 0x5e, 0xa2),
    RGBColor(0x17, 0xa2, 0xb8),
    RGBColor(0x8c, 0x6d, 0x31),
    RGBColor(0x9a, 0xa5, 0xb4),
];

/// Draws the panels with one axis of time.
pub(crate) fn draw(path: &Path, heading: &str, panels: &[Panel]) -> Result<(), PictureError> {
    let times = panels
        .iter()
        .flat_map(|panel| &panel.lines)
        .flat_map(|line| line.points.iter().map(|(time, _)| *time));
    let (first, last) = times.fold((u64::MAX, 0), |(first, last), time| (first.min(time), last.max(time)));
    picture::save(path, |area| {
        let (header, body) = area.split_vertically(pixels(48));
        let title = ("sans-serif", pixels(26), FontStyle::Bold).into_font().color(&INK);
        header.draw(&Text::new(heading.to_owned(), (pixels(84), pixels(12)), title))?;
        if first >= last {
            return Ok(());
        }
        let parts = body.split_evenly((panels.len(), 1));
        for (panel, part) in panels.iter().zip(&parts) {
            legend(part, panel)?;
            chart(part, panel, (first, last))?;
        }
        Ok(())
    })
}

/// What each colour means, from the right, each text as wide as a sans-serif of this size usually is.
fn legend(area: &Area<'_>, panel: &Panel) -> Result<(), DrawError> {
    let middle = pixels(14);
    let mut right = pixels(SIZE.0 - 36);
    for (place, line) in panel.lines.iter().enumerate().rev() {
        let color = COLORS[place % COLORS.len()];
        let text_at = right - pixels(8 * u32::try_from(line.name.chars().count()).unwrap_or(0));
        let style = font(16, INK).pos(Pos::new(HPos::Left, VPos::Center));
        area.draw(&Text::new(line.name.clone(), (text_at, middle), style))?;
        let ends = vec![(text_at - pixels(28), middle), (text_at - pixels(8), middle)];
        area.draw(&PathElement::new(ends, color.stroke_width(3 * HAIRLINE)))?;
        right = text_at - pixels(46);
    }
    Ok(())
}

fn chart(area: &Area<'_>, panel: &Panel, (first, last): (u64, u64)) -> Result<(), DrawError> {
    let numbers: Vec<Vec<(f64, f64)>> = panel
        .lines
        .iter()
        .map(|line| {
            let real = line.points.iter().filter(|(_, value)| value.is_finite());
            real.map(|&(time, value)| (seconds(first, time), value)).collect()
        })
        .collect();
    let x = Axis::time(first, last);
    let y = Axis::linear(&panel.title, numbers.iter().flatten().map(|(_, value)| *value));
    let (x_title, y_title) = (x.title.clone(), y.title.clone());
    let mut chart = ChartBuilder::on(area)
        .margin_top(pixels(28))
        .margin_left(pixels(12))
        .margin_right(pixels(36))
        .margin_bottom(pixels(4))
        .x_label_area_size(pixels(46))
        .y_label_area_size(pixels(72))
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(GRID.stroke_width(HAIRLINE))
        .light_line_style(TRANSPARENT)
        .axis_style(INK.stroke_width(HAIRLINE))
        .set_all_tick_mark_size(pixels(6))
        .label_style(font(15, INK))
        .axis_desc_style(font(16, INK))
        .x_desc(x_title)
        .y_desc(y_title)
        .draw()?;
    for (line, color) in numbers.iter().zip(COLORS.iter().cycle()) {
        chart.draw_series(LineSeries::new(
            thin(line, SIZE.0 as usize),
            color.stroke_width(3 * HAIRLINE / 2),
        ))?;
    }
    Ok(())
}
