//! Lists that come page by page, over the in-memory transport: what is asked for, and when it ends.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

mod support;

use futures_core::Stream;
use openapi_runtime::runtime::data::{Decode, Encode, Json, Slot, View};
use openapi_runtime::runtime::{
    Client, Error, Next, Page, Paging, Request, Style, Undocumented, json,
};
use support::memory::{Act, Memory, answer};
use support::{GET, KEY, builder};

/// A page of numbers under `things`.
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
        match &self.0["things"] {
            Json::Array(items) => items.clone(),
            _ => Vec::new(),
        }
    }
}

const fn paging(next: Next) -> Paging {
    Paging {
        next,
        items: &["things"],
        total: Some(&["paging", "total"]),
        pages: Some(&["paging", "pages"]),
        more: Some(&["more"]),
    }
}

static BY_PAGE: Paging = paging(Next::Page {
    parameter: "page",
    size: Some("size"),
    first: 1,
});
static BY_OFFSET: Paging = paging(Next::Offset {
    parameter: "offset",
});
static BY_CURSOR: Paging = paging(Next::Cursor {
    parameter: "after",
    from: &["paging", "next"],
});
static BY_ITEM: Paging = paging(Next::Item {
    parameter: "after",
    key: "id",
});
static BY_URL: Paging = paging(Next::Url {
    from: &["next"],
    parameter: None,
});
static BY_URL_OF_A_PROXY: Paging = paging(Next::Url {
    from: &["next"],
    parameter: Some("page"),
});
static BY_LINK: Paging = paging(Next::Link);

fn list(client: &Client, paging: &'static Paging) -> Request<Things> {
    Request::new(client, &GET, json::<Things>).paged(paging)
}

fn page(body: &'static str) -> Act {
    answer(200, &[], body)
}

/// What a list gives, up to its end or its error, and the queries it sent.
async fn read(
    acts: Vec<Act>,
    paging: &'static Paging,
    query: &[(&str, &str)],
) -> (Vec<i64>, Option<Error>, Vec<String>) {
    let memory = Memory::new(acts);
    let client = builder().transport(memory.clone()).build().unwrap();
    let request = query
        .iter()
        .fold(list(&client, paging), |it, (name, value)| {
            it.query(name, value)
        });
    let mut items = request.items();
    let mut read = Vec::new();
    let mut failed = None;
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => {
                let id = || item["id"].as_str()?.parse().ok();
                read.push(item.as_i64().or_else(id).unwrap());
            }
            Err(error) => failed = Some(error),
        }
    }
    let targets = memory.seen().into_iter().map(|it| {
        it.uri
            .strip_prefix("http://api.test/v4/things")
            .unwrap()
            .to_owned()
    });
    (read, failed, targets.collect())
}

