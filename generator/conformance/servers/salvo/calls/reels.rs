//! What is tried of reels.

use crate::refused;
use client::Client;
use client::reels::{AddPosterParams, AddStillsParams, DownloadParams, ReplaceParams};
use client::runtime::body::File;
use client::types::Failure;
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("stills and a poster are added", async |wire| {
            let still = File::new(vec![0_u8, 255])
                .name("a.png")
                .media_type("image/png");
            let params = AddStillsParams::new([still, File::new("three").name("3.txt")]);
            let came = client.reels().add_stills(1, params).await?;
            let call = wire.only();
            assert_eq!(json!(came), call.answer_json());
            assert_eq!((came[0].size, came[1].size), (2, 5));
            assert_eq!(came[0].name.as_deref(), Some("a.png"));
            assert_eq!(came[0].content_type.as_deref(), Some("image/png"));
            let poster = AddPosterParams::new(File::new("poster").name("é.txt"));
            let came = client.reels().add_poster(1, poster).await?;
            let call = wire.only();
            assert_eq!((call.status(), json!(came)), (201, call.answer_json()));
            assert_eq!((came.name.as_deref(), came.size), (Some("é.txt"), 6));
            Ok(())
        })
        .await;
    calls
        .check("a reel is bytes in both directions", async |wire| {
            let reel = client.reels().download(1, DownloadParams::new()).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /films/1/reels?key=r33l%20%26%20more");
            assert_eq!(call.answer_header("content-type"), Some("video/mp4"));
            assert_eq!(
                (&reel[..], &reel[..]),
                (&[0, 255, 10, 1][..], call.answer_bytes())
            );
            let error = refused(stranger.reels().download(1, DownloadParams::new()).await);
            assert!(matches!(error.decode_as::<Failure>()?, Failure::Stranger(_)));
            let _ = wire.only();
            let size = client
                .reels()
                .replace(1, ReplaceParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!((call.bytes(), size), (&[0, 255, 10][..], 3));
            assert_eq!(
                call.header("content-type"),
                Some("application/octet-stream")
            );
            Ok(())
        })
        .await;
    calls
        .check("a path goes on", async |wire| {
            assert_eq!(
                client.reels().script("1921/the kid?.txt").await?,
                "script 1921/the kid?.txt"
            );
            assert_eq!(wire.only().line(), "GET /scripts/1921/the%20kid%3F.txt");
            Ok(())
        })
        .await;
}
