//! Papers, tolls and tides.

use client::Client;
use client::papers::{UploadManyParams, UploadParams};
use client::runtime::body::File;
use client::tides::TidesParams;
use client::tolls::PayParams;
use client::types::{Flag, Message};
use conformance::Calls;
use serde_json::json;

use crate::refused;

pub(crate) async fn papers(calls: &mut Calls, client: &Client) {
    calls
        .check("a document is sent with and without a stamp", async |wire| {
            let document = File::new(vec![0, 255]).name("d.pdf").media_type("application/pdf");
            let stored = client.papers().upload(7, UploadParams::new("Größe", document.clone())).await?;
            let call = wire.only();
            assert_eq!(call.line(), "POST /api/papers/7");
            let fields = json!({"title": "Größe", "copies": 1, "urgent": false, "number": 7, "stamp": null});
            assert_eq!(json!(stored), json!({"name": "d.pdf", "size": 2, "fields": fields}));
            assert_eq!(json!(stored), call.answer_json());
            let params = UploadParams::new("t", document).copies(2).urgent(true).stamp(File::new("s").name("s.png"));
            let stored = client.papers().upload(8, params).await?;
            assert!(wire.only().text().contains("name=\"urgent\"\r\n\r\ntrue\r\n"));
            assert_eq!(json!(stored.fields), json!({"title": "t", "copies": 2, "urgent": true, "number": 8, "stamp": "s.png"}));
            Ok(())
        })
        .await;
    calls
        .check(
            "several documents are sent, and one is read",
            async |wire| {
                let documents = [File::new("one").name("1.txt"), File::new("").name("2.txt")];
                let stored = client
                    .papers()
                    .upload_many(UploadManyParams::new(documents))
                    .await?;
                let call = wire.only();
                assert_eq!(stored.iter().map(|it| it.size).collect::<Vec<_>>(), [3, 0]);
                assert_eq!(json!(stored), call.answer_json());
                assert_eq!(&client.papers().download(9).await?[..], [9, 255, 0]);
                assert_eq!(
                    wire.only().answer_header("content-type"),
                    Some("application/pdf")
                );
                Ok(())
            },
        )
        .await;
}

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a toll is paid by a form", async |wire| {
            let paid = client
                .tolls()
                .pay(PayParams::new("Sea & Cloud", 7).paid(true).lanes([1, 2]))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/x-www-form-urlencoded")
            );
            assert_eq!(
                call.text(),
                "ship=Sea%20%26%20Cloud&tons=7&paid=true&lanes=1&lanes=2"
            );
            assert_eq!(paid.message, "Sea & Cloud 7 True [1, 2]");
            let error = refused(client.tolls().pay(PayParams::new("x", -1)).await);
            assert_eq!(
                (error.status().as_u16(), wire.only().answer_json()),
                (403, json!({"detail": "lighter than air"}))
            );
            assert!(error.decode_as::<Message>().is_err());
            Ok(())
        })
        .await;
    calls
        .check("a path has a day, an enum and slashes", async |wire| {
            let params = TidesParams::new().x_unit("ft").seen("2 x");
            let read = client
                .tides()
                .tides("2024-02-29", Flag::PanamaCity, "a b/c", params)
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /api/tides/2024-02-29/panama%20city/a%20b%2Fc"
            );
            assert_eq!(
                (call.header("x-unit"), call.header("cookie")),
                (Some("ft"), Some("seen=2%20x"))
            );
            assert_eq!(
                read.get(..4),
                Some(&["2024-02-29", "panama city", "a b/c", "ft"].map(str::to_owned)[..])
            );
            assert_eq!(json!(read), call.answer_json());
            let read = client
                .tides()
                .tides("2024-02-29", Flag::Ch, "x", TidesParams::new())
                .await?;
            assert_eq!(read, ["2024-02-29", "ch", "x", "m", "None"]);
            assert_eq!(
                refused(
                    client
                        .tides()
                        .tides("no day", Flag::Ch, "x", TidesParams::new())
                        .await
                )
                .status(),
                422
            );
            Ok(())
        })
        .await;
    calls
        .check("a guest says who it is in the query", async |wire| {
            assert_eq!(client.tides().who().await?, "zoë");
            assert_eq!(wire.only().line(), "GET /api/who?guest=zo%C3%AB");
            client.tides().home().await?;
            let lines: Vec<_> = wire
                .all()
                .iter()
                .map(|it| (it.line(), it.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /api/home".to_owned(), 302),
                    ("GET /api/who?guest=home".to_owned(), 200)
                ]
            );
            Ok(())
        })
        .await;
}
