//! What a user of the archive's client writes.

use client::films::{ChangeParams, CreateParams, ListParams, ScreeningParams};
use client::reels::{AddPosterParams, AddStillsParams, DownloadParams, ReplaceParams};
use client::reviews::{JudgeParams, MarkParams, ReviewParams, SearchParams};
use client::runtime::body::File;
use client::sessions::LogInParams;
use client::types::{
    CreditRequest, Failure, FilmPatch, Format, Mark, MarkCounts, MarkDamagedRequest,
    MarkDamagedValueRequest, MarkFoundAt, MarkLost, MarkRequest, NewFilm, Review,
    ReviewLongRequest, ReviewNoComment, ReviewRequest, ReviewShort, Search, SearchRequest, Verdict,
    VerdictComparedRequest, VerdictComparedVariantRequest, VerdictPraisedFor, VerdictRequest,
    VerdictStars,
};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::{Value, json};

const HALL: &str = "00000000-0000-0000-0000-000000000007";

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("f1lm")
        .key("r33l & more")
        .max_retries(0);
    let client = client.build().unwrap();
    let stranger = Client::builder()
        .base_url(calls.url())
        .bearer("no")
        .key("no")
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    films(&mut calls, &client).await;
    refusals(&mut calls, &client, &stranger).await;
    reels(&mut calls, &client, &stranger).await;
    reviews(&mut calls, &client).await;
    shapes(&mut calls, &client).await;
    calls.end()
}

