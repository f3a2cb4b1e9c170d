//! Readings and pictures.

use client::Client;
use client::pictures::UploadParams;
use client::readings::{GetParams, PutParams, PutParamsValue, ReportParams};
use client::runtime::body::File;
use conformance::Calls;
use serde_json::json;

use crate::refused;

const STATION: &str = "00000000-0000-0000-0000-000000000001";

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a reading is of one of several kinds", async |wire| {
            let rain = PutParamsValue::new().type_(json!("rain")).millimetres(1.5);
            let read = client.readings().put(STATION, "2024-02-29", 7, PutParams::new().value(rain).at("2024-02-29T07:08:09Z")).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /readings/{STATION}/2024-02-29/7"));
            assert_eq!(call.text(), r#"{"value":{"type":"rain","millimetres":1.5},"at":"2024-02-29T07:08:09Z"}"#);
            let value = read.value.as_ref();
            assert_eq!((value.and_then(|it| it.millimetres), value.and_then(|it| it.type_.clone())), (Some(1.5), Some(json!("rain"))));
            assert_eq!((read.sure, json!(read)), (Some(true), call.answer_json()));
            let wind = PutParamsValue::new().type_(json!("wind")).knots(30).gusts([40, 50]);
            let params = PutParams::new().value(wind).at("2024-02-29T07:08:09Z").sure(false);
            let read = client.readings().put(STATION, "2024-02-29", 8, params).await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"value":{"type":"wind","knots":30,"gusts":[40,50]},"at":"2024-02-29T07:08:09Z","sure":false}"#);
            assert_eq!(json!(read), call.answer_json());
            assert_eq!(refused(client.readings().put(STATION, "2024-02-29", 9, PutParams::new()).await).status(), 400);
            Ok(())
        })
        .await;
    calls
        .check("a path has a text, a number and slashes", async |wire| {
            let read = client
                .readings()
                .get(
                    "valley",
                    1.5,
                    "a b/c",
                    GetParams::new().x_trace("t").seen("2"),
                )
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /readings/valley/1.5/a%20b%2Fc");
            assert_eq!(
                json!(read),
                json!({"path": "valley 1.5 a b/c", "trace": "t", "seen": "2"})
            );
            assert_eq!(json!(read), call.answer_json());
            client.readings().latest().await?;
            let lines: Vec<_> = wire
                .all()
                .iter()
                .map(|it| (it.line(), it.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /readings/latest".to_owned(), 302),
                    ("GET /readings/valley/1.5/now".to_owned(), 200)
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "a report is a form, and is answered with a text",
            async |wire| {
                let text = client
                    .readings()
                    .report(
                        ReportParams::new()
                            .observer("Ann & Bo")
                            .clouds(8)
                            .urgent(true),
                    )
                    .await?;
                let call = wire.only();
                assert_eq!(call.text(), "observer=Ann%20%26%20Bo&clouds=8&urgent=true");
                assert_eq!(
                    (text.as_str(), call.answer_text().as_str()),
                    ("Ann & Bo: 8/8 True", "Ann & Bo: 8/8 True")
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("readings come one by one", async |wire| {
            let mut stream = client.readings().stream().await?;
            let mut values = Vec::new();
            while let Some(value) = stream.next().await {
                values.push(value?);
            }
            assert_eq!(values, ["0.0", "1.5", "3.0"]);
            assert_eq!(stream.last_event_id(), Some("2"));
            assert!(
                wire.only()
                    .answer_text()
                    .starts_with("id: 0\ndata: 0.0\n\n")
            );
            Ok(())
        })
        .await;
}

pub(crate) async fn pictures(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a picture is sent with and without a sketch, and read",
            async |wire| {
                let picture = File::new(vec![0, 255])
                    .name("p.png")
                    .media_type("image/png");
                let stored = client
                    .pictures()
                    .upload(
                        7,
                        UploadParams::new().picture(picture.clone()).title("Föhn"),
                    )
                    .await?;
                let call = wire.only();
                assert_eq!(
                    json!(stored),
                    json!([{"name": "p.png", "size": 2, "title": "Föhn 7"}])
                );
                assert_eq!(json!(stored), call.answer_json());
                let params = UploadParams::new()
                    .picture(picture)
                    .title("t")
                    .sketch(File::new("abc").name("s.txt"));
                let stored = client.pictures().upload(8, params).await?;
                assert_eq!(
                    stored.iter().filter_map(|it| it.size).collect::<Vec<_>>(),
                    [2, 3]
                );
                assert_eq!(
                    &client.pictures().download(200).await?[..],
                    b"\x89PNG\x00\xc8"
                );
                assert_eq!(client.pictures().about().await?, "<p>Gewölk</p>");
                Ok(())
            },
        )
        .await;
}
