//! What a user of the brewery's client writes.

mod others;

use client::beers::{CreateParams, GetParams, ListParams, ReplaceTastingParams, UpdateParams};
use client::types::{BeerPatch, BeerRequest, BeerStyle, ErrorModel, Hop, Tasting};
use client::{Client, Error, StatusError};
use conformance::{Calls, Exchange};
use serde_json::json;

pub(crate) const FIRST: &str = "00000000-0000-0000-0000-000000000001";
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
        .bearer("t1")
        .build()
        .unwrap();
    beers(&mut calls, &client).await;
    lists(&mut calls, &client).await;
    paths(&mut calls, &client).await;
    others::labels(&mut calls, &client).await;
    others::access(&mut calls, &client).await;
    calls.end()
}

async fn beers(calls: &mut Calls, client: &Client) {
    calls
        .check("a beer is brewed once", async |wire| {
            let inner = BeerRequest::new("Next", 1, BeerStyle::Pils);
            let beer = BeerRequest::new("Gueuze", 9.5, BeerStyle::OldGueuze).strength(6.25).label("Äpfel").brewed("2024-02-29");
            let beer = beer.opens_at("06:30:00").hops([Hop::new(30, "Saaz").dry(true)]).grains([("malt", 4.5)]).successor(inner).secret("s");
            let made = client.beers().create(CreateParams::new(beer)).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                concat!(
                    r#"{"name":"Gueuze","style":"old gueuze","price":9.5,"strength":6.25,"label":"Äpfel","brewed":"2024-02-29","#,
                    r#""opens_at":"06:30:00","hops":[{"name":"Saaz","grams":30,"dry":true}],"grains":{"malt":4.5},"#,
                    r#""successor":{"name":"Next","style":"pils","price":1.0},"secret":"s"}"#
                )
            );
            assert_eq!((call.status(), call.header("authorization")), (201, Some("Bearer t1")));
            assert_eq!((made.id.as_deref(), made.price, &made.style), (Some(FIRST), 9.5, &BeerStyle::OldGueuze));
            let answer = call.answer_json();
            assert_eq!((&answer["price"], &answer["hops"]), (&json!("9.50"), &json!(made.hops)));
            assert_eq!(made.created.as_ref().map(|it| it.as_str()), answer["created"].as_str());
            assert_eq!(made.successor.map(|it| it.name).as_deref(), Some("Next"));
            let again = BeerRequest::new("Gueuze", 1, BeerStyle::Stout);
            let error = refused(client.beers().create(CreateParams::new(again)).await);
            let call = wire.only();
            assert_eq!(error.status(), 409);
            assert_eq!(json!(error.decode_as::<ErrorModel>()?), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("what does not fit is refused", async |wire| {
            let beer = BeerRequest::new("", 1, "lager").hops([Hop::new(0, "x")]);
            let error = refused(client.beers().create(CreateParams::new(beer)).await);
            assert_eq!(error.status(), 422);
            let body: ErrorModel = error.decode_as()?;
            assert_eq!(json!(body), wire.only().answer_json());
            let fields = json!(body.errors)["json"]
                .as_object()
                .map(|it| it.keys().cloned().collect::<Vec<_>>());
            assert_eq!(
                fields,
                Some(vec![
                    "hops".to_owned(),
                    "name".to_owned(),
                    "style".to_owned()
                ])
            );
            Ok(())
        })
        .await;
    calls
        .check(
            "a beer is read again only where it has changed",
            async |wire| {
                let read = client
                    .beers()
                    .get(FIRST, GetParams::new())
                    .send_with_response()
                    .await?;
                let call = wire.only();
                let tag = call.answer_header("etag").unwrap_or_default().to_owned();
                assert_eq!(
                    read.body().as_ref().map(|it| it.name.as_str()),
                    Some("Gueuze")
                );
                let same = client
                    .beers()
                    .get(FIRST, GetParams::new().if_none_match(tag.as_str()))
                    .await?;
                let call = wire.only();
                assert_eq!(
                    (call.status(), call.header("if-none-match"), same.is_none()),
                    (304, Some(tag.as_str()), true)
                );
                let error = refused(client.beers().get(NOBODY, GetParams::new()).await);
                assert_eq!(
                    error.decode_as::<ErrorModel>()?.message,
                    Some(format!("no beer {NOBODY}"))
                );
                Ok(())
            },
        )
        .await;
    calls
        .check(
            "what is set is changed, and null takes away",
            async |wire| {
                let patch = BeerPatch::new().clear_label().strength(7);
                let read = client
                    .beers()
                    .update(FIRST, UpdateParams::new(patch))
                    .await?;
                let call = wire.only();
                assert_eq!(
                    (call.line(), call.text()),
                    (
                        format!("PATCH /beers/{FIRST}"),
                        r#"{"label":null,"strength":7.0}"#.to_owned()
                    )
                );
                assert_eq!((read.label.as_deref(), read.strength), (None, Some(7.0)));
                assert_eq!(call.answer_json()["label"], json!(null));
                let read = client
                    .beers()
                    .update(
                        FIRST,
                        UpdateParams::new(BeerPatch::new().hops(Vec::<Hop>::new())),
                    )
                    .await?;
                assert_eq!(wire.only().text(), r#"{"hops":[]}"#);
                assert_eq!(read.hops.map(|it| it.len()), Some(0));
                Ok(())
            },
        )
        .await;
    calls
        .check("a beer is tasted", async |wire| {
            let tasting = Tasting::new("2024-05-06T07:08:09Z", 3).notes(json!(["malt", 2])).anything(json!({"a": [1]})).took(90);
            let read = client.beers().replace_tasting(FIRST, 2, ReplaceTastingParams::new(tasting)).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("PUT /beers/{FIRST}/tastings/2"));
            assert_eq!(
                call.text(),
                r#"{"stars":3,"at":"2024-05-06T07:08:09Z","notes":["malt",2],"anything":{"a":[1]},"took":90.0}"#
            );
            assert_eq!(json!(read.anything), json!({"a": [1]}));
            assert_eq!((read.took, call.answer_json()["took"].as_f64()), (Some(90.0), Some(90.0)));
            Ok(())
        })
        .await;
}

async fn lists(calls: &mut Calls, client: &Client) {
    for name in ["A", "B", "C"] {
        let beer = BeerRequest::new(name, 1, BeerStyle::Stout);
        client
            .beers()
            .create(CreateParams::new(beer))
            .await
            .unwrap();
    }
    calls
        .check("a list is read to its end", async |wire| {
            let params = ListParams::new().style([BeerStyle::Stout, BeerStyle::OldGueuze]).sort("-name").in_stock(true);
            let mut items = client.beers().list(params.brewed_after("2024-01-31").max_price(9.75).page_size(3)).items();
            let mut names = Vec::new();
            while let Some(beer) = items.next().await {
                names.push(beer?.name);
            }
            assert_eq!(names, ["Gueuze", "C", "B", "A"]);
            let first = "GET /beers?style=stout&style=old%20gueuze&brewed_after=2024-01-31&max_price=9.75&in_stock=true&sort=-name&page_size=3";
            let all = wire.all();
            let lines: Vec<_> = all.iter().map(Exchange::line).collect();
            assert_eq!(lines, [first.to_owned(), format!("{first}&page=2"), format!("{first}&page=3")]);
            assert_eq!(all[1].answer_json().as_array().map(Vec::len), Some(1));
            let error = refused(client.beers().list(ListParams::new().page(0_u64)).await);
            assert_eq!(error.decode_as::<ErrorModel>()?.code, Some(422));
            Ok(())
        })
        .await;
    calls
        .check("a beer is poured away", async |wire| {
            let last = "00000000-0000-0000-0000-000000000004";
            client.beers().delete(last).await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), call.status(), call.answer_bytes()),
                (format!("DELETE /beers/{last}"), 204, &b""[..])
            );
            assert_eq!(
                refused(client.beers().delete(last).await)
                    .decode_as::<ErrorModel>()?
                    .status
                    .as_deref(),
                Some("Not Found")
            );
            Ok(())
        })
        .await;
}

async fn paths(calls: &mut Calls, client: &Client) {
    calls
        .check("a path has a number, a text and slashes", async |wire| {
            let read = client.beers().get_strength(4.5, "BE", "a b/c").await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /beers/strengths/4.5/BE/a%20b%2Fc");
            assert_eq!(
                json!(read),
                json!({"least": 4.5, "country": "BE", "rest": "a b/c"})
            );
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.beers().get_newest().await?;
            let lines: Vec<_> = wire
                .all()
                .iter()
                .map(|it| (it.line(), it.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /beers/newest".to_owned(), 302),
                    (format!("GET /beers/{FIRST}"), 200)
                ]
            );
            Ok(())
        })
        .await;
}
