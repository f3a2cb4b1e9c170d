//! What is tried of changes.

use crate::FIRST;
use client::Client;
use client::types::{
    Fuel, PartialPickVehicleInputPlateOrNoteOrPositionOrYearOrActive as VehicleChange, Position,
};
use client::vehicles::ChangeParams;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays", async |wire| {
            let change = VehicleChange::new()
                .note("n")
                .position(Position::new(1, 2))
                .active(false);
            let vehicle = client
                .vehicles()
                .change(FIRST, ChangeParams::new(change))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"note":"n","position":{"lat":1.0,"lon":2.0},"active":false}"#
            );
            assert_eq!(whole(&vehicle), call.answer_json());
            let vehicle = client
                .vehicles()
                .change(FIRST, ChangeParams::new(VehicleChange::new().year(2000)))
                .await?;
            assert_eq!(
                (vehicle.note.as_deref(), vehicle.year),
                (Some("n"), Some(2000))
            );
            Ok(())
        })
        .await;
    calls
        .check("an enum, a number and a boolean in a path", async |wire| {
            let names = client
                .vehicles()
                .of(Fuel::PetrolElectric, 2024.0, true)
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /v1/vehicles/fuels/petrol%2Felectric/2024/true"
            );
            assert_eq!(json!(names), call.answer_json());
            assert_eq!(names[0].plate, "petrol/electric 2024 true");
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            let answer = client.vehicles().remove(FIRST).send_with_response().await?;
            assert_eq!(
                (wire.only().status(), answer.header("x-removed")),
                (204, Some(FIRST))
            );
            Ok(())
        })
        .await;
}
