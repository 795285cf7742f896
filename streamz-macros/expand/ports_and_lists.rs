|words: String| {
    let lengths = words.map(|word| word.len()).port();
    let held = lengths.collect(16);
    lengths.filter(|len| *len == 0).flush(held);
    let batches = held.map(|items| items.len()).sink_to_list(4);
    lengths.own_operator(3).sink(|_| ());
}
