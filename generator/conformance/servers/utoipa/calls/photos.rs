//! What is tried of photos.

use client::photos::{AddParams, AddParamsRequired, ReplaceParams};
use client::runtime::body::File;
use client::types::ApiError;
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("photographs are added", async |wire| {
            let params = AddParams::new(AddParamsRequired {
                caption: "é & more".to_owned(),
                photo: File::new(vec![0_u8, 255])
                    .name("a.png")
                    .media_type("image/png"),
                details: vec![File::new("one").name("1.txt"), File::new("two")],
                public: true,
            });
            let parts = client
                .photos()
                .add(1, params.clone().raw(File::new("raw")).stars(5))
                .await?;
            let call = wire.only();
            assert!(
                call.header("content-type")
                    .unwrap()
                    .starts_with("multipart/form-data; boundary=")
            );
            assert_eq!(json!(parts), call.answer_json());
            let named = |name: &str| {
                parts
                    .iter()
                    .filter(|part| part.name.as_deref() == Some(name))
                    .collect::<Vec<_>>()
            };
            assert_eq!(named("photo")[0].content_type.as_deref(), Some("image/png"));
            assert_eq!((named("photo")[0].size, named("caption")[0].size), (2, 9));
            assert_eq!(named("details").len(), 2);
            assert_eq!(named("details")[0].file_name.as_deref(), Some("1.txt"));
            assert!(named("details")[1].file_name.is_some() && named("raw")[0].file_name.is_some());
            assert!(
                named("public")[0].file_name.is_none() && named("stars")[0].file_name.is_none()
            );
            assert_eq!(parts.len(), 7);
            let parts = client.photos().add(1, params).await?;
            assert_eq!(parts.len(), 5);
            assert!(
                wire.only()
                    .text()
                    .contains("name=\"public\"\r\n\r\ntrue\r\n")
            );
            Ok(())
        })
        .await;
    calls
        .check("a photograph comes as bytes", async |wire| {
            let photo = client.photos().photo(1).await?;
            assert_eq!(photo, wire.only().answer_bytes());
            assert_eq!(&photo[..], b"\x89PNG\r\n\x1a\n\0\xff");
            let Err(Error::Status(error)) = client.photos().photo(6).await else {
                panic!()
            };
            assert!(matches!(error.decode_as::<ApiError>()?, ApiError::NotFound(_)));
            Ok(())
        })
        .await;
    calls
        .check("a photograph is replaced", async |wire| {
            let size = client
                .photos()
                .replace(1, ReplaceParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/octet-stream")
            );
            assert_eq!((call.bytes(), size), (&[0, 255, 10][..], 3));
            Ok(())
        })
        .await;
    calls
        .check("a path goes on", async |wire| {
            assert_eq!(
                client.photos().file("2024/a b/c?.txt").await?,
                "content of 2024/a b/c?.txt"
            );
            assert_eq!(wire.only().line(), "GET /files/2024/a%20b/c%3F.txt");
            Ok(())
        })
        .await;
}
