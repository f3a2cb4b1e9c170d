//! What a user of the support desk's client writes.

use client::account::{
    GreetingParams, SearchParams, SearchParamsRequired, SearchParamsXTenant, TokenParams,
};
use client::files::{PortraitParams, UploadManyParams, UploadParams};
use client::runtime::body::File;
use client::tickets::{
    AddEventParams, CommentDtoOrTransitionDtoOrMergeDto as Event, CreateParams, FindAllParams,
    FindAllParamsOrder, SetRuleError409, SetRuleParams, UpdateParams, WatchParams,
};
use client::types::{
    CommentDto, CreateTicketDto, EmailTarget, ErrorDto, ErrorDtoMessage, MergeDto, PersonDto,
    Queue, RuleDtoMatch, RuleDtoRequest, RuleDtoTarget, SearchFilter, Status, TicketDtoPriority,
    TokenRequest, TransitionDto, UpdateTicketDto, WebhookTarget,
};
use client::{Client, Error, StatusError};
use conformance::{Calls, whole};
use serde_json::json;

const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";
const LAST: &str = "7d444840-9dc0-41d1-b245-000000000005";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("desk-token")
        .basic("desk:p:ässword")
        .key("desk-key")
        .session("ab.c+/=")
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    tickets(&mut calls, &client).await;
    let url = calls.url().to_owned();
    errors(&mut calls, &client, &url).await;
    events(&mut calls, &client).await;
    files(&mut calls, &client).await;
    account(&mut calls, &client).await;
    calls.end()
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("a page of tickets", async |wire| {
            let page = client.tickets().find_all(FindAllParams::new()).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets");
            assert_eq!(call.header("authorization"), Some("Bearer desk-token"));
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!(page.data.len(), 5);
            assert_eq!(page.data[0].id, FIRST);
            assert_eq!(page.data[0].created_at.as_str(), "2024-01-01T03:04:05.678Z");
            assert_eq!(page.data[1].status, Some(Status::OnHold));
            assert!(!page.meta.has_next_page);
            Ok(())
        })
        .await;
    calls
        .check("every parameter of a list", async |wire| {
            let params = FindAllParams::new()
                .page(1)
                .take(2)
                .order(FindAllParamsOrder::Desc)
                .status([Status::Open, Status::OnHold])
                .numbers([1, 2, 3])
                .overdue(false)
                .since("2024-01-02T00:00:00Z");
            let page = client.tickets().find_all(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /tickets?page=1&take=2&order=DESC&status=open&status=on-hold\
                 &numbers=1&numbers=2&numbers=3&overdue=false&since=2024-01-02T00%3A00%3A00Z"
            );
            let numbers: Vec<i64> = page.data.iter().map(|ticket| ticket.number).collect();
            assert_eq!(numbers, [3, 2]);
            Ok(())
        })
        .await;
    calls
        .check("one value of a list", async |wire| {
            let params = FindAllParams::new().status([Status::OnHold]);
            let page = client.tickets().find_all(params).await?;
            assert_eq!(wire.only().line(), "GET /tickets?status=on-hold");
            assert_eq!(page.data.len(), 1);
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client
                .tickets()
                .find_all(FindAllParams::new().take(2))
                .items();
            let mut numbers = Vec::new();
            while let Some(ticket) = items.next().await {
                numbers.push(ticket?.number);
            }
            assert_eq!(numbers, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /tickets?take=2",
                    "GET /tickets?take=2&page=2",
                    "GET /tickets?take=2&page=3"
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("a number", async |wire| {
            let count = client.tickets().count().await?;
            assert_eq!(wire.only().answer_text(), "5");
            assert_eq!(count, 5.0);
            Ok(())
        })
        .await;
}

async fn tickets(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a ticket", async |wire| {
            let body = CreateTicketDto::new("It is broken", PersonDto::new("Ann", "ann@example.com"));
            let made = client.tickets().create(CreateParams::new(body)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"subject":"It is broken","reporter":{"name":"Ann","email":"ann@example.com","phone":null}}"#
            );
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.number, 6);
            assert_eq!(made.closed_at, None);
            assert_eq!(made.duplicate_of.unwrap().number, 1);
            Ok(())
        })
        .await;
    calls
        .check("everything of a ticket", async |wire| {
            let ben = PersonDto::new("Ben", "ben@example.com").phone("+49 40 1");
            let body = CreateTicketDto::new("Zoë's \"printer\"", ben.clone())
                .status(Status::OnHold)
                .priority(TicketDtoPriority::N10)
                .tags(["a", "b"])
                .watchers([ben])
                .labels([("room", "12")])
                .estimate(1.5)
                .clear_due()
                .passphrase("s3cret");
            let made = client.tickets().create(CreateParams::new(body)).await?;
            let call = wire.only();
            let ben = json!({"name": "Ben", "email": "ben@example.com", "phone": "+49 40 1"});
            assert_eq!(
                call.json(),
                json!({
                    "subject": "Zoë's \"printer\"", "reporter": ben, "status": "on-hold", "priority": 10.0, "tags": ["a", "b"],
                    "watchers": [ben], "labels": {"room": "12"}, "estimate": 1.5, "due": null, "passphrase": "s3cret",
                })
            );
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.priority, Some(TicketDtoPriority::N10));
            assert_eq!(made.labels.unwrap()["passphrase"], "s3cret");
            Ok(())
        })
        .await;
    calls
        .check("a ticket by its id", async |wire| {
            let ticket = client.tickets().find_one(FIRST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("GET /tickets/{FIRST}"));
            assert_eq!(whole(&ticket), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let body = UpdateTicketDto::new().due("2024-05-06").estimate(3);
            let ticket = client
                .tickets()
                .update(FIRST, UpdateParams::new(body))
                .await?;
            let call = wire.only();
            assert_eq!(call.json(), json!({"estimate": 3.0, "due": "2024-05-06"}));
            assert_eq!(ticket.due.unwrap().as_str(), "2024-05-06");
            let body = UpdateTicketDto::new().clear_due().status(Status::Closed);
            let ticket = client
                .tickets()
                .update(FIRST, UpdateParams::new(body))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"status":"closed","due":null}"#);
            assert_eq!(whole(&ticket), call.answer_json());
            assert_eq!((ticket.due, ticket.estimate), (None, Some(3.0)));
            Ok(())
        })
        .await;
    calls
        .check("a list is a body", async |wire| {
            let watchers = [
                PersonDto::new("Ann", "a@example.com"),
                PersonDto::new("Ben", "b@example.com").phone("1"),
            ];
            let read = client
                .tickets()
                .watch(FIRST, WatchParams::new(watchers.clone()))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /tickets/{FIRST}/watchers"));
            assert_eq!(call.json(), json!(watchers));
            assert_eq!(whole(&read), call.answer_json());
            assert_eq!(read[1].phone.as_deref(), Some("1"));
            Ok(())
        })
        .await;
    calls
        .check("an enum and numbers in a path", async |wire| {
            let tickets = client
                .tickets()
                .in_queue(Queue::AfterSales, TicketDtoPriority::N5)
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets/queues/after%2Fsales/5");
            assert_eq!(
                (tickets[0].subject.as_str(), tickets[0].number),
                ("after/sales", 5)
            );
            let found = client.tickets().by_number(2024.0, 2.0).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets/numbers/2024/2");
            assert_eq!(whole(&found), call.answer_json());
            assert_eq!(found.unwrap().subject, "Ticket 2");
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.tickets().remove(LAST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("DELETE /tickets/{LAST}"));
            assert_eq!((call.status(), call.answer_text().as_str()), (204, ""));
            Ok(())
        })
        .await;
}

