//! What is tried of lists.

use client::Client;
use client::types::{Fuel, Sort};
use client::vehicles::ListParams;
use conformance::{Calls, whole};
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new()
                .x_tenant("north")
                .page(2)
                .page_size(2)
                .fuel(Fuel::Electric)
                .fuels([Fuel::Petrol, Fuel::PetrolElectric])
                .years([1999, 2024])
                .active(true)
                .seen_after("2024-01-02T03:04:05Z")
                .sort(Sort::MinusName);
            let answer = client.vehicles().list(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /v1/vehicles?page=2&pageSize=2&fuel=electric&fuels=petrol&fuels=petrol%2Felectric\
                 &years=1999&years=2024&active=true&seenAfter=2024-01-02T03%3A04%3A05Z&sort=-name"
            );
            assert_eq!(call.header("x-tenant"), Some("north"));
            let query: serde_json::Value = serde_json::from_str(answer.header("x-query").unwrap())?;
            assert_eq!(
                query,
                json!({
                    "page": 2, "pageSize": 2, "fuel": "electric", "fuels": ["petrol", "petrol/electric"], "years": [1999, 2024],
                    "active": true, "seenAfter": "2024-01-02T03:04:05.000Z", "sort": "-name", "tenant": "north",
                })
            );
            let page = answer.into_body();
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.items[0].id.as_str(), page.total), ("7d444840-9dc0-41d1-b245-000000000003", 5));
            let page = client.vehicles().list(ListParams::new().fuels([Fuel::Electric])).await?;
            assert_eq!((wire.only().line().as_str(), page.total), ("GET /v1/vehicles?fuels=electric", 0));
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client
                .vehicles()
                .list(ListParams::new().page_size(2))
                .items();
            let mut mileages = Vec::new();
            while let Some(vehicle) = items.next().await {
                mileages.push(vehicle?.mileage);
            }
            assert_eq!(mileages, [1000, 2000, 3000, 4000, 5000]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /v1/vehicles?pageSize=2",
                    "GET /v1/vehicles?pageSize=2&page=2",
                    "GET /v1/vehicles?pageSize=2&page=3"
                ]
            );
            assert_eq!(client.vehicles().count().await?, 5.0);
            Ok(())
        })
        .await;
}
