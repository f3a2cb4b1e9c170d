//! What is tried of changes.

use crate::BED;
use client::plants::{CreateParams, PatchParams};
use client::types::{
    ApiError, Kind, NewPlant, PlaceRequest, PlantPatch, Section, WateringEveryDays,
};
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a plant is made", async |wire| {
            let plant = NewPlant::new("Fig", Kind::FruitTree)
                .count(3_u32)
                .height(0.1)
                .watering(WateringEveryDays::new(2))
                .planted_on("2024-02-29")
                .place(PlaceRequest::new(Section::South, BED).row(65_535_u32))
                .names([("de", "Feige")])
                .position((0.5, 1e300))
                .grade("é")
                .clear_note();
            let response = client.plants().create(CreateParams::new(plant)).send_with_response().await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("POST /plants", 201));
            assert_eq!(call.header("authorization"), Some("Bearer gr33n"));
            assert_eq!(
                call.json(),
                json!({
                    "commonName": "Fig", "kind": "fruit_tree", "count": 3, "height": 0.1, "watering": {"EveryDays": 2},
                    "plantedOn": "2024-02-29", "place": {"section": "SOUTH", "bed": BED, "row": 65_535}, "names": {"de": "Feige"},
                    "position": [0.5, 1e300], "grade": "é", "note": null,
                })
            );
            assert_eq!(response.headers()["location"], "/plants/6");
            assert_eq!(json!(response.body()), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a plant that cannot be is refused", async |wire| {
            let create = || {
                client
                    .plants()
                    .create(CreateParams::new(NewPlant::new("", Kind::Fern)))
            };
            let Err(Error::Status(error)) = create().await else {
                panic!()
            };
            let ApiError::Invalid(invalid) = error.decode_as::<ApiError>()? else {
                panic!()
            };
            assert_eq!(
                (error.status().as_u16(), &*invalid.fields["commonName"][0]),
                (422, "must not be empty")
            );
            let Err(Error::Status(error)) = create().set_json("/kind", "weed").await else {
                panic!()
            };
            let ApiError::Malformed(malformed) = error.decode_as::<ApiError>()? else {
                panic!()
            };
            assert_eq!(error.status().as_u16(), 400);
            assert!(
                malformed.detail.contains("unknown variant `weed`"),
                "{malformed:?}"
            );
            let url = format!("http://{}", wire.all()[0].header("host").unwrap());
            let stranger = Client::builder().base_url(&url).token("no").build()?;
            let Err(Error::Status(error)) = stranger
                .plants()
                .create(CreateParams::new(NewPlant::new("", Kind::Fern)))
                .await
            else {
                panic!()
            };
            assert!(matches!(
                error.decode_as::<ApiError>()?,
                ApiError::Unauthorized(_)
            ));
            Ok(())
        })
        .await;
    calls
        .check("a plant is changed: value, null and absent", async |wire| {
            let patch = PlantPatch::new().count(9_u32).clear_note().tags(["dry"]);
            let plant = client.plants().patch(1, PatchParams::new(patch)).await?;
            let call = wire.only();
            assert_eq!(
                (&*call.line(), &*call.text()),
                (
                    "PATCH /plants/1",
                    r#"{"count":9,"note":null,"tags":["dry"]}"#
                )
            );
            assert_eq!(
                (plant.count, plant.height, plant.note),
                (Some(9), Some(12.5), None)
            );
            let plant = client
                .plants()
                .patch(1, PatchParams::new(PlantPatch::new().clear_height()))
                .await?;
            assert_eq!(wire.only().text(), r#"{"height":null}"#);
            assert_eq!((plant.height, plant.note.as_deref()), (None, Some("old")));
            Ok(())
        })
        .await;
    calls
        .check("a plant is removed", async |wire| {
            client.plants().delete(5).await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("DELETE /plants/5", 204));
            let Err(Error::Status(error)) = client.plants().delete(6).await else {
                panic!()
            };
            assert!(matches!(error.decode_as::<ApiError>()?, ApiError::NotFound(_)));
            Ok(())
        })
        .await;
}
