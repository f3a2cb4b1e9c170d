//! What is tried of vehicles.

use crate::{FIRST, NONE, least};
use client::types::{
    Axles, Build, Car, NumberOrString, Owner, Position, Problem, Trailer, Truck, VehicleState,
};
use client::vehicles::{CreateParams, GetError404, ReplaceParams};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a vehicle", async |wire| {
            let made = client.vehicles().create(CreateParams::new(least(Car::new(5), "A"))).await?;
            let call = wire.only();
            assert_eq!(call.header("authorization"), Some("Bearer driver"));
            assert_eq!(
                call.text(),
                r#"{"plate":"HH-AB 6","fuel":"petrol/electric","build":{"type":"car","seats":5},"owner":{"name":"Ann"},"code":"A"}"#
            );
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.mileage, made.state), (9_007_199_254_740_991, VehicleState::Parked));
            assert_eq!(made.replaces.unwrap().mileage, 1000);
            assert_eq!(made.active, Some(true));
            Ok(())
        })
        .await;
    calls
        .check("everything of a vehicle", async |wire| {
            let input = least(Truck::new(7.5).axles(Axles::N3), 12)
                .year(1999)
                .note("Grüße")
                .bought("2024-02-29")
                .seen("2024-05-06T07:08:09.123Z")
                .position(Position::new(53.5, 10))
                .tags(["a", "b"])
                .labels([("x", "y")])
                .counters([("km", 1.5)])
                .owner(Owner::new("Ben").email("b@example.com"))
                .extra(json!([null, {"a": 1}]))
                .matrix([vec![1.0], vec![]])
                .active(false);
            let made = client.vehicles().replace(FIRST, ReplaceParams::new(input)).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /v1/vehicles/{FIRST}"));
            assert_eq!(
                call.json(),
                json!({
                    "plate": "HH-AB 6", "fuel": "petrol/electric", "build": {"type": "truck", "tons": 7.5, "axles": 3.0},
                    "year": 1999, "note": "Grüße", "bought": "2024-02-29", "seen": "2024-05-06T07:08:09.123Z",
                    "position": {"lat": 53.5, "lon": 10.0}, "tags": ["a", "b"], "labels": {"x": "y"}, "counters": {"km": 1.5},
                    "owner": {"email": "b@example.com", "name": "Ben"}, "code": 12.0, "extra": [null, {"a": 1}],
                    "matrix": [[1.0], []], "active": false,
                })
            );
            assert_eq!(whole(&made), call.answer_json());
            let Build::Truck(truck) = made.build else { panic!("{:?}", made.build) };
            assert_eq!((truck.tons, truck.axles), (7.5, Some(Axles::N3)));
            // A `Date` of JavaScript has a time, whatever is said of it.
            assert_eq!(made.bought.unwrap().as_str(), "2024-02-29T00:00:00.000Z");
            assert_eq!(made.code, NumberOrString::Number(12.0));
            let input = least(Trailer::new(true), "A").clear_note().clear_position();
            let made = client.vehicles().replace(FIRST, ReplaceParams::new(input)).await?;
            let call = wire.only();
            assert!(call.text().contains(r#""note":null,"position":null"#), "{}", call.text());
            assert_eq!(whole(&made), call.answer_json());
            assert!(matches!(made.build, Build::Trailer(_)));
            assert_eq!((made.note, made.position), (None, None));
            Ok(())
        })
        .await;
    calls
        .check("a vehicle by its id, and none", async |wire| {
            let vehicle = client.vehicles().get(FIRST).await?;
            assert_eq!(whole(&vehicle), wire.only().answer_json());
            let Err(Error::Status(error)) = client.vehicles().get(NONE).await else {
                panic!("it is found")
            };
            let read: GetError404 = error.decode_as()?;
            assert_eq!(
                (error.status().as_u16(), read.reason.as_str()),
                (404, "There is none.")
            );
            let input = least(Car::new(5), "A").plate("");
            let Err(Error::Status(error)) =
                client.vehicles().create(CreateParams::new(input)).await
            else {
                panic!("it is taken")
            };
            assert_eq!(error.status().as_u16(), 422);
            let _ = wire.all();
            let problem: Problem = error.decode_as()?;
            assert_eq!(problem.message, "Something is wrong");
            let details = problem.details.unwrap();
            assert_eq!(details.keys().collect::<Vec<_>>(), ["body.plate"]);
            assert_eq!(
                (
                    details["body.plate"].message.as_str(),
                    &details["body.plate"].value
                ),
                ("minLength 1", &Some(json!("")))
            );
            Ok(())
        })
        .await;
}
