//! What a user of the bookings' client writes.

use client::bookings::{ChangeParams, CreateParams, ListParams, ListParamsPrivate, PayParams};
use client::operations::{
    CreateDocumentParams, CreatePlaceParams, GetMeParams, GetMeParamsTheme, LoginParams,
    LoginParamsRemember, ManyDocumentsParams,
};
use client::runtime::body::File;
use client::types::{
    BookingChange, BookingState, BookingVersion, Card, Cash, CashCurrency, Guest, Kind, NewBooking,
    NewBookingLevel, NewBookingRequired, NewBookingTarget, NewBookingTargetObject, Payment, Place,
    Problem, ProblemCode, Voucher,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";
const NOBODY: &str = "7d444840-9dc0-41d1-b245-000000000009";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("guest")
        .session("ab.c")
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    bookings(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    forms(&mut calls, &client).await;
    answers(&mut calls, &client).await;
    calls.end()
}

fn least(target: impl Into<NewBookingTarget>) -> NewBooking {
    NewBooking::new(NewBookingRequired {
        kind: Kind::CarPark,
        guests: vec![
            Guest::new("Ann"),
            Guest::new("Ben").email("ben@example.com").age(40),
        ],
        from: "2024-05-06T07:08:09Z".into(),
        target: target.into(),
    })
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new()
                .cursor("1")
                .limit(2)
                .kind(Kind::CarPark)
                .tags(vec!["a b".to_owned(), "c".to_owned()])
                .numbers("1,2")
                .private(ListParamsPrivate::True)
                .since("2024-01-02")
                .x_request_id(FIRST)
                .accept_language("de, en;q=0.5");
            let page = client.bookings().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /bookings?cursor=1&limit=2&kind=car%20park&tags=a%20b&tags=c&numbers=1%2C2&private=true&since=2024-01-02"
            );
            assert_eq!((call.header("x-request-id"), call.header("accept-language")), (Some(FIRST), Some("de, en;q=0.5")));
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!(page.items[0].number, 2);
            assert_eq!(page.next_cursor.as_deref(), Some("3"));
            assert_eq!(
                json!(page.query),
                json!({
                    "cursor": "1", "limit": 2, "kind": "car park", "tags": ["a b", "c"], "numbers": [1, 2], "private": true,
                    "since": "2024-01-02", "x-request-id": FIRST, "accept-language": "de, en;q=0.5",
                })
            );
            let page = client.bookings().list(ListParams::new().tags("one")).await?;
            assert_eq!(wire.only().line(), "GET /bookings?tags=one");
            assert_eq!(page.query["tags"], "one");
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.bookings().list(ListParams::new().limit(2)).items();
            let mut numbers = Vec::new();
            while let Some(booking) = items.next().await {
                numbers.push(booking?.number);
            }
            assert_eq!(numbers, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /bookings?limit=2",
                    "GET /bookings?limit=2&cursor=2",
                    "GET /bookings?limit=2&cursor=4"
                ]
            );
            Ok(())
        })
        .await;
}

