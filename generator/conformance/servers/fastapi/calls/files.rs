//! Photos and papers.

use client::Client;
use client::files::{
    DeliverParams, SubscribeParams, UploadPapersParams, UploadPhotoParams, UploadScanParams,
};
use client::runtime::body::File;
use client::types::{Kind, Subscription};
use conformance::Calls;
use serde_json::json;

use crate::{FIRST, NOBODY, refused};

pub(crate) async fn calls(calls: &mut Calls, ann: &Client) {
    calls
        .check("a photo is sent with fields, with and without a thumbnail", async |wire| {
            let photo = File::new(vec![0x89, b'P', b'N', b'G', 0, 0xff]).name("beet 1.png").media_type("image/png");
            let stored = ann.files().upload_photo(FIRST, UploadPhotoParams::new(photo, "Rübe")).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /photos/{FIRST}"));
            assert_eq!(call.header("content-type").map(|it| it.starts_with("multipart/form-data; boundary=")), Some(true));
            assert_eq!((stored.name.as_deref(), stored.size), (Some("beet 1.png"), 6));
            assert_eq!(stored.media_type.as_deref(), Some("image/png"));
            assert_eq!(
                json!(stored.fields),
                json!({"caption": "Rübe", "width": 640, "tags": [], "taken": null, "kind": null})
            );
            assert_eq!(json!(stored), call.answer_json());

            let photo = File::new("x").name("x.png").media_type("image/png");
            let params = UploadPhotoParams::new(photo, "c").width(3).tags(["a, b", "c"]).taken("2024-05-06T07:08:09Z");
            let params = params.kind(Kind::F1).thumbnail(File::new("tiny").name("t.gif"));
            let stored = ann.files().upload_photo(FIRST, params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                [
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"x.png\"\r\nContent-Type: image/png\r\n\r\nx\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"caption\"\r\n\r\nc\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"width\"\r\n\r\n3\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\na, b\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"tags\"\r\n\r\nc\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"taken\"\r\n\r\n2024-05-06T07:08:09Z\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nF1\r\n",
                    "--BOUNDARY\r\nContent-Disposition: form-data; name=\"thumbnail\"; filename=\"t.gif\"\r\n",
                    "Content-Type: application/octet-stream\r\n\r\ntiny\r\n--BOUNDARY--\r\n",
                ]
                .concat()
            );
            let fields = json!(stored.fields);
            assert_eq!(fields["tags"], json!(["a, b", "c"]));
            assert_eq!(fields["thumbnail"]["size"], 4);
            assert_eq!(json!(stored), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a photo is read as bytes", async |wire| {
            let photo = ann.files().download_photo(FIRST).await?;
            let call = wire.only();
            assert_eq!(&photo[..], b"x");
            assert_eq!(call.answer_header("content-type"), Some("image/png"));
            let error = refused(ann.files().download_photo(NOBODY).await);
            assert_eq!(wire.only().status(), 404);
            assert_eq!(&error.body()[..], br#"{"detail":"No photo"}"#);
            Ok(())
        })
        .await;
    calls
        .check("several files are sent under one name", async |wire| {
            let params = UploadPapersParams::new([
                File::new("one").name("ü.txt").media_type("text/plain"),
                File::new(vec![255]),
            ]);
            let stored = ann.files().upload_papers(params.note("n")).await?;
            let call = wire.only();
            assert_eq!((call.status(), stored.len()), (201, 2));
            assert_eq!(
                stored.first().and_then(|it| it.name.as_deref()),
                Some("ü.txt")
            );
            assert_eq!(json!(stored), call.answer_json());
            let size = ann
                .files()
                .upload_scan(UploadScanParams::new(vec![7; 70_000]))
                .await?;
            assert_eq!(
                (size, wire.only().answer_text().as_str()),
                (70_000, "70000")
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "a path may have slashes, and a redirect leads there",
            async |wire| {
                let mut source = ann
                    .files()
                    .download_source("deep/er/app.py")
                    .bytes_stream()
                    .await?;
                let mut text = Vec::new();
                while let Some(chunk) = source.chunk().await? {
                    text.extend_from_slice(&chunk);
                }
                let call = wire.only();
                assert_eq!(call.line(), "GET /sources/deep%2Fer%2Fapp.py");
                assert_eq!(text, call.answer_bytes());
                assert!(text.starts_with(b"\"\"\"Photos"));
                ann.files().latest_paper().await?;
                let lines: Vec<_> = wire
                    .all()
                    .iter()
                    .map(|it| (it.line(), it.status()))
                    .collect();
                let followed = [
                    ("GET /papers/latest".to_owned(), 307),
                    ("GET /sources/deep/er/app.py".to_owned(), 200),
                ];
                assert_eq!(lines, followed);
                Ok(())
            },
        )
        .await;
    calls
        .check(
            "a form with a file is sent in parts, whatever it is described as",
            async |wire| {
                let params =
                    DeliverParams::new(File::new("text").name("n.txt"), 7).arrived("2024-05-06");
                let stored = ann.files().deliver(params).await?;
                let call = wire.only();
                assert!(
                    call.text().contains("name=\"lot\"\r\n\r\n7\r\n"),
                    "{}",
                    call.text()
                );
                assert_eq!(
                    (stored.size, json!(stored.fields)),
                    (4, json!({"lot": 7, "arrived": "2024-05-06"}))
                );
                assert_eq!(json!(stored), call.answer_json());
                Ok(())
            },
        )
        .await;
    calls
        .check(
            "a form is sent as such, and shows no secret",
            async |wire| {
                let form = Subscription::new("a+b@c.example", "1234")
                    .weekly(true)
                    .topics([Kind::CutFlower, Kind::F1]);
                let params = SubscribeParams::new(form);
                assert!(!format!("{params:?}").contains("1234"));
                ann.files().subscribe(params).await?;
                let call = wire.only();
                assert_eq!(
                    call.text(),
                    "email=a%2Bb%40c.example&pin=1234&weekly=true&topics=cut%20flower&topics=F1"
                );
                assert_eq!((call.status(), call.answer_text().as_str()), (204, ""));
                let error = refused(
                    ann.files()
                        .subscribe(SubscribeParams::new(Subscription::new("x", "0")))
                        .await,
                );
                assert_eq!(
                    &error.body()[..],
                    br#"{"detail":{"reasons":["x","False"]}}"#
                );
                Ok(())
            },
        )
        .await;
}
