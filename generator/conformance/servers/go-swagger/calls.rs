//! What a user of a go-swagger service's client writes.

use client::auth::LoginParams;
use client::images::{CreateParams, ListParams};
use client::layers::UploadParams;
use client::runtime::body::File;
use client::types::{ErrorModel, ImageState, NewImage};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .key("k3y")
        .max_retries(0);
    let client = client.build().unwrap();
    images(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    layers(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn images(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "null is an empty list or map, also as a whole",
            async |wire| {
                let params = ListParams::new()
                    .tags(["a", "b"])
                    .ids([1_i64, 9_007_199_254_740_993])
                    .since("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                    .all(true)
                    .limit(5)
                    .x_request_id("00000000-0000-0000-0000-000000000007");
                let response = client.images().list(params).send_with_response().await?;
                let call = wire.only();
                assert_eq!(call.header("x-token"), Some("k3y"));
                assert_eq!(
                    call.header("x-request-id"),
                    Some("00000000-0000-0000-0000-000000000007")
                );
                assert_eq!(response.headers()["x-total"], "2");
                let images = response.into_body();
                assert_eq!(
                    (
                        images[0].size,
                        images[0].layers.len(),
                        images[0].ports.len()
                    ),
                    (u64::MAX, 0, 0)
                );
                assert_eq!(
                    (images[0].ratio, images[0].state.clone()),
                    (Some(0.1), Some(ImageState::Ready))
                );
                assert_eq!(
                    images[0].digest.as_ref().unwrap().decode().unwrap(),
                    [0, 255]
                );
                assert_eq!(
                    (images[1].layers[0].id, images[1].layers[0].size),
                    (Some(i64::MAX), Some(u32::MAX))
                );
                assert!(images[1].ports["80/tcp"].is_empty());
                assert_eq!(images[1].parent.as_ref().unwrap().name, "a");
                assert_eq!(json!(images[1].state), json!("gone"));
                assert!(client.images().list(ListParams::new()).await?.is_empty());
                assert_eq!(wire.only().answer_text(), "null\n");
                let error = refused(client.images().list(ListParams::new().limit(-1)).await);
                assert_eq!(error.decode_as::<ErrorModel>()?.code, Some(500));
                Ok(())
            },
        )
        .await;
    calls
        .check("an image is found, or is not there", async |wire| {
            assert_eq!(client.images().get("a/b").await?.name, "a/b");
            assert_eq!(wire.only().line(), "GET /v1/images/a%2Fb");
            let error = refused(client.images().get("none").await);
            assert_eq!(error.decode_as::<ErrorModel>()?.message, "no such image");
            Ok(())
        })
        .await;
}

async fn changes(calls: &mut Calls, client: &Client) {
    calls
        .check("an image is made and deleted", async |wire| {
            let image = NewImage::new("c")
                .labels([("a", "b")])
                .layers([9_007_199_254_740_993_i64]);
            let response = client
                .images()
                .create(CreateParams::new(image))
                .send_with_response()
                .await?;
            assert_eq!(
                (wire.only().status(), &response.headers()["location"]),
                (201, &"/v1/images/c".parse()?)
            );
            let error = refused(
                client
                    .images()
                    .create(CreateParams::new(NewImage::new("")))
                    .await,
            );
            assert_eq!(error.status().as_u16(), 422);
            assert!(
                error.to_string().contains("name in body is required"),
                "{error}"
            );
            client.images().delete("a").await?;
            assert_eq!(wire.all().len(), 2);
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let params = LoginParams::new("ada + co", "s3cret & more").remember(true);
            assert_eq!(
                client.auth().login(params).await?.token.as_deref(),
                Some("t0k")
            );
            assert_eq!(wire.only().header("x-token"), None);
            assert_eq!(client.auth().ping().await?, "\"pong\"");
            Ok(())
        })
        .await;
}

async fn layers(calls: &mut Calls, client: &Client) {
    calls
        .check("layers are sent and received", async |wire| {
            let file = File::new(vec![31_u8, 139])
                .name("l.gz")
                .media_type("application/gzip");
            let params = UploadParams::new(file)
                .comment("é")
                .labels(["x", "y"])
                .level(255);
            let layer = client.layers().upload("a", params).await?;
            assert_eq!(
                (layer.id, layer.commands.unwrap()),
                (Some(7), vec!["COPY".to_owned()])
            );
            let sent = wire.only().text();
            for part in [
                "name=\"file\"; filename=\"l.gz\"\r\n",
                "name=\"comment\"\r\n\r\né\r\n",
                "name=\"labels\"\r\n\r\nx\r\n",
                "name=\"labels\"\r\n\r\ny\r\n",
                "name=\"level\"\r\n\r\n255\r\n",
            ] {
                assert!(sent.contains(part), "{sent}");
            }
            assert_eq!(&client.layers().download("a").await?[..], [31, 139, 0, 255]);
            Ok(())
        })
        .await;
}
