//! What is tried of pictures.

use crate::refused;
use client::Client;
use client::pictures::{CreateParams as AddParams, CreateParamsRequired, ReplaceParams};
use client::runtime::body::File;
use client::types::{Problem, Range};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a picture is added", async |wire| {
            let params = AddParams::new(CreateParamsRequired {
                caption: "é & more".to_owned(),
                picture: File::new(vec![0_u8, 255])
                    .name("a.png")
                    .media_type("image/png"),
                details: vec![File::new("one").name("1.txt"), File::new("three")],
                public: true,
            });
            let all = params
                .clone()
                .raw_picture("raw")
                .stars(5)
                .range(Range::new(0.5).most(1.0));
            let came = client.pictures().create(1, all).await?;
            let call = wire.only();
            assert_eq!(json!(came), call.answer_json());
            assert_eq!(
                (&*came.caption, came.stars, came.public),
                ("é & more", Some(5), true)
            );
            assert_eq!(
                came.range.map(|it| (it.least, it.most)),
                Some((0.5, Some(1.0)))
            );
            let sizes: Vec<u64> = came.files.iter().map(|file| file.size).collect();
            assert_eq!(sizes, [2, 3, 3, 5]);
            assert_eq!(came.files[0].file_name.as_deref(), Some("a.png"));
            assert_eq!(came.files[0].content_type.as_deref(), Some("image/png"));
            let came = client.pictures().create(1, params).await?;
            assert_eq!(
                (came.files.len(), came.stars, came.range.is_none()),
                (3, None, true)
            );
            assert!(
                wire.only()
                    .text()
                    .contains("name=\"public\"\r\n\r\ntrue\r\n")
            );
            Ok(())
        })
        .await;
    calls
        .check("a picture is bytes in both directions", async |wire| {
            let picture = client.pictures().get(1).await?;
            let call = wire.only();
            assert_eq!(call.answer_header("content-type"), Some("image/png"));
            assert_eq!(
                (&picture[..], &picture[..]),
                (&b"\x89PNG\r\n\x1a\n\0\xff"[..], call.answer_bytes())
            );
            let error = refused(client.pictures().get(9).await);
            assert_eq!(error.decode_as::<Problem>()?.code, 4);
            let _ = wire.only();
            let size = client
                .pictures()
                .replace(1, ReplaceParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!((call.bytes(), size), (&[0, 255, 10][..], 3));
            let book = client.pictures().get_book().send_with_response().await?;
            assert_eq!(&book.body()[..], b"%PDF\0\xff");
            assert!(
                book.headers()["content-disposition"]
                    .to_str()?
                    .contains("book.pdf")
            );
            Ok(())
        })
        .await;
}
