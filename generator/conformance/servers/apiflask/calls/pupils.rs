//! The pupils.

use client::Client;
use client::pupils::{CreateParams, ListParams, UpdateParams};
use client::types::{Address, HttpError, Instrument, PupilIn, PupilPatchUpdate, ValidationError};
use conformance::Calls;
use serde_json::json;

use crate::refused;

const FIRST: &str = "00000000-0000-0000-0000-000000000001";
const NOBODY: &str = "ffffffff-0000-0000-0000-000000000000";

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("a pupil is taken in", async |wire| {
            let pupil = PupilIn::new("2012-02-29", Instrument::FrenchHorn, "Ann").clear_email().website("https://ann.example/x");
            let pupil = pupil.address(Address::new("Main 1").zip_code("3000")).level(3).fee(49.5).lesson_at("16:30:00");
            let made = client.pupils().create(CreateParams::new(pupil.talents(["ear"]).marks([("theory", 5)]))).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                concat!(
                    r#"{"address":{"street":"Main 1","zipCode":"3000"},"born":"2012-02-29","email":null,"fee":49.5,"#,
                    r#""instrument":"french horn","lesson_at":"16:30:00","level":3,"marks":{"theory":5},"name":"Ann","#,
                    r#""talents":["ear"],"website":"https://ann.example/x"}"#
                )
            );
            assert_eq!((call.status(), call.header("authorization")), (201, Some("Bearer t1")));
            assert_eq!((made.id.as_deref(), made.fee, made.level), (Some(FIRST), Some(49.5), Some(3)));
            assert_eq!(made.since.as_ref().map(|it| it.as_str()), Some("2024-05-06T07:08:09+00:00"));
            for (name, born) in [("Bea", "2011-01-01"), ("Cem", "2010-01-01"), ("Dua", "2009-01-01"), ("Eva", "2008-01-01")] {
                client.pupils().create(CreateParams::new(PupilIn::new(born, "piano", name))).await?;
            }
            wire.all();
            let error = refused(client.pupils().create(CreateParams::new(PupilIn::new("2007-01-01", "piano", "F"))).await);
            assert_eq!((error.status().as_u16(), wire.only().answer_json()["hint"].as_str()), (409, Some("try next year")));
            assert_eq!(error.decode_as::<HttpError>()?.message.as_deref(), Some("The class is full."));
            Ok(())
        })
        .await;
    calls
        .check("what does not fit is refused", async |wire| {
            let pupil = PupilIn::new("soon", "drum", "").level(10);
            let error = refused(
                client
                    .pupils()
                    .create(CreateParams::new(pupil))
                    .await,
            );
            assert_eq!(error.status(), 422);
            let body: ValidationError = error.decode_as()?;
            assert_eq!(json!(body), wire.only().answer_json());
            let anybody = Client::builder().base_url("http://127.0.0.1:1").build()?;
            assert!(anybody.pupils().delete(FIRST).await.is_err());
            Ok(())
        })
        .await;
    calls
        .check("all pupils are read, page by page", async |wire| {
            let params = ListParams::new()
                .order("born")
                .levels([1, 3])
                .active(true)
                .born_after("2001-01-01");
            let mut items = client.pupils().list(params).items();
            let mut names = Vec::new();
            while let Some(pupil) = items.next().await {
                names.push(pupil?.name);
            }
            assert_eq!(names, ["Eva", "Dua", "Cem", "Bea", "Ann"]);
            let all = wire.all();
            assert_eq!(
                all[0].line(),
                "GET /pupils/?born_after=2001-01-01&levels=1,3&active=true&order=born"
            );
            assert_eq!(
                (
                    all.len(),
                    all[2].answer_json()["pagination"]["next"].as_str()
                ),
                (3, Some(""))
            );
            assert!(all[1].line().contains("page=2") && all[1].line().contains("order=born"));
            let params = ListParams::new()
                .instrument(Instrument::FrenchHorn)
                .page(1_u64)
                .per_page(30);
            let page = client.pupils().list(params).await?;
            let pagination = page.pagination.as_ref();
            assert_eq!(
                (
                    pagination.and_then(|it| it.total),
                    pagination.and_then(|it| it.pages)
                ),
                (Some(1), Some(1))
            );
            assert_eq!(
                wire.only().line(),
                "GET /pupils/?page=1&per_page=30&instrument=french%20horn"
            );
            Ok(())
        })
        .await;
    calls
        .check("a pupil is read, changed and let go", async |wire| {
            let read = client.pupils().get(FIRST).await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), read.email.as_deref()),
                (format!("GET /pupils/{FIRST}"), None)
            );
            assert_eq!(
                read.address.and_then(|it| it.zip_code).as_deref(),
                Some("3000")
            );
            let patch = PupilPatchUpdate::new().email("a@b.example").clear_address();
            let read = client
                .pupils()
                .update(FIRST, UpdateParams::new().body(patch))
                .await?;
            let call = wire.only();
            assert_eq!(
                (call.line(), call.text()),
                (
                    format!("PATCH /pupils/{FIRST}"),
                    r#"{"address":null,"email":"a@b.example"}"#.to_owned()
                )
            );
            assert!(read.address.is_none() && read.email.as_deref() == Some("a@b.example"));
            let last = "00000000-0000-0000-0000-000000000005";
            client.pupils().delete(last).await?;
            assert_eq!(wire.only().status(), 204);
            let error = refused(client.pupils().get(last).await);
            assert_eq!(
                error.decode_as::<HttpError>()?.message,
                Some(format!("no pupil {last}"))
            );
            assert_eq!(refused(client.pupils().delete(NOBODY).await).status(), 404);
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.pupils().get_oldest().await?;
            let lines: Vec<_> = wire
                .all()
                .iter()
                .map(|it| (it.line(), it.status()))
                .collect();
            assert_eq!(
                lines,
                [
                    ("GET /pupils/oldest".to_owned(), 302),
                    (format!("GET /pupils/{FIRST}"), 200)
                ]
            );
            Ok(())
        })
        .await;
}
