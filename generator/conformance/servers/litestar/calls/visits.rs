//! The visits.

use client::Client;
use client::types::{
    Alone, AloneOrGuidedOrSchool, BookingContact, BookingRequest, Floor, Guided, School,
};
use client::visits::{AnnouncementsParams, BookParams, OfDayParams, PlanParams};
use conformance::Calls;
use serde_json::json;

use crate::refused;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a visit is booked", async |wire| {
            let booking = BookingRequest::new("2024-05-06", Guided::new("Ann", 3)).contact("ann@example.org").extras([("lift", json!(true))]);
            let ticket = client.visits().book(BookParams::new(booking)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                concat!(
                    r#"{"visit":{"type":"guided","guide":"Ann","people":3},"day":"2024-05-06","#,
                    r#""contact":"ann@example.org","extras":{"lift":true}}"#
                )
            );
            assert_eq!(ticket.number, 9_007_199_254_740_993);
            assert!(matches!(&ticket.booking.visit, AloneOrGuidedOrSchool::Guided(it) if it.people == 3));
            assert!(matches!(&ticket.booking.contact, Some(BookingContact::String(it)) if it == "ann@example.org"));
            assert_eq!(json!(ticket), call.answer_json());
            let booking = BookingRequest::new("2024-05-06", Alone::new("PT1H30M").audio(true)).clear_remarks().contact(7);
            let ticket = client.visits().book(BookParams::new(booking)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"visit":{"type":"alone","minutes":"PT1H30M","audio":true},"day":"2024-05-06","remarks":null,"contact":7}"#
            );
            assert_eq!(json!(ticket), call.answer_json());
            let error = refused(client.visits().book(BookParams::new(BookingRequest::new("2024-05-06", Guided::new("Ann", 31)))).await);
            assert_eq!(error.status(), 400);
            Ok(())
        })
        .await;
    calls
        .check("a plan has visits of each kind", async |wire| {
            let school = School::new((9, 11), "4b").free_entry(false);
            let visits = [AloneOrGuidedOrSchool::from(school), Alone::new("PT20M").into()];
            let plan = client.visits().plan(PlanParams::new(visits)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"[{"type":"school","className":"4b","ages":[9,11],"freeEntry":false},{"type":"alone","minutes":"PT20M"}]"#
            );
            assert!(matches!(plan.get("0"), Some(AloneOrGuidedOrSchool::School(it)) if it.ages == (9, 11)));
            assert_eq!(json!(plan), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a path has a day, a number and a rest", async |wire| {
            let read = client
                .visits()
                .of_day(
                    "2024-02-29",
                    Floor::Minus1,
                    "a b",
                    OfDayParams::new().open_only(false),
                )
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /visits/days/2024-02-29/-1/a%20b?open_only=false"
            );
            assert_eq!(json!(read), json!(["2024-02-29", -1, "/a b", false]));
            assert_eq!(json!(read), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("lines are read one by one", async |wire| {
            let mut steps = client.visits().steps().await?;
            let mut read = Vec::new();
            while let Some(step) = steps.next().await {
                read.push(step?);
            }
            assert_eq!(
                read,
                [json!({"step": 0}), json!({"step": 1}), json!({"step": 2})]
            );
            assert_eq!(
                wire.only()
                    .answer_header("content-type")
                    .map(|it| it.starts_with("application/x-ndjson")),
                Some(true)
            );
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "announcements",
            "events are described as JSON of any kind",
            async |wire| {
                let mut events = client
                    .visits()
                    .announcements(AnnouncementsParams::new().count(1))
                    .bytes_stream()
                    .await?;
                let mut text = Vec::new();
                while let Some(chunk) = events.chunk().await? {
                    text.extend_from_slice(&chunk);
                }
                let call = wire.only();
                assert_eq!(text, call.answer_bytes());
                assert_eq!(
                    call.answer_text(),
                    "id: 0\r\nevent: room\r\ndata: {\"room\": 0}\r\n\r\n"
                );
                assert_eq!(
                    call.answer_header("content-type")
                        .map(|it| it.starts_with("text/event-stream")),
                    Some(true)
                );
                Ok(())
            },
        )
        .await;
}
