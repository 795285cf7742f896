//! Golden files: what a pipeline expands to, reviewed like source.
//!
//! `STREAMZ_REGENERATE=1 cargo test -p streamz-macros` writes them anew.

use std::path::PathBuf;
use std::{env, fs};

const NAMES: &[&str] = &[
    "chain",
    "diamond",
    "two_sources",
    "feedback",
    "failures",
    "ports_and_lists",
    "driven",
    "tagged",
    "snapshot",
];

#[test]
fn expansions_are_as_committed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("expand");
    for (name, input) in NAMES.iter().zip(super::PIPELINES) {
        let expansion = crate::expand(input.parse().unwrap(), true);
        let expression: syn::Expr = syn::parse2(expansion).unwrap();
        let file: syn::File = syn::parse_quote!(fn main() { let pipeline = #expression; });
        let printed = prettyplease::unparse(&file);
        assert!(!printed.contains("compile_error"), "{name}:\n{printed}");
        let path = folder.join(format!("{name}.expanded.rs"));
        if env::var_os("STREAMZ_REGENERATE").is_some() {
            fs::write(&path, &printed).unwrap();
        }
        let committed = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            committed == printed,
            "{name} expands differently from {}:\n{printed}",
            path.display()
        );
    }
}

/// A 200-operator chain prints in proportion to its length.
#[test]
fn expansions_grow_linearly() {
    let length = |operators: usize| {
        let chain = ".map(f)".repeat(operators);
        let input = format!("|s: u64| {{ s{chain}.sink(drop); }}");
        crate::expand(input.parse().unwrap(), true).to_string().len()
    };
    let (short, long) = (length(50), length(200));
    assert!(long < 5 * short, "{short} characters for 50 operators, {long} for 200");
}

/// Twenty diamonds in a row print each segment once.
#[test]
fn diamonds_do_not_double() {
    let length = |diamonds: usize| {
        let mut body = String::new();
        for i in 0..diamonds {
            let next = i + 1;
            body += &format!("let l{i} = s{i}.map(f); let r{i} = s{i}.map(g); let s{next} = l{i}.zip(r{i}).map(h);");
        }
        let input = format!("|s0: u64| {{ {body} s{diamonds}.sink(drop); }}");
        crate::expand(input.parse().unwrap(), true).to_string().len()
    };
    let (few, many) = (length(5), length(20));
    // Each segment names the way to the one behind it, so the growth is a little more than linear.
    assert!(many < 6 * few, "{few} characters for 5 diamonds, {many} for 20");
}

#[test]
fn more_than_rustc_survives_is_our_own_error() {
    let chain = ".map(f)".repeat(600);
    let input = format!("|s: u64| {{ s{chain}.sink(drop); }}");
    let expansion = crate::expand(input.parse().unwrap(), true).to_string();
    assert!(expansion.contains("a pipeline has at most 500 operators"));
}
