//! What is tried of bodies.

use client::operations::{
    ArrivalOrDeparture, CreateLabelParams, CreateLabelParamsTitle, CreateMovementParams,
    CreateShelfParams, ManyLabelsParams,
};
use client::runtime::body::File;
use client::types::{Arrival, Departure, Problem, ShelfRequest};
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a type that holds itself", async |wire| {
            let top = ShelfRequest::new("top").clear_above();
            let shelf = ShelfRequest::new("a").shelves([ShelfRequest::new("b"), ShelfRequest::new("c").above(top)]);
            let read = client.create_shelf(CreateShelfParams::new(shelf)).await?;
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
                let problem: Problem = error.decode_as()?;
                assert_eq!(problem.message, "body/title/value must be string");
                Ok(())
            },
        )
        .await;
}
