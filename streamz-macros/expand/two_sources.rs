#[allow(unused)]
move |bids: f64, asks: &f64| {
    let alpha = 0.2;
    let asks = asks.map(|ask| *ask);
    let book = bids.combine_latest(asks).emit_on(bids, 1);
    book.starmap(|bid, ask| alpha * (ask - bid)).union(bids, asks.map(|ask| ask + 1.0)).sink(|x| println!("{x}"));
    bids.zip_latest_unbounded(asks).sink(drop);
}
