//! The works.

use client::types::{
    CreateWorkWorkArtistRequestBody, CreateWorkWorkRequestBody, CreateWorkWorkRequestBodyRequired,
    ErrorBody, Floor, Material, ReplaceWorkWorkArtistRequestBody, ReplaceWorkWorkRequestBody,
    ReplaceWorkWorkRequestBodyRequired, UpdateWorkWorkArtistRequestBody, UpdateWorkWorkRequestBody,
};
use client::works::{
    CreateParams, ExportParams, ListParams, ReplaceParams, SearchParams, SearchResponseItem,
    UpdateParams,
};
use client::{Client, Error};
use conformance::{Calls, Exchange};
use serde_json::json;

use crate::refused;

const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

fn work(title: &str) -> CreateWorkWorkRequestBody {
    CreateWorkWorkRequestBody::new(CreateWorkWorkRequestBodyRequired {
        title: title.to_owned(),
        artist: CreateWorkWorkArtistRequestBody::new("Klee").born("1879-12-18"),
        material: Material::OilOnCanvas,
        value: "1200000.50".to_owned(),
    })
}

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("works are made by the staff", async |wire| {
            let whole = work("Ad Parnassum").floor(Floor::Minus1).tags(["a", "b"]).sizes([("width", 126), ("height", 100)]);
            let made = client.works().create(CreateParams::new(whole.clear_note().acquired("2024-05-06T07:08:09Z"))).await?;
            let call = wire.only();
            assert_eq!((call.line().as_str(), call.status(), call.header("x-staff")), ("POST /works", 201, Some("badge-7")));
            assert_eq!(
                call.text(),
                concat!(
                    r#"{"title":"Ad Parnassum","artist":{"name":"Klee","born":"1879-12-18"},"material":"oil on canvas","#,
                    r#""value":"1200000.50","floor":-1,"tags":["a","b"],"sizes":{"height":100.0,"width":126.0},"#,
                    r#""note":null,"acquired":"2024-05-06T07:08:09Z"}"#
                )
            );
            assert_eq!((made.id.as_deref(), made.value.as_str()), (Some(FIRST), "1200000.50"));
            assert_eq!(json!(made), call.answer_json());
            for title in ["2", "3", "4", "5"] {
                client.works().create(CreateParams::new(work(title))).await?;
            }
            wire.all();
            let anybody = Client::builder().base_url("http://127.0.0.1:1").build()?;
            let missing = anybody.works().create(CreateParams::new(work("x"))).await;
            assert!(matches!(missing, Err(Error::MissingCredentials { .. })));
            Ok(())
        })
        .await;
    calls
        .check("a work is read, or is not there", async |wire| {
            let read = client.works().get(FIRST).await?;
            let call = wire.only();
            assert_eq!(call.line(), format!("GET /works/{FIRST}"));
            assert_eq!(json!(read), call.answer_json());
            let error = refused(client.works().get(NOBODY).await);
            let body: ErrorBody = error.decode_as()?;
            let call = wire.only();
            assert_eq!((error.status().as_u16(), body.status_code), (404, 404));
            assert_eq!(json!(body), call.answer_json());
            client.works().has_work(FIRST).await?;
            assert_eq!(
                (
                    wire.only().line(),
                    refused(client.works().has_work(NOBODY).await)
                        .status()
                        .as_u16()
                ),
                (format!("HEAD /works/{FIRST}"), 404)
            );
            Ok(())
        })
        .await;
    calls
        .check("a work is replaced, changed and deleted", async |wire| {
            let body = ReplaceWorkWorkRequestBody::new(ReplaceWorkWorkRequestBodyRequired {
                title: "Senecio".to_owned(),
                artist: ReplaceWorkWorkArtistRequestBody::new("Paul Klee"),
                material: Material::Paper,
                value: "1".to_owned(),
            });
            let read = client.works().replace(FIRST, ReplaceParams::new(body.note("n"))).await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"title":"Senecio","artist":{"name":"Paul Klee"},"material":"paper","value":"1","note":"n"}"#);
            assert_eq!((read.title.as_str(), read.note.as_deref()), ("Senecio", Some("n")));
            let patch = UpdateWorkWorkRequestBody::new().clear_note().floor(1);
            let read = client.works().update(FIRST, UpdateParams::new(patch)).await?;
            let call = wire.only();
            assert_eq!((call.line(), call.text()), (format!("PATCH /works/{FIRST}"), r#"{"floor":1,"note":null}"#.to_owned()));
            assert_eq!((read.note.as_deref(), read.floor.as_ref(), read.title.as_str()), (None, Some(&Floor::N1), "Senecio"));
            assert_eq!(json!(read), call.answer_json());
            let artist = UpdateWorkWorkArtistRequestBody::new().name("P. Klee");
            let read = client.works().update(FIRST, UpdateParams::new(UpdateWorkWorkRequestBody::new().artist(artist))).await?;
            assert_eq!(wire.only().text(), r#"{"artist":{"name":"P. Klee"}}"#);
            assert_eq!(read.artist.name, "P. Klee");
            let last = "00000000-0000-0000-0000-000000000005";
            client.works().delete(last).await?;
            let call = wire.only();
            assert_eq!((call.line(), call.status()), (format!("DELETE /works/{last}"), 204));
            assert_eq!(refused(client.works().delete(last).await).decode_as::<ErrorBody>()?.status_code, 404);
            Ok(())
        })
        .await;
    calls
        .check("lists of both kinds are read to their ends", async |wire| {
            let mut items = client.works().list(ListParams::new()).items();
            let mut titles = Vec::new();
            while let Some(work) = items.next().await {
                titles.push(work?.title);
            }
            assert_eq!(titles, ["Senecio", "2", "3", "4"]);
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(lines, ["GET /works", "GET /works?current_page=2"]);
            let mut pages = client.works().export(ExportParams::new().limit(3)).pages();
            let mut count = 0;
            while let Some(page) = pages.next().await {
                let page = page?;
                assert_eq!(page.total, Some(4));
                count += page.items.unwrap_or_default().len();
            }
            assert_eq!(count, 4);
            let lines: Vec<_> = wire.all().iter().map(Exchange::line).collect();
            assert_eq!(
                lines,
                [
                    "GET /works/export?limit=3",
                    "GET /works/export?limit=3&offset=3"
                ]
            );
            Ok(())
        })
        .await;
    calls
        .check("a search has parameters of all kinds", async |wire| {
            let params = SearchParams::new().material([Material::Paper, Material::Bronze]).floor(0).max_value("9.90");
            let params = params.since("2024-02-29").framed(true).x_trace("a b").session("s1");
            let read = client.works().search(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /works/search?material=paper&material=bronze&floor=0&maxValue=9.90&since=2024-02-29&framed=true"
            );
            assert_eq!((call.header("x-trace"), call.header("cookie")), (Some("a b"), Some("session=s1")));
            let Some(Some(SearchResponseItem::String(echo))) = read.get("echo") else { panic!("{read:?}") };
            assert_eq!(echo, "<Floor.GROUND: 0> 9.90 2024-02-29 True a b s1");
            assert!(matches!(read.get("works"), Some(Some(SearchResponseItem::List(works))) if works.len() == 1));
            let error = refused(client.works().search(SearchParams::new().max_value("x")).await);
            assert_eq!(error.decode_as::<ErrorBody>()?.status_code, 400);
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.works().first_work().await?;
            let lines: Vec<_> = wire
                .all()
                .iter()
                .map(|it| (it.line(), it.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /works/first".to_owned(), 302),
                    (format!("GET /works/{FIRST}"), 200)
                ]
            );
            Ok(())
        })
        .await;
}
