use streamz::frame::Frame;

#[derive(Frame)]
struct Trade {
    amount: f64,
    lots: usize,
    change: Option<isize>,
    side: char,
    name: &'static str,
    levels: [f64; 10],
    best: (f64, f64),
}

fn main() {}
