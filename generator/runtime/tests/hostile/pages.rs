//! Lists whose pages lead in circles.

use openapi_runtime::runtime::data::{Decode, Encode, Json, Slot, View};
use openapi_runtime::runtime::{Error, Next, Page, Paging, Request, Undocumented, json};

use crate::client;
use crate::support::GET;
use crate::support::server::{Reply, Server, reply};

struct Things(Json);

impl Decode for Things {
    fn blank() -> Self {
        Self(Json::Null)
    }

    fn slot(&mut self) -> Slot<'_> {
        self.0.slot()
    }
}

impl Encode for Things {
    fn view(&self) -> View<'_> {
        self.0.view()
    }
}

impl Page for Things {
    type Item = Json;

    fn into_items(self) -> Vec<Json> {
        vec![self.0]
    }
}

const fn paging(next: Next) -> Paging {
    Paging {
        next,
        items: &["things"],
        total: None,
        pages: None,
        more: None,
    }
}

static BY_CURSOR: Paging = paging(Next::Cursor {
    parameter: "after",
    from: &["next"],
});
static BY_URL: Paging = paging(Next::Url {
    from: &["next"],
    parameter: None,
});
static BY_LINK: Paging = paging(Next::Link);

/// Where each of the pages leads: some of their own, and then round and round.
fn targets(before: usize, around: usize) -> impl Iterator<Item = usize> {
    (0..5000).map(move |page| {
        if page < before {
            page
        } else {
            before + (page - before) % around
        }
    })
}

#[tokio::test]
async fn circles_of_any_length_come_to_an_end() {
    for (before, around) in [(0, 1), (0, 2), (0, 3), (1, 2), (5, 7), (40, 30)] {
        let cursors: Vec<Reply> = targets(before, around)
            .map(|to| {
                reply(
                    200,
                    "",
                    format!("{{\"things\": [{to}], \"next\": \"c{to}\"}}"),
                )
            })
            .collect();
        let urls: Vec<Reply> = targets(before, around)
            .map(|to| {
                reply(
                    200,
                    "",
                    format!("{{\"things\": [{to}], \"next\": \"/things?p={to}\"}}"),
                )
            })
            .collect();
        let links: Vec<Reply> = targets(before, around)
            .map(|to| {
                reply(
                    200,
                    &format!("link: </things?p={to}>; rel=next\r\n"),
                    "{\"things\": [1]}",
                )
            })
            .collect();
        for (paging, replies) in [(&BY_CURSOR, cursors), (&BY_URL, urls), (&BY_LINK, links)] {
            let server = Server::start(replies).await;
            let call = Request::<_, Undocumented>::new(&client(&server), &GET, json::<Things>)
                .paged(paging);
            let mut pages = call.pages();
            let mut last = None;
            while let Some(page) = pages.next().await {
                last = Some(page.map(|_| ()));
            }
            assert!(
                matches!(last, Some(Err(Error::Paging { .. }))),
                "{before} {around}: {last:?}"
            );
            let requests = server.requests().len();
            assert!(
                requests <= 4 * (before + around) + 4,
                "{before} {around}: {requests}"
            );
        }
    }
}

/// A list that only ever goes on is no circle, however long it is.
#[tokio::test]
async fn a_long_list_is_read_to_its_end() {
    let pages = (0..1000).map(|page| {
        reply(
            200,
            "",
            format!("{{\"things\": [{page}], \"next\": \"c{page}\"}}"),
        )
    });
    let last = reply(200, "", "{\"things\": [], \"next\": \"\"}");
    let server = Server::start(pages.chain([last])).await;
    let call =
        Request::<_, Undocumented>::new(&client(&server), &GET, json::<Things>).paged(&BY_CURSOR);
    let mut items = call.items();
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.unwrap();
        count += 1;
    }
    assert_eq!(count, 1001);
}
