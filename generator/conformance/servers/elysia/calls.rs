//! What a user of the record shop's client writes.

use client::operations::{
    GetMeParams, PostCoversAsMultipartParams, PostCoversManyAsMultipartParams, PostTokenParams,
};
use client::records::{ChangeParams, CreateParams, ListParams, SetFormatsParams};
use client::runtime::body::File;
use client::types::{
    Format, FormatAlbum, FormatSingle, FormatSingleSide, Problem, RecordChange, RecordCondition,
    RecordGenre, RecordInput, RecordInputRequired, RecordTrack, StringOrNumber,
};
use client::{Client, Error};
use conformance::{Calls, whole};
use serde_json::json;

#[tokio::main]
async fn main() -> std::process::ExitCode {
    let mut calls = Calls::start();
    let client = Client::builder()
        .base_url(calls.url())
        .bearer("keeper")
        .max_retries(0)
        .build()
        .unwrap();
    lists(&mut calls, &client).await;
    records(&mut calls, &client).await;
    changes(&mut calls, &client).await;
    forms(&mut calls, &client).await;
    answers(&mut calls, &client).await;
    calls.end()
}

fn least(code: impl Into<StringOrNumber>) -> RecordInput {
    RecordInput::new(RecordInputRequired {
        title: "Blue".to_owned(),
        genre: RecordGenre::RB,
        price: 9.5,
        tracks: vec![
            RecordTrack::new("One"),
            RecordTrack::new("Two").seconds(200),
        ],
        code: code.into(),
    })
}

async fn lists(calls: &mut Calls, client: &Client) {
    calls
        .check("every parameter of a list", async |wire| {
            let params = ListParams::new(2, 2)
                .genre(RecordGenre::HipHop)
                .genres([RecordGenre::Jazz, RecordGenre::RB])
                .ids([1, 2])
                .used(true)
                .since("2024-01-02T03:04:05.000Z")
                .q("a+b & c");
            let page = client.records().list(params).await?;
            let call = wire.only();
            assert_eq!(
                call.line(),
                "GET /records/?page=2&limit=2&genre=hip%20hop&genres=jazz&genres=r%26b&ids=1&ids=2&used=true\
                 &since=2024-01-02T03%3A04%3A05.000Z&q=a%2Bb%20%26%20c"
            );
            assert_eq!(call.header("authorization"), Some("Bearer keeper"));
            assert_eq!(whole(&page), call.answer_json());
            assert_eq!((page.page, page.total, page.data[0].id), (2, 5, 3));
            assert_eq!(
                json!(page.query),
                json!({
                    "page": 2, "limit": 2, "genre": "hip hop", "genres": ["jazz", "r&b"], "ids": [1, 2], "used": true,
                    "since": "2024-01-02T03:04:05.000Z", "q": "a+b & c",
                })
            );
            Ok(())
        })
        .await;
    calls
        .check("all pages, and no more", async |wire| {
            let mut items = client.records().list(ListParams::new(1, 2)).items();
            let mut ids = Vec::new();
            while let Some(record) = items.next().await {
                ids.push(record?.id);
            }
            assert_eq!(ids, [1, 2, 3, 4, 5]);
            assert_eq!(wire.all().len(), 3);
            Ok(())
        })
        .await;
}

