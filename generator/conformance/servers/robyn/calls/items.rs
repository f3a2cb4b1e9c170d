//! What is posted.

use client::Client;
use client::items::{
    CreateParams, CreateParamsRequired, ListOrString, ListParams, Problem, ProblemCode,
    ReplaceEventParams, ReplaceEventResponseWhat, UpdateParams,
};
use client::types::{AddressRequest, DeliveryRequest, Scan, Size};
use conformance::{Calls, Exchange};
use serde_json::json;

use crate::refused;

/// The first item.
pub(crate) const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

fn item(grams: u64) -> CreateParams {
    CreateParams::new(CreateParamsRequired {
        size: Size::BigParcel,
        to: AddressRequest::new("Zoë").lines(["Main 1", "Bern"]),
        postage: "9.50".into(),
        grams,
    })
}

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an item is posted, with what is needed and with everything", async |wire| {
            let made = client.items().create(item(1200)).await?;
            let call = wire.only();
            assert_eq!((call.line().as_str(), call.status()), ("POST /items", 201));
            assert_eq!(
                call.text(),
                r#"{"size":"big parcel","to":{"name":"Zoë","lines":["Main 1","Bern"]},"postage":"9.50","grams":1200}"#
            );
            assert_eq!((made.id.as_str(), json!(made.postage), made.at.as_str()), (FIRST, json!("9.50"), "2024-05-06T07:08:09Z"));
            assert_eq!(json!(made), call.answer_json());
            let whole = item(3).posted("2024-02-29").options([("signed", true)]).clear_note();
            let made = client.items().create(whole).await?;
            let call = wire.only();
            assert!(call.text().ends_with(r#""grams":3,"posted":"2024-02-29","options":{"signed":true},"note":null}"#));
            assert_eq!(json!(made), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("an item that is too heavy is refused", async |wire| {
            let error = refused(client.items().create(item(30_001)).await);
            let body: Problem = error.decode_as()?;
            assert_eq!(
                (error.status().as_u16(), &body.code, body.detail.as_str()),
                (422, &ProblemCode::Heavy, "30001 g")
            );
            assert_eq!(json!(body), wire.only().answer_json());
            Ok(())
        })
        .await;
    calls
        .check("an item is read and changed", async |wire| {
            let read = client.items().get(FIRST).await?;
            assert_eq!(json!(read), wire.only().answer_json());
            let body: Problem = refused(client.items().get(NOBODY).await).decode_as()?;
            assert_eq!(
                (body.code, body.detail),
                (ProblemCode::Unknown, format!("no item {NOBODY}"))
            );
            wire.only();
            let read = client
                .items()
                .update(FIRST, UpdateParams::new().note("n").grams(7))
                .await?;
            assert_eq!(
                (
                    wire.only().text().as_str(),
                    read.note.as_deref(),
                    read.grams
                ),
                (r#"{"note":"n","grams":7}"#, Some("n"), 7)
            );
            let read = client
                .items()
                .update(FIRST, UpdateParams::new().clear_note())
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), call.text()),
                (
                    format!("PATCH /items/{FIRST}"),
                    r#"{"note":null}"#.to_owned()
                )
            );
            assert_eq!((read.note.as_deref(), read.grams), (None, 7));
            assert_eq!(client.items().get_label("a").await?, "№ a");
            Ok(())
        })
        .await;
}

pub(crate) async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("items come by offsets, and go", async |wire| {
            client.items().create(item(1)).await?;
            wire.only();
            let mut items = client
                .items()
                .list(ListParams::new().limit(2).size("big parcel").tracked(true))
                .items();
            let mut grams = Vec::new();
            while let Some(item) = items.next().await {
                grams.push(item?.grams);
            }
            assert_eq!(grams, [7, 3, 1]);
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            let first = "GET /items?limit=2&size=big%20parcel&tracked=true";
            assert_eq!(lines, [first.to_owned(), format!("{first}&offset=2")]);
            let last = "00000000-0000-0000-0000-000000000003";
            client.items().delete(last).await?;
            let call = wire.only();
            assert_eq!(
                (
                    call.header("authorization"),
                    call.status(),
                    call.answer_bytes()
                ),
                (Some("Bearer t1"), 204, &b""[..])
            );
            let body: Problem = refused(client.items().delete(last).await).decode_as()?;
            assert_eq!(body.code, ProblemCode::Unknown);
            Ok(())
        })
        .await;
}

pub(crate) async fn events(calls: &mut Calls, client: &Client) {
    calls
        .check("an event is of one of several kinds", async |wire| {
            let event = ReplaceEventParams::new(Scan::new(3000), "2024-05-06T07:08:09Z", (46.5, 6.25));
            let read = client.items().replace_event(FIRST, "1", event).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /items/{FIRST}/events/1"));
            assert_eq!(call.text(), r#"{"what":{"kind":"scan","office":3000},"at":"2024-05-06T07:08:09Z","where":[46.5,6.25]}"#);
            assert!(matches!(&read.what, ReplaceEventResponseWhat::Scan(it) if it.office == 3000));
            assert!(matches!(read.where_, ListOrString::List((46.5, 6.25))));
            assert_eq!(json!(read), call.answer_json());
            let event = ReplaceEventParams::new(DeliveryRequest::new().clear_signed(), "2024-05-06T07:08:09Z", "Bern");
            let read = client.items().replace_event(FIRST, "2", event).await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"what":{"kind":"delivery","signed":null},"at":"2024-05-06T07:08:09Z","where":"Bern"}"#);
            assert_eq!(json!(read), call.answer_json());
            Ok(())
        })
        .await;
}
