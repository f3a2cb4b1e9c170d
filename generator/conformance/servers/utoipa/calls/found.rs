//! What is tried of found.

use crate::BED;
use client::operations::LogInParams;
use client::plants::SearchParams;
use client::types::{
    ApiError, Credentials, PlaceRequest, Query, QueryRequest, QueryTallerThan, Section,
};
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a path has an enum, a UUID and a date", async |wire| {
            let places = client
                .plants()
                .of_a_day(Section::South, BED, "2024-02-29")
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                format!("GET /sections/SOUTH/beds/{BED}/2024-02-29")
            );
            assert_eq!(json!(places), call.answer_json());
            assert_eq!(places["2024-02-29"].row, Some(4));
            Ok(())
        })
        .await;
    calls
        .check("a label is a text", async |wire| {
            assert_eq!(
                client.plants().label(1).await?,
                "Fern 1 \u{2013} \"water me\"\n"
            );
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("text/plain; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "each kind of an untagged query is looked for",
            async |wire| {
                let queries: [QueryRequest; 5] = [
                    u64::MAX.into(),
                    vec!["a".to_owned(), "b".to_owned()].into(),
                    "fern".into(),
                    QueryTallerThan::new(1.5).into(),
                    PlaceRequest::new(Section::North, BED).into(),
                ];
                let findings = client.plants().search(SearchParams::new(queries)).await?;
                let call = wire.only();
                let place = json!({"section": "NORTH", "bed": BED});
                assert_eq!(
                    call.json(),
                    json!([u64::MAX, ["a", "b"], "fern", {"taller_than": 1.5}, place])
                );
                assert_eq!(json!(findings), call.answer_json());
                assert!(matches!(findings[0].query, Query::Integer(u64::MAX)));
                assert!(matches!(findings[3].query, Query::TallerThan(_)));
                assert!(matches!(findings[4].query, Query::Place(_)));
                assert_eq!(
                    (findings[0].found["ferns"], findings[0].found["roses"]),
                    (Some(u64::MAX), None)
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("plants come line by line", async |wire| {
            let mut plants = client.plants().export().await?;
            let mut read = Vec::new();
            while let Some(plant) = plants.next().await {
                read.push(json!(plant?).to_string());
            }
            let lines = wire.only().answer_text();
            let lines: Vec<String> = lines
                .lines()
                .map(|line| {
                    serde_json::from_str::<serde_json::Value>(line)
                        .unwrap()
                        .to_string()
                })
                .collect();
            assert_eq!((read.len(), read), (3, lines));
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let params = LogInParams::new(Credentials::new("ada + co", "s3cret & more").stay(true));
            let response = client.log_in(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/x-www-form-urlencoded")
            );
            assert_eq!(
                call.text(),
                "password=s3cret%20%26%20more&stay=true&user_name=ada%20%2B%20co"
            );
            assert_eq!(
                response.headers()["set-cookie"],
                "session=gr33n; Path=/; HttpOnly"
            );
            assert_eq!(json!(response.body()), call.answer_json());
            let Err(Error::Status(error)) = client
                .log_in(LogInParams::new(Credentials::new("ada", "guess")))
                .await
            else {
                panic!()
            };
            assert!(matches!(
                error.decode_as::<ApiError>()?,
                ApiError::Unauthorized(_)
            ));
            Ok(())
        })
        .await;
}