#[tokio::test]
async fn as_many_are_collected_as_asked_for() {
    let acts = vec![
        page(r#"{"things": [1, 2], "paging": {"total": 5}}"#),
        page(r#"{"things": [3, 4], "paging": {"total": 5}}"#),
        page(r#"{"things": [5], "paging": {"total": 5}}"#),
    ];
    for (most, found, asked) in [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (9, 5, 3)] {
        let memory = Memory::new(acts.clone());
        let client = builder().transport(memory.clone()).build().unwrap();
        let items = list(&client, &BY_OFFSET).items();
        let items = items.collect_up_to(most).await.unwrap();
        let all: Vec<Json> = (1..=5).map(Json::from).collect();
        assert_eq!(items, all[..found], "{most}");
        assert_eq!(memory.seen().len(), asked, "{most}");
    }
    let memory = Memory::new([acts[0].clone(), answer(404, &[], "")]);
    let client = builder().transport(memory).build().unwrap();
    let items = list(&client, &BY_OFFSET).items();
    assert!(items.collect_up_to(usize::MAX).await.is_err());
}

#[tokio::test]
async fn a_key_of_the_caller_is_that_of_the_first_page() {
    let memory = Memory::new([
        page(r#"{"things": [1], "paging": {"next": "a"}}"#),
        page(r#"{"things": [2]}"#),
    ]);
    let client = builder().transport(memory.clone()).build().unwrap();
    let call = list(&client, &BY_CURSOR).idempotency_key("mine");
    assert_eq!(call.items().collect_up_to(9).await.unwrap().len(), 2);
    let seen = memory.seen();
    let keys: Vec<_> = seen.iter().map(|it| it.header("idempotency-key")).collect();
    assert_eq!(keys, [Some("mine"), None]);
}

#[tokio::test]
async fn pages_are_counted_up_to_the_total() {
    let acts = vec![
        page(r#"{"things": [1, 2], "paging": {"total": 5}}"#),
        page(r#"{"things": [3, 4], "paging": {"total": 5}}"#),
        page(r#"{"things": [5], "paging": {"total": 5}}"#),
    ];
    let (items, error, asked) = read(acts.clone(), &BY_PAGE, &[("size", "2"), ("q", "a b")]).await;
    assert!(error.is_none());
    assert_eq!(items, [1, 2, 3, 4, 5]);
    assert_eq!(
        asked,
        [
            "?size=2&q=a%20b",
            "?size=2&q=a%20b&page=2",
            "?size=2&q=a%20b&page=3"
        ]
    );
    // From the page that was asked for, and without knowing the size of a page.
    let (items, _, asked) = read(
        acts[1..].to_vec(),
        &BY_PAGE,
        &[("page", "2"), ("size", "2")],
    )
    .await;
    assert_eq!(items, [3, 4, 5]);
    assert_eq!(asked, ["?page=2&size=2", "?size=2&page=3"]);
    let (items, _, asked) = read(acts, &BY_PAGE, &[]).await;
    assert_eq!(items, [1, 2, 3, 4, 5]);
    assert_eq!(asked, ["", "?page=2", "?page=3"]);
}

#[tokio::test]
async fn without_a_total_an_empty_page_is_the_last() {
    for paging in [&BY_PAGE, &BY_OFFSET] {
        let acts = vec![
            page(r#"{"things": [1, 2]}"#),
            page(r#"{"things": [3]}"#),
            page(r#"{"things": []}"#),
        ];
        let (items, error, asked) = read(acts, paging, &[]).await;
        assert!(error.is_none());
        assert_eq!(items, [1, 2, 3]);
        assert_eq!(asked.len(), 3);
    }
}

#[tokio::test]
async fn an_offset_counts_items() {
    let acts = vec![
        page(r#"{"things": [1, 2], "paging": {"total": 3.0}}"#),
        page(r#"{"things": [3], "paging": {"total": 3.0}}"#),
    ];
    let (items, _, asked) = read(acts, &BY_OFFSET, &[("offset", "0")]).await;
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(asked, ["?offset=0", "?offset=2"]);
}

#[tokio::test]
async fn a_cursor_leads_on_until_there_is_none() {
    let acts = vec![
        page(r#"{"things": [1], "paging": {"next": "a/b"}}"#),
        page(r#"{"things": [], "paging": {"next": "c"}}"#),
        page(r#"{"things": [2], "paging": {"next": null}}"#),
    ];
    let (items, error, asked) = read(acts, &BY_CURSOR, &[]).await;
    assert!(error.is_none());
    assert_eq!(items, [1, 2]);
    assert_eq!(asked, ["", "?after=a%2Fb", "?after=c"]);
}

#[tokio::test]
async fn a_flag_ends_the_list() {
    let acts = vec![page(
        r#"{"things": [1], "more": false, "paging": {"next": "a"}}"#,
    )];
    for paging in [&BY_PAGE, &BY_OFFSET, &BY_CURSOR] {
        let (items, error, asked) = read(acts.clone(), paging, &[]).await;
        assert!(error.is_none());
        assert_eq!((items, asked.len()), (vec![1], 1));
    }
}

#[tokio::test]
async fn the_last_item_leads_on_until_there_are_no_more() {
    let acts = vec![
        page(r#"{"things": [{"id": "1"}, {"id": "2"}], "more": true}"#),
        page(r#"{"things": [{"id": "3"}], "more": true}"#),
        page(r#"{"things": [], "more": true}"#),
    ];
    let (items, error, asked) = read(acts, &BY_ITEM, &[("q", "1")]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(asked, ["?q=1", "?q=1&after=2", "?q=1&after=3"]);

    let last = || page(r#"{"things": [{"id": "1"}], "more": false}"#);
    let (items, error, asked) = read(vec![last()], &BY_ITEM, &[]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((items, asked.len()), (vec![1], 1));

    let same = || page(r#"{"things": [{"id": "1"}], "more": true}"#);
    let (_, error, asked) = read(vec![same(), same()], &BY_ITEM, &[]).await;
    let error = error.unwrap().to_string();
    assert!(
        error.ends_with("the server sends the same item again"),
        "{error}"
    );
    assert_eq!(asked.len(), 2);
}

#[tokio::test]
async fn urls_lead_on_within_the_server() {
    let acts = vec![
        page(r#"{"things": [1], "next": "?q=1&after=2"}"#),
        page(r#"{"things": [2], "next": "http://api.test/v4/things/more?x=%20"}"#),
        page(r#"{"things": [3], "next": ""}"#),
    ];
    let (items, error, asked) = read(acts, &BY_URL, &[("q", "1")]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(asked, ["?q=1", "?q=1&after=2", "/more?x=%20"]);
}

#[tokio::test]
async fn a_url_of_another_server_leads_on_by_its_parameter() {
    let acts = vec![
        page(r#"{"things": [1], "next": "http://inside:8000/things?page=2&q=2"}"#),
        page(r#"{"things": [2], "next": "http://inside:8000/things?page=a%20b"}"#),
        page(r#"{"things": [3], "next": null}"#),
    ];
    let (items, error, asked) = read(acts, &BY_URL_OF_A_PROXY, &[("q", "1")]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(asked, ["?q=1", "?q=1&page=2", "?q=1&page=a%20b"]);

    for (next, reason) in [
        (
            "http://inside/things?page=2",
            "the server sends the same URL again",
        ),
        (
            "http://inside/things?after=2",
            "the URL of the next page is that of another server",
        ),
    ] {
        let body: &'static str = format!(r#"{{"things": [1], "next": "{next}"}}"#).leak();
        let acts = vec![page(body), page(body)];
        let (_, error, _) = read(acts, &BY_URL_OF_A_PROXY, &[]).await;
        let error = error.unwrap().to_string();
        assert!(error.ends_with(reason), "{error}");
    }
}

#[tokio::test]
async fn a_number_of_pages_ends_the_list() {
    let acts = vec![
        page(r#"{"things": [1], "paging": {"pages": 2}}"#),
        page(r#"{"things": [2], "paging": {"pages": 2}}"#),
    ];
    let (items, error, asked) = read(acts, &BY_PAGE, &[]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [1, 2]);
    assert_eq!(asked, ["", "?page=2"]);
}

#[tokio::test]
async fn a_page_that_none_has_promised_may_be_missing() {
    let missing = || answer(404, &[], "{}");
    let acts = vec![page(r#"{"things": [1]}"#), missing()];
    let (items, error, asked) = read(acts, &BY_PAGE, &[]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!((items, asked.len()), (vec![1], 2));

    // These are no ends: the first page, one that is promised, and one that cannot be read.
    for acts in [
        vec![missing()],
        vec![
            page(r#"{"things": [1], "paging": {"pages": 3}}"#),
            missing(),
        ],
        vec![page(r#"{"things": [1], "more": true}"#), missing()],
        vec![page(r#"{"things": [1]}"#), answer(403, &[], "{}")],
    ] {
        let (_, error, _) = read(acts, &BY_PAGE, &[]).await;
        assert!(matches!(error, Some(Error::Status(_))));
    }
}

#[tokio::test]
async fn links_lead_on_within_the_server() {
    let linked = |link: &str, body| answer(200, &[("link", link)], body);
    let acts = vec![
        linked(
            r#"</v4/things?a,b=1>; title="x, rel=next"; rel=prev, </v4/things?page=2>; rel="last next""#,
            r#"{"things": [1]}"#,
        ),
        linked("</v4/things?page=1>; rel=prev", r#"{"things": [2]}"#),
    ];
    let (items, error, asked) = read(acts, &BY_LINK, &[]).await;
    assert!(error.is_none(), "{error:?}");
    assert_eq!(items, [1, 2]);
    assert_eq!(asked, ["", "?page=2"]);
}

#[tokio::test]
async fn what_leads_nowhere_new_is_an_error() {
    let cases: [(&Paging, &str, &str); 6] = [
        (
            &BY_PAGE,
            r#"{"things": [1]}"#,
            "the server sends the same page again",
        ),
        (
            &BY_OFFSET,
            r#"{"things": [1]}"#,
            "the server sends the same page again",
        ),
        (
            &BY_CURSOR,
            r#"{"things": [1], "paging": {"next": "a"}}"#,
            "the server sends the same cursor again",
        ),
        (
            &BY_URL,
            r#"{"things": [1], "next": "/v4/things?a"}"#,
            "the server sends the same URL again",
        ),
        (
            &BY_URL,
            r#"{"things": [1], "next": "http://evil.test/v4/things"}"#,
            "the URL of the next page is that of another server",
        ),
        (
            &BY_URL,
            r#"{"things": [1], "next": "http://["}"#,
            "the URL of the next page is not valid",
        ),
    ];
    for (paging, body, reason) in cases {
        let body: &'static str = Box::leak(body.to_owned().into_boxed_str());
        let paging: &'static Paging = Box::leak(Box::new(*paging));
        let (_, error, asked) = read(vec![page(body); 9], paging, &[]).await;
        let error = error.unwrap();
        assert_eq!(
            error.to_string(),
            format!("things.get does not lead to its next page: {reason}")
        );
        assert!(asked.len() <= 2, "{asked:?}");
    }
}

#[tokio::test]
async fn a_failed_page_ends_the_list_and_a_retried_one_does_not() {
    let acts = vec![
        page(r#"{"things": [1], "paging": {"total": 2}}"#),
        answer(404, &[], "{}"),
    ];
    let (items, error, asked) = read(acts, &BY_PAGE, &[]).await;
    assert_eq!((items, asked.len()), (vec![1], 2));
    assert!(matches!(error, Some(Error::Status(_))));

    let acts = vec![
        answer(503, &[("retry-after-ms", "1")], ""),
        page(r#"{"things": [1], "paging": {"total": 1}}"#),
    ];
    let (items, error, asked) = read(acts, &BY_PAGE, &[]).await;
    assert_eq!((items, asked.len()), (vec![1], 2));
    assert!(error.is_none());
}

#[tokio::test]
async fn pages_keep_what_the_request_says() {
    let memory = Memory::new([
        page(r#"{"things": [1], "paging": {"total": 2}}"#),
        page(r#"{"things": [2], "paging": {"total": 2}}"#),
    ]);
    let client = builder().transport(memory.clone()).build().unwrap();
    let request = list(&client, &BY_PAGE)
        .header("x-mine", "1")
        .set_json("/filter", "f");
    let mut pages = request.pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    for seen in memory.seen() {
        assert_eq!(seen.header("x-mine"), Some("1"));
        assert_eq!(&seen.body[..], br#"{"filter":"f"}"#);
    }
    assert_eq!(memory.seen().len(), 2);
}

#[tokio::test]
async fn a_request_without_paging_has_one_page() {
    let memory = Memory::new([page(r#"{"things": [1, 2]}"#)]);
    let client = builder().transport(memory.clone()).build().unwrap();
    let mut items = Request::<_, Undocumented>::new(&client, &GET, json::<Things>).items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert!(items.next().await.is_none());
    assert!(items.next().await.is_none());
    assert_eq!(memory.seen().len(), 1);
}

#[tokio::test]
async fn what_is_wrong_with_the_request_is_said_once() {
    let client = builder().transport(Memory::new([])).build().unwrap();
    let mut pages = list(&client, &BY_PAGE).header("not valid", "").pages();
    assert!(matches!(
        pages.next().await,
        Some(Err(Error::InvalidRequest { .. }))
    ));
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn a_credential_in_the_query_is_sent_once_with_every_page() {
    use openapi_runtime::runtime::{Operation, Scheme, SchemeKind};
    static QUERY_KEY: Scheme = Scheme {
        name: "query_key",
        kind: SchemeKind::Query("key"),
    };
    static SECURED: Operation = Operation {
        id: "things.get",
        method: http::Method::GET,
        path: "/things",
        idempotent: true,
        security: &[&["query_key"]],
        errors: &[],
    };
    let memory = Memory::new([
        page(r#"{"things": [1], "next": "/v4/things?key=s3cret&page=2"}"#),
        page(r#"{"things": [2]}"#),
    ]);
    let client = builder()
        .credential(&QUERY_KEY, "s3cret")
        .credential(&KEY, "unused")
        .transport(memory.clone())
        .build()
        .unwrap();
    let mut pages = Request::<_, Undocumented>::new(&client, &SECURED, json::<Things>)
        .paged(&BY_URL)
        .query_parameter("q", &View::Str("1"), Style::FORM)
        .pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    let asked: Vec<String> = memory.seen().into_iter().map(|it| it.uri).collect();
    assert_eq!(
        asked,
        [
            "http://api.test/v4/things?q=1&key=s3cret",
            "http://api.test/v4/things?page=2&key=s3cret"
        ]
    );
}

/// The streams can be used with any library of combinators, on any task.
#[test]
fn streams_can_be_sent() {
    fn assert<T: Stream + Send + Unpin + 'static>(_: fn() -> T) {}
    assert::<openapi_runtime::runtime::Pages<Things>>(|| unreachable!());
    assert::<openapi_runtime::runtime::Items<Things>>(|| unreachable!());
}

/// The same over a real socket, where a page is what the server sends for the target.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn every_way_over_a_socket() {
    use support::server::{Server, reply};
    let link = "link: </things?page=2>; rel=\"next\"\r\n";
    let cases: [(&'static Paging, &str, &str, &str); 5] = [
        (
            &BY_PAGE,
            "",
            r#"{"things": [1], "paging": {"total": 2}}"#,
            "/things?page=2",
        ),
        (
            &BY_OFFSET,
            "",
            r#"{"things": [1], "paging": {"total": 2}}"#,
            "/things?offset=1",
        ),
        (
            &BY_CURSOR,
            "",
            r#"{"things": [1], "paging": {"next": "a b"}}"#,
            "/things?after=a%20b",
        ),
        (
            &BY_URL,
            "",
            r#"{"things": [1], "next": "/things?from=1"}"#,
            "/things?from=1",
        ),
        (&BY_LINK, link, r#"{"things": [1]}"#, "/things?page=2"),
    ];
    for (paging, headers, first, target) in cases {
        let last = r#"{"things": [2], "paging": {"total": 2}, "more": false}"#;
        let server = Server::start([reply(200, headers, first), reply(200, "", last)]).await;
        let client = builder().base_url(&server.url()).build().unwrap();
        let mut items = list(&client, paging).items();
        let mut read = Vec::new();
        while let Some(item) = items.next().await {
            read.push(item.unwrap().as_i64().unwrap());
        }
        assert_eq!(read, [1, 2]);
        let sent = server.requests();
        assert_eq!(sent.len(), 2);
        assert!(
            sent[0].starts_with("GET /things HTTP/1.1\r\n"),
            "{}",
            sent[0]
        );
        let second = format!("GET {target} HTTP/1.1\r\n");
        assert!(sent[1].starts_with(&second), "{}", sent[1]);
    }
}
