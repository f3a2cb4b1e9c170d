//! What a user of the warehouse's client writes.

use client::items::{
    ChangeParams, ChangeParamsSize, ChangeParamsState, CreateParams, ListParams, ListParamsOrder,
    ReplaceParams,
};
use client::operations::{
    ArrivalOrDeparture, CreateLabelParams, CreateLabelParamsTitle, CreateMovementParams,
    CreateShelveParams, ManyLabelsParams, TokenParams, TokenParamsGrantType,
};
use client::runtime::body::File;
use client::types::{
    Address, Arrival, Departure, IntegerOrString, ItemInput, ItemSupplier, ItemSupplierEmail,
    ItemSupplierPhone, Problem, ShelfRequest, Size,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("keeper")
        .session("ab.c")
        .max_retries(0)
        .build()
        .unwrap();
    let key = Client::builder()
        .base_url(calls.url())
        .key("k")
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    items(&mut calls, &client).await;
    bodies(&mut calls, &client).await;
    paths(&mut calls, &client).await;
    answers(&mut calls, &client).await;
    account(&mut calls, &client, &key).await;
    calls.end()
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new("north")
                .limit(2)
                .offset(1)
                .size(Size::VeryLarge)
                .sizes([Size::N10, Size::Plus1])
                .ids([1, 2, 3])
                .fragile(false)
                .since("2024-01-02")
                .order(ListParamsOrder::MinusName)
                .x_depth(-3);
            let answer = client.items().list(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /items/?limit=2&offset=1&size=very%20large&sizes=10%25&sizes=%2B1&ids=1&ids=2&ids=3\
                 &fragile=false&since=2024-01-02&order=-name"
            );
            assert_eq!(call.header("x-tenant"), Some("north"));
            assert_eq!(call.header("x-depth"), Some("-3"));
            assert_eq!(answer.header("x-total"), Some("3"));
            let page = answer.into_body();
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.data[0].name.as_str(), page.total), ("Item 2", 3));
            assert_eq!(
                json!(page.echo),
                json!({
                    "limit": 2, "offset": 1, "size": "very large", "sizes": ["10%", "+1"], "ids": [1, 2, 3], "fragile": false,
                    "since": "2024-01-02", "order": "-name", "tenant": "north", "depth": -3,
                })
            );
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.items().list(ListParams::new("n").limit(2)).items();
            let mut ids = Vec::new();
            while let Some(item) = items.next().await {
                ids.push(item?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /items/?limit=2",
                    "GET /items/?limit=2&offset=2",
                    "GET /items/?limit=2&offset=4"
                ]
            );
            Ok(())
        })
        .await;
}

