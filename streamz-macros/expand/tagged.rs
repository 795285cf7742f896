|lines: Tagged<String, Ack>, ticks: ()| {
    let long = lines.filter(|line| line.len() > 3);
    let count = long.sliding_window(8).map(|window| window.len());
    let length = long.map(|line| line.len());
    count.zip(length).combine_latest(ticks).sink_tagged(|item, tags| show(item, tags));
    count.delay(interval, 16).sink(|count| println!("{count}"));
}
