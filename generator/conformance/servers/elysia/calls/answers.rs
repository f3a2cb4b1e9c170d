//! What is tried of answers.

use client::Client;
use client::types::Genre;
use conformance::Calls;

pub(crate) async fn calls(calls: &mut Calls, client: &Client) {
    calls
        .check("paths", async |wire| {
            let file = client.get_file("a b/c.txt").await?;
            assert_eq!(wire.only().line(), "GET /files/a%20b/c.txt");
            // It is not decoded here.
            assert_eq!(file.path, "a%20b/c.txt");
            let genre = client.get_genre(Genre::HipHop, "2024-02-29").await?;
            assert_eq!(wire.only().line(), "GET /genres/hip%20hop/2024-02-29");
            assert_eq!(
                (genre.genre, genre.day.as_str()),
                (Genre::HipHop, "2024-02-29")
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
