//! What is tried of texts.

use crate::refused;
use client::Client;
use client::operations::LogInParams;
use client::types::LogIn;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an article and the board are texts", async |wire| {
            let article = client.article("how/to ask?").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /articles/how/to%20ask%3F");
            assert_eq!(article, "\"how/to ask?\" \u{2013} to be written\n");
            assert_eq!(client.board().await?, "<h1>All is well</h1>");
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("text/html; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let form = LogIn::new("ada + co", "s3cret & more").keep(true);
            let session = client.log_in(LogInParams::new(form)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "keep=true&password=s3cret%20%26%20more&user=ada%20%2B%20co"
            );
            assert_eq!(
                (json!(session), &*session.token),
                (call.answer_json(), "d3sk of ada + co")
            );
            let error = refused(
                client
                    .log_in(LogInParams::new(LogIn::new("ada", "guess")))
                    .await,
            );
            assert_eq!(error.status().as_u16(), 401);
            Ok(())
        })
        .await;
}
