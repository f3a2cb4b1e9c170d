//! What is tried of shapes.

use crate::HALL;
use client::Client;
use client::reviews::{JudgeParams, MarkParams, SearchParams};
use client::types::{
    Mark, MarkCounts, MarkDamagedRequest, MarkDamagedValueRequest, MarkFoundAt, MarkLost,
    MarkRequest, Search, SearchRequest, Verdict, VerdictComparedRequest,
    VerdictComparedVariantRequest, VerdictPraisedFor, VerdictRequest, VerdictStars,
};
use conformance::Calls;
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum with its tag outside", async |wire| {
            let compared = VerdictComparedRequest::new(HALL).clear_better();
            let verdicts: [VerdictRequest; 4] = [
                "Unseen".into(),
                VerdictStars::new(255).into(),
                VerdictComparedVariantRequest::new(compared).into(),
                VerdictPraisedFor::new(["light"]).into(),
            ];
            let judged = client.reviews().judge(JudgeParams::new().body(verdicts)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!(["Unseen", {"Stars": 255}, {"Compared": {"with": HALL, "better": null}}, {"praised_for": ["light"]}])
            );
            assert_eq!(json!(judged), call.answer_json());
            assert!(!judged.iter().any(|it| matches!(it, Verdict::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag beside", async |wire| {
            let marks: [(MarkRequest, Value); 4] = [
                (MarkLost::new().into(), json!({"kind": "LOST"})),
                (
                    MarkFoundAt::new("2024-01-02T03:04:05Z").into(),
                    json!({"kind": "FOUND_AT", "value": "2024-01-02T03:04:05Z"}),
                ),
                (
                    MarkDamagedRequest::new(MarkDamagedValueRequest::new(65_535).how("fire"))
                        .into(),
                    json!({"kind": "DAMAGED", "value": {"reel": 65_535, "how": "fire"}}),
                ),
                (
                    MarkCounts::new([("scratches", u64::MAX)]).into(),
                    json!({"kind": "COUNTS", "value": {"scratches": u64::MAX}}),
                ),
            ];
            for (mark, sent) in marks {
                let mark = client.reviews().mark(MarkParams::new(mark)).await?;
                let call = wire.only();
                assert_eq!((call.json(), json!(mark)), (sent, call.answer_json()));
                assert!(!matches!(mark, Mark::Unknown(_)));
            }
            Ok(())
        })
        .await;
    calls
        .check("an enum without a tag", async |wire| {
            let years = json!({"from": 1900, "to": 1910});
            let searches: [(&str, SearchRequest); 4] = [
                ("year", 1921_i64.into()),
                ("words", "kid".into()),
                (
                    "years",
                    client::types::SearchObjectRequest::new(1900)
                        .to(1910)
                        .into(),
                ),
                ("names", vec!["Ada".to_owned()].into()),
            ];
            let found = client
                .reviews()
                .search(SearchParams::new().body(searches))
                .await?;
            let call = wire.only();
            let sent = json!({"year": 1921, "words": "kid", "years": years, "names": ["Ada"]});
            assert_eq!((call.json(), json!(found)), (sent, call.answer_json()));
            assert!(matches!(found["year"], Some(Search::Integer(1921))));
            assert!(matches!(&found["years"], Some(Search::Object(it)) if it.to == Some(1910)));
            assert!(found["nothing"].is_none());
            Ok(())
        })
        .await;
}
