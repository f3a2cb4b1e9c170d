//! What is tried of rack.

use crate::refused;
use client::Client;
use client::rack::LocateParams;
use client::rules::CheckParams;
use client::types::{
    Action, ActionForwardRequest, ActionForwardVariantRequest, ActionLimit, ActionRequest,
    ActionTags, ErrorModel, RuleRequest, Side, Target, TargetObject,
};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a slot is found by numbers and a side", async |wire| {
            let slot = client.rack().slot_view(u64::MAX, 7, Side::Left).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /v1/racks/18446744073709551615/slots/7/LEFT"
            );
            assert_eq!(json!(slot), call.answer_json());
            assert_eq!(
                (slot.rack, &*slot.component.unwrap().parts[0].serial),
                (u64::MAX, "fan")
            );
            assert!(
                client
                    .rack()
                    .slot_view(1, 0, "RIGHT")
                    .await?
                    .component
                    .is_none()
            );
            Ok(())
        })
        .await;
    calls
        .check("headers say where a call comes from", async |wire| {
            let error = refused(client.rack().locate(LocateParams::new("nowhere")).await);
            assert_eq!(
                error.decode_as::<ErrorModel>()?.message,
                "nowhere is no origin"
            );
            let _ = wire.only();
            let params = LocateParams::new("here & there").x_hops(u32::MAX);
            assert_eq!(client.rack().locate(params).await?, Some(u32::MAX));
            let call = wire.only();
            assert_eq!(call.header("x-origin"), Some("here & there"));
            assert_eq!(call.header("x-hops"), Some("4294967295"));
            assert_eq!(client.rack().locate(LocateParams::new("here")).await?, None);
            assert_eq!(wire.only().answer_text(), "null");
            Ok(())
        })
        .await;
    calls
        .check("rules of every shape are checked", async |wire| {
            let forward = ActionForwardRequest::new("::1").port(65_535);
            let rules = [
                RuleRequest::new(ActionRequest::from("allow"), -128, 80),
                RuleRequest::new(ActionLimit::new(u32::MAX), 0, TargetObject::new(1, 65_535)).enabled(true),
                RuleRequest::new(ActionForwardVariantRequest::new(forward), 1, "host").clear_enabled(),
                RuleRequest::new(ActionTags::new(["a", "b"]), 127, vec!["h".to_owned()])
                    .with_property("since", json!([1, null])),
            ];
            let checked = client.rules().check(CheckParams::new(rules)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    {"action": "allow", "priority": -128, "target": 80},
                    {"action": {"limit": u32::MAX}, "priority": 0, "target": {"first": 1, "last": 65_535}, "enabled": true},
                    {"action": {"forward": {"to": "::1", "port": 65_535}}, "priority": 1, "target": "host", "enabled": null},
                    {"action": {"tags": ["a", "b"]}, "priority": 127, "target": ["h"], "since": [1, null]},
                ])
            );
            assert_eq!(json!(checked), call.answer_json());
            assert!(matches!(&checked[0].action, Action::String(it) if it.as_str() == "allow"));
            assert!(matches!(&checked[1].target, Target::Object(it) if it.last == 65_535));
            assert_eq!(checked[3].additional_properties["since"], json!([1, null]));
            Ok(())
        })
        .await;
    calls
        .check("sets of rules are read", async |wire| {
            let sets = client.rules().sets().await?;
            assert_eq!(json!(sets), wire.only().answer_json());
            let [Some(rule), None] = &sets["first"][..] else {
                panic!()
            };
            let Action::Forward(forward) = &rule.action else {
                panic!()
            };
            assert_eq!(
                (&*forward.forward.to, forward.forward.port),
                ("127.0.0.1", Some(65_535))
            );
            assert!(matches!(rule.target, Target::Integer(80)));
            Ok(())
        })
        .await;
}
