//! What is tried of attachments.

use crate::refused;
use client::Client;
use client::attachments::{CreateParams as AttachParams, ReplaceParams};
use client::runtime::body::{File, Parts};
use client::types::AppError;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("files are attached", async |wire| {
            let file = File::new(vec![0_u8, 255])
                .name("a.png")
                .media_type("image/png");
            let parts = Parts::new().text("words", "é & more").file("file", file);
            let parts = client
                .attachments()
                .create(1, AttachParams::new(parts))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "POST /tickets/1/attachments");
            assert_eq!(json!(parts), call.answer_json());
            assert_eq!(
                (parts[0].name.as_deref(), parts[0].size),
                (Some("words"), 9)
            );
            assert_eq!(parts[1].file_name.as_deref(), Some("a.png"));
            assert_eq!(parts[1].content_type.as_deref(), Some("image/png"));
            Ok(())
        })
        .await;
    calls
        .check("an attachment is bytes in both directions", async |wire| {
            let bytes = client.attachments().get(1, "a/b c").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /tickets/1/attachments/a%2Fb%20c");
            assert_eq!(
                (&bytes[..], &bytes[..]),
                (&b"\0\xff\na/b c"[..], call.answer_bytes())
            );
            let error = refused(client.attachments().get(8, "a").await);
            assert_eq!(error.decode_as::<AppError>()?.error, "no such ticket");
            let _ = wire.only();
            let params = ReplaceParams::new(vec![0_u8, 255, 10]);
            let said = client.attachments().replace(1, "a", params).await?;
            let call = wire.only();
            assert_eq!(
                (call.bytes(), &*said),
                (&[0, 255, 10][..], "3 bytes for a of 1")
            );
            Ok(())
        })
        .await;
}
