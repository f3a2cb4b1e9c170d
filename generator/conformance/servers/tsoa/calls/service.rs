//! What is tried of service.

use client::Client;
use client::service::{HelpParams, HelpParamsLang, MottoResponse};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client, key: &Client) {
    calls
        .check("a token, or a key", async |wire| {
            assert_eq!(client.service().me().await?.by, "jwt");
            assert_eq!(key.service().me().await?.by, "api_key");
            let [first, second] = &wire.all()[..] else {
                panic!("not two calls")
            };
            assert_eq!(
                (first.header("authorization"), first.header("x-api-key")),
                (Some("Bearer driver"), None)
            );
            assert_eq!(
                (second.header("authorization"), second.header("x-api-key")),
                (None, Some("fleet-key"))
            );
            Ok(())
        })
        .await;
    calls
        .check("bytes and texts", async |wire| {
            assert_eq!(
                client.service().report().await?,
                [0x25, 0x50, 0, 0xff].as_slice()
            );
            assert_eq!(client.service().plate().await?, r#"HH-AB "1""#);
            let [_, plate] = &wire.all()[..] else {
                panic!("not two calls")
            };
            assert_eq!(
                plate.answer_header("content-type"),
                Some("application/json; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "a text with a header",
            "writes JSON where it says, twice, that it is `text/plain`",
            async |wire| {
                let motto = client.service().motto().await?;
                let call = wire.only();
                assert_eq!(
                    call.answer_header("content-type"),
                    Some("text/plain; charset=utf-8")
                );
                assert_eq!(call.answer_text(), r#""Drive \"slowly\"""#);
                assert_eq!(motto, MottoResponse::Ok(call.answer_text()));
                Ok(())
            },
        )
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client
                .service()
                .help("a b/c", HelpParams::new().lang(HelpParamsLang::De))
                .await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /v1/help/a%20b%2Fc?lang=de",
                    "GET /v1/motto?topic=a+b%2Fc&lang=de"
                ]
            );
            Ok(())
        })
        .await;
}
