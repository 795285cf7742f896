use streamz::frame::Frame;

#[derive(Frame)]
struct Cell<T> {
    value: T,
}

#[derive(Frame)]
struct Line<'a> {
    text: &'a str,
}

fn main() {}
