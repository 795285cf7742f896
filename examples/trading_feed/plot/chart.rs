//! The lines, the signals and the axes.

use plotters::prelude::*;

use super::axis::{Axis, seconds};
use super::picture::{Area, DrawError, GRID, HAIRLINE, INK, SIZE, font, pixels};
use super::thin::thin;
use super::{FAST, PRICE, SLOW, color, triangle};
use crate::market::{Point, Signal};

pub(crate) fn draw(area: &Area<'_>, points: &[Point], signals: &[Signal]) -> Result<(), DrawError> {
    let (Some(first), Some(last)) = (points.first(), points.last()) else {
        return Ok(());
    };
    let x = Axis::time(first.time, last.time);
    let y = Axis::linear(
        "price",
        points.iter().flat_map(|point| [point.price, point.fast, point.slow]),
    );
    let (x_title, y_title) = (x.title.clone(), y.title.clone());
    let mut chart = ChartBuilder::on(area)
        .margin_left(pixels(12))
        .margin_right(pixels(36))
        .margin_bottom(pixels(8))
        .x_label_area_size(pixels(48))
        .y_label_area_size(pixels(72))
        .build_cartesian_2d(x, y)?;
    chart
        .configure_mesh()
        .disable_x_mesh()
        .bold_line_style(GRID.stroke_width(HAIRLINE))
        .light_line_style(TRANSPARENT)
        .axis_style(INK.stroke_width(HAIRLINE))
        .set_all_tick_mark_size(pixels(6))
        .label_style(font(16, INK))
        .axis_desc_style(font(17, INK))
        .x_desc(x_title)
        .y_desc(y_title)
        .draw()?;

    let lines: [(fn(&Point) -> f64, RGBColor, u32); 3] = [
        (|point| point.price, PRICE, 5),
        (|point| point.slow, SLOW, 7),
        (|point| point.fast, FAST, 6),
    ];
    for (value, color, width) in lines {
        let line: Vec<_> = points
            .iter()
            .map(|point| (seconds(first.time, point.time), value(point)))
            .collect();
        chart.draw_series(LineSeries::new(thin(&line, SIZE.0 as usize), color.stroke_width(width)))?;
    }
    chart.draw_series(signals.iter().map(|signal| {
        let tip = (seconds(first.time, signal.time), signal.price);
        EmptyElement::at(tip) + Polygon::new(triangle(signal.side), color(signal.side))
    }))?;
    Ok(())
}