async fn items(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of an item", async |wire| {
            let item = ItemInput::new("Box", 0.1, Address::new("Kai 1", "Hamburg"));
            let made = client.items().create(CreateParams::new(item)).await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Bearer keeper"));
            assert_eq!(
                call.text(),
                r#"{"name":"Box","price":0.1,"origin":{"street":"Kai 1","city":"Hamburg"}}"#
            );
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.id, made.fragile), (6, Some(false)));
            assert_eq!(made.created_at.as_str(), "2024-01-06T03:04:05.000Z");
            Ok(())
        })
        .await;
    calls
        .check("everything of an item", async |wire| {
            let item = ItemInput::new("Grüße", 2, Address::new("s", "c").position((53.5, 9.0)))
                .size(Size::Small)
                .note("n")
                .clear_weight()
                .fragile(true)
                .codes([IntegerOrString::from(7), "A-1".into()])
                .stock([("north", 3)])
                .extra([("any", json!([1, null]))])
                .supplier(ItemSupplierPhone::new("+49"))
                .expires("2030-12-31");
            let made = client.items().replace(3, ReplaceParams::new(item)).await?;
            let call = wire.only();
            assert_eq!(call.line(), "PUT /items/3");
            assert_eq!(
                call.json(),
                json!({
                    "name": "Grüße", "price": 2.0, "size": "small", "origin": {"street": "s", "city": "c", "position": [53.5, 9.0]},
                    "note": "n", "weight": null, "fragile": true, "codes": [7, "A-1"], "stock": {"north": 3},
                    "extra": {"any": [1, null]}, "supplier": {"phone": "+49"}, "expires": "2030-12-31",
                })
            );
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.weight, None);
            assert_eq!(made.codes, Some(vec![IntegerOrString::Integer(7), IntegerOrString::String("A-1".to_owned())]));
            assert_eq!(made.origin.position, Some((53.5, 9.0)));
            assert_eq!(made.expires.unwrap().as_str(), "2030-12-31");
            assert!(matches!(made.supplier, Some(ItemSupplier::Phone(_))));
            let item = ItemInput::new("x", 1, Address::new("s", "c")).supplier(ItemSupplierEmail::new("a@example.com"));
            let made = client.items().replace(3, ReplaceParams::new(item)).await?;
            assert!(matches!(made.supplier, Some(ItemSupplier::Email(_))));
            Ok(())
        })
        .await;
    calls
        .check("an item by its id, and none", async |wire| {
            let item = client.items().get(4).await?;
            let call = wire.only();
            assert_eq!(whole(&item), call.answer_json());
            assert_eq!((item.note, item.size), (None, Some(Size::N10)));
            let Err(Error::Status(error)) = client.items().get(10).await else {
                panic!("it is found")
            };
            let problem: Problem = error.decode()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!(
                (problem.status_code, problem.code.as_deref()),
                (404, Some("NO_ITEM"))
            );
            let item = ItemInput::new("x", -1, Address::new("s", "c"));
            let Err(Error::Status(error)) = client.items().create(CreateParams::new(item)).await
            else {
                panic!("it is taken")
            };
            let problem: Problem = error.decode()?;
            assert_eq!(problem.message, "body/price must be > 0");
            Ok(())
        })
        .await;
    calls
        .check("what is absent, and what is null", async |wire| {
            let change = ChangeParams::new()
                .name("n")
                .clear_note()
                .weight(2)
                .size(ChangeParamsSize::VeryLarge)
                .state(ChangeParamsState::Used);
            let changed = client.items().change(1, change).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"name":"n","note":null,"weight":2,"size":"very large","state":"used"}"#
            );
            assert_eq!(json!(changed), call.answer_json());
            assert_eq!(json!(changed.change), call.json());
            let changed = client
                .items()
                .change(1, ChangeParams::new().clear_weight().clear_state())
                .await?;
            assert_eq!(wire.only().text(), r#"{"weight":null,"state":null}"#);
            assert_eq!(
                json!(changed.change),
                json!({"weight": null, "state": null})
            );
            let changed = client.items().change(2, ChangeParams::new()).await?;
            assert_eq!((changed.id, changed.change.len()), (2, 0));
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.items().delete(1).await?;
            let call = wire.only();
            assert_eq!(
                (call.line().as_str(), call.status()),
                ("DELETE /items/1", 204)
            );
            Ok(())
        })
        .await;
}

async fn bodies(calls: &mut Calls, client: &Client) {
    calls
        .check("a type that holds itself", async |wire| {
            let top = ShelfRequest::new("top").clear_above();
            let shelf = ShelfRequest::new("a").shelves([ShelfRequest::new("b"), ShelfRequest::new("c").above(top)]);
            let read = client.create_shelve(CreateShelveParams::new(shelf)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"label":"a","shelves":[{"label":"b"},{"label":"c","above":{"label":"top","above":null}}]}"#
            );
            assert_eq!(call.answer_json(), call.json());
            assert_eq!(json!(read), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a list of unions", async |wire| {
            let sent: [ArrivalOrDeparture; 2] = [Arrival::new("Oslo").into(), Departure::new("Bergen", 1.5).into()];
            let read = client.create_movement(CreateMovementParams::new(sent.clone())).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"[{"kind":"arrival","from":"Oslo"},{"kind":"departure","to":"Bergen","weight":1.5}]"#
            );
            assert_eq!(json!(read), call.answer_json());
            assert_eq!(read, sent);
            Ok(())
        })
        .await;
    calls
        .check("several files", async |wire| {
            let files = [
                File::new("1").name("a.txt").media_type("text/plain"),
                File::new("ü").name("b.bin"),
            ];
            let stored = client.many_labels(ManyLabelsParams::new(files)).await?;
            assert_eq!(wire.only().status(), 201);
            assert_eq!(
                json!(stored.files),
                json!([
                    {"name": "a.txt", "type": "text/plain", "text": "1"},
                    {"name": "b.bin", "type": "application/octet-stream", "text": "ü"},
                ])
            );
            assert_eq!(stored.title, None);
            Ok(())
        })
        .await;
    calls
        .check("a file that may be left out", async |_| {
            let stored = client.create_label(CreateLabelParams::new("front")).await?;
            assert_eq!(
                (stored.files.len(), stored.files[0].text.as_str()),
                (1, "front")
            );
            let stored = client
                .create_label(CreateLabelParams::new("front").back("rear"))
                .await?;
            assert_eq!(
                (stored.files.len(), stored.files[1].text.as_str()),
                (2, "rear")
            );
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "a field beside a file",
            "describes the object `{value}` that it makes of a field, and takes only a text for the field",
            async |wire| {
                let title = CreateLabelParamsTitle::new().value("Fragile");
                let result = client.create_label(CreateLabelParams::new("front").title(title)).await;
                let call = wire.only();
                let part = "Content-Type: application/json\r\n\r\n{\"value\":\"Fragile\"}\r\n";
                assert!(call.text().contains(part), "{}", call.text());
                let Err(Error::Status(error)) = result else { panic!("it is taken") };
                let problem: Problem = error.decode()?;
                assert_eq!(problem.message, "body/title/value must be string");
                Ok(())
            },
        )
        .await;
}

