//! What a user of the greenhouse's client writes.

use client::devices::{CommandParams, RecordParams, ReportParams};
use client::photos::{AddParams, AddParamsRequired, ReplaceParams};
use client::plants::{CreateParams, ListParams, PatchParams, SearchParams};
use client::runtime::body::File;
use client::types::{
    ApiError, Command, CommandOpen, CommandPair, CommandSchedule, CommandString,
    CommandWaterRequest, Credentials, Happening, HappeningAlarm, HappeningCounts,
    HappeningPowerLostDataRequest, HappeningPowerLostRequest, HappeningQuiet, HappeningRequest,
    Kind, NewPlant, PlaceRequest, PlantPatch, Query, QueryRequest, QueryTallerThan, Reading,
    ReadingHumidityRequest, ReadingLightRequest, ReadingNoSignal, ReadingRequest,
    ReadingTemperature, Section, Watering, WateringEveryDays,
};
use client::{Client, Error, operations::LogInParams};
use conformance::Calls;
use serde_json::json;

const BED: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .token("gr33n")
        .device_key("k3y")
        .max_retries(0);
    let client = client.build().unwrap();
    plants(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    found(&mut calls, &client).await;
    photos(&mut calls, &client).await;
    devices(&mut calls, &client).await;
    unions(&mut calls, &client).await;
    calls.end()
}