async fn bookings(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a booking", async |wire| {
            let answer = client.bookings().create(CreateParams::new(least(7))).send_with_response().await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Bearer guest"));
            assert_eq!(
                call.text(),
                r#"{"kind":"car park","guests":[{"name":"Ann","email":null},{"name":"Ben","email":"ben@example.com","age":40}],"from":"2024-05-06T07:08:09Z","target":7.0}"#
            );
            assert_eq!(answer.header("location"), Some("/bookings/7d444840-9dc0-41d1-b245-000000000006"));
            let made = answer.into_body();
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.state, made.version, made.is_private), (BookingState::Open, BookingVersion::N1, Some(false)));
            assert_eq!(made.target, NewBookingTarget::Number(7.0));
            assert_eq!((made.parent, made.guests[0].email.as_deref()), (None, None));
            Ok(())
        })
        .await;
    calls
        .check("everything of a booking", async |wire| {
            let booking = least(NewBookingTargetObject::new(3, "B"))
                .to("2024-05-07T00:00:00.5Z")
                .note("Grüße")
                .price(9.5)
                .payment(Card::new("4711", "2030-12-31"))
                .position((1.5, 2.0))
                .labels([("a", "b")])
                .level(NewBookingLevel::N2)
                .extra(json!({"any": [null]}))
                .is_private(true);
            let made = client.bookings().create(CreateParams::new(booking)).await?;
            let call = wire.only();
            let sent = call.json();
            let rest = json!({
                "to": "2024-05-07T00:00:00.5Z", "note": "Grüße", "price": 9.5,
                "payment": {"method": "card", "number": "4711", "until": "2030-12-31"}, "target": {"floor": 3, "seat": "B"},
                "position": [1.5, 2.0], "labels": {"a": "b"}, "level": 2, "extra": {"any": [null]}, "isPrivate": true,
            });
            for (name, value) in rest.as_object().unwrap() {
                assert_eq!(sent[name], *value, "{name}");
            }
            assert_eq!(whole(&made), call.answer_json());
            assert!(matches!(made.payment, Some(Payment::Card(_))));
            assert_eq!((made.level, made.position), (Some(NewBookingLevel::N2), Some((1.5, 2.0))));
            let NewBookingTarget::Object(target) = made.target else { panic!("{:?}", made.target) };
            assert_eq!((target.floor, target.seat.as_str()), (3, "B"));
            let made = client.bookings().create(CreateParams::new(least("door").clear_note().clear_to())).await?;
            let call = wire.only();
            assert_eq!((call.json()["note"].is_null(), call.json()["to"].is_null()), (true, true));
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.note, made.target), (None, NewBookingTarget::String("door".to_owned())));
            Ok(())
        })
        .await;
    calls
        .check("errors have a type", async |wire| {
            let Err(Error::Status(error)) = client
                .bookings()
                .create(CreateParams::new(least("taken")))
                .await
            else {
                panic!("it is booked")
            };
            assert_eq!(error.status().as_u16(), 409);
            let problem: Problem = error.decode()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!((problem.code, problem.issues), (ProblemCode::Taken, None));
            let booking = least("t").guests(Vec::<Guest>::new()).price(-1);
            let Err(Error::Status(error)) =
                client.bookings().create(CreateParams::new(booking)).await
            else {
                panic!("it is booked")
            };
            assert_eq!(error.status().as_u16(), 422);
            let problem: Problem = error.decode()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            let paths: Vec<_> = problem
                .issues
                .unwrap()
                .into_iter()
                .map(|issue| json!(issue.path))
                .collect();
            assert_eq!(paths, [json!(["guests"]), json!(["price"])]);
            let Err(Error::Status(error)) = client.bookings().get(NOBODY).await else {
                panic!("it is found")
            };
            let problem: Problem = error.decode()?;
            assert_eq!(
                (error.status().as_u16(), problem.code),
                (404, ProblemCode::Unknown)
            );
            Ok(())
        })
        .await;
}

async fn changes(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let change = BookingChange::new()
                .note("n")
                .price(2.5)
                .with_from("2024-02-03T00:00:00Z");
            let booking = client
                .bookings()
                .change(FIRST, ChangeParams::new(change))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"from":"2024-02-03T00:00:00Z","note":"n","price":2.5}"#
            );
            assert_eq!(booking.note.as_deref(), Some("n"));
            let change = BookingChange::new().clear_note().kind(Kind::Desk);
            let booking = client
                .bookings()
                .change(FIRST, ChangeParams::new(change))
                .await?;
            assert_eq!(wire.only().text(), r#"{"kind":"desk","note":null}"#);
            assert_eq!(
                (booking.note, booking.price, booking.kind),
                (None, Some(2.5), Kind::Desk)
            );
            Ok(())
        })
        .await;
    calls
        .check("a booking by its id, and its end", async |wire| {
            let booking = client.bookings().get(FIRST).await?;
            assert_eq!(whole(&booking), wire.only().answer_json());
            client.bookings().cancel(FIRST).await?;
            let call = wire.only();
            assert_eq!((call.status(), call.answer_text().as_str()), (204, ""));
            Ok(())
        })
        .await;
    calls
        .check("each branch of a union with a tag", async |wire| {
            let sent: [Payment; 3] = [
                Cash::new().currency(CashCurrency::Usd).into(),
                Card::new("1", "2030-01-01").into(),
                Voucher::new(["a", "b"]).into(),
            ];
            let read = client.bookings().pay(FIRST, 2, PayParams::new(sent.clone())).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /bookings/{FIRST}/payments/2"));
            assert_eq!(
                call.text(),
                r#"[{"method":"cash","currency":"USD"},{"method":"card","number":"1","until":"2030-01-01"},{"method":"voucher","codes":["a","b"]}]"#
            );
            assert_eq!(json!(read), call.answer_json());
            assert_eq!(read, sent);
            Ok(())
        })
        .await;
    calls
        .check("a type that holds itself, and null", async |wire| {
            let place = Place::new("a")
                .places([Place::new("b"), Place::new("c").places(Vec::<Place>::new())]);
            let read = client
                .create_place(CreatePlaceParams::new(Some(place.clone())))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"name":"a","places":[{"name":"b"},{"name":"c","places":[]}]}"#
            );
            assert_eq!(read, Some(place));
            let read = client
                .create_place(CreatePlaceParams::new(Some(Place::new("nowhere"))))
                .await?;
            assert_eq!(wire.only().answer_text(), "null");
            assert_eq!(read, None);
            Ok(())
        })
        .await;
}

