//! What is tried of trips.

use crate::{FIRST, NONE};
use client::Client;
use client::types::{Position, Trip, TripRequired};
use client::vehicles::AddTripsParams;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a trip", async |wire| {
            let trip = client.vehicles().last_trip(FIRST).await?;
            let call = wire.only();
            assert_eq!(whole(&trip), call.answer_json());
            let trip = trip.unwrap();
            assert_eq!(
                (trip.from.lat, trip.stops.len(), trip.minutes),
                (53.5, 0, None)
            );
            Ok(())
        })
        .await;
    calls
        .check("no trip is no content", async |wire| {
            assert!(client.vehicles().last_trip(NONE).await?.is_none());
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
    calls
        .check("a list becomes a map", async |wire| {
            let there = Trip::new(TripRequired {
                from: Position::new(1, 2),
                to: Position::new(3, 4),
                stops: vec![Position::new(5, 6)],
                minutes: Some(90),
            });
            let back = Trip::new(TripRequired {
                from: Position::new(3, 4),
                to: Position::new(1, 2),
                stops: Vec::new(),
                minutes: None,
            });
            let trips = client
                .vehicles()
                .add_trips(FIRST, AddTripsParams::new([there, back.clone()]).dry(true))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                format!("POST /v1/vehicles/{FIRST}/trips?dry=true")
            );
            assert_eq!(call.json()[1]["minutes"], json!(null));
            assert_eq!(whole(&trips), call.answer_json());
            assert_eq!(
                (trips["true-0"].minutes, &trips["true-1"]),
                (Some(90), &back)
            );
            Ok(())
        })
        .await;
}
