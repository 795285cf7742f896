|lines: &str| -> Result<(), Error> {
    let parsed = lines.try_map(|line| line.parse::<i32>());
    parsed.catch(|line, error| format!("{line}: {error}")).sink(|bad| eprintln!("{bad}"));
    parsed.try_filter(|x| check(*x)).try_sink(|x| write(x));
}
