//! Every mistake that the macro or the types catch, with the message the user sees.
//!
//! The messages are rustc's of one version; `TRYBUILD=overwrite` writes them anew.

#[test]
fn messages() {
    let cases = trybuild::TestCases::new();
    for topic in ["streams", "joins", "operators", "sizes", "failures", "syntax"] {
        cases.compile_fail(format!("tests/ui/{topic}/*.rs"));
    }
}
