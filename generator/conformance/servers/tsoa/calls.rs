//! What a user of the fleet's client writes.

use client::runtime::body::File;
use client::service::{
    HelpParams, HelpParamsLang, MottoResponse, TokenParams, TokenParamsGrantType, UploadManyParams,
    UploadParams,
};
use client::types::{
    Axles, Build, Car, Fuel,
    PartialPickVehicleInputPlateOrNoteOrPositionOrYearOrActive as VehicleChange, Position, Problem,
    Sort, StringOrNumber, Trailer, Trip, Truck, VehicleInput, VehicleInputRequired, VehicleOwner,
    VehicleState,
};
use client::vehicles::{
    AddTripsParams, ChangeParams, CreateParams, GetError404, ListParams, ReplaceParams,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

const FIRST: &str = "7d444840-9dc0-41d1-b245-000000000001";
const NONE: &str = "7d444840-9dc0-41d1-b245-000000000009";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .jwt("driver")
        .max_retries(0)
        .build()
        .unwrap();
    let key = Client::builder()
        .base_url(calls.url())
        .api_key("fleet-key")
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    vehicles(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    trips(&mut calls, &client).await;
    forms(&mut calls, &client).await;
    service(&mut calls, &client, &key).await;
    calls.end()
}

fn least(build: impl Into<Build>, code: impl Into<StringOrNumber>) -> VehicleInput {
    VehicleInput::new(VehicleInputRequired {
        plate: "HH-AB 6".to_owned(),
        fuel: Fuel::PetrolElectric,
        build: build.into(),
        owner: VehicleOwner::new("Ann"),
        code: code.into(),
    })
}

async fn lists(calls: &mut Calls, client: &Client) {
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

async fn vehicles(calls: &mut Calls, client: &Client) {
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
                .owner(VehicleOwner::new("Ben").email("b@example.com"))
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
            assert_eq!(made.code, StringOrNumber::Number(12.0));
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
            let read: GetError404 = error.decode()?;
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
            let problem: Problem = error.decode()?;
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

async fn changes(calls: &mut Calls, client: &Client) {
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

async fn trips(calls: &mut Calls, client: &Client) {
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
            let there = Trip::new(
                Position::new(1, 2),
                Position::new(3, 4),
                [Position::new(5, 6)],
            )
            .minutes(90);
            let back = Trip::new(
                Position::new(3, 4),
                Position::new(1, 2),
                Vec::<Position>::new(),
            );
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

async fn forms(calls: &mut Calls, client: &Client) {
    calls
        .check("files with fields", async |wire| {
            let file = File::new("Grüße").name("g.txt").media_type("text/plain");
            let params = UploadParams::new(file, "A title")
                .pages("3")
                .preview(File::new("p").name("p"));
            let stored = client.service().upload(params).await?;
            let call = wire.only();
            assert_eq!(call.status(), 201);
            assert_eq!(json!(stored.files), call.answer_json()["files"]);
            // A number of a form stays a text here, and is read as the number that is described.
            assert_eq!(call.answer_json()["pages"], "3");
            assert_eq!(
                (stored.files[0].text.as_str(), stored.files[0].size),
                ("Grüße", 7)
            );
            assert_eq!(
                (
                    stored.files[1].text.as_str(),
                    stored.title.as_deref(),
                    stored.pages
                ),
                ("p", Some("A title"), Some(3))
            );
            let stored = client.service().upload(UploadParams::new("x", "t")).await?;
            assert_eq!((stored.files.len(), stored.pages), (1, None));
            Ok(())
        })
        .await;
    calls
        .check("several files", async |_| {
            let files = [File::new("1").name("a"), File::new("22").name("b")];
            let stored = client
                .service()
                .upload_many(UploadManyParams::new(files))
                .await?;
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["1", "22"]);
            Ok(())
        })
        .await;
    calls
        .check("a form", async |wire| {
            let params =
                TokenParams::new(TokenParamsGrantType::RefreshToken, "ann & co").lifetime(1.5);
            let token = client.service().token(params).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                "grant_type=refresh_token&username=ann%20%26%20co&lifetime=1.5"
            );
            assert_eq!(
                (token.token.as_str(), token.lifetime),
                ("refresh_token/ann & co", 1.5)
            );
            Ok(())
        })
        .await;
}

async fn service(calls: &mut Calls, client: &Client, key: &Client) {
    calls
        .check("a token, or a key", async |wire| {
            assert_eq!(client.service().me().await?.by, "jwt");
            assert_eq!(key.service().me().await?.by, "api_key");
            let [first, second] = &wire.all()[..] else {
                panic!("not two calls")
            };
            assert_eq!(
                (first.header("authorization"), first.header("x-api-key")),
                (Some("Bearer driver"), None)
            );
            assert_eq!(
                (second.header("authorization"), second.header("x-api-key")),
                (None, Some("fleet-key"))
            );
            Ok(())
        })
        .await;
    calls
        .check("bytes and texts", async |wire| {
            assert_eq!(
                client.service().report().await?,
                [0x25, 0x50, 0, 0xff].as_slice()
            );
            assert_eq!(client.service().plate().await?, r#"HH-AB "1""#);
            let [_, plate] = &wire.all()[..] else {
                panic!("not two calls")
            };
            assert_eq!(
                plate.answer_header("content-type"),
                Some("application/json; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .servers_own(
            "a text with a header",
            "writes JSON where it says, twice, that it is `text/plain`",
            async |wire| {
                let motto = client.service().motto().await?;
                let call = wire.only();
                assert_eq!(
                    call.answer_header("content-type"),
                    Some("text/plain; charset=utf-8")
                );
                assert_eq!(call.answer_text(), r#""Drive \"slowly\"""#);
                assert_eq!(motto, MottoResponse::Ok(call.answer_text()));
                Ok(())
            },
        )
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client
                .service()
                .help("a b/c", HelpParams::new().lang(HelpParamsLang::De))
                .await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /v1/help/a%20b%2Fc?lang=de",
                    "GET /v1/motto?topic=a+b%2Fc&lang=de"
                ]
            );
            Ok(())
        })
        .await;
}
