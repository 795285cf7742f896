//! A web site made up from a number: pages in a tangle of links, some slow, some out of reach, and links to nowhere.

use core::time::Duration;
use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use fastrand::Rng;
use hyper::body::Bytes;
use hyper::header::CONTENT_TYPE;
use hyper::{Request, Response, StatusCode};
use reqwest::Url;
use streamz_services::{Server, serve, status};

use crate::Expected;

/// How long a slow page takes.
const SLOW: Duration = Duration::from_millis(40);

#[derive(Debug)]
pub(crate) struct Site {
    pages: Vec<Page>,
}

#[derive(Debug)]
struct Page {
    links: Vec<Link>,
    slow: bool,
}

#[derive(Debug, Clone, Copy)]
enum Link {
    /// A page of the site, in one of several ways of writing it.
    Page(u32, Writing),
    /// A page that is no more.
    Dead(u32),
    /// Another site's page, which must not be asked for.
    Foreign,
    Mail,
}

#[derive(Debug, Clone, Copy)]
enum Writing {
    Absolute,
    Relative,
    Fragment,
    Dots,
}

impl Site {
    /// The site of that number: the same number gives the same site.
    ///
    /// One page in ten is linked to only by pages like it, so that it cannot be reached from the first.
    pub(crate) fn generate(seed: u64, pages: u32) -> Self {
        let mut rng = Rng::with_seed(seed);
        let pages = pages.max(1);
        let main = (pages - pages / 10).max(1);
        let page = |number| {
            let links = (0..rng.u32(1..8)).map(|_| link(&mut rng, if number < main { 0..main } else { 0..pages }));
            let mut links: Vec<_> = links.collect();
            // Every page has the way home, so there is a cycle through every page.
            links.push(Link::Page(0, Writing::Absolute));
            Page {
                links,
                slow: rng.u32(0..50) == 0,
            }
        };
        Self {
            pages: (0..pages).map(page).collect(),
        }
    }

    /// What can be reached from the first page.
    pub(crate) fn reachable(&self) -> Expected {
        let (mut pages, mut dead) = (BTreeSet::from([0]), BTreeSet::new());
        let mut open = vec![0];
        while let Some(page) = open.pop() {
            for link in &self.pages[page as usize].links {
                match *link {
                    Link::Page(target, _) if pages.insert(target) => open.push(target),
                    Link::Dead(target) => _ = dead.insert(target),
                    Link::Page(..) | Link::Foreign | Link::Mail => {}
                }
            }
        }
        Expected {
            pages: pages.into_iter().map(|page| format!("/page/{page}")).collect(),
            dead: dead.into_iter().map(|page| format!("/gone/{page}")).collect(),
        }
    }

    fn html(&self, number: usize) -> Option<String> {
        let page = self.pages.get(number)?;
        let links = page
            .links
            .iter()
            .map(|link| format!("<li><a href=\"{}\">link</a>\n", href(*link)));
        let links: String = links.collect();
        Some(format!(
            "<!doctype html><title>Page {number}</title>\n<ul>\n{links}</ul>\n"
        ))
    }

    /// Puts the site on a port of this machine.
    pub(crate) async fn serve(self) -> io::Result<Served> {
        let asked = Arc::new(Mutex::new(Asked::default()));
        let site = Arc::new(self);
        let counted = Arc::clone(&asked);
        let server = serve(move |request| answer(Arc::clone(&site), Arc::clone(&counted), request)).await?;
        Ok(Served { server, asked })
    }
}

fn link(rng: &mut Rng, pages: core::ops::Range<u32>) -> Link {
    match rng.u32(0..100) {
        0..6 => Link::Dead(rng.u32(pages) / 4),
        6..10 => Link::Foreign,
        10..12 => Link::Mail,
        12..30 => Link::Page(rng.u32(pages), Writing::Relative),
        30..45 => Link::Page(rng.u32(pages), Writing::Fragment),
        45..60 => Link::Page(rng.u32(pages), Writing::Dots),
        _ => Link::Page(rng.u32(pages), Writing::Absolute),
    }
}

fn href(link: Link) -> String {
    match link {
        Link::Page(page, Writing::Absolute) => format!("/page/{page}"),
        Link::Page(page, Writing::Relative) => format!("{page}"),
        Link::Page(page, Writing::Fragment) => format!("/page/{page}#part-2"),
        Link::Page(page, Writing::Dots) => format!("../page/./{page}"),
        Link::Dead(page) => format!("/gone/{page}"),
        Link::Foreign => "http://elsewhere.invalid/".to_owned(),
        Link::Mail => "mailto:webmaster@site.test".to_owned(),
    }
}

/// A site that is being served.
pub(crate) struct Served {
    server: Server,
    asked: Arc<Mutex<Asked>>,
}

impl Served {
    /// The address of the first page.
    pub(crate) fn home(&self) -> anyhow::Result<Url> {
        Ok(Url::parse(&self.server.url())?.join("/page/0")?)
    }

    /// What was asked for so far.
    pub(crate) fn asked(&self) -> Asked {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// What a site was asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked {
    /// How often each path.
    pub(crate) paths: BTreeMap<String, usize>,
    at_once: usize,
    pub(crate) most_at_once: usize,
}

impl Asked {
    /// How many requests there were.
    pub(crate) fn total(&self) -> usize {
        self.paths.values().sum()
    }
}

async fn answer(site: Arc<Site>, asked: Arc<Mutex<Asked>>, request: Request<Bytes>) -> Response<Bytes> {
    let path = request.uri().path();
    {
        let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
        *asked.paths.entry(path.to_owned()).or_default() += 1;
        asked.at_once += 1;
        asked.most_at_once = asked.most_at_once.max(asked.at_once);
    }
    let number = path.strip_prefix("/page/").and_then(|number| number.parse().ok());
    let page = number.and_then(|number: usize| Some((site.pages.get(number)?.slow, site.html(number)?)));
    let response = match page {
        Some((slow, html)) => {
            if slow {
                tokio::time::sleep(SLOW).await;
            }
            let page = Response::builder().header(CONTENT_TYPE, "text/html");
            page.body(html.into())
                .unwrap_or_else(|_| status(StatusCode::INTERNAL_SERVER_ERROR))
        }
        None => status(StatusCode::NOT_FOUND),
    };
    asked.lock().unwrap_or_else(PoisonError::into_inner).at_once -= 1;
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_makes_the_same_site() {
        let [one, again, other] = [1, 1, 2].map(|seed| format!("{:?}", Site::generate(seed, 50)));
        assert_eq!(one, again);
        assert_ne!(one, other);
    }

    #[test]
    fn some_pages_are_out_of_reach_and_some_links_are_dead() {
        let found = Site::generate(1, 300).reachable();
        assert!((100..=270).contains(&found.pages.len()), "{} pages", found.pages.len());
        assert!(!found.dead.is_empty());
    }

    #[test]
    fn what_can_be_reached_follows_the_links() {
        let page = |links| Page { links, slow: false };
        let to = |number| Link::Page(number, Writing::Relative);
        let site = Site {
            pages: vec![
                page(vec![to(1), Link::Dead(7)]),
                page(vec![to(0)]),
                page(vec![to(1), Link::Dead(8)]),
            ],
        };
        let Expected { pages, dead } = site.reachable();
        assert!(pages.iter().eq(["/page/0", "/page/1"]));
        assert!(dead.iter().eq(["/gone/7"]));
    }
}