async fn records(calls: &mut Calls, client: &Client) {
    calls
        .check("the least of a record", async |wire| {
            let answer = client.records().create(CreateParams::new(least("A"))).send_with_response().await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"{"title":"Blue","genre":"r&b","price":9.5,"tracks":[{"title":"One","seconds":null},{"title":"Two","seconds":200}],"code":"A"}"#
            );
            assert_eq!((call.status(), answer.header("location")), (201, Some("/records/6")));
            let made = answer.into_body();
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.id, made.genre), (6, RecordGenre::RB));
            assert_eq!((made.tracks[0].seconds, made.tracks[1].seconds), (None, Some(200)));
            Ok(())
        })
        .await;
    calls
        .check("everything of a record", async |wire| {
            let input = least(7)
                .released("2024-02-29")
                .note("Grüße")
                .labels([("a", "b")])
                .position((1.5, 2.0))
                .condition(RecordCondition::Used)
                .extra(json!([null, {"a": 1}]));
            let made = client.records().create(CreateParams::new(input)).await?;
            let call = wire.only();
            let sent = call.json();
            let rest = json!({
                "released": "2024-02-29", "note": "Grüße", "labels": {"a": "b"}, "position": [1.5, 2.0], "code": 7.0,
                "condition": "used", "extra": [null, {"a": 1}],
            });
            for (name, value) in rest.as_object().unwrap() {
                assert_eq!(sent[name], *value, "{name}");
            }
            assert_eq!(whole(&made), call.answer_json());
            assert_eq!((made.code, made.position), (StringOrNumber::Number(7.0), Some((1.5, 2.0))));
            let made = client.records().create(CreateParams::new(least("A").clear_note())).await?;
            let call = wire.only();
            assert!(call.text().contains(r#""note":null"#));
            assert_eq!(whole(&made), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a record by its id, and none", async |wire| {
            let record = client.records().get(3).await?;
            assert_eq!(whole(&record), wire.only().answer_json());
            let Err(Error::Status(error)) = client.records().get(9).await else {
                panic!("it is found")
            };
            let problem: Problem = error.decode()?;
            assert_eq!(whole(&problem), wire.only().answer_json());
            assert_eq!(
                (error.status().as_u16(), problem.code.as_str()),
                (404, "none")
            );
            let input = least("A").title("");
            let Err(Error::Status(error)) = client.records().create(CreateParams::new(input)).await
            else {
                panic!("it is taken")
            };
            let problem: Problem = error.decode()?;
            assert_eq!(
                (error.status().as_u16(), problem.message.as_str()),
                (422, "/title")
            );
            Ok(())
        })
        .await;
}

async fn changes(calls: &mut Calls, client: &Client) {
    calls
        .check("what is absent stays, what is null goes", async |wire| {
            let change = RecordChange::new().note("n").price(2.5);
            let record = client
                .records()
                .change(1, ChangeParams::new(change))
                .await?;
            assert_eq!(wire.only().text(), r#"{"price":2.5,"note":"n"}"#);
            assert_eq!((record.note.as_deref(), record.price), (Some("n"), 2.5));
            let record = client
                .records()
                .change(1, ChangeParams::new(RecordChange::new().clear_note()))
                .await?;
            let call = wire.only();
            assert_eq!(call.text(), r#"{"note":null}"#);
            assert_eq!(whole(&record), call.answer_json());
            assert_eq!((record.note, record.price), (None, 2.5));
            Ok(())
        })
        .await;
    calls
        .check("each branch of a union", async |wire| {
            let sent: [Format; 2] = [
                FormatSingle::new(FormatSingleSide::B).into(),
                FormatAlbum::new(2).into(),
            ];
            let read = client
                .records()
                .set_formats(1, SetFormatsParams::new(sent.clone()))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"[{"kind":"single","side":"B"},{"kind":"album","discs":2}]"#
            );
            assert_eq!(json!(read), call.answer_json());
            assert_eq!(read, sent);
            Ok(())
        })
        .await;
    calls
        .check("nothing comes back", async |wire| {
            client.records().delete(1).await?;
            let call = wire.only();
            assert_eq!(
                (call.line().as_str(), call.status()),
                ("DELETE /records/1", 204)
            );
            Ok(())
        })
        .await;
}

async fn forms(calls: &mut Calls, client: &Client) {
    calls
        .check("files with fields", async |wire| {
            let file = File::new("Grüße").name("g.txt").media_type("text/plain");
            let params = PostCoversAsMultipartParams::new(file, "A title")
                .back(File::new("b").name("b"))
                .pages(3);
            let stored = client.post_covers_as_multipart(params).await?;
            let call = wire.only();
            assert_eq!(call.status(), 201);
            assert_eq!(whole(&stored), call.answer_json());
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["Grüße", "b"]);
            assert_eq!(
                (stored.title.as_deref(), stored.pages),
                (Some("A title"), Some(3.0))
            );
            let stored = client
                .post_covers_as_multipart(PostCoversAsMultipartParams::new("x", "t"))
                .await?;
            assert_eq!((stored.files.len(), stored.pages), (1, None));
            Ok(())
        })
        .await;
    calls
        .check("several files", async |_| {
            let files = [File::new("1").name("a"), File::new("22").name("b")];
            let params = PostCoversManyAsMultipartParams::new(files);
            let stored = client.post_covers_many_as_multipart(params).await?;
            let texts: Vec<&str> = stored.files.iter().map(|file| file.text.as_str()).collect();
            assert_eq!(texts, ["1", "22"]);
            Ok(())
        })
        .await;
    calls
        .check("a form", async |wire| {
            let token = client
                .post_token(PostTokenParams::new("ann & co", "ä=+").remember(true))
                .await?;
            assert_eq!(
                wire.only().text(),
                "user=ann%20%26%20co&password=%C3%A4%3D%2B&remember=true"
            );
            assert_eq!((token.token.as_str(), token.remember), ("ann & co!", true));
            Ok(())
        })
        .await;
    calls
        .check("cookies", async |wire| {
            let me = client
                .get_me(GetMeParams::new("ab.c").theme("dark"))
                .await?;
            assert_eq!(
                wire.only().header("cookie"),
                Some("session=ab.c; theme=dark")
            );
            assert_eq!(
                (me.session.as_str(), me.theme.as_deref()),
                ("ab.c", Some("dark"))
            );
            let me = client.get_me(GetMeParams::new("ab.c")).await?;
            assert_eq!(me.theme, None);
            Ok(())
        })
        .await;
}

async fn answers(calls: &mut Calls, client: &Client) {
    calls
        .check("paths", async |wire| {
            let file = client.get_file("a b/c.txt").await?;
            assert_eq!(wire.only().line(), "GET /files/a%20b/c.txt");
            // It is not decoded here.
            assert_eq!(file.path, "a%20b/c.txt");
            let genre = client.get_genre(RecordGenre::HipHop, "2024-02-29").await?;
            assert_eq!(wire.only().line(), "GET /genres/hip%20hop/2024-02-29");
            assert_eq!(
                (genre.genre, genre.day.as_str()),
                (RecordGenre::HipHop, "2024-02-29")
            );
            Ok(())
        })
        .await;
    calls
        .check("what is no object", async |wire| {
            assert_eq!(client.get_motto().await?, r#"Play it "loud""#);
            assert_eq!(client.get_count().await?, 5.0);
            assert!(client.get_open().await?);
            assert_eq!(client.get_label().await?, [0, 0xff, 0x0a].as_slice());
            let answers: Vec<String> = wire.all()[..3]
                .iter()
                .map(|call| call.answer_text())
                .collect();
            assert_eq!(answers, [r#"Play it "loud""#, "5", "true"]);
            Ok(())
        })
        .await;
    calls
        .check("events as they come", async |wire| {
            let mut plays = client.get_plays().await?;
            let mut read = Vec::new();
            while let Some(play) = plays.next().await {
                read.push(play?.n);
            }
            assert_eq!(read, [1, 2, 3]);
            assert!(
                wire.only()
                    .answer_text()
                    .contains("event: play\ndata: {\"n\":3}")
            );
            Ok(())
        })
        .await;
    calls
        .check("a redirect is followed", async |wire| {
            client.get_newest().await?;
            let lines: Vec<String> = wire.all().iter().map(|call| call.line()).collect();
            assert_eq!(lines, ["GET /newest", "GET /motto"]);
            Ok(())
        })
        .await;
}
