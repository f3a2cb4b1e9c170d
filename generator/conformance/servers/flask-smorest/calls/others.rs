//! The labels, and what opens the door.

use client::Client;
use client::access::{GetEchoParams, LoginParams};
use client::labels::UpdateParams;
use client::runtime::body::File;
use client::types::{ErrorModel, Login};
use conformance::Calls;
use serde_json::json;

use crate::{FIRST, refused};

pub(crate) async fn labels(calls: &mut Calls, client: &Client) {
    calls
        .check("a label is sent, with one side and with both", async |wire| {
            let front = File::new(vec![0, 255, 7]).name("front.png").media_type("image/png");
            let params = UpdateParams::new("Zoë", front.clone());
            let stored = client.labels().update(7, params).await?;
            let call = wire.only();
            assert_eq!(json!(stored), json!({"names": ["front.png"], "sizes": [3], "fields": {"artist": "Zoë", "copies": 1, "number": 7}}));
            assert_eq!(json!(stored), call.answer_json());
            let params = UpdateParams::new("a", front).copies(2).tags(["x, y", "z"]).back(File::new("b").name("back.txt"));
            let stored = client.labels().update(8, params).await?;
            let call = wire.only();
            assert!(call.text().contains("name=\"tags\"\r\n\r\nx, y\r\n"), "{}", call.text());
            assert_eq!(stored.sizes, Some(vec![3, 1]));
            assert_eq!(json!(stored.fields)["tags"], json!(["x, y", "z"]));
            Ok(())
        })
        .await;
    calls
        .check("a label is bytes, and the licence a text", async |wire| {
            assert_eq!(&client.labels().get(200).await?[..], b"\x89PNG\x00\xc8");
            assert_eq!(wire.only().line(), "GET /labels/200.png");
            assert_eq!(
                client.labels().get_licence().await?,
                "Brew as you like, é.\n"
            );
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("text/plain; charset=utf-8")
            );
            Ok(())
        })
        .await;
}

pub(crate) async fn access(calls: &mut Calls, client: &Client) {
    calls
        .check("a form opens the door", async |wire| {
            let token = client
                .access()
                .login(LoginParams::new(Login::new("secret", "a&b").remember(true)))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/x-www-form-urlencoded")
            );
            assert_eq!(call.text(), "user=a%26b&password=secret&remember=true");
            assert_eq!(json!(token), json!({"token": "t1", "expires": 3600}));
            let error = refused(
                client
                    .access()
                    .login(LoginParams::new(Login::new("x", "a")))
                    .await,
            );
            assert_eq!(
                error.decode_as::<ErrorModel>()?.message.as_deref(),
                Some("wrong")
            );
            Ok(())
        })
        .await;
    calls
        .check("headers and cookies arrive", async |wire| {
            let params = GetEchoParams::new("rust").x_trace(FIRST).session("s1");
            let echo = client.access().get_echo(params).await?;
            let call = wire.only();
            assert_eq!(
                (call.header("x-trace"), call.header("cookie")),
                (Some(FIRST), Some("session=s1"))
            );
            assert_eq!(
                json!(echo),
                json!({"trace": FIRST, "client": "rust", "session": "s1"})
            );
            let echo = client.access().get_echo(GetEchoParams::new("rust")).await?;
            assert_eq!(json!(echo), wire.only().answer_json());
            assert_eq!(
                refused(
                    client
                        .access()
                        .get_echo(GetEchoParams::new("r").x_trace("no"))
                        .await
                )
                .status(),
                422
            );
            Ok(())
        })
        .await;
}
