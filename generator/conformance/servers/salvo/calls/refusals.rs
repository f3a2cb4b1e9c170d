//! What is tried of refusals.

use crate::refused;
use client::Client;
use client::films::CreateParams;
use client::sessions::LogInParams;
use client::types::{CreditRequest, Failure, Format, NewFilm};
use conformance::Calls;
use serde_json::json;

pub(crate) async fn calls(calls: &mut Calls, client: &Client, stranger: &Client) {
    calls
        .check("errors are typed", async |wire| {
            let error = refused(client.films().get(u64::MAX).await);
            assert_eq!(wire.only().line(), "GET /films/18446744073709551615");
            let Failure::NoSuchFilm(missing) = error.decode_as::<Failure>()? else {
                panic!()
            };
            assert_eq!((error.status().as_u16(), missing.id), (404, u64::MAX));
            let film = || NewFilm::new("Air", Format::Acetate, [] as [CreditRequest; 0]);
            let error = refused(client.films().create(CreateParams::new(film())).await);
            let Failure::BadField(bad) = error.decode_as::<Failure>()? else {
                panic!()
            };
            assert_eq!(
                (&*bad.field, bad.problem.as_deref()),
                ("credits", Some("somebody made it"))
            );
            let error = refused(stranger.films().create(CreateParams::new(film())).await);
            assert!(matches!(error.decode_as::<Failure>()?, Failure::Stranger(_)));
            let error = refused(client.films().delete(6).await);
            assert!(matches!(error.decode_as::<Failure>()?, Failure::NoSuchFilm(_)));
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
