//! What a user of a Spring service's client writes.

use client::greeting::GreetParams;
use client::login::LoginParams;
use client::orders::{AttachParams, CreateParams, FindAllParams, UpdateParams};
use client::payment::{CardPaymentOrTransferPayment as Payment, PayParams};
use client::runtime::body::File;
use client::types::{
    AttachmentMeta, CardPayment, Line, NewOrder, OrderPatch, OrderStatus, Pageable, ProblemDetail,
    TransferPayment,
};
use client::{Client, Error, StatusError};
use conformance::{Calls, whole};
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer_auth("t0k")
        .max_retries(0);
    let client = client.build().unwrap();
    lists(&mut calls, &client).await;
    orders(&mut calls, &client).await;
    payments(&mut calls, &client).await;
    files(&mut calls, &client).await;
    others(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("a page is asked for as Spring reads it", async |wire| {
            let pageable = Pageable::new()
                .page(0_u32)
                .size(2_u32)
                .sort(["total,desc", "id"]);
            let params = FindAllParams::new("tenant & 1", pageable)
                .status([OrderStatus::New, OrderStatus::InDelivery])
                .placed_after("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                .on("2024-02-29")
                .theme("dark");
            let page = client.orders().find_all(params).await?;
            let call = wire.only();
            assert_eq!(call.header("x-tenant"), Some("tenant & 1"));
            assert_eq!(call.header("cookie"), Some("theme=dark"));
            assert_eq!(call.header("authorization"), Some("Bearer t0k"));
            let orders = page.content.unwrap();
            assert_eq!((page.total_elements, page.last), (Some(3), Some(false)));
            assert_eq!(
                (orders[1].id, orders[1].lines.as_ref()),
                (Some(i64::MAX), None)
            );
            assert_eq!(
                orders[0].placed_at.as_ref().unwrap().as_str(),
                "2024-01-02T03:04:05.678901+01:00"
            );
            assert_eq!(
                orders[0].signature.as_ref().unwrap().decode().unwrap(),
                [0, 255]
            );
            assert_eq!(
                orders[1].thumbnail.as_ref().unwrap()[1].decode().unwrap(),
                [255]
            );
            assert_eq!(
                orders[1].parent.as_ref().unwrap().customer.as_deref(),
                Some("Ada")
            );
            Ok(())
        })
        .await;
    calls
        .check("orders come page by page", async |wire| {
            let params = FindAllParams::new("a", Pageable::new().size(2_u32));
            let mut orders = client.orders().find_all(params).items();
            let mut ids = Vec::new();
            while let Some(order) = orders.next().await {
                ids.extend(order?.id);
            }
            assert_eq!(ids, [1, 2, 3]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /orders?size=2", "GET /orders?size=2&page=1"]);
            Ok(())
        })
        .await;
}

async fn orders(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "an order is created, or what is wrong with it is told",
            async |wire| {
                let line = Line::new().sku("a").quantity(2).price(0.1);
                let order = NewOrder::new("Ada", [line])
                    .deliver_on("2024-02-29")
                    .labels([("gift", "yes")]);
                let request = client.orders().create(CreateParams::new(order));
                let response = request.send_with_response().await?;
                let call = wire.only();
                assert_eq!(call.header("content-type"), Some("application/json"));
                assert_eq!(
                    (call.status(), &response.headers()["location"]),
                    (201, &"/orders/7".parse()?)
                );
                let order = response.into_body();
                assert_eq!(
                    (order.id, order.total, order.status),
                    (Some(7), Some(0.2), Some(OrderStatus::New))
                );
                let none = NewOrder::new("Ada", [] as [Line; 0]);
                let error = refused(client.orders().create(CreateParams::new(none)).await);
                let problem = error.decode_as::<ProblemDetail>()?;
                assert_eq!(
                    (problem.status, problem.detail.as_deref()),
                    (Some(400), Some("Invalid request content."))
                );
                assert_eq!(problem.properties.unwrap()["errors"][0]["field"], "lines");
                Ok(())
            },
        )
        .await;
    calls
        .check("an order is found, or is not there", async |wire| {
            let order = client.orders().find_one(7).await?;
            // A status that this description does not know yet.
            assert_eq!(order.status.unwrap().as_str(), "RETURNED");
            assert_eq!(order.total, Some(1000.0));
            assert_eq!(wire.only().header("accept"), Some("application/json"));
            let error = refused(client.orders().find_one(8).await);
            let problem = error.decode_as::<ProblemDetail>()?;
            assert_eq!(
                (problem.title.as_deref(), problem.instance.as_deref()),
                (Some("Not Found"), Some("/orders/8"))
            );
            Ok(())
        })
        .await;
    calls
        .check("an order is changed and deleted", async |wire| {
            let patch = OrderPatch::new().clear_gift_note();
            let order = client.orders().update(7, UpdateParams::new(patch)).await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/merge-patch+json")
            );
            assert_eq!(
                (&*call.text(), order.customer.as_deref()),
                (r#"{"giftNote":null}"#, Some("Ada"))
            );
            client.orders().delete(7).await?;
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
    calls
        .check("orders are counted", async |wire| {
            let count = client.orders().count().await?;
            assert_eq!(json!(count), wire.only().answer_json());
            assert_eq!(count["DONE"], 9_007_199_254_740_993);
            Ok(())
        })
        .await;
    calls
        .check("events of orders are read", async |wire| {
            let mut events = client.orders().events().await?;
            let mut kinds = Vec::new();
            while let Some(event) = events.next().await {
                let event = event?;
                kinds.push((event.order_id, event.kind.unwrap_or_default()));
            }
            assert_eq!(
                kinds,
                [(Some(1), "PLACED".to_owned()), (Some(2), "PAID".to_owned())]
            );
            assert_eq!(wire.only().header("accept"), Some("text/event-stream"));
            Ok(())
        })
        .await;
}

async fn payments(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "children of a base are told apart by its discriminator",
            async |wire| {
                let card = PayParams::new(CardPayment::new().amount(0.1).last4("1234"));
                let Payment::Card(card) = client.payment().pay(7, card).await? else {
                    panic!()
                };
                assert_eq!(
                    (card.amount, card.last4.as_deref()),
                    (Some(0.1), Some("1234"))
                );
                assert_eq!(whole(&card), wire.only().answer_json());
                let transfer =
                    PayParams::new(TransferPayment::new().amount(5).iban("DE00"));
                let Payment::Transfer(transfer) = client.payment().pay(7, transfer).await?
                else {
                    panic!()
                };
                assert_eq!(
                    (transfer.amount, transfer.iban.as_deref()),
                    (Some(5.0), Some("DE00"))
                );
                Ok(())
            },
        )
        .await;
}

async fn files(calls: &mut Calls, client: &Client) {
    calls
        .check("an invoice is bytes", async |wire| {
            let invoice = client.payment().invoice(7).await?;
            assert_eq!(
                (&invoice[..], &invoice[..]),
                (&b"%PDF\0\xff"[..], wire.only().answer_bytes())
            );
            Ok(())
        })
        .await;
    calls
        .check("files are attached, with a part of JSON", async |wire| {
            let file = File::new(vec![0_u8, 255])
                .name("a.png")
                .media_type("image/png");
            let params = AttachParams::new(file, AttachmentMeta::new("é").tags(["x", "y"]))
                .note("a b")
                .more([File::new("text").name("b.txt").media_type("text/plain")]);
            assert_eq!(client.orders().attach(7, params).await?, ["a.png", "b.txt"]);
            let sent = wire.only().text().replace("\r\n", "\n");
            let parts: Vec<&str> = sent.split("--BOUNDARY").collect();
            assert_eq!(parts.len(), 5);
            // Spring reads a part of an object by its content type.
            let has = |name: &str, text: &str| {
                let part = parts
                    .iter()
                    .find(|part| part.contains(&format!("name=\"{name}\"")));
                assert!(
                    part.is_some_and(|part| part.to_lowercase().contains(text)),
                    "{sent}"
                );
            };
            has(
                "meta",
                "content-type: application/json\n\n{\"title\":\"é\",\"tags\":[\"x\",\"y\"]}\n",
            );
            has("file", "filename=\"a.png\"\ncontent-type: image/png\n\n");
            has(
                "more",
                "filename=\"b.txt\"\ncontent-type: text/plain\n\ntext\n",
            );
            Ok(())
        })
        .await;
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("a text is not in quotes", async |wire| {
            assert_eq!(
                client
                    .greeting()
                    .greet(GreetParams::new().name("A & B"))
                    .await?,
                "Hello A & B"
            );
            assert!(wire.only().header("accept").unwrap().contains("text/plain"));
            client.greeting().greet_1().await?;
            assert_eq!(wire.all().len(), 2);
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let params = LoginParams::new()
                .username("ada + co")
                .password("s3cret & more")
                .remember(true);
            let token = client.login().login(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "username=ada%20%2B%20co&password=s3cret%20%26%20more&remember=true"
            );
            assert_eq!(call.header("authorization"), None);
            assert_eq!(
                (token.token.as_deref(), token.expires_in),
                (Some("t0k"), Some(3600))
            );
            Ok(())
        })
        .await;
}
