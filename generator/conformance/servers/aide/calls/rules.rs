//! What is tried of rules.

use crate::AGENT;
use client::Client;
use client::operations::{
    CreateRulesActionParams, CreateRulesEventParams, CreateRulesTriggerParams,
};
use client::types::{
    Action, ActionAddLabels, ActionAskRequest, ActionAssignRequest, ActionAssignVariantRequest,
    ActionMove, ActionRaise, ActionRequest, Event, EventForgotten, EventOpenedRequest,
    EventRatedRequest, EventRequest, EventStateChangedRequest, PersonRequest, Trigger,
    TriggerAfter, TriggerAlways, TriggerAt, TriggerRequest, TriggerWithinCRequest,
    TriggerWithinRequest,
};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum with its tag outside", async |wire| {
            let assign = ActionAssignRequest::new(AGENT).until("2024-01-02T03:04:05Z");
            let actions: [ActionRequest; 6] = [
                "close".into(),
                ActionRaise::new(255).into(),
                ActionAssignVariantRequest::new(assign).into(),
                ActionAddLabels::new(["a"]).into(),
                ActionAskRequest::new(PersonRequest::new("Ada")).into(),
                ActionMove::new(("there".to_owned(), -1)).into(),
            ];
            let read = client.create_rules_action(CreateRulesActionParams::new(actions)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    "close", {"raise": 255}, {"assign": {"agent": AGENT, "until": "2024-01-02T03:04:05Z"}},
                    {"addLabels": ["a"]}, {"ask": {"name": "Ada"}}, {"move": ["there", -1]},
                ])
            );
            assert_eq!(json!(read), call.answer_json());
            assert!(matches!(&read[5], Action::Move(it) if it.move_ == ("there".to_owned(), -1)));
            assert!(!read.iter().any(|it| matches!(it, Action::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag inside, by names", async |wire| {
            let events: [(&str, EventRequest); 4] = [
                (
                    "a",
                    EventOpenedRequest::new(PersonRequest::new("Ada")).into(),
                ),
                (
                    "b",
                    EventStateChangedRequest::new("closed").clear_from().into(),
                ),
                ("c", EventRatedRequest::new(5).words("good").into()),
                ("d", EventForgotten::new().into()),
            ];
            let read = client
                .create_rules_event(CreateRulesEventParams::new(events))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!({
                    "a": {"type": "opened", "by": {"name": "Ada"}},
                    "b": {"type": "state-changed", "from": null, "to": "closed"},
                    "c": {"type": "rated", "stars": 5, "words": "good"},
                    "d": {"type": "forgotten"},
                })
            );
            assert_eq!(json!(read), call.answer_json());
            assert!(matches!(&read["c"], Event::Rated(it) if it.stars == 5));
            assert!(!read.values().any(|it| matches!(it, Event::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag beside", async |wire| {
            let within = TriggerWithinCRequest::new(5_u32).strict(true);
            let triggers: [TriggerRequest; 4] = [
                TriggerAlways::new().into(),
                TriggerAfter::new(0.5).into(),
                TriggerAt::new(["2024-01-02T03:04:05Z"]).into(),
                TriggerWithinRequest::new(within).into(),
            ];
            let read = client.create_rules_trigger(CreateRulesTriggerParams::new(triggers)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    {"t": "Always"}, {"t": "After", "c": 0.5}, {"t": "At", "c": ["2024-01-02T03:04:05Z"]},
                    {"t": "Within", "c": {"minutes": 5, "strict": true}},
                ])
            );
            assert_eq!(json!(read), call.answer_json());
            assert!(!read.iter().any(|it| matches!(it, Trigger::Unknown(_))));
            Ok(())
        })
        .await;
}
