|ticks: Tick| {
    let mid = ticks.map(|t| (t.bid + t.ask) / 2.0);
    let fast = mid.sliding_window(8).map(mean);
    let slow = mid.sliding_window::<N>().map(mean);
    fast.zip(slow, "pair").pluck(0, 1).unique(1).sink(|pair| println!("{pair:?}"));
}
