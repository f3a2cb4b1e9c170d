//! Files, forms and texts.

use client::Client;
use client::papers::{ComplainParams, LendParams, ReplacePlanParams, ScanParams};
use client::runtime::body::File;
use client::types::{Complaint, ErrorBody};
use conformance::Calls;
use serde_json::json;

use crate::refused;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a contract is sent with and without a photo",
            async |wire| {
                let contract = File::new("text").name("c.txt").media_type("text/plain");
                let stored = client
                    .papers()
                    .lend(LendParams::new("Zoë", contract))
                    .await?;
                let call = wire.only();
                assert_eq!((stored.name.as_str(), stored.size), ("c.txt", 4));
                assert_eq!(
                    json!(stored.fields),
                    json!({"borrower": "Zoë", "weeks": 4, "insured": false, "photo": null})
                );
                assert_eq!(json!(stored), call.answer_json());
                let params = LendParams::new("b", File::new(vec![0, 255]))
                    .weeks(6)
                    .insured(true);
                let stored = client
                    .papers()
                    .lend(params.photo(File::new("p").name("p.png").media_type("image/png")))
                    .await?;
                let call = wire.only();
                assert!(
                    call.text()
                        .contains("Content-Disposition: form-data; name=\"weeks\"\r\n\r\n6\r\n")
                );
                assert!(call.text().contains("name=\"insured\"\r\n\r\ntrue\r\n"));
                let fields = json!(stored.fields);
                assert_eq!(
                    (&fields["weeks"], &fields["insured"]),
                    (&json!(6), &json!(true))
                );
                assert_eq!(
                    fields["photo"],
                    json!({"name": "p.png", "size": 1, "media_type": "image/png", "fields": {}})
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("one file and several are sent", async |wire| {
            let scans = ScanParams::new()
                .files([File::new("one").name("1.txt"), File::new("2").name("2.txt")]);
            let stored = client.papers().scan(scans).await?;
            let call = wire.only();
            assert_eq!(
                stored
                    .iter()
                    .map(|it| (it.name.as_str(), it.size))
                    .collect::<Vec<_>>(),
                [("1.txt", 3), ("2.txt", 1)]
            );
            assert_eq!(json!(stored), call.answer_json());
            let stored = client
                .papers()
                .replace_plan(
                    ReplacePlanParams::new().file(File::new(vec![1; 100_000]).name("plan.pdf")),
                )
                .await?;
            assert_eq!((stored.name.as_str(), stored.size), ("plan.pdf", 100_000));
            Ok(())
        })
        .await;
    calls
        .check("a form is sent", async |wire| {
            let form = Complaint::new("a+b@c.example", "ü & so").stars(5).topics(["air", "toilets"]);
            client.papers().complain(ComplainParams::new(form)).await?;
            let call = wire.only();
            assert_eq!(call.text(), "email=a%2Bb%40c.example&text=%C3%BC%20%26%20so&stars=5&topics=air&topics=toilets");
            assert_eq!(call.status(), 204);
            let form = Complaint::new("e", "very good").stars(6).topics(["x", "y"]);
            let error = refused(client.papers().complain(ComplainParams::new(form)).await);
            let body: ErrorBody = error.decode_as()?;
            assert_eq!(json!(body), json!({"status_code": 400, "detail": "too good", "extra": {"topics": ["x", "y"], "text": "very good"}}));
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "a list of one in a form",
            "a list in a form is read as a text where it has one item",
            async |wire| {
                let form = Complaint::new("e", "t").topics(["x"]);
                let error = refused(client.papers().complain(ComplainParams::new(form)).await);
                assert_eq!(wire.only().text(), "email=e&text=t&topics=x");
                assert_eq!(
                    json!(error.decode_as::<ErrorBody>()?.extra)[0]["message"],
                    "Expected `array`, got `str`"
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("texts and files are read", async |wire| {
            assert_eq!(client.papers().hours().await?, "täglich 9–17 Uhr");
            wire.only();
            let map = client.papers().floor_map().await?;
            assert_eq!(map, wire.only().answer_bytes());
            assert!(map.starts_with(b"\"\"\"What the museum keeps"));
            assert_eq!(&client.papers().logo().await?[..], b"GIF89a\x00\xff");
            assert_eq!(wire.only().header("accept"), Some("image/gif, */*;q=0.1"));
            let version = client.papers().version().send_with_response().await?;
            assert_eq!(
                (version.header("x-build"), version.body().get("major")),
                (Some("7"), Some(&1))
            );
            Ok(())
        })
        .await;
}
