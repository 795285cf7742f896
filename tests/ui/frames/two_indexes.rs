use streamz::frame::{Frame, Timestamp};

#[derive(Frame)]
struct Trade {
    #[frame(index)]
    at: Timestamp,
    #[frame(index)]
    number: i64,
}

fn main() {}
