//! One bar for each name.

use std::path::Path;

use plotters::prelude::*;
use plotters::style::text_anchor::{HPos, Pos, VPos};

#[path = "picture.rs"]
mod picture;

use self::picture::{GRID, HAIRLINE, INK, font, pixels};

pub(crate) use self::picture::PictureError;

const BAR: RGBColor = RGBColor(0x2b, 0x6c, 0xb0);

/// Draws values that are not negative; `unit` says what they are.
pub(crate) fn draw(path: &Path, heading: &str, unit: &str, bars: &[(String, f64)]) -> Result<(), PictureError> {
    let highest = bars.iter().map(|(_, value)| *value).fold(0.0, f64::max);
    picture::save(path, |area| {
        let (header, body) = area.split_vertically(pixels(56));
        let title = ("sans-serif", pixels(26), FontStyle::Bold).into_font().color(&INK);
        header.draw(&Text::new(heading.to_owned(), (pixels(84), pixels(16)), title))?;
        let mut chart = ChartBuilder::on(&body)
            .margin_left(pixels(12))
            .margin_right(pixels(36))
            .margin_bottom(pixels(48))
            .y_label_area_size(pixels(84))
            .build_cartesian_2d(0.0..bars.len() as f64, 0.0..(highest * 1.08).max(f64::MIN_POSITIVE))?;
        chart
            .configure_mesh()
            .disable_x_mesh()
            .disable_x_axis()
            .bold_line_style(GRID.stroke_width(HAIRLINE))
            .light_line_style(TRANSPARENT)
            .axis_style(INK.stroke_width(HAIRLINE))
            .set_all_tick_mark_size(pixels(6))
            .label_style(font(16, INK))
            .axis_desc_style(font(17, INK))
            .y_label_formatter(&|value| format!("{value:.0}"))
            .y_desc(unit)
            .draw()?;
        let places = || bars.iter().enumerate();
        chart.draw_series(places().map(|(place, (_, value))| {
            let left = place as f64;
            Rectangle::new([(left + 0.15, 0.0), (left + 0.85, *value)], BAR.filled())
        }))?;
        // Names stand below the axis, values on top of the bars.
        let text = |text: String, at: (f64, f64), vertical: VPos, by: i32| {
            let style = font(17, INK).pos(Pos::new(HPos::Center, vertical));
            EmptyElement::at(at) + Text::new(text, (0, by), style)
        };
        chart.draw_series(
            places().map(|(place, (name, _))| text(name.clone(), (place as f64 + 0.5, 0.0), VPos::Top, pixels(10))),
        )?;
        chart.draw_series(places().map(|(place, (_, value))| {
            let at = (place as f64 + 0.5, *value);
            text(format!("{value:.0}"), at, VPos::Bottom, -pixels(6))
        }))?;
        Ok(())
    })
}
