//! What is tried of cooking.

use crate::refused;
use client::Client;
use client::cooking::{CreatePriceParams, CreateSessionParams, CreateStepParams};
use client::types::{LogIn, Price, Problem, Range, Step, StepBake, StepStir, StepWait};
use conformance::Calls;
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("steps are taken", async |wire| {
            let steps: [Step; 3] = [
                StepBake::new(50).into(),
                StepStir::new(u64::MAX).into(),
                StepWait::new("2024-01-02T03:04:05Z".parse::<client::DateTime>()?).into(),
            ];
            let taken = client
                .cooking()
                .create_step(CreateStepParams::new(steps))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!([
                    {"how": "bake", "degrees": 50}, {"how": "stir", "times": u64::MAX},
                    {"how": "wait", "until": "2024-01-02T03:04:05Z"},
                ])
            );
            assert_eq!(json!(taken), call.answer_json());
            assert!(!taken.iter().any(|step| matches!(step, Step::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("prices are understood", async |wire| {
            let prices: Vec<Price> = vec![
                false.into(),
                i64::MIN.into(),
                "é".into(),
                Range::new(-0.5).into(),
            ];
            let prices = client
                .cooking()
                .create_price(CreatePriceParams::new([("bread", prices)]));
            let prices = prices.await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!({"bread": [false, i64::MIN, "é", {"least": -0.5}]})
            );
            assert_eq!(json!(prices), call.answer_json());
            assert!(matches!(&prices["bread"][3], Price::Range(range) if range.least == -0.5));
            Ok(())
        })
        .await;
    calls
        .check("a pot is full or empty", async |wire| {
            assert!(client.cooking().get_pot(-1).await?.is_none());
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("GET /api/pots/-1", 204));
            let Some(Step::Stir(stir)) = client.cooking().get_pot(1).await? else {
                panic!()
            };
            assert_eq!(stir.times, 3);
            Ok(())
        })
        .await;
    calls
        .check("steps come as events", async |wire| {
            let mut steps = client.cooking().watch().await?;
            let mut read: Vec<Value> = Vec::new();
            while let Some(step) = steps.next().await {
                read.push(json!(step?));
            }
            let expected =
                json!([{"how": "stir", "times": 1}, {"how": "bake", "degrees": 180, "fan": true}]);
            assert_eq!(Value::from(read), expected);
            assert!(wire.only().answer_text().starts_with("data: {"));
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let form = LogIn::new("ada + co", "s3cret & more").stay(true);
            let request = client
                .cooking()
                .create_session(CreateSessionParams::new(form));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "user=ada%20%2B%20co&password=s3cret%20%26%20more&stay=true"
            );
            assert_eq!(response.headers()["set-cookie"], "session=c00k; HttpOnly");
            assert_eq!(json!(response.body()), call.answer_json());
            let guess = CreateSessionParams::new(LogIn::new("ada", "guess"));
            let error = refused(client.cooking().create_session(guess).await);
            assert_eq!(
                error.decode_as::<Problem>()?.field.as_deref(),
                Some("password")
            );
            Ok(())
        })
        .await;
}
