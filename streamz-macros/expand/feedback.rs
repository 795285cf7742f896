|n: u64| {
    n.sink(|x| println!("{x}"));
    n.filter(|x| *x != 1).map(|x| if x % 2 == 0 { x / 2 } else { 3 * x + 1 }).feedback(n, 16);
}