async fn forms(calls: &mut Calls, client: &Client) {
    calls
        .check("a file with fields", async |wire| {
            let file = File::new("Grüße").name("g.txt").media_type("text/plain");
            let params = CreateDocumentParams::new(file, "A title")
                .preview("small")
                .pages(3)
                .kind(Kind::CarPark);
            let stored = client.create_document(params).await?;
            let call = wire.only();
            assert_eq!(whole(&stored), call.answer_json());
            assert_eq!(
                (stored.files[0].name.as_str(), stored.files[0].text.as_str()),
                ("g.txt", "Grüße")
            );
            assert_eq!(stored.files[1].text, "small");
            assert_eq!(
                json!(stored.fields),
                json!({"title": "A title", "pages": 3, "kind": "car park"})
            );
            let stored = client
                .create_document(CreateDocumentParams::new("x", "t"))
                .await?;
            assert_eq!(wire.only().text().matches("Content-Disposition").count(), 2);
            assert_eq!(
                (stored.files.len(), json!(stored.fields)),
                (1, json!({"title": "t"}))
            );
            Ok(())
        })
        .await;
    calls
        .check("several files", async |wire| {
            let files = [File::new("1").name("a"), File::new("22").name("b")];
            let stored = client
                .many_documents(ManyDocumentsParams::new(files).names(["x", "y"]))
                .await?;
            assert_eq!(wire.only().status(), 201);
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["1", "22"]);
            assert_eq!(json!(stored.fields), json!({"names": ["x", "y"]}));
            Ok(())
        })
        .await;
    calls
        .check("a form", async |wire| {
            let params = LoginParams::new("ann & co", "ä=+").remember(LoginParamsRemember::Yes);
            let login = client.login(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "user=ann%20%26%20co&password=%C3%A4%3D%2B&remember=yes"
            );
            assert_eq!(
                (login.token.as_str(), login.remember),
                ("ann & co/ä=+", true)
            );
            Ok(())
        })
        .await;
    calls
        .check("two cookies", async |wire| {
            let me = client
                .get_me(GetMeParams::new().theme(GetMeParamsTheme::Dark))
                .await?;
            assert_eq!(
                wire.only().header("cookie"),
                Some("theme=dark; session=ab.c")
            );
            assert_eq!(
                (me.session.as_str(), me.theme.as_deref()),
                ("ab.c", Some("dark"))
            );
            let me = client.get_me(GetMeParams::new()).await?;
            assert_eq!(me.theme, None);
            Ok(())
        })
        .await;
}

async fn answers(calls: &mut Calls, client: &Client) {
    calls
        .check("texts, bytes and paths", async |wire| {
            assert_eq!(client.get_file("a b/ü%.txt").await?, "a b/ü%.txt");
            assert_eq!(wire.only().line(), "GET /files/a%20b%2F%C3%BC%25.txt");
            let day = client.get_kind(Kind::CarPark, "2024-02-29").await?;
            assert_eq!(wire.only().line(), "GET /kinds/car%20park/2024-02-29");
            assert_eq!((day.kind, day.day.as_str()), (Kind::CarPark, "2024-02-29"));
            assert_eq!(
                client.get_plan_png().await?,
                [0x89, 0x50, 0, 0xff].as_slice()
            );
            assert_eq!(wire.only().answer_header("content-type"), Some("image/png"));
            Ok(())
        })
        .await;
    calls
        .check("events and lines as they come", async |wire| {
            let mut news = client.list_news().await?;
            let mut read = Vec::new();
            while let Some(item) = news.next().await {
                let item = item?;
                read.push((item.n, item.text));
            }
            assert_eq!(read, [1, 2, 3].map(|n| (n, format!("News {n}"))));
            assert!(
                wire.only()
                    .answer_text()
                    .starts_with("event: news\ndata: {")
            );
            let mut log = client.get_log().await?;
            let mut read = Vec::new();
            while let Some(line) = log.next().await {
                read.push(line?.n);
            }
            assert_eq!(read, [1, 2]);
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.get_newest().await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /newest", "GET /files/newest"]);
            Ok(())
        })
        .await;
}
