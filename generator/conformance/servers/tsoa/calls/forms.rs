//! What is tried of forms.

use client::Client;
use client::runtime::body::File;
use client::service::{TokenParams, TokenParamsGrantType, UploadManyParams, UploadParams};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("files with fields", async |wire| {
            let file = File::new("Grüße").name("g.txt").media_type("text/plain");
            let params = UploadParams::new(file, "A title")
                .pages("3")
                .preview(File::new("p").name("p"));
            let stored = client.service().upload(params).await?;
            let call = wire.only();
            assert_eq!(call.status(), 201);
            assert_eq!(json!(stored.files), call.answer_json()["files"]);
            // A number of a form stays a text here, and is read as the number that is described.
            assert_eq!(call.answer_json()["pages"], "3");
            assert_eq!(
                (stored.files[0].text.as_str(), stored.files[0].size),
                ("Grüße", 7)
            );
            assert_eq!(
                (
                    stored.files[1].text.as_str(),
                    stored.title.as_deref(),
                    stored.pages
                ),
                ("p", Some("A title"), Some(3))
            );
            let stored = client.service().upload(UploadParams::new("x", "t")).await?;
            assert_eq!((stored.files.len(), stored.pages), (1, None));
            Ok(())
        })
        .await;
    calls
        .check("several files", async |_| {
            let files = [File::new("1").name("a"), File::new("22").name("b")];
            let stored = client
                .service()
                .upload_many(UploadManyParams::new(files))
                .await?;
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["1", "22"]);
            Ok(())
        })
        .await;
    calls
        .check("a form", async |wire| {
            let params =
                TokenParams::new(TokenParamsGrantType::RefreshToken, "ann & co").lifetime(1.5);
            let token = client.service().token(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "grant_type=refresh_token&username=ann%20%26%20co&lifetime=1.5"
            );
            assert_eq!(
                (token.token.as_str(), token.lifetime),
                ("refresh_token/ann & co", 1.5)
            );
            Ok(())
        })
        .await;
}
