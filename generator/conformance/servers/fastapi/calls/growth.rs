//! What comes as it happens.

use client::Client;
use client::growth::{AdviseParams, EventsParams, LinesParams};
use client::types::BodyAdviseGrowthAdvicePost;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, ann: &Client) {
    calls
        .check("lines are read one by one", async |wire| {
            let mut lines = ann.growth().lines(LinesParams::new().count(2)).await?;
            let mut ticks = Vec::new();
            while let Some(tick) = lines.next().await {
                ticks.push(tick?);
            }
            let call = wire.only();
            let sent: Vec<serde_json::Value> = call
                .answer_text()
                .lines()
                .map(|it| serde_json::from_str(it).unwrap())
                .collect();
            assert_eq!(json!(ticks), json!(sent));
            assert_eq!(
                ticks
                    .last()
                    .and_then(|it| it.last.as_ref())
                    .map(|it| json!(it)),
                Some(json!({"event": "sown", "bed": 7, "grams": 1.5}))
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "events are read one by one, and go on behind one",
            async |wire| {
                let mut events = ann
                    .growth()
                    .events(EventsParams::new().last_event_id(1))
                    .await?;
                let mut numbers = Vec::new();
                while let Some(event) = events.next().await {
                    numbers.push(event?.data.number);
                }
                let call = wire.only();
                assert_eq!(call.header("last-event-id"), Some("1"));
                assert_eq!(
                    call.header("accept")
                        .map(|it| it.starts_with("text/event-stream")),
                    Some(true)
                );
                assert_eq!(numbers, [2, 3]);
                Ok(())
            },
        )
        .await;
    calls
        .check("events have names, numbers and texts", async |wire| {
            let question = BodyAdviseGrowthAdvicePost::new("when, where");
            let mut events = ann.growth().advise(AdviseParams::new(question)).await?;
            let mut read = Vec::new();
            while let Some(event) = events.next().await {
                let event = event?;
                read.push((
                    event.event.unwrap_or_default(),
                    event.id,
                    event.data.unwrap_or_default(),
                ));
            }
            assert_eq!(wire.only().text(), r#"{"question":"when, where"}"#);
            let word = |number: &str, word: &str| {
                ("word".to_owned(), Some(number.to_owned()), word.to_owned())
            };
            let done = ("done".to_owned(), Some("1".to_owned()), "[DONE]".to_owned());
            assert_eq!(
                read,
                [
                    word("0", r#"{"word": "when,"}"#),
                    word("1", r#"{"word": "where"}"#),
                    done
                ]
            );
            Ok(())
        })
        .await;
}
