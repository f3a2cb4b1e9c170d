//! What is tried of more rules.

use client::Client;
use client::operations::CreateRulesConditionParams;
use client::types::{Condition, ConditionAll, ConditionNot, Rule, Trigger};
use conformance::Calls;
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum without a tag, in itself", async |wire| {
            let fields = [("a".to_owned(), Some(0.5)), ("b".to_owned(), None)];
            let conditions: [(Condition, Value); 6] = [
                (true.into(), json!(true)),
                (i64::MIN.into(), json!(i64::MIN)),
                ("label".into(), json!("label")),
                (
                    ConditionAll::new([Condition::from(1_i64), "x".into()]).into(),
                    json!({"all": [1, "x"]}),
                ),
                (
                    ConditionNot::new(Condition::from(ConditionNot::new(Condition::from(false))))
                        .into(),
                    json!({"not": {"not": false}}),
                ),
                (
                    Condition::Object(fields.into()),
                    json!({"a": 0.5, "b": null}),
                ),
            ];
            for (condition, sent) in conditions {
                let params = CreateRulesConditionParams::new(condition);
                let read = client.create_rules_condition(params).await?;
                let call = wire.only();
                assert_eq!((&call.json(), &call.answer_json()), (&sent, &sent));
                assert_eq!(json!(read), sent);
                assert!(!matches!(read, Condition::Unknown(_)));
            }
            Ok(())
        })
        .await;
    calls
        .check(
            "a flattened enum has a flattened map beside it",
            async |wire| {
                let rule = client.get_rules_default().await?;
                assert_eq!(json!(rule), wire.only().answer_json());
                let Rule::Raise(rule) = rule else { panic!() };
                assert_eq!(
                    (rule.raise, &rule.additional_properties["since"]),
                    (255, &json!([1, null]))
                );
                assert!(matches!(rule.condition, Some(Condition::Not(_))));
                let Trigger::Within(within) = rule.trigger else {
                    panic!()
                };
                assert_eq!((within.c.minutes, within.c.strict), (5, None));
                Ok(())
            },
        )
        .await;
}
