use streamz::frame::Frame;

#[derive(Frame)]
struct Pair(i64, f64);

#[derive(Frame)]
struct Nothing;

#[derive(Frame)]
struct Empty {}

#[derive(Frame)]
enum Side {
    Buy,
    Sell,
}

fn main() {}
