|ids: u32| -> Result<(), Error> {
    let again = source(stream);
    let all = ids.map(|id| id + 1).union(again).buffer(64);
    let parts = all.flat_map(|id| [id, id * 2]);
    let fetched = parts.rate_limit(interval).try_map_async(4, fetch);
    fetched.partition(10).map(|batch| batch.to_vec()).sink(async |batch| store(batch).await);
    fetched.catch(|error| error.to_string()).sink(|text| eprintln!("{text}"));
    parts.filter(|id| *id > 9).feedback(ids, 16);
}
