//! What is tried of account.

use client::operations::{TokenParams, TokenParamsGrantType};
use client::types::Problem;
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client, key: &Client) {
    calls
        .check("a form", async |wire| {
            let params = TokenParams::new(TokenParamsGrantType::ClientCredentials)
                .scope("a b")
                .lifetime(60)
                .remember(true);
            let token = client.token(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "grant_type=client_credentials&scope=a%20b&lifetime=60&remember=true"
            );
            assert_eq!(json!(token), call.answer_json());
            assert_eq!(
                (token.scope.as_str(), token.lifetime, token.remember),
                ("a b", 60, true)
            );
            let params = TokenParams::new(TokenParamsGrantType::Password).lifetime(3601);
            let Err(Error::Status(error)) = client.token(params).await else {
                panic!("it is taken")
            };
            let problem: Problem = error.decode_as()?;
            assert_eq!(problem.message, "body/lifetime must be <= 3600");
            Ok(())
        })
        .await;
    calls
        .check("a cookie, or a key", async |wire| {
            let me = client.get_me().await?;
            assert_eq!(wire.only().header("cookie"), Some("session=ab.c"));
            assert_eq!(json!(me), json!({"session": "ab.c"}));
            let me = key.get_me().await?;
            let call = wire.only();
            assert_eq!(
                (call.header("cookie"), call.header("x-api-key")),
                (None, Some("k"))
            );
            assert_eq!(json!(me), json!({"key": "k"}));
            Ok(())
        })
        .await;
}
