//! The links of a page.

use html5gum::{Token, Tokenizer};
use reqwest::Url;

/// Where the page at `base` links to, by HTTP, without fragments: `#top` is the same page.
pub(crate) fn links(html: &str, base: &Url) -> Vec<Url> {
    let tokens = Tokenizer::new(html).filter_map(Result::ok);
    let targets = tokens.filter_map(|token| match token {
        Token::StartTag(tag) if **tag.name == *b"a" => {
            let target = tag.attributes.get(b"href".as_slice())?;
            base.join(core::str::from_utf8(target).ok()?).ok()
        }
        _ => None,
    });
    targets
        .filter(|url| url.scheme() == "http")
        .map(|mut url| {
            url.set_fragment(None);
            url
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(html: &str) -> Vec<String> {
        let base = "http://site.test/page/1".parse().expect("a good address");
        links(html, &base).into_iter().map(String::from).collect()
    }

    #[test]
    fn a_link_may_be_relative_and_its_fragment_is_left_out() {
        let html = r#"<p>see <a href="2">two</a>, <a class=x href='/page/3#top'>three</a> and <A HREF="?q=1&amp;r=2">a query</A>"#;
        let expected = [
            "http://site.test/page/2",
            "http://site.test/page/3",
            "http://site.test/page/1?q=1&r=2",
        ];
        assert_eq!(found(html), expected);
    }

    #[test]
    fn what_is_no_link_by_http_is_passed_over() {
        let html = r#"<a name="here">x</a><a href="mailto:a@b.test">mail</a><!-- <a href="4"> --><img href="5">"#;
        assert_eq!(found(html), Vec::<String>::new());
    }
}
