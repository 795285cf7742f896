//! The pipeline: what a page links to is what is fetched next.
//!
//! ```text
//! urls ── unique ── fetch ──┬── sink (pages)
//!  ↑                 │      └── flat_map ── filter ── feedback
//!  │                 └ catch ── sink (dead)  links       │
//!  └─────────────────────────────────────────────────────┘
//! ```

use core::pin::pin;

use reqwest::{Client, StatusCode, Url};
use streamz::prelude::*;
use thiserror::Error;

use crate::html;

/// What was found.
#[derive(Debug, Default)]
pub(crate) struct Crawl {
    pub(crate) pages: Vec<Page>,
    pub(crate) dead: Vec<DeadLink>,
    /// Links on all pages, and how many of them lead to other sites.
    pub(crate) links: usize,
    pub(crate) foreign: usize,
}

/// A page, and where it leads.
#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) url: Url,
    links: Vec<Url>,
}

/// An address at which there is no page.
#[derive(Debug, Error)]
#[error("{url}: {status}")]
pub(crate) struct DeadLink {
    pub(crate) url: Url,
    pub(crate) status: StatusCode,
}

/// Why an address brought no page.
#[derive(Debug, Error)]
pub(crate) enum Unfetched {
    #[error(transparent)]
    Dead(#[from] DeadLink),

    #[error("the site cannot be talked to")]
    Transport(#[from] reqwest::Error),
}

/// Fetches the page at `home` and all pages of its site that can be reached from it, `at_once` at a time.
///
/// # Errors
///
/// The site cannot be talked to. A dead link is no error.
pub(crate) async fn crawl(home: Url, at_once: usize) -> Result<Crawl, Unfetched> {
    let client = Client::new();
    let origin = home.origin();
    let Crawl {
        mut pages,
        mut dead,
        mut links,
        mut foreign,
    } = Crawl::default();
    {
        let mut crawler = pin!(pipeline!(|urls: Url| -> Result<(), Unfetched> {
            let fetched = urls
                .unique_unbounded()
                .try_map_async_unordered(at_once, async |url| fetch(&client, url).await);
            fetched
                .flat_map(|page: Page| page.links)
                .filter(|link| {
                    let ours = link.origin() == origin;
                    links += 1;
                    foreign += usize::from(!ours);
                    ours
                })
                .feedback_unbounded(urls);
            fetched.sink(|page| pages.push(page));
            fetched.catch(|error| error).try_sink(|error| match error {
                Unfetched::Dead(link) => {
                    dead.push(link);
                    Ok(())
                }
                error => Err(error),
            });
        }));
        crawler.emit(home).await?;
        // Closed, it ends when no page is on its way and no link is left.
        crawler.shutdown().await?;
    }
    Ok(Crawl {
        pages,
        dead,
        links,
        foreign,
    })
}

async fn fetch(client: &Client, url: Url) -> Result<Page, Unfetched> {
    let response = client.get(url.clone()).send().await?;
    let status = response.status();
    if !status.is_success() {
        return Err(DeadLink { url, status }.into());
    }
    let links = html::links(&response.text().await?, &url);
    Ok(Page { url, links })
}
