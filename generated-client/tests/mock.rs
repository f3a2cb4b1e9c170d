//! A user's own tests: code that calls the API, with the API answered from memory.

#![cfg(all(feature = "mock", feature = "resources"))]

use std::time::Duration;

use cloudflare_realtime_kit::realtime_kit::active_session::{
    KickParticipantsParams, KickParticipantsResponse, KickParticipantsResponseData,
};
use cloudflare_realtime_kit::runtime::{Mock, MockAnswer};
use cloudflare_realtime_kit::types::{ErrorResponse, ErrorResponseError};
use cloudflare_realtime_kit::{Client, Error, TypedError};
use serde_json::json;

/// The code under test.
async fn remove(client: &Client, meeting: &str, name: &str) -> Result<bool, Error> {
    let params = KickParticipantsParams::new().custom_participant_ids([name]);
    let kit = client.realtime_kit();
    let kicked = kit
        .active_session()
        .kick_participants("app", meeting, params);
    Ok(kicked.await?.success == Some(true))
}

fn client(mock: &Mock) -> Client {
    let builder = Client::builder().api_token("t").account_id("account");
    builder.transport(mock.clone()).build().unwrap()
}

#[tokio::test]
async fn a_typed_answer() {
    let mock = Mock::new();
    let data = KickParticipantsResponseData::new().action("kicked");
    let answer = KickParticipantsResponse::new().success(true).data(data);
    mock.answer("kick-participants", &answer);

    assert!(remove(&client(&mock), "meeting", "ann").await.unwrap());

    let request = mock.requests_to("kick-participants").remove(0);
    assert_eq!(request.json(), json!({"custom_participant_ids": ["ann"]}));
}

#[tokio::test]
async fn a_refusal() {
    let mock = Mock::new();
    let reason = ErrorResponseError::new().code(1001).message("not found");
    let answer = ErrorResponse::new().errors([reason]);
    let client = client(&mock);
    let session = client.realtime_kit().active_session();
    let kick = || session.kick_participants("app", "meeting", KickParticipantsParams::new());
    mock.answer_error(&kick(), 404, &answer);

    let error = remove(&client, "meeting", "ann").await.unwrap_err();
    assert!(matches!(&error, Error::Status(error) if error.status() == 404));
    let TypedError::Documented(error) = kick().typed_errors().await.unwrap_err() else {
        panic!("another error");
    };
    assert_eq!(error.status(), 404);
    assert_eq!(error.body, answer);
}

#[tokio::test]
async fn a_server_that_never_answers_costs_no_time() {
    let mock = Mock::new();
    mock.answer_with("kick-participants", |_| MockAnswer::never());
    let before = std::time::Instant::now();
    let error = remove(&client(&mock), "meeting", "ann").await.unwrap_err();
    assert!(error.is_timeout(), "{error}");
    assert!(before.elapsed() < Duration::from_secs(5));
}

#[cfg(feature = "blocking")]
#[test]
fn a_call_without_async() {
    let mock = Mock::new();
    mock.answer(
        "kick-participants",
        &KickParticipantsResponse::new().success(false),
    );
    let client = client(&mock);
    let sessions = client.realtime_kit().active_session();
    let answer = sessions
        .kick_participants("app", "meeting", KickParticipantsParams::new())
        .blocking()
        .unwrap();
    assert_eq!(answer.success, Some(false));
}
