//! What is tried of images.

use client::Client;
use client::images::{ReplaceParams, StreamParams, UploadParams};
use client::runtime::body::{File, Parts};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("an image is uploaded in parts", async |wire| {
            let image = File::new(vec![0_u8, 255])
                .name("a.img")
                .media_type("application/x-raw");
            let parts = Parts::new().text("name", "é & more").file("image", image);
            let parts = client.images().upload(UploadParams::new(parts)).await?;
            let call = wire.only();
            assert_eq!(call.status(), 201);
            assert_eq!(json!(parts), call.answer_json());
            assert_eq!((parts[0].name.as_deref(), parts[0].size), (Some("name"), 9));
            assert_eq!(parts[1].file_name.as_deref(), Some("a.img"));
            assert_eq!(parts[1].content_type.as_deref(), Some("application/x-raw"));
            Ok(())
        })
        .await;
    calls
        .check("an image is bytes in both directions", async |wire| {
            let content = client.images().content("a b").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /v1/images/a%20b/content");
            assert_eq!(
                (&content[..], call.answer_bytes()),
                (&b"\0\xff\na b"[..], &content[..])
            );
            let bytes = vec![0_u8, 255, 10];
            let request = client
                .images()
                .replace("x", ReplaceParams::new(bytes.clone()));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!((call.bytes(), call.status()), (&bytes[..], 204));
            assert_eq!(
                call.header("content-type"),
                Some("application/octet-stream")
            );
            assert_eq!(response.headers()["x-size"], "3");
            let echo = client
                .images()
                .stream("x", StreamParams::new(bytes.clone()))
                .await?;
            assert_eq!((&echo[..], wire.only().bytes()), (&bytes[..], &bytes[..]));
            Ok(())
        })
        .await;
}
