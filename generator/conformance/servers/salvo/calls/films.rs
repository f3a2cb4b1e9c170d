//! What is tried of films.

use crate::HALL;
use client::Client;
use client::films::{ChangeParams, CreateParams, ScreeningParams};
use client::types::{CreditRequest, FilmPatch, Format, NewFilm};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a film is taken in", async |wire| {
            let credit = CreditRequest::new("Chaplin").clear_role().also_known_as(["Charlie"]);
            let film = NewFilm::new("The Kid", Format::Digital4k, [credit])
                .released("1921-02-06")
                .minutes(68.1)
                .frames(u64::MAX)
                .titles([("de", "Der Vagabund")])
                .aspect((1.33, 1.0));
            let request = client.films().create(CreateParams::new(film));
            let response = request.send_with_response().await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("POST /films", 201));
            assert_eq!(call.header("authorization"), Some("Bearer f1lm"));
            assert_eq!(
                call.json(),
                json!({
                    "title": "The Kid", "format": "digital/4k", "released": "1921-02-06", "minutes": 68.1,
                    "credits": [{"name": "Chaplin", "role": null, "alsoKnownAs": ["Charlie"]}],
                    "frames": u64::MAX, "titles": {"de": "Der Vagabund"}, "aspect": [1.33, 1.0],
                })
            );
            assert_eq!(response.headers()["location"], "/films/6");
            let film = response.into_body().unwrap();
            assert_eq!((json!(film), film.frames), (call.answer_json(), Some(u64::MAX)));
            Ok(())
        })
        .await;
    calls
        .check("a film is shown", async |wire| {
            let film = client.films().get(1).await?;
            let call = wire.only();
            assert_eq!(
                (&*call.line(), json!(film)),
                ("GET /films/1", call.answer_json())
            );
            assert_eq!(
                (film.minutes, film.aspect, film.frames),
                (Some(68.1), Some((1.33, 1.0)), Some(u64::MAX))
            );
            assert_eq!((film.format, &*film.shelf), (Format::Digital4k, HALL));
            assert_eq!(film.since.as_str(), "2023-11-14T22:13:20.123456789Z");
            Ok(())
        })
        .await;
    calls
        .check("a film is changed: value, null and absent", async |wire| {
            let patch = FilmPatch::new().title("New").clear_note();
            let film = client
                .films()
                .change(1, ChangeParams::new().body(patch))
                .await?;
            let call = wire.only();
            assert_eq!(
                (&*call.line(), &*call.text()),
                ("PATCH /films/1", r#"{"note":null,"title":"New"}"#)
            );
            assert_eq!(
                (&*film.title, film.note, film.minutes),
                ("New", None, Some(68.1))
            );
            let patch = FilmPatch::new().clear_minutes();
            let film = client
                .films()
                .change(1, ChangeParams::new().body(patch))
                .await?;
            assert_eq!((film.note.as_deref(), film.minutes), (Some("old"), None));
            Ok(())
        })
        .await;
    calls
        .check("a film is given away", async |wire| {
            client.films().delete(5).await?;
            let call = wire.only();
            assert_eq!((&*call.line(), call.status()), ("DELETE /films/5", 204));
            Ok(())
        })
        .await;
    calls
        .check("the title is a text", async |wire| {
            assert_eq!(
                client.films().film_title(1).await?,
                "\"The Kid 1\" \u{2013} 1921"
            );
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("text/plain; charset=utf-8")
            );
            Ok(())
        })
        .await;
    calls
        .check("what moved is followed", async |wire| {
            client.films().old_film(3).await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /old/3", "GET /films/3"]);
            Ok(())
        })
        .await;
    calls
        .check("a path has an enum, a UUID and a date", async |wire| {
            let params = ScreeningParams::new([1, 2]).late(false);
            let request = client
                .films()
                .screening(Format::Digital4k, HALL, "2024-02-29", params);
            let screening = request.await?;
            let call = wire.only();
            let line = format!(
                "GET /screenings/digital%2F4k/{HALL}/2024-02-29?late=false&seats=1&seats=2"
            );
            assert_eq!(call.line(), line);
            assert_eq!(json!(screening), call.answer_json());
            assert_eq!(
                (&screening["format"], &screening["seats"]),
                (&json!("digital/4k"), &json!([1, 2]))
            );
            assert_eq!(
                (&screening["day"], &screening["late"]),
                (&json!("2024-02-29"), &json!(false))
            );
            Ok(())
        })
        .await;
}
