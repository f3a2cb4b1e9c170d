//! What a user of the planets' client writes.

use client::operations::{BrokenParams, BrokenParamsCode, WatchResponseItem};
use client::pictures::UploadParams;
use client::planets::{
    ChangeParams, CreateParams, Kind, LaunchParams, LaunchParamsBodyItem, LaunchParamsSlot,
    ListParams, ListParamsFilter, Moon, Probe, ProbeLander, ProbeLanderWheels, ProbeOrbiter,
};
use client::runtime::body::File;
use client::types::{Error401, Error404};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("star")
        .max_retries(0)
        .build()
        .unwrap();
    let stranger = Client::builder()
        .base_url(calls.url())
        .bearer("wrong")
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    planets(&mut calls, &client).await;
    errors(&mut calls, &client, &stranger).await;
    rest(&mut calls, &client).await;
    calls.end()
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let filter = ListParamsFilter::new().name("a+b & c=d#e").ids([1, 2]);
            let params = ListParams::new()
                .limit(2)
                .cursor(1)
                .kinds([Kind::GasGiant, Kind::Ice])
                .visible(true)
                .since("2024-01-02T03:04:05.000Z")
                .filter(filter);
            let page = client.planets().list(params).await?;
            let call = wire.only();
            assert_eq!(
                json!(page.query),
                json!({
                    "limit": 2, "cursor": 1, "kinds": ["gas giant", "ice"], "visible": true,
                    "since": "2024-01-02T03:04:05.000Z", "filter": {"name": "a+b & c=d#e", "ids": [1, 2]},
                }),
                "{}",
                call.line()
            );
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.items[0].id, page.next_cursor), (2, Some(3)));
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.planets().list(ListParams::new().limit(2)).items();
            let mut ids = Vec::new();
            while let Some(planet) = items.next().await {
                ids.push(planet?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /api/planets?limit=2",
                    "GET /api/planets?limit=2&cursor=2",
                    "GET /api/planets?limit=2&cursor=4"
                ]
            );
            Ok(())
        })
        .await;
}

