//! What a user of a huma service's client writes.

use client::photos::{PutParams, UploadDocumentsParams};
use client::positions::StreamResponseItem;
use client::runtime::body::File;
use client::types::{ErrorModel, JsonPatchOp, JsonPatchOpOp, VehicleInput, VehicleKind};
use client::vehicles::{
    GetByIdParams, ListParams, PatchByIdAsMergePatchParams, PatchByIdParams, PostParams,
};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    vehicles(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    files(&mut calls, &client).await;
    others(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("null is an empty list", async |wire| {
            let params = ListParams::new()
                .limit(2)
                .kind([VehicleKind::Car, VehicleKind::Van])
                .since("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                .x_trace_id("a & b")
                .session("s");
            let response = client.vehicles().list(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                (call.header("x-trace-id"), call.header("cookie")),
                (Some("a & b"), Some("session=s"))
            );
            assert_eq!(response.headers()["x-total"], "3");
            let vehicles = response.into_body().vehicles.unwrap();
            assert!(
                vehicles[0].tags.is_none()
                    && vehicles[0].labels.is_empty()
                    && vehicles[0].trips.is_empty()
            );
            assert_eq!(
                (vehicles[0].odometer, vehicles[1].seats),
                (u64::MAX, u32::MAX)
            );
            assert_eq!(
                (vehicles[1].trips[0].km, vehicles[1].trips[0].stops.as_ref()),
                (1e21, None)
            );
            assert_eq!(vehicles[1].last_seen.as_str(), "0001-01-01T00:00:00Z");
            assert_eq!(
                vehicles[1].key.as_ref().unwrap().decode().unwrap(),
                [0, 255]
            );
            assert_eq!(vehicles[1].position.as_ref().unwrap().at, [0.1, -1.5]);
            Ok(())
        })
        .await;
    calls
        .check("vehicles come page by page", async |wire| {
            let mut vehicles = client.vehicles().list(ListParams::new().limit(2)).items();
            let mut names = Vec::new();
            while let Some(vehicle) = vehicles.next().await {
                names.push(vehicle?.name);
            }
            assert_eq!((names, wire.all().len()), (vec!["Beetle".to_owned()], 2));
            Ok(())
        })
        .await;
}

async fn vehicles(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a vehicle is added, or what is wrong with it is told",
            async |wire| {
                let vehicle = VehicleInput::new("T2", VehicleKind::Van, 9_u32).tags(["new"]);
                let response = client
                    .vehicles()
                    .post(PostParams::new(vehicle))
                    .send_with_response()
                    .await?;
                assert_eq!(
                    (wire.only().status(), &response.headers()["location"]),
                    (201, &"/vehicles/3".parse()?)
                );
                assert_eq!(
                    response.body().last_seen.as_str(),
                    "2024-01-02T03:04:05+01:00"
                );
                let nameless = VehicleInput::new("", "car", 0_u32);
                let error = refused(client.vehicles().post(PostParams::new(nameless)).await);
                let model = error.decode_as::<ErrorModel>()?;
                assert_eq!(
                    (model.status, model.detail.as_deref()),
                    (Some(422), Some("validation failed"))
                );
                let detail = &model.errors.unwrap()[0];
                assert_eq!(
                    (detail.location.as_deref(), &detail.value),
                    (Some("body.name"), &Some(json!("")))
                );
                Ok(())
            },
        )
        .await;
    calls
        .check(
            "a vehicle is found, is as it was, or is not there",
            async |wire| {
                let response = client
                    .vehicles()
                    .get_by_id(1, GetByIdParams::new())
                    .send_with_response()
                    .await?;
                assert_eq!(response.headers()["etag"], "\"v1\"");
                assert_eq!(response.into_body().unwrap().kind.as_str(), "boat");
                let _ = wire.only();
                let params = GetByIdParams::new().if_none_match(["\"v2\""]);
                assert!(client.vehicles().get_by_id(2, params).await?.is_none());
                let call = wire.only();
                assert_eq!(
                    (call.header("if-none-match"), call.status()),
                    (Some("\"v2\""), 304)
                );
                let error = refused(client.vehicles().get_by_id(-1, GetByIdParams::new()).await);
                assert_eq!(
                    error.decode_as::<ErrorModel>()?.detail.as_deref(),
                    Some("no such vehicle")
                );
                Ok(())
            },
        )
        .await;
}

async fn changes(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a vehicle is patched in both ways, and deleted",
            async |wire| {
                let patch = vec![
                    JsonPatchOp::new(JsonPatchOpOp::Replace, "/name").value("Bug"),
                    JsonPatchOp::new(JsonPatchOpOp::Remove, "/owner"),
                ];
                let params = PatchByIdParams::new(Some(patch));
                assert_eq!(client.vehicles().patch_by_id(1, params).await?.name, "Bug");
                assert_eq!(
                    wire.only().header("content-type"),
                    Some("application/json-patch+json")
                );
                let params = PatchByIdAsMergePatchParams::new().name("Bug");
                assert_eq!(
                    client
                        .vehicles()
                        .patch_by_id_as_merge_patch(1, params)
                        .await?
                        .name,
                    "Bug"
                );
                assert_eq!(
                    wire.only().header("content-type"),
                    Some("application/merge-patch+json")
                );
                client.vehicles().delete_by_id(1).await?;
                assert_eq!(wire.only().status(), 204);
                Ok(())
            },
        )
        .await;
}

async fn files(calls: &mut Calls, client: &Client) {
    calls
        .check("a photo is bytes in both directions", async |wire| {
            client
                .photos()
                .put(1, PutParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.bytes(), call.header("content-type")),
                (&[0, 255, 10][..], Some("application/octet-stream"))
            );
            assert_eq!(&client.photos().get(1).await?[..], b"\x89PNG\0\xff");
            Ok(())
        })
        .await;
    calls
        .check("documents are uploaded", async |wire| {
            let file = File::new("%PDF").name("a.pdf");
            let params =
                UploadDocumentsParams::new(file, "é").others([File::new("b").name("b.bin")]);
            let uploaded = client.photos().upload_documents(params).await?;
            assert_eq!(uploaded.names.unwrap(), ["a.pdf", "b.bin"]);
            let sent = wire.only().text().to_lowercase();
            assert!(
                sent.contains("filename=\"a.pdf\"\r\ncontent-type: application/pdf\r\n\r\n%pdf"),
                "{sent}"
            );
            assert!(
                sent.contains("name=\"title\"\r\ncontent-type: text/plain\r\n\r\né\r\n"),
                "{sent}"
            );
            Ok(())
        })
        .await;
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("events are told apart by their names", async |wire| {
            let mut events = client.positions().stream().await?;
            let Some(Ok(StreamResponseItem::Position(position))) = events.next().await else {
                panic!()
            };
            assert_eq!(
                (position.id, position.data.vehicle, &position.data.at[..]),
                (Some(1), 2, &[0.1, -1.5][..])
            );
            let Some(Ok(StreamResponseItem::Lost(lost))) = events.next().await else {
                panic!()
            };
            assert_eq!(lost.data.vehicle, 3);
            assert!(events.next().await.is_none());
            assert_eq!(wire.only().header("accept"), Some("text/event-stream"));
            Ok(())
        })
        .await;
    calls
        .check("a greeting is a text", async |wire| {
            assert_eq!(client.greetings().get("A & B").await?, "Hello A & B");
            assert_eq!(wire.only().line(), "GET /greeting/A%20%26%20B");
            Ok(())
        })
        .await;
}