/// The error status that a call ended with.
fn status<T>(result: Result<T, Error>) -> StatusError {
    match result {
        Err(Error::Status(error)) => error,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it went well"),
    }
}

async fn errors(calls: &mut Calls, client: &Client, url: &str) {
    calls
        .check("errors have a type", async |wire| {
            let error = status(client.tickets().find_one(LAST).await);
            let call = wire.only();
            assert_eq!((error.status().as_u16(), call.status()), (404, 404));
            let read: ErrorDto = error.decode()?;
            assert_eq!(whole(&read), call.answer_json());
            assert_eq!(
                read.message,
                ErrorDtoMessage::String(format!("There is no ticket {LAST}"))
            );

            let body = CreateTicketDto::new("s", PersonDto::new("Ann", "no address"));
            let error = status(client.tickets().create(CreateParams::new(body)).await);
            assert_eq!(error.status().as_u16(), 400);
            let read: ErrorDto = error.decode()?;
            assert_eq!(whole(&read), wire.only().answer_json());
            let ErrorDtoMessage::List(messages) = read.message else {
                panic!("{read:?}")
            };
            assert_eq!(messages, ["reporter.email must be an email"]);

            let error = status(client.tickets().find_one("7").await);
            assert_eq!(error.status().as_u16(), 400);
            let error = status(client.tickets().by_number(1999.0, 1.0).await);
            let read: ErrorDto = error.decode()?;
            assert_eq!((read.status_code, read.error), (404.0, None));
            Ok(())
        })
        .await;
    calls
        .check("who may not come in", async |_| {
            let stranger = Client::builder()
                .base_url(url)
                .bearer("wrong")
                .max_retries(0)
                .build()?;
            let error = status(stranger.tickets().count().await);
            assert_eq!(error.status().as_u16(), 401);
            let read: ErrorDto = error.decode()?;
            assert_eq!(
                read.message,
                ErrorDtoMessage::String("Unauthorized".to_owned())
            );
            Ok(())
        })
        .await;
    calls
        .check("an error of its own", async |wire| {
            let target = WebhookTarget::new("https://example.com/hook").secret("s");
            let rule = RuleDtoRequest::new(target, [vec![8.0, 12.5], vec![]]).share(100);
            let error = status(client.tickets().set_rule(SetRuleParams::new(rule)).await);
            let read: SetRuleError409 = error.decode()?;
            assert_eq!(wire.only().status(), 409);
            assert_eq!(read.held, "all of it");
            Ok(())
        })
        .await;
}

