//! The messages of a build without the feature `alloc`.

#[test]
fn messages() {
    trybuild::TestCases::new().compile_fail("ui/*.rs");
}