async fn plants(calls: &mut Calls, client: &Client) {
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
            let ApiError::NotFound(missing) = error.decode::<ApiError>()? else {
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

async fn changes(calls: &mut Calls, client: &Client) {
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
            let ApiError::Invalid(invalid) = error.decode::<ApiError>()? else {
                panic!()
            };
            assert_eq!(
                (error.status().as_u16(), &*invalid.fields["commonName"][0]),
                (422, "must not be empty")
            );
            let Err(Error::Status(error)) = create().set_json("/kind", "weed").await else {
                panic!()
            };
            let ApiError::Malformed(malformed) = error.decode::<ApiError>()? else {
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
                error.decode::<ApiError>()?,
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
            assert!(matches!(error.decode::<ApiError>()?, ApiError::NotFound(_)));
            Ok(())
        })
        .await;
}

async fn found(calls: &mut Calls, client: &Client) {
    calls
        .check("a path has an enum, a UUID and a date", async |wire| {
            let places = client
                .plants()
                .of_a_day(Section::South, BED, "2024-02-29")
                .await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                format!("GET /sections/SOUTH/beds/{BED}/2024-02-29")
            );
            assert_eq!(json!(places), call.answer_json());
            assert_eq!(places["2024-02-29"].row, Some(4));
            Ok(())
        })
        .await;
    calls
        .check("a label is a text", async |wire| {
            assert_eq!(
                client.plants().label(1).await?,
                "Fern 1 \u{2013} \"water me\"\n"
            );
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("text/plain; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "each kind of an untagged query is looked for",
            async |wire| {
                let queries: [QueryRequest; 5] = [
                    u64::MAX.into(),
                    vec!["a".to_owned(), "b".to_owned()].into(),
                    "fern".into(),
                    QueryTallerThan::new(1.5).into(),
                    PlaceRequest::new(Section::North, BED).into(),
                ];
                let findings = client.plants().search(SearchParams::new(queries)).await?;
                let call = wire.only();
                let place = json!({"section": "NORTH", "bed": BED});
                assert_eq!(
                    call.json(),
                    json!([u64::MAX, ["a", "b"], "fern", {"taller_than": 1.5}, place])
                );
                assert_eq!(json!(findings), call.answer_json());
                assert!(matches!(findings[0].query, Query::Integer(u64::MAX)));
                assert!(matches!(findings[3].query, Query::TallerThan(_)));
                assert!(matches!(findings[4].query, Query::Place(_)));
                assert_eq!(
                    (findings[0].found["ferns"], findings[0].found["roses"]),
                    (Some(u64::MAX), None)
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("plants come line by line", async |wire| {
            let mut plants = client.plants().export().await?;
            let mut read = Vec::new();
            while let Some(plant) = plants.next().await {
                read.push(json!(plant?).to_string());
            }
            let lines = wire.only().answer_text();
            let lines: Vec<String> = lines
                .lines()
                .map(|line| {
                    serde_json::from_str::<serde_json::Value>(line)
                        .unwrap()
                        .to_string()
                })
                .collect();
            assert_eq!((read.len(), read), (3, lines));
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let params = LogInParams::new(Credentials::new("ada + co", "s3cret & more").stay(true));
            let response = client.log_in(params).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/x-www-form-urlencoded")
            );
            assert_eq!(
                call.text(),
                "password=s3cret%20%26%20more&stay=true&user_name=ada%20%2B%20co"
            );
            assert_eq!(
                response.headers()["set-cookie"],
                "session=gr33n; Path=/; HttpOnly"
            );
            assert_eq!(json!(response.body()), call.answer_json());
            let Err(Error::Status(error)) = client
                .log_in(LogInParams::new(Credentials::new("ada", "guess")))
                .await
            else {
                panic!()
            };
            assert!(matches!(
                error.decode::<ApiError>()?,
                ApiError::Unauthorized(_)
            ));
            Ok(())
        })
        .await;
}

async fn photos(calls: &mut Calls, client: &Client) {
    calls
        .check("photographs are added", async |wire| {
            let params = AddParams::new(AddParamsRequired {
                caption: "é & more".to_owned(),
                photo: File::new(vec![0_u8, 255])
                    .name("a.png")
                    .media_type("image/png"),
                details: vec![File::new("one").name("1.txt"), File::new("two")],
                public: true,
            });
            let parts = client
                .photos()
                .add(1, params.clone().raw(File::new("raw")).stars(5))
                .await?;
            let call = wire.only();
            assert!(
                call.header("content-type")
                    .unwrap()
                    .starts_with("multipart/form-data; boundary=")
            );
            assert_eq!(json!(parts), call.answer_json());
            let named = |name: &str| {
                parts
                    .iter()
                    .filter(|part| part.name.as_deref() == Some(name))
                    .collect::<Vec<_>>()
            };
            assert_eq!(named("photo")[0].content_type.as_deref(), Some("image/png"));
            assert_eq!((named("photo")[0].size, named("caption")[0].size), (2, 9));
            assert_eq!(named("details").len(), 2);
            assert_eq!(named("details")[0].file_name.as_deref(), Some("1.txt"));
            assert!(named("details")[1].file_name.is_some() && named("raw")[0].file_name.is_some());
            assert!(
                named("public")[0].file_name.is_none() && named("stars")[0].file_name.is_none()
            );
            assert_eq!(parts.len(), 7);
            let parts = client.photos().add(1, params).await?;
            assert_eq!(parts.len(), 5);
            assert!(
                wire.only()
                    .text()
                    .contains("name=\"public\"\r\n\r\ntrue\r\n")
            );
            Ok(())
        })
        .await;
    calls
        .check("a photograph comes as bytes", async |wire| {
            let photo = client.photos().photo(1).await?;
            assert_eq!(photo, wire.only().answer_bytes());
            assert_eq!(&photo[..], b"\x89PNG\r\n\x1a\n\0\xff");
            let Err(Error::Status(error)) = client.photos().photo(6).await else {
                panic!()
            };
            assert!(matches!(error.decode::<ApiError>()?, ApiError::NotFound(_)));
            Ok(())
        })
        .await;
    calls
        .check("a photograph is replaced", async |wire| {
            let size = client
                .photos()
                .replace(1, ReplaceParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/octet-stream")
            );
            assert_eq!((call.bytes(), size), (&[0, 255, 10][..], 3));
            Ok(())
        })
        .await;
    calls
        .check("a path goes on", async |wire| {
            assert_eq!(
                client.photos().file("2024/a b/c?.txt").await?,
                "content of 2024/a b/c?.txt"
            );
            assert_eq!(wire.only().line(), "GET /files/2024/a%20b/c%3F.txt");
            Ok(())
        })
        .await;
}

async fn devices(calls: &mut Calls, client: &Client) {
    calls
        .check("what was seen is read", async |wire| {
            let report = client.devices().readings().await?;
            assert_eq!(json!(report), wire.only().answer_json());
            let Reading::Temperature(temperature) = &report.readings["north"][0] else {
                panic!()
            };
            assert_eq!(temperature.celsius, 20.1);
            let Reading::Light(light) = &report.readings["south"][0] else {
                panic!()
            };
            assert_eq!(
                (light.lux, light.spectrum.as_deref()),
                (4_000_000_000, Some(&[0.1, 1e300][..]))
            );
            let Some(Happening::PowerLost(lost)) = report.last else {
                panic!()
            };
            assert_eq!((lost.data.seconds, lost.data.cause), (3, None));
            Ok(())
        })
        .await;
    calls
        .check("readings come as events", async |wire| {
            let mut readings = client.devices().watch().await?;
            let Some(Ok(Reading::Temperature(temperature))) = readings.next().await else {
                panic!()
            };
            assert_eq!(temperature.celsius, 20.5);
            assert!(matches!(
                readings.next().await,
                Some(Ok(Reading::NoSignal(_)))
            ));
            assert!(readings.next().await.is_none());
            assert!(
                wire.only()
                    .answer_text()
                    .starts_with("event: reading\ndata: {")
            );
            Ok(())
        })
        .await;
    calls
        .check("there is an alarm, or none", async |wire| {
            assert!(
                client
                    .devices()
                    .last_alarm("00000000-0000-0000-0000-000000000000")
                    .await?
                    .is_none()
            );
            assert_eq!(wire.only().status(), 204);
            let Some(Happening::Alarm(alarm)) = client.devices().last_alarm(BED).await? else {
                panic!()
            };
            assert_eq!(alarm.data, "too dry");
            Ok(())
        })
        .await;
}

async fn unions(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum with its tag outside", async |wire| {
            let commands = [
                (CommandParams::new(CommandString::Stop), json!("Stop")),
                (
                    CommandParams::new(CommandOpen::new(255)),
                    json!({"Open": 255}),
                ),
                (
                    CommandParams::new(CommandWaterRequest::new(0.25).slowly(true)),
                    json!({"Water": {"litres": 0.25, "slowly": true}}),
                ),
                (
                    CommandParams::new(CommandSchedule::new(["2024-01-02T03:04:05Z"])),
                    json!({"schedule": ["2024-01-02T03:04:05Z"]}),
                ),
                (
                    CommandParams::new(CommandPair::new([json!(1), json!("a")])),
                    json!({"Pair": [1, "a"]}),
                ),
            ];
            for (params, sent) in commands {
                let command = client.devices().command(BED, params).await?;
                let call = wire.only();
                assert_eq!(call.header("x-device-key"), Some("k3y"));
                assert_eq!((call.json(), call.status()), (sent, 202));
                assert_eq!(json!(command), call.answer_json());
                assert!(!matches!(command, Command::Unknown(_)));
            }
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag inside", async |wire| {
            let readings: [ReadingRequest; 4] = [
                ReadingTemperature::new(-0.5).into(),
                ReadingHumidityRequest::new(BED, 55).firmware("1.2").into(),
                ReadingLightRequest::new(7).spectrum([0.1]).into(),
                ReadingNoSignal::new().into(),
            ];
            let sent = [
                json!({"type": "temperature", "celsius": -0.5}),
                json!({"type": "humidity", "percent": 55, "sensor": BED, "firmware": "1.2"}),
                json!({"type": "light", "lux": 7, "spectrum": [0.1]}),
                json!({"type": "no-signal"}),
            ];
            for (reading, sent) in readings.into_iter().zip(sent) {
                let last = client
                    .devices()
                    .record(RecordParams::new([reading]))
                    .await?;
                let call = wire.only();
                assert_eq!(call.json(), json!([sent]));
                assert_eq!((json!(last), call.answer_json()), (sent.clone(), sent));
                assert!(!matches!(last, None | Some(Reading::Unknown(_))));
            }
            assert!(
                client
                    .devices()
                    .record(RecordParams::new([] as [ReadingRequest; 0]))
                    .await?
                    .is_none()
            );
            assert_eq!(wire.only().answer_text(), "null");
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag beside", async |wire| {
            let lost = HappeningPowerLostDataRequest::new(4_000_000_000).clear_cause();
            let happenings: [HappeningRequest; 4] = [
                HappeningQuiet::new().into(),
                HappeningAlarm::new("dry").into(),
                HappeningPowerLostRequest::new(lost).into(),
                HappeningCounts::new([("drops", 3_u32)]).into(),
            ];
            let sent = [
                json!({"kind": "QUIET"}),
                json!({"kind": "ALARM", "data": "dry"}),
                json!({"kind": "POWER_LOST", "data": {"seconds": 4_000_000_000_u32, "cause": null}}),
                json!({"kind": "COUNTS", "data": {"drops": 3}}),
            ];
            for (happening, sent) in happenings.into_iter().zip(sent) {
                let again = client.devices().report(ReportParams::new(happening)).await?;
                let call = wire.only();
                assert_eq!(call.json(), sent);
                assert_eq!((json!(again), call.answer_json()), (sent.clone(), sent));
                assert!(!matches!(again, Happening::Unknown(_)));
            }
            Ok(())
        })
        .await;
}
