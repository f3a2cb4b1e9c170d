//! What a user of the music school's client writes.

mod pupils;

use client::operations::{CreateChoirParams, CreateEnrolmentParams, GetTokenParams};
use client::recordings::ReplaceAudioParams;
use client::runtime::body::File;
use client::types::{Choir, Enrolment, ValidationError};
use client::{Client, Error, StatusError};
use conformance::Calls;
use serde_json::json;

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
        .bearer_auth("t1")
        .basic_auth("ann", "secret")
        .build()
        .unwrap();
    pupils::calls(&mut calls, &client).await;
    recordings(&mut calls, &client).await;
    others(&mut calls, &client).await;
    calls.end()
}

async fn recordings(calls: &mut Calls, client: &Client) {
    calls
        .check(
            "a recording is handed in with one file and with several",
            async |wire| {
                let audio = File::new(vec![0, 255, 1])
                    .name("a.mp3")
                    .media_type("audio/mpeg");
                let stored = client
                    .recordings()
                    .replace_audio(7, ReplaceAudioParams::new(audio.clone(), "Für Elise"))
                    .await?;
                let call = wire.only();
                assert_eq!(call.line(), "PUT /audio/7");
                assert_eq!(
                    json!(stored),
                    json!({"title": "Für Elise", "take": 1, "names": ["a.mp3"], "sizes": [3]})
                );
                assert_eq!(json!(stored), call.answer_json());
                let stems = [
                    File::new("12").name("1.wav"),
                    File::new("1234").name("2.wav"),
                ];
                let params = ReplaceAudioParams::new(audio, "t")
                    .take(2)
                    .score(File::new("x").name("s.pdf"))
                    .stems(stems);
                let stored = client.recordings().replace_audio(8, params).await?;
                let call = wire.only();
                assert!(
                    call.text().contains("name=\"take\"\r\n\r\n2\r\n"),
                    "{}",
                    call.text()
                );
                assert_eq!(
                    stored.names,
                    Some(
                        ["a.mp3", "s.pdf", "1.wav", "2.wav"]
                            .map(str::to_owned)
                            .to_vec()
                    )
                );
                assert_eq!(
                    (stored.sizes, stored.take),
                    (Some(vec![3, 1, 2, 4]), Some(2))
                );
                Ok(())
            },
        )
        .await;
    calls
        .check("a recording of another kind is refused", async |wire| {
            let wrong = ReplaceAudioParams::new(File::new("x").name("a.txt"), "t");
            let error = refused(client.recordings().replace_audio(9, wrong).await);
            assert_eq!(error.status(), 422);
            let body: ValidationError = error.decode_as()?;
            assert_eq!(json!(body), wire.only().answer_json());
            assert_eq!(
                body.detail
                    .as_ref()
                    .and_then(|it| it.get("form_and_files"))
                    .map(|it| it.len()),
                Some(1)
            );
            Ok(())
        })
        .await;
    calls
        .check("a recording is bytes", async |wire| {
            assert_eq!(&client.recordings().get_audio(7).await?[..], [0, 255, 1]);
            assert_eq!(
                wire.only().answer_header("content-type"),
                Some("audio/mpeg")
            );
            Ok(())
        })
        .await;
}

async fn others(calls: &mut Calls, client: &Client) {
    calls
        .check("a form is sent", async |wire| {
            let form = Enrolment::new("Solfège & more", "Zoë")
                .paid(true)
                .terms([1, 2]);
            let receipt = client
                .create_enrolment(CreateEnrolmentParams::new(form))
                .await?;
            let call = wire.only();
            assert_eq!(
                call.header("content-type"),
                Some("application/x-www-form-urlencoded")
            );
            assert_eq!(
                call.text(),
                "course=Solf%C3%A8ge%20%26%20more&paid=true&pupil=Zo%C3%AB&terms=1&terms=2"
            );
            assert_eq!(
                (receipt.number, receipt.text.as_deref()),
                (2_147_483_648, Some("Zoë: Solfège & more True"))
            );
            assert_eq!(json!(receipt), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a token is had for a name and a password", async |wire| {
            let token = client.get_token(GetTokenParams::new().x_trace(9)).await?;
            let call = wire.only();
            assert_eq!(
                (call.header("authorization"), call.header("x-trace")),
                (Some("Basic YW5uOnNlY3JldA=="), Some("9"))
            );
            assert_eq!(
                (token.token.as_deref(), token.lasts),
                (Some("t1 for ann"), Some(2.25))
            );
            Ok(())
        })
        .await;
    calls
        .servers_own("a list of choirs", "takes a list where the description has one choir", async |wire| {
            let choirs = [Choir::new("z").voices([Choir::new("alto").voices([Choir::new("alto 2")])]), Choir::new("a")];
            let one = CreateChoirParams::new(Choir::new("a"));
            assert_eq!(refused(client.create_choir(one).await).status(), 422);
            wire.only();
            let sorted = client.create_choir(CreateChoirParams::new(Choir::new("a"))).json(&choirs).await?;
            let call = wire.only();
            assert_eq!(
                call.text(),
                r#"[{"name":"z","voices":[{"name":"alto","voices":[{"name":"alto 2"}]}]},{"name":"a"}]"#
            );
            assert_eq!(sorted.first().map(|it| it.name.as_str()), Some("a"));
            assert_eq!(json!(sorted), call.answer_json());
            Ok(())
        })
        .await;
    calls
        .check("a song is a text", async |wire| {
            assert_eq!(
                client.get_song("duet", "Là ci darem/la mano").await?,
                "duet: Là ci darem/la mano ♪"
            );
            assert_eq!(
                wire.only().line(),
                "GET /songs/duet/L%C3%A0%20ci%20darem%2Fla%20mano"
            );
            Ok(())
        })
        .await;
}