async fn events(calls: &mut Calls, client: &Client) {
    calls
        .check("each branch of a union with a tag", async |wire| {
            let sent: [(Event, &str); 3] = [
                (
                    CommentDto::new("Fixed?").internal(true).into(),
                    r#"{"kind":"comment","text":"Fixed?","internal":true}"#,
                ),
                (
                    TransitionDto::new(Status::Closed, "2024-05-06T07:08:09Z").into(),
                    r#"{"kind":"transition","to":"closed","at":"2024-05-06T07:08:09Z"}"#,
                ),
                (
                    MergeDto::new(vec!["a".into(), 2.into()] as Vec<client::types::MergeDtoSource>)
                        .into(),
                    r#"{"kind":"merge","sources":["a",2.0]}"#,
                ),
            ];
            for (event, text) in sent {
                let read = client
                    .tickets()
                    .add_event(FIRST, AddEventParams::new(event.clone()))
                    .await?;
                let call = wire.only();
                assert_eq!(call.text(), text);
                assert_eq!(json!(read), call.json());
                assert_eq!(read, event);
            }
            let events = client.tickets().list_events(FIRST).await?;
            assert_eq!(
                json!(events),
                json!([
                    {"kind": "comment", "text": "Fixed?", "internal": true},
                    {"kind": "transition", "to": "closed", "at": "2024-05-06T07:08:09Z"},
                    {"kind": "merge", "sources": ["a", 2.0]},
                ])
            );
            assert!(matches!(
                events[..],
                [
                    Event::CommentDto(_),
                    Event::TransitionDto(_),
                    Event::MergeDto(_)
                ]
            ));
            Ok(())
        })
        .await;
    calls
        .check("each branch of a union without one", async |wire| {
            let rule = RuleDtoRequest::new(EmailTarget::new("ann@example.com"), [[8.0, 12.5], [13.0, 17.0]])
                .fallback(WebhookTarget::new("https://example.com"))
                .extra(json!({"a": [1, null]}))
                .match_(RuleDtoMatch::All)
                .share(0);
            let read = client.tickets().set_rule(SetRuleParams::new(rule)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!({
                    "target": {"email": "ann@example.com"}, "fallback": {"url": "https://example.com"},
                    "hours": [[8.0, 12.5], [13.0, 17.0]], "extra": {"a": [1, null]}, "match": "all", "share": 0,
                })
            );
            assert!(matches!(read.target, RuleDtoTarget::EmailTarget(_)));
            assert!(matches!(read.fallback, Some(RuleDtoTarget::WebhookTarget(_))));
            assert_eq!(read.share, Some(0));

            let rule = RuleDtoRequest::new(WebhookTarget::new("https://example.com"), Vec::<Vec<f64>>::new())
                .clear_fallback()
                .extra("text");
            let read = client.tickets().set_rule(SetRuleParams::new(rule)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"target":{"url":"https://example.com"},"fallback":null,"hours":[],"extra":"text"}"#
            );
            assert_eq!(read.fallback, None);
            assert_eq!(read.extra, Some(json!("text")));
            Ok(())
        })
        .await;
}

