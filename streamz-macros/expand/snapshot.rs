#[snapshot]
#[allow(unused)]
|numbers: u32, marks: u32| {
    let sums = numbers.accumulate(|sum, x| sum + x);
    let late = sums.zip(numbers).delay(100, 8);
    let out = late.combine_latest(marks).sink_to_list(4);
}