fn refused<T: std::fmt::Debug>(answer: Result<T, Error>) -> StatusError {
    match answer {
        Err(Error::Status(error)) => error,
        other => panic!("{other:?}"),
    }
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("films are filtered", async |wire| {
            let params = ListParams::new("west & east")
                .title("The Kid?")
                .silent(true)
                .kept_since("2024-01-02T03:04:05Z".parse::<client::DateTime>()?)
                .formats([Format::Nitrate, Format::Digital4k])
                .theme("dark");
            let page = client.films().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /films?title=The%20Kid%3F&silent=true&keptSince=2024-01-02T03%3A04%3A05Z&formats=nitrate&formats=digital%2F4k"
            );
            assert_eq!(call.header("archive"), Some("west & east"));
            assert_eq!(call.header("cookie"), Some("theme=dark"));
            assert_eq!(json!(page), call.answer_json());
            let expected = r#"west & east Some("dark") Some([Nitrate, Digital]) Some("The Kid?") Some(true)"#;
            assert_eq!((page.total, page.data[0].note.as_deref()), (5, Some(expected)));
            assert_eq!(page.data[0].since.as_str(), "2024-01-02T03:04:05Z");
            Ok(())
        })
        .await;
    calls
        .check("films come page by page", async |wire| {
            let mut films = client
                .films()
                .list(ListParams::new("a").per_page(2_u32))
                .items();
            let mut ids = Vec::new();
            while let Some(film) = films.next().await {
                ids.push(film?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(
                lines,
                [
                    "GET /films?perPage=2",
                    "GET /films?perPage=2&page=2",
                    "GET /films?perPage=2&page=3"
                ]
            );
            Ok(())
        })
        .await;
}

async fn films(calls: &mut Calls, client: &Client) {
    calls
        .check("a film is taken in", async |wire| {
            let credit = CreditRequest::new("Chaplin").clear_role().also_known_as(["Charlie"]);
            let film = NewFilm::new("The Kid", Format::Digital4k, [credit])
                .released("1921-02-06")
                .minutes(68.1)
                .frames(u64::MAX)
                .titles([("de", "Der Vagabund")])
                .aspect((1.33, 1.0));
            let request = client.films().create(CreateParams::new().body(film));
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

async fn refusals(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("errors are typed", async |wire| {
            let error = refused(client.films().get(u64::MAX).await);
            assert_eq!(wire.only().line(), "GET /films/18446744073709551615");
            let Failure::NoSuchFilm(missing) = error.decode::<Failure>()? else {
                panic!()
            };
            assert_eq!((error.status().as_u16(), missing.id), (404, u64::MAX));
            let film = || NewFilm::new("Air", Format::Acetate, [] as [CreditRequest; 0]);
            let error = refused(
                client
                    .films()
                    .create(CreateParams::new().body(film()))
                    .await,
            );
            let Failure::BadField(bad) = error.decode::<Failure>()? else {
                panic!()
            };
            assert_eq!(
                (&*bad.field, bad.problem.as_deref()),
                ("credits", Some("somebody made it"))
            );
            let error = refused(
                stranger
                    .films()
                    .create(CreateParams::new().body(film()))
                    .await,
            );
            assert!(matches!(error.decode::<Failure>()?, Failure::Stranger(_)));
            let error = refused(client.films().delete(6).await);
            assert!(matches!(error.decode::<Failure>()?, Failure::NoSuchFilm(_)));
            Ok(())
        })
        .await;
    calls
        .check("a form logs in", async |wire| {
            let params = LogInParams::new("ada + co", "s3cret & more").stay(true);
            let session = client.sessions().log_in(params).await?;
            let call = wire.only();
            assert!(
                call.header("content-type")
                    .unwrap()
                    .starts_with("multipart/form-data")
            );
            assert!(call.text().contains("name=\"user\"\r\n\r\nada + co\r\n"));
            assert_eq!(
                (json!(session), session.stay),
                (call.answer_json(), Some(true))
            );
            let error = refused(
                client
                    .sessions()
                    .log_in(LogInParams::new("ada", "guess"))
                    .await,
            );
            assert_eq!(error.status().as_u16(), 401);
            Ok(())
        })
        .await;
}

async fn reels(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("stills and a poster are added", async |wire| {
            let still = File::new(vec![0_u8, 255])
                .name("a.png")
                .media_type("image/png");
            let params = AddStillsParams::new([still, File::new("three").name("3.txt")]);
            let came = client.reels().add_stills(1, params).await?;
            let call = wire.only();
            assert_eq!(json!(came), call.answer_json());
            assert_eq!((came[0].size, came[1].size), (2, 5));
            assert_eq!(came[0].name.as_deref(), Some("a.png"));
            assert_eq!(came[0].content_type.as_deref(), Some("image/png"));
            let poster = AddPosterParams::new(File::new("poster").name("é.txt"));
            let came = client.reels().add_poster(1, poster).await?;
            let call = wire.only();
            assert_eq!((call.status(), json!(came)), (201, call.answer_json()));
            assert_eq!((came.name.as_deref(), came.size), (Some("é.txt"), 6));
            Ok(())
        })
        .await;
    calls
        .check("a reel is bytes in both directions", async |wire| {
            let reel = client.reels().download(1, DownloadParams::new()).await?;
            let call = wire.only();
            assert_eq!(call.line(), "GET /films/1/reels?key=r33l%20%26%20more");
            assert_eq!(call.answer_header("content-type"), Some("video/mp4"));
            assert_eq!(
                (&reel[..], &reel[..]),
                (&[0, 255, 10, 1][..], call.answer_bytes())
            );
            let error = refused(stranger.reels().download(1, DownloadParams::new()).await);
            assert!(matches!(error.decode::<Failure>()?, Failure::Stranger(_)));
            let _ = wire.only();
            let size = client
                .reels()
                .replace(1, ReplaceParams::new(vec![0_u8, 255, 10]))
                .await?;
            let call = wire.only();
            assert_eq!((call.bytes(), size), (&[0, 255, 10][..], 3));
            assert_eq!(
                call.header("content-type"),
                Some("application/octet-stream")
            );
            Ok(())
        })
        .await;
    calls
        .check("a path goes on", async |wire| {
            assert_eq!(
                client.reels().script("1921/the kid?.txt").await?,
                "script 1921/the kid?.txt"
            );
            assert_eq!(wire.only().line(), "GET /scripts/1921/the%20kid%3F.txt");
            Ok(())
        })
        .await;
}

async fn reviews(calls: &mut Calls, client: &Client) {
    calls
        .check("everything that was said is read", async |wire| {
            let all = client.reviews().reviews().await?;
            assert_eq!(json!(all), wire.only().answer_json());
            let [Review::NoComment(_), Review::Long(long)] = &all.by_film["1"][..] else {
                panic!()
            };
            assert_eq!(
                (long.pages, &*long.by.as_ref().unwrap().name),
                (u32::MAX, "Ada")
            );
            assert!(matches!(all.verdict, Some(Verdict::Stars(stars)) if stars.stars == 5));
            assert_eq!(
                (&all.raw, all.best.is_none()),
                (&json!([1, {"a": null}]), true)
            );
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag inside", async |wire| {
            let reviews: [(ReviewRequest, Value); 3] = [
                (
                    ReviewShort::new("é").into(),
                    json!({"type": "short", "words": "é"}),
                ),
                (
                    ReviewLongRequest::new("On", 5_u32)
                        .by(CreditRequest::new("Ada"))
                        .into(),
                    json!({"type": "long", "title": "On", "pages": 5, "by": {"name": "Ada"}}),
                ),
                (ReviewNoComment::new().into(), json!({"type": "no-comment"})),
            ];
            for (review, sent) in reviews {
                let review = client
                    .reviews()
                    .review(ReviewParams::new().body(review))
                    .await?;
                let call = wire.only();
                assert_eq!((call.json(), json!(review)), (sent, call.answer_json()));
                assert!(!matches!(review, Review::Unknown(_)));
            }
            Ok(())
        })
        .await;
}

async fn shapes(calls: &mut Calls, client: &Client) {
    calls
        .check("an enum with its tag outside", async |wire| {
            let compared = VerdictComparedRequest::new(HALL).clear_better();
            let verdicts: [VerdictRequest; 4] = [
                "Unseen".into(),
                VerdictStars::new(255).into(),
                VerdictComparedVariantRequest::new(compared).into(),
                VerdictPraisedFor::new(["light"]).into(),
            ];
            let judged = client.reviews().judge(JudgeParams::new().body(verdicts)).await?;
            let call = wire.only();
            assert_eq!(
                call.json(),
                json!(["Unseen", {"Stars": 255}, {"Compared": {"with": HALL, "better": null}}, {"praised_for": ["light"]}])
            );
            assert_eq!(json!(judged), call.answer_json());
            assert!(!judged.iter().any(|it| matches!(it, Verdict::Unknown(_))));
            Ok(())
        })
        .await;
    calls
        .check("an enum with its tag beside", async |wire| {
            let marks: [(MarkRequest, Value); 4] = [
                (MarkLost::new().into(), json!({"kind": "LOST"})),
                (
                    MarkFoundAt::new("2024-01-02T03:04:05Z").into(),
                    json!({"kind": "FOUND_AT", "value": "2024-01-02T03:04:05Z"}),
                ),
                (
                    MarkDamagedRequest::new(MarkDamagedValueRequest::new(65_535).how("fire"))
                        .into(),
                    json!({"kind": "DAMAGED", "value": {"reel": 65_535, "how": "fire"}}),
                ),
                (
                    MarkCounts::new([("scratches", u64::MAX)]).into(),
                    json!({"kind": "COUNTS", "value": {"scratches": u64::MAX}}),
                ),
            ];
            for (mark, sent) in marks {
                let mark = client.reviews().mark(MarkParams::new().body(mark)).await?;
                let call = wire.only();
                assert_eq!((call.json(), json!(mark)), (sent, call.answer_json()));
                assert!(!matches!(mark, Mark::Unknown(_)));
            }
            Ok(())
        })
        .await;
    calls
        .check("an enum without a tag", async |wire| {
            let years = json!({"from": 1900, "to": 1910});
            let searches: [(&str, SearchRequest); 4] = [
                ("year", 1921_i64.into()),
                ("words", "kid".into()),
                (
                    "years",
                    client::types::SearchObjectRequest::new(1900)
                        .to(1910)
                        .into(),
                ),
                ("names", vec!["Ada".to_owned()].into()),
            ];
            let found = client
                .reviews()
                .search(SearchParams::new().body(searches))
                .await?;
            let call = wire.only();
            let sent = json!({"year": 1921, "words": "kid", "years": years, "names": ["Ada"]});
            assert_eq!((call.json(), json!(found)), (sent, call.answer_json()));
            assert!(matches!(found["year"], Some(Search::Integer(1921))));
            assert!(matches!(&found["years"], Some(Search::Object(it)) if it.to == Some(1910)));
            assert!(found["nothing"].is_none());
            Ok(())
        })
        .await;
}
