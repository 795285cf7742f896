use streamz::frame::Frame;

#[derive(Frame)]
struct Trade {
    amount: f64,
    #[frame(name = "amount")]
    volume: f64,
    #[frame(names = "side")]
    buy: bool,
    #[frame(indx)]
    at: i64,
}

fn main() {}
