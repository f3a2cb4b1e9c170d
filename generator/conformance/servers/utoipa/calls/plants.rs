//! What is tried of plants.

use client::plants::ListParams;
use client::types::{ApiError, Kind, Watering};
use client::{Client, Error};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("plants are filtered", async |wire| {
            let params = ListParams::new("west & east")
                .per_page(2)
                .kinds([Kind::Fern, Kind::FruitTree])
                .ids([1_u64, 2])
                .hardy(true)
                .created_since("2024-01-02T03:04:05+01:00".parse::<client::DateTime>()?)
                .order("desc")
                .units("cm");
            let page = client.plants().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /plants?perPage=2&kinds=fern&kinds=fruit_tree&ids=1&ids=2&hardy=true&createdSince=2024-01-02T03%3A04%3A05%2B01%3A00&order=desc"
            );
            assert_eq!(call.header("x-greenhouse"), Some("west & east"));
            assert_eq!(call.header("cookie"), Some("units=cm"));
            assert_eq!(json!(page), call.answer_json());
            assert_eq!(page.total, 2);
            assert_eq!(page.items[0].id, 2);
            assert_eq!(page.items[0].note.as_deref(), Some("west & east"));
            assert_eq!(page.items[0].tags.as_ref().unwrap()[1..], ["cm", "Fern", "FruitTree", "hardy true"]);
            assert_eq!(page.items[0].created_at.to_string(), "2024-01-02T02:04:05Z");
            Ok(())
        })
        .await;
    calls
        .check("all pages are read", async |wire| {
            let mut plants = client
                .plants()
                .list(ListParams::new("west").per_page(2))
                .items();
            let mut ids = Vec::new();
            while let Some(plant) = plants.next().await {
                ids.push(plant?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /plants?perPage=2",
                    "GET /plants?perPage=2&page=2",
                    "GET /plants?perPage=2&page=3"
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("a plant is shown, or is not there", async |wire| {
            for id in 1..=5 {
                let plant = client.plants().get(id).await?;
                assert_eq!(json!(plant), wire.only().answer_json());
                assert_eq!(plant.height, Some(12.5));
                assert_eq!(plant.position, Some((1.5, -2.0)));
                match (id % 4, plant.watering.unwrap()) {
                    (0, Watering::String(never)) => assert_eq!(never.as_str(), "Never"),
                    (1, Watering::EveryDays(days)) => assert_eq!(days.every_days, 3),
                    (2, Watering::Litres(it)) => {
                        assert_eq!((it.litres.amount, &*it.litres.per), (0.3, "week"))
                    }
                    (3, Watering::Months(it)) => assert_eq!(it.months, [5, 6]),
                    other => panic!("{other:?}"),
                }
            }
            let Err(Error::Status(error)) = client.plants().get(u64::MAX).await else {
                panic!()
            };
            assert_eq!(wire.only().line(), "GET /plants/18446744073709551615");
            let ApiError::NotFound(missing) = error.decode_as::<ApiError>()? else {
                panic!()
            };
            assert_eq!(
                (error.status().as_u16(), missing.id, &*missing.what),
                (404, u64::MAX, "plant")
            );
            Ok(())
        })
        .await;
    calls
        .check("what leads elsewhere is followed", async |wire| {
            client.plants().old_plant(3).await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /old-plants/3", "GET /plants/3"]);
            Ok(())
        })
        .await;
}
