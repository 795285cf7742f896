|ticks: f64| {
    ticks
        .map(|t| t * 2.0)
        .filter(|t| *t > 1.0)
        .sliding_window(8)
        .sink(|window| println!("{}", window.len()));
}
