//! What is tried of session.

use crate::refused;
use client::Client;
use client::session::LoginParams;
use client::types::{Credentials, ErrorModel};
use conformance::Calls;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a form logs in", async |wire| {
            let credentials = Credentials::new("s3cret & more", "ada").remember(true);
            let request = client.session().login(LoginParams::new(credentials));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "password=s3cret%20%26%20more&remember=true&username=ada"
            );
            assert_eq!(call.status(), 204);
            assert_eq!(
                response.headers()["set-cookie"],
                "session=ada; Max-Age=86400"
            );
            let guess = LoginParams::new(Credentials::new("guess", "ada"));
            let error = refused(client.session().login(guess).await);
            assert_eq!(
                error.decode_as::<ErrorModel>()?.error_code.as_deref(),
                Some("Unauthorized")
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "the console leads to the message of the day",
            async |wire| {
                client.session().console().await?;
                let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
                assert_eq!(lines, ["GET /v1/console", "GET /v1/motd"]);
                assert_eq!(client.session().motd().await?, "\"hello\" \u{2013} there");
                assert_eq!(wire.only().answer_json(), "\"hello\" \u{2013} there");
                Ok(())
            },
        )
        .await;
}
