//! What a user of the client of the weather stations writes.

mod readings;

use client::stations::{CreateParams, CreateParamsPlace, Kind, ListParams, UpdateParams};
use client::{Client, Error, StatusError, stations};
use conformance::{Calls, Exchange};
use serde_json::json;

const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

/// An error that the server has answered.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Error>) -> StatusError {
    match result {
        Err(Error::Status(error)) => error,
        other => panic!("no error of the server: {other:?}"),
    }
}

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .token("t1")
        .key("k1")
        .build()
        .unwrap();
    stations(&mut calls, &client).await;
    readings::calls(&mut calls, &client).await;
    readings::pictures(&mut calls, &client).await;
    calls.end()
}

fn station(name: &str) -> CreateParams {
    let place = CreateParamsPlace::new().lat(46.5).lon(6);
    CreateParams::new()
        .name(name)
        .kind(Kind::Valley)
        .place(place)
        .since("2024-02-29")
}

async fn stations(calls: &mut Calls, client: &Client) {
    calls
        .check("a station is set up by those who may", async |wire| {
            let made = client.stations().create(station("Dôle")).await?;
            let call = wire.only();
            assert_eq!((call.line().as_str(), call.status()), ("POST /stations", 201));
            assert_eq!(call.header("authorization"), Some("Bearer t1"));
            assert_eq!(call.text(), r#"{"name":"Dôle","kind":"valley","place":{"lat":46.5,"lon":6.0},"since":"2024-02-29"}"#);
            assert_eq!((made.id.as_deref(), made.kind.as_ref()), (Some(FIRST), Some(&Kind::Valley)));
            assert_eq!(json!(made), call.answer_json());
            let whole = station("b").kind(Kind::HighSummit).sensors(["rain", "wind"]).limits([("wind", 80.5)]).clear_note();
            let made = client.stations().create(whole).await?;
            let call = wire.only();
            assert_eq!(call.json()["note"], json!(null));
            assert_eq!((call.json()["limits"].clone(), call.json()["kind"].clone()), (json!({"wind": 80.5}), json!("high summit")));
            assert_eq!(json!(made), call.answer_json());
            client.stations().create(station("c")).await?;
            let anybody = Client::builder().base_url("http://127.0.0.1:1").build()?;
            assert!(matches!(anybody.stations().create(station("x")).await, Err(Error::MissingCredentials { .. })));
            Ok(())
        })
        .await;
    calls
        .check("a station that lacks something is refused", async |wire| {
            let error = refused(
                client
                    .stations()
                    .create(CreateParams::new().name("x"))
                    .await,
            );
            assert_eq!(
                (error.status().as_u16(), wire.only().text().as_str()),
                (400, r#"{"name":"x"}"#)
            );
            Ok(())
        })
        .await;
    calls
        .check("stations come by pages", async |wire| {
            let mut items = client
                .stations()
                .list(ListParams::new().active(true))
                .items();
            let mut names = Vec::new();
            while let Some(station) = items.next().await {
                names.extend(station?.name);
            }
            assert_eq!(names, ["Dôle", "b", "c"]);
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(
                lines,
                [
                    "GET /stations?active=true",
                    "GET /stations?active=true&page=2"
                ]
            );
            let page = client
                .stations()
                .list(ListParams::new().kind(Kind::HighSummit).page(1))
                .await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /stations?page=1&kind=high%20summit");
            assert_eq!(json!(page), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a station is read, changed and taken down", async |wire| {
            let read = client.stations().get(FIRST).await?;
            assert_eq!(json!(read), wire.only().answer_json());
            let error = refused(client.stations().get(NOBODY).await);
            let body: stations::ErrorBody = error.decode_as()?;
            assert_eq!(
                (body.status, json!(body)),
                (Some(404), wire.only().answer_json())
            );
            let read = client
                .stations()
                .update(FIRST, UpdateParams::new().note("n"))
                .await?;
            assert_eq!(
                (wire.only().text().as_str(), read.note.as_deref()),
                (r#"{"note":"n"}"#, Some("n"))
            );
            let read = client
                .stations()
                .update(FIRST, UpdateParams::new().clear_note().name("La Dôle"))
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), call.text()),
                (
                    format!("PATCH /stations/{FIRST}"),
                    r#"{"name":"La Dôle","note":null}"#.to_owned()
                )
            );
            assert_eq!(
                (read.note.as_deref(), read.name.as_deref()),
                (None, Some("La Dôle"))
            );
            let last = "00000000-0000-0000-0000-000000000003";
            client.stations().delete(last).await?;
            let call = wire.only();
            assert_eq!((call.header("x-key"), call.status()), (Some("k1"), 204));
            assert_eq!(refused(client.stations().delete(last).await).status(), 404);
            Ok(())
        })
        .await;
}
