//! What is tried of files.

use crate::status;
use client::Client;
use client::files::{PortraitParams, UploadManyParams, UploadParams};
use client::runtime::body::File;
use client::types::{ErrorDto, Status};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a file with fields", async |wire| {
            let file = File::new("Grüße").name("gruß.txt").media_type("text/plain");
            let params = UploadParams::new(file, "A \"title\"").pages(2).tags(["x", "y"]).visible_in(Status::OnHold);
            let stored = client.files().upload(params).await?;
            let call = wire.only();
            let head = "--BOUNDARY\r\nContent-Disposition: form-data; name=";
            assert_eq!(
                call.text(),
                format!(
                    "{head}\"file\"; filename=\"gruß.txt\"\r\nContent-Type: text/plain\r\n\r\nGrüße\r\n\
                     {head}\"title\"\r\n\r\nA \"title\"\r\n{head}\"pages\"\r\n\r\n2\r\n\
                     {head}\"tags\"\r\n\r\nx\r\n{head}\"tags\"\r\n\r\ny\r\n\
                     {head}\"visibleIn\"\r\n\r\non-hold\r\n--BOUNDARY--\r\n"
                )
            );
            assert_eq!(whole(&stored), call.answer_json());
            assert_eq!((stored.files[0].type_.as_str(), stored.files[0].size), ("text/plain", 7));
            assert_eq!(stored.files[0].content, "Grüße");
            assert_eq!(json!(stored.fields), json!({"title": "A \"title\"", "pages": 2, "tags": ["x", "y"], "visibleIn": "on-hold"}));
            Ok(())
        })
        .await;
    calls
        .check("several files", async |wire| {
            let params =
                UploadManyParams::new([File::new("1").name("a"), File::new("22").name("b")])
                    .comment("two");
            let stored = client.files().upload_many(params).await?;
            assert_eq!(wire.only().status(), 201);
            let sizes: Vec<(&str, i64)> = stored
                .files
                .iter()
                .map(|file| (file.name.as_str(), file.size))
                .collect();
            assert_eq!(sizes, [("a", 1), ("b", 2)]);
            assert_eq!(json!(stored.fields), json!({"comment": "two"}));
            Ok(())
        })
        .await;
    calls
        .check("a file that may be left out", async |wire| {
            let stored = client.files().portrait(PortraitParams::new("face")).await?;
            assert_eq!(wire.only().text().matches("Content-Disposition").count(), 1);
            assert_eq!(
                (stored.files.len(), stored.files[0].content.as_str()),
                (1, "face")
            );
            let params = PortraitParams::new("face").signature(File::new("name").name("s.png"));
            let stored = client.files().portrait(params).await?;
            assert_eq!(
                (stored.files.len(), stored.files[1].name.as_str()),
                (2, "s.png")
            );
            Ok(())
        })
        .await;
    calls
        .check("bytes come as they are", async |wire| {
            let bytes = client.files().report().await?;
            let call = wire.only();
            assert_eq!(call.header("accept"), Some("application/pdf, */*;q=0.1"));
            assert_eq!(call.answer_header("content-type"), Some("application/pdf"));
            assert_eq!(bytes, [0x25, 0x50, 0x44, 0x46, 0, 0xff, 0x0a].as_slice());
            assert_eq!(bytes, call.answer_bytes());
            Ok(())
        })
        .await;
    calls
        .check("text", async |wire| {
            let text = client.files().read(vec!["one".to_owned()]).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /files/tree/one");
            assert_eq!(text, r#"["one"]"#);
            let error = status(client.files().read(vec!["none".to_owned()]).await);
            let read: ErrorDto = error.decode_as()?;
            assert_eq!(read.status_code, 404.0);
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "the segments of a wildcard",
            "describes `*path` as a list in a path, which OpenAPI separates by commas",
            async |wire| {
                let text = client
                    .files()
                    .read(vec!["a".to_owned(), "b".to_owned()])
                    .await?;
                assert_eq!(wire.only().line(), "GET /files/tree/a,b");
                assert_eq!(text, r#"["a,b"]"#);
                Ok(())
            },
        )
        .await;
}
