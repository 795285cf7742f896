//! The pipeline from outside: what a function that returns one promises.

/// A pipeline that takes items of type `T` at its source number `PORT`, counted from 0 in the order of the sources.
///
/// Inside the function that wrote `pipeline!`, sources are methods by their own names. This trait is for handing a
/// pipeline on: returned as `impl Emit<Tick>`, held in a generic struct, sent to a thread, or boxed.
///
/// # Examples
///
/// ```
/// use streamz::prelude::*;
///
/// fn doubler(factor: i32, mut out: impl FnMut(i32)) -> impl Emit<i32, Output = ()> {
///     pipeline!(move |s: i32| {
///         s.map(|x| x * factor).sink(|x| out(x));
///     })
/// }
///
/// let mut seen = Vec::new();
/// let mut p = doubler(2, |x| seen.push(x));
/// p.emit(21);
/// drop(p);
/// assert_eq!(seen, [42]);
/// ```
#[diagnostic::on_unimplemented(
    message = "this pipeline has no source number {PORT} that takes `{T}`",
    note = "sources are numbered from 0 in the order they are declared: `pipeline!(|first: A, second: B| ..)` is \
            `Emit<A, 0> + Emit<B, 1>`"
)]
pub trait Emit<T, const PORT: usize = 0> {
    /// `()`, or a `Result` if something in the pipeline can fail.
    type Output;

    /// Sends one item through; when this returns, every effect of it is done.
    fn emit(&mut self, item: T) -> Self::Output;
}
