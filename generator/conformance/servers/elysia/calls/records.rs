//! What is tried of records.

use crate::least;
use client::records::CreateParams;
use client::types::{Condition, Genre, NumberOrString, Problem};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a record", async |wire| {
            let answer = client.records().create(CreateParams::new(least("A"))).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"title":"Blue","genre":"r&b","price":9.5,"tracks":[{"title":"One","seconds":null},{"title":"Two","seconds":200}],"code":"A"}"#
            );
            assert_eq!((call.status(), answer.header("location")), (201, Some("/records/6")));
            let made = answer.into_body();
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.id, made.genre), (6, Genre::RB));
            assert_eq!((made.tracks[0].seconds, made.tracks[1].seconds), (None, Some(200)));
            Ok(())
        })
        .await;
    calls
        .check("everything of a record", async |wire| {
            let input = least(7)
                .released("2024-02-29")
                .note("Grüße")
                .labels([("a", "b")])
                .position((1.5, 2.0))
                .condition(Condition::Used)
                .extra(json!([null, {"a": 1}]));
            let made = client.records().create(CreateParams::new(input)).await?;
            let call = wire.only();
            let sent = call.json();
            let rest = json!({
                "released": "2024-02-29", "note": "Grüße", "labels": {"a": "b"}, "position": [1.5, 2.0], "code": 7.0,
                "condition": "used", "extra": [null, {"a": 1}],
            });
            for (name, value) in rest.as_object().unwrap() {
                assert_eq!(sent[name], *value, "{name}");
            }
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.code, made.position), (NumberOrString::Number(7.0), Some((1.5, 2.0))));
            let made = client.records().create(CreateParams::new(least("A").clear_note())).await?;
            let call = wire.only();
            assert!(call.text().contains(r#""note":null"#));
            assert_eq!(whole(&made), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a record by its id, and none", async |wire| {
            let record = client.records().get(3).await?;
            assert_eq!(whole(&record), wire.only().answer_json());
            let Err(Error::Status(error)) = client.records().get(9).await else {
                panic!("it is found")
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!(
                (error.status().as_u16(), problem.code.as_str()),
                (404, "none")
            );
            let input = least("A").title("");
            let Err(Error::Status(error)) = client.records().create(CreateParams::new(input)).await
            else {
                panic!("it is taken")
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(
                (error.status().as_u16(), problem.message.as_str()),
                (422, "/title")
            );
            Ok(())
        })
        .await;
}