async fn paths(calls: &mut Calls, client: &Client) {
    calls
        .check("the rest of a path", async |wire| {
            let file = client.get_file("a b/c%/d.txt").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /files/a%20b/c%25/d.txt");
            assert_eq!(file.path, "a b/c%/d.txt");
            Ok(())
        })
        .await;
    calls
        .check("an enum, a boolean and a date in a path", async |wire| {
            let day = client.get_day(Size::N10, true, "2024-02-29").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /days/10%25/true/2024-02-29");
            assert_eq!(json!(day), call.answer_json());
            assert_eq!(
                (day.size, day.open, day.day.as_str()),
                (Size::N10, true, "2024-02-29")
            );
            Ok(())
        })
        .await;
    calls
        .check("a path that only takes digits", async |wire| {
            assert_eq!(client.get_row(12).await?, 12);
            assert_eq!(wire.only().line(), "GET /rows/12");
            Ok(())
        })
        .await;
}

async fn answers(calls: &mut Calls, client: &Client) {
    calls
        .check("bytes and texts", async |wire| {
            assert_eq!(client.get_plan().await?, [0, 255, 10, 13].as_slice());
            assert_eq!(
                wire.only().header("accept"),
                Some("application/octet-stream, */*;q=0.1")
            );
            assert_eq!(client.list_rules().await?, r#"Lift with your "legs"."#);
            assert_eq!(client.get_motto().await?, "All in its place");
            Ok(())
        })
        .await;
    calls
        .check("lines of JSON", async |wire| {
            let mut lines = client.get_log().await?;
            let mut read = Vec::new();
            while let Some(line) = lines.next().await {
                read.push(line?.n);
            }
            assert_eq!(read, [1, 2, 3]);
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("application/x-ndjson")
            );
            Ok(())
        })
        .await;
    calls
        .check("the media type that is asked for", async |wire| {
            assert_eq!(client.get_report().await?.items, 3);
            assert_eq!(client.get_report_as_csv().await?, "items\n3\n");
            let types: Vec<String> = wire
                .all()
                .iter()
                .map(|call| {
                    call.answer_header("content-type")
                        .unwrap_or_default()
                        .to_owned()
                })
                .collect();
            assert_eq!(types, ["application/json; charset=utf-8", "text/csv"]);
            Ok(())
        })
        .await;
    calls
        .check(
            "a redirect is followed, and what has no type is not read",
            async |wire| {
                client.get_latest().await?;
                let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
                assert_eq!(lines, ["GET /latest", "GET /rules"]);
                let status = client.get_status().send_with_response().await?;
                assert_eq!(status.raw().body(), r#"{"up":true,"since":[2024,1]}"#);
                Ok(())
            },
        )
        .await;
}

async fn account(calls: &mut Calls, client: &Client, key: &Client) {
    calls
        .check("a form", async |wire| {
            let params = TokenParams::new(TokenParamsGrantType::ClientCredentials)
                .scope("a b")
                .lifetime(60)
                .remember(true);
            let token = client.token(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "grant_type=client_credentials&scope=a%20b&lifetime=60&remember=true"
            );
            assert_eq!(json!(token), call.answer_json());
            assert_eq!(
                (token.scope.as_str(), token.lifetime, token.remember),
                ("a b", 60, true)
            );
            let params = TokenParams::new(TokenParamsGrantType::Password).lifetime(3601);
            let Err(Error::Status(error)) = client.token(params).await else {
                panic!("it is taken")
            };
            let problem: Problem = error.decode()?;
            assert_eq!(problem.message, "body/lifetime must be <= 3600");
            Ok(())
        })
        .await;
    calls
        .check("a cookie, or a key", async |wire| {
            let me = client.get_me().await?;
            assert_eq!(wire.only().header("cookie"), Some("session=ab.c"));
            assert_eq!(json!(me), json!({"session": "ab.c"}));
            let me = key.get_me().await?;
            let call = wire.only();
            assert_eq!(
                (call.header("cookie"), call.header("x-api-key")),
                (None, Some("k"))
            );
            assert_eq!(json!(me), json!({"key": "k"}));
            Ok(())
        })
        .await;
}
