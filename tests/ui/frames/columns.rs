use streamz::frame::Frame;

#[derive(Frame)]
struct Wrong {
    tags: Vec<String>,
}

#[derive(Frame)]
struct Twice {
    #[frame(index)]
    a: i64,
    #[frame(index)]
    b: i64,
    #[frame(name = "a")]
    c: i64,
    #[frame(indx)]
    d: i64,
}

#[derive(Frame)]
struct Generic<T> {
    a: T,
}

#[derive(Frame)]
struct Unnamed(f64);

#[derive(Frame)]
enum Choice {
    A,
}

fn main() {}
