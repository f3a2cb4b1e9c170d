//! What is tried of reviews.

use client::Client;
use client::reviews::ReviewParams;
use client::types::{
    CreditRequest, Review, ReviewLongRequest, ReviewNoComment, ReviewRequest, ReviewShort, Verdict,
};
use conformance::Calls;
use serde_json::{Value, json};

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("everything that was said is read", async |wire| {
            let all = client.reviews().reviews().await?;
            assert_eq!(json!(all), wire.only().answer_json());
            let [Review::NoComment(_), Review::Long(long)] = &all.by_film["1"][..] else {
                panic!()
            };
            assert_eq!(
                (long.pages, &*long.by.as_ref().unwrap().name),
                (u32::MAX, "Ada")
            );
            assert!(matches!(all.verdict, Some(Verdict::Stars(stars)) if stars.stars == 5));
            assert_eq!(
                (&all.raw, all.best.is_none()),
                (&json!([1, {"a": null}]), true)
            );
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag inside", async |wire| {
            let reviews: [(ReviewRequest, Value); 3] = [
                (
                    ReviewShort::new("é").into(),
                    json!({"type": "short", "words": "é"}),
                ),
                (
                    ReviewLongRequest::new("On", 5_u32)
                        .by(CreditRequest::new("Ada"))
                        .into(),
                    json!({"type": "long", "title": "On", "pages": 5, "by": {"name": "Ada"}}),
                ),
                (ReviewNoComment::new().into(), json!({"type": "no-comment"})),
            ];
            for (review, sent) in reviews {
                let review = client.reviews().review(ReviewParams::new(review)).await?;
                let call = wire.only();
                assert_eq!((call.json(), json!(review)), (sent, call.answer_json()));
                assert!(!matches!(review, Review::Unknown(_)));
            }
            Ok(())
        })
        .await;
}
