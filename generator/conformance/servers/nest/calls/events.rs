//! What is tried of events.

use crate::FIRST;
use client::Client;
use client::tickets::{
    AddEventParams, CommentDtoOrMergeDtoOrTransitionDto as Event, SetRuleParams,
};
use client::types::{
    CommentDto, EmailTarget, EmailTargetOrWebhookTarget, MergeDto, RuleDtoMatch, RuleDtoRequest,
    Status, TransitionDto, WebhookTarget,
};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("each branch of a union with a tag", async |wire| {
            let sent: [(Event, &str); 3] = [
                (
                    CommentDto::new("Fixed?").internal(true).into(),
                    r#"{"kind":"comment","text":"Fixed?","internal":true}"#,
                ),
                (
                    TransitionDto::new(Status::Closed, "2024-05-06T07:08:09Z").into(),
                    r#"{"kind":"transition","to":"closed","at":"2024-05-06T07:08:09Z"}"#,
                ),
                (
                    MergeDto::new(vec!["a".into(), 2.into()] as Vec<client::types::MergeDtoSource>)
                        .into(),
                    r#"{"kind":"merge","sources":["a",2.0]}"#,
                ),
            ];
            for (event, text) in sent {
                let read = client
                    .tickets()
                    .add_event(FIRST, AddEventParams::new(event.clone()))
                    .await?;
                let call = wire.only();
                assert_eq!(call.text(), text);
                assert_eq!(json!(read), call.json());
                assert_eq!(read, event);
            }
            let events = client.tickets().list_events(FIRST).await?;
            assert_eq!(
                json!(events),
                json!([
                    {"kind": "comment", "text": "Fixed?", "internal": true},
                    {"kind": "transition", "to": "closed", "at": "2024-05-06T07:08:09Z"},
                    {"kind": "merge", "sources": ["a", 2.0]},
                ])
            );
            assert!(matches!(
                events[..],
                [Event::Comment(_), Event::Transition(_), Event::Merge(_)]
            ));
            Ok(())
        })
        .await;
    calls
        .check("each branch of a union without one", async |wire| {
            let rule = RuleDtoRequest::new(EmailTarget::new("ann@example.com"), [[8.0, 12.5], [13.0, 17.0]])
                .fallback(WebhookTarget::new("https://example.com"))
                .extra(json!({"a": [1, null]}))
                .match_(RuleDtoMatch::All)
                .share(0);
            let read = client.tickets().set_rule(SetRuleParams::new(rule)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!({
                    "target": {"email": "ann@example.com"}, "fallback": {"url": "https://example.com"},
                    "hours": [[8.0, 12.5], [13.0, 17.0]], "extra": {"a": [1, null]}, "match": "all", "share": 0,
                })
            );
            assert!(matches!(read.target, EmailTargetOrWebhookTarget::Email(_)));
            assert!(matches!(read.fallback, Some(EmailTargetOrWebhookTarget::Webhook(_))));
            assert_eq!(read.share, Some(0));

            let rule = RuleDtoRequest::new(WebhookTarget::new("https://example.com"), Vec::<Vec<f64>>::new())
                .clear_fallback()
                .extra("text");
            let read = client.tickets().set_rule(SetRuleParams::new(rule)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"target":{"url":"https://example.com"},"fallback":null,"hours":[],"extra":"text"}"#
            );
            assert_eq!(read.fallback, None);
            assert_eq!(read.extra, Some(json!("text")));
            Ok(())
        })
        .await;
}