async fn planets(calls: &mut Calls, client: &Client) {
    calls
        .check("a planet is made", async |wire| {
            let moons = [Moon::new("Io", 1.5).found("1610-01-08T00:00:00.000Z"), Moon::new("Thebe", None)];
            let params = CreateParams::new("Jupiter", Kind::GasGiant, moons)
                .mass("1898000000000000000000000000")
                .note("Grüße")
                .position((1.5, 2.0))
                .labels([("a", "b")])
                .link("https://example.com/j")
                .seen("2024-01-02T03:04:05.678Z")
                .probe(ProbeLander::new("north").wheels(ProbeLanderWheels::N6))
                .tags(["x", "y"])
                .extra(json!([null]));
            let made = client.planets().create(params).await?;
            let call = wire.only();
            assert_eq!((call.status(), call.header("authorization")), (201, Some("Bearer star")));
            assert_eq!(
                call.json(),
                json!({
                    "name": "Jupiter", "kind": "gas giant",
                    "moons": [{"name": "Io", "radius": 1.5, "found": "1610-01-08T00:00:00.000Z"}, {"name": "Thebe", "radius": null}],
                    "mass": "1898000000000000000000000000", "note": "Grüße", "position": [1.5, 2.0], "labels": {"a": "b"},
                    "link": "https://example.com/j", "seen": "2024-01-02T03:04:05.678Z",
                    "probe": {"type": "lander", "site": "north", "wheels": 6}, "tags": ["x", "y"], "extra": [null],
                })
            );
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!(made.created_at.as_str(), "2024-01-06T00:00:00.000Z");
            assert!(matches!(made.probe, Some(Probe::Lander(_))));
            let params = CreateParams::new("x", Kind::Ice, Vec::<Moon>::new()).clear_note();
            let made = client.planets().create(params).await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"name":"x","kind":"ice","moons":[],"note":null}"#);
            assert_eq!(whole(&made), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a planet is read, changed and removed", async |wire| {
            let planet = client.planets().get(1).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /api/planets/1");
            assert_eq!(whole(&planet), call.answer_json());
            let params = ChangeParams::new().note("n").kind(Kind::Ice);
            assert_eq!(
                client.planets().change(1, params).await?.note.as_deref(),
                Some("n")
            );
            assert_eq!(wire.only().text(), r#"{"note":"n","kind":"ice"}"#);
            let planet = client
                .planets()
                .change(1, ChangeParams::new().clear_note())
                .await?;
            assert_eq!(wire.only().text(), r#"{"note":null}"#);
            assert_eq!((planet.note, planet.kind), (None, Kind::Ice));
            client.planets().remove(1).await?;
            assert_eq!(wire.only().status(), 204);
            Ok(())
        })
        .await;
    calls
        .check(
            "each branch of a union, beside all kinds of parameters",
            async |wire| {
                let sent: [LaunchParamsBodyItem; 2] =
                    [ProbeOrbiter::new(7).into(), ProbeLander::new("s").into()];
                let params = LaunchParams::new(sent).dry(true).x_crew("none");
                let launched = client
                    .planets()
                    .launch(2, LaunchParamsSlot::BC, params)
                    .await?;
                let call = wire.only();
                assert_eq!(call.line(), "PUT /api/planets/2/probes/b%2Fc?dry=true");
                assert_eq!(
                    call.text(),
                    r#"[{"type":"orbiter","orbits":7},{"type":"lander","site":"s"}]"#
                );
                assert_eq!(json!(launched), call.answer_json());
                let probes: [Probe; 2] =
                    [ProbeOrbiter::new(7).into(), ProbeLander::new("s").into()];
                assert_eq!(
                    (launched.probes, launched.slot.as_str()),
                    (Vec::from(probes), "b/c")
                );
                assert_eq!(
                    (launched.dry, launched.crew.as_deref()),
                    (Some(true), Some("none"))
                );
                Ok(())
            },
        )
        .await;
}

async fn errors(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("errors have a type", async |wire| {
            let Err(Error::Status(error)) = client.planets().get(9).await else {
                panic!("it is found")
            };
            let read: Error404 = error.decode_as()?;
            assert_eq!(whole(&read), wire.only().answer_json());
            let Error404::DefinedTrue(read) = read else {
                panic!("{read:?}")
            };
            assert_eq!((read.data.id, read.message.as_str()), (9, "There is none."));
            let Err(Error::Status(error)) = stranger.planets().remove(1).await else {
                panic!("it is removed")
            };
            let read: Error401 = error.decode_as()?;
            assert_eq!(whole(&read), wire.only().answer_json());
            assert!(matches!(read, Error401::DefinedTrue(_)));
            Ok(())
        })
        .await;
    calls
        .check("an error that is not described", async |wire| {
            let result = client
                .broken(BrokenParams::new(BrokenParamsCode::Conflict))
                .await;
            let Err(Error::Status(error)) = result else {
                panic!("it went well")
            };
            assert_eq!((error.status().as_u16(), wire.only().status()), (409, 409));
            assert_eq!(
                error.decode_as::<client::Json>()?["message"],
                "It is CONFLICT."
            );
            // What the request has said is not said again.
            assert_eq!(error.message().as_deref(), Some("It is [redacted]."));
            Ok(())
        })
        .await;
}

async fn rest(calls: &mut Calls, client: &Client) {
    calls
        .check("files with fields", async |wire| {
            let others = [File::new("2").name("b"), File::new("3").name("c")];
            let params = UploadParams::new(File::new("ü").name("a"), "A title")
                .others(others)
                .width(640);
            let stored = client.pictures().upload(params).await?;
            let call = wire.only();
            assert_eq!(whole(&stored), call.answer_json());
            assert_eq!(
                (stored.texts, stored.names),
                (
                    ["ü", "2", "3"].map(String::from).into(),
                    ["a", "b", "c"].map(String::from).into()
                )
            );
            assert_eq!(
                (stored.title.as_str(), stored.width),
                ("A title", Some(640.0))
            );
            Ok(())
        })
        .await;
    calls
        .check("bytes", async |wire| {
            let bytes = client.pictures().picture("a").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /api/pictures/a");
            assert_eq!(bytes, [0, 255, 10, b'a'].as_slice());
            Ok(())
        })
        .await;
    calls
        .check("events of several kinds", async |wire| {
            let mut events = client.watch().await?;
            let mut read = Vec::new();
            while let Some(event) = events.next().await {
                match event? {
                    WatchResponseItem::Message(it) => read.push((it.id, it.data.n)),
                    WatchResponseItem::Done(it) => read.push((it.id, it.data.sum)),
                    other => panic!("{other:?}"),
                }
            }
            let id = |n: i64| Some(n.to_string());
            assert_eq!(read[..3], [(id(1), 1), (id(2), 2), (id(3), 3)]);
            assert_eq!(read.len(), 4);
            assert_eq!(read[3].1, 6);
            assert!(wire.only().answer_text().contains("event: done\n"));
            assert_eq!(client.count().await?, 5.0);
            Ok(())
        })
        .await;
}