async fn files(calls: &mut Calls, client: &Client) {
    calls
        .check("a file with fields", async |wire| {
            let file = File::new("Grüße").name("gruß.txt").media_type("text/plain");
            let params = UploadParams::new(file, "A \"title\"").pages(2).tags(["x", "y"]).visible_in(Status::OnHold);
            let stored = client.files().upload(params).await?;
            let call = wire.only();
            let head = "--BOUNDARY\r\nContent-Disposition: form-data; name=";
            assert_eq!(
                call.text(),
                format!(
                    "{head}\"file\"; filename=\"gruß.txt\"\r\nContent-Type: text/plain\r\n\r\nGrüße\r\n\
                     {head}\"title\"\r\n\r\nA \"title\"\r\n{head}\"pages\"\r\n\r\n2\r\n\
                     {head}\"tags\"\r\n\r\nx\r\n{head}\"tags\"\r\n\r\ny\r\n\
                     {head}\"visibleIn\"\r\n\r\non-hold\r\n--BOUNDARY--\r\n"
                )
            );
            assert_eq!(whole(&stored), call.answer_json());
            assert_eq!((stored.files[0].type_.as_str(), stored.files[0].size), ("text/plain", 7));
            assert_eq!(stored.files[0].content, "Grüße");
            assert_eq!(json!(stored.fields), json!({"title": "A \"title\"", "pages": 2, "tags": ["x", "y"], "visibleIn": "on-hold"}));
            Ok(())
        })
        .await;
    calls
        .check("several files", async |wire| {
            let params =
                UploadManyParams::new([File::new("1").name("a"), File::new("22").name("b")])
                    .comment("two");
            let stored = client.files().upload_many(params).await?;
            assert_eq!(wire.only().status(), 201);
            let sizes: Vec<(&str, i64)> = stored
                .files
                .iter()
                .map(|file| (file.name.as_str(), file.size))
                .collect();
            assert_eq!(sizes, [("a", 1), ("b", 2)]);
            assert_eq!(json!(stored.fields), json!({"comment": "two"}));
            Ok(())
        })
        .await;
    calls
        .check("a file that may be left out", async |wire| {
            let stored = client.files().portrait(PortraitParams::new("face")).await?;
            assert_eq!(wire.only().text().matches("Content-Disposition").count(), 1);
            assert_eq!(
                (stored.files.len(), stored.files[0].content.as_str()),
                (1, "face")
            );
            let params = PortraitParams::new("face").signature(File::new("name").name("s.png"));
            let stored = client.files().portrait(params).await?;
            assert_eq!(
                (stored.files.len(), stored.files[1].name.as_str()),
                (2, "s.png")
            );
            Ok(())
        })
        .await;
    calls
        .check("bytes come as they are", async |wire| {
            let bytes = client.files().report().await?;
            let call = wire.only();
            assert_eq!(call.header("accept"), Some("application/pdf, */*;q=0.1"));
            assert_eq!(call.answer_header("content-type"), Some("application/pdf"));
            assert_eq!(bytes, [0x25, 0x50, 0x44, 0x46, 0, 0xff, 0x0a].as_slice());
            assert_eq!(bytes, call.answer_bytes());
            Ok(())
        })
        .await;
    calls
        .check("text", async |wire| {
            let text = client.files().read(vec!["one".to_owned()]).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /files/tree/one");
            assert_eq!(text, r#"["one"]"#);
            let error = status(client.files().read(vec!["none".to_owned()]).await);
            let read: ErrorDto = error.decode()?;
            assert_eq!(read.status_code, 404.0);
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "the segments of a wildcard",
            "describes `*path` as a list in a path, which OpenAPI separates by commas",
            async |wire| {
                let text = client
                    .files()
                    .read(vec!["a".to_owned(), "b".to_owned()])
                    .await?;
                assert_eq!(wire.only().line(), "GET /files/tree/a,b");
                assert_eq!(text, r#"["a,b"]"#);
                Ok(())
            },
        )
        .await;
}

async fn account(calls: &mut Calls, client: &Client) {
    calls
        .check("a form", async |wire| {
            let form = TokenRequest::new("password", "ann & ben").password("ä=1").scope(["a b", "c"]);
            let token = client.account().token(TokenParams::new(form)).await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Basic ZGVzazpwOsOkc3N3b3Jk"));
            assert_eq!(call.header("content-type"), Some("application/x-www-form-urlencoded"));
            assert_eq!(
                call.text(),
                "grant_type=password&username=ann%20%26%20ben&password=%C3%A4%3D1&scope=a%20b&scope=c"
            );
            assert_eq!(whole(&token), call.answer_json());
            assert_eq!(token.access_token, "ann & ben/ä=1");
            assert_eq!(token.scope, ["a b", "c"]);
            Ok(())
        })
        .await;
    calls
        .check("a cookie", async |wire| {
            let account = client.account().me().await?;
            let call = wire.only();
            assert_eq!(call.header("cookie"), Some("sid=ab.c+/="));
            assert_eq!((account.name.as_str(), account.locale), ("Ann", None));
            Ok(())
        })
        .await;
    calls
        .check("every kind of parameter", async |wire| {
            let params = SearchParams::new(SearchParamsRequired {
                q: "a+b & c".to_owned(),
                exact: true,
                limit: 3.0,
                x_trace: "t-1".to_owned(),
            });
            let filter = SearchFilter::new().author("Ann & Ben").year(2024);
            let found = client.account().search(params.x_tenant(SearchParamsXTenant::South).filter(filter).ids([1, 2])).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /search?q=a%2Bb%20%26%20c&exact=true&limit=3&filter%5Bauthor%5D=Ann%20%26%20Ben&filter%5Byear%5D=2024&ids=1,2"
            );
            assert_eq!(call.header("x-api-key"), Some("desk-key"));
            assert_eq!(whole(&found), call.answer_json());
            assert_eq!((found.q.as_str(), found.exact, found.limit), ("a+b & c", true, 3.0));
            assert_eq!(found.ids, [1.0, 2.0]);
            assert_eq!(found.filter.unwrap()["author"], "Ann & Ben");
            assert_eq!((found.trace.as_str(), found.tenant.as_deref()), ("t-1", Some("south")));
            Ok(())
        })
        .await;
    calls
        .check("text where JSON is promised", async |wire| {
            let greeting = client
                .account()
                .greeting(GreetingParams::new("Ann"))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /greeting?name=Ann");
            assert_eq!(
                call.answer_header("content-type"),
                Some("text/html; charset=utf-8")
            );
            assert_eq!(greeting, r#"Hello "Ann"!"#);
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.account().help().await?;
            let lines: Vec<(String, u16)> = wire
                .all()
                .iter()
                .map(|call| (call.line(), call.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /help".to_owned(), 302),
                    ("GET /greeting?name=help".to_owned(), 200)
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("events as they come", async |wire| {
            let mut ticks = client.account().ticks().await?;
            let mut read = Vec::new();
            while let Some(tick) = ticks.next().await {
                let tick = tick?;
                read.push((tick.n, tick.at.as_str().to_owned()));
            }
            let expected = |n: i64| (n, format!("1970-01-01T00:00:0{n}.000Z"));
            assert_eq!(read, [expected(1), expected(2), expected(3)]);
            let call = wire.only();
            assert_eq!(
                call.header("accept")
                    .map(|it| it.starts_with("text/event-stream")),
                Some(true)
            );
            assert!(
                call.answer_text().contains("id: 3\ndata: {"),
                "{}",
                call.answer_text()
            );
            Ok(())
        })
        .await;
}
