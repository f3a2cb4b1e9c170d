//! What a failure says for people.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use crate::support::memory::{Memory, answer};
use crate::support::{GET, builder};
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::{Error, Request, Style, Undocumented, json};

const PROBLEM: &str =
    r#"{"title": "Not Found", "detail": "There is no book \"a b/ü\" on shelf 12345"}"#;

#[tokio::test]
async fn an_error_says_what_the_server_says_but_not_what_was_sent() {
    let memory = Memory::new([answer(404, &[("x-request-id", "r")], PROBLEM)]);
    let client = builder().transport(memory).build().unwrap();
    let call = Request::<_, Undocumented>::new(&client, &GET, json::<Json>)
        .query_parameter("title", &"a b/ü".to_owned(), Style::FORM)
        .query_parameter("shelf", &12345, Style::FORM);
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.get was answered with 404 Not Found: Not Found: There is no book \"[redacted]\" on shelf [redacted] (request id r)"
    );
    let Error::Status(error) = error else {
        panic!("{error}")
    };
    let said = "Not Found: There is no book \"[redacted]\" on shelf [redacted]";
    assert_eq!(
        (error.message(), error.body().as_ref()),
        (Some(said), PROBLEM.as_bytes())
    );
}

#[tokio::test]
async fn nothing_is_said_where_too_much_was_sent() {
    let memory = Memory::new([answer(404, &[], PROBLEM)]);
    let client = builder().transport(memory).build().unwrap();
    let many: Vec<String> = (0..2000).map(|it| format!("value {it}")).collect();
    let call = Request::<_, Undocumented>::new(&client, &GET, json::<Json>).json(&many);
    let error = call.await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.get was answered with 404 Not Found"
    );
}

#[tokio::test]
async fn values_of_bodies_and_headers_are_left_out() {
    let body =
        r#"{"message": "hunter22 and hunter+22 of 98765.5 are not t0ken, nor user:passw0rd"}"#;
    let said = |call: fn(Request<Json>) -> Request<Json>| async move {
        let memory = Memory::new([answer(400, &[], body)]);
        let client = builder().transport(memory).build().unwrap();
        let error = call(Request::new(&client, &GET, json::<Json>))
            .await
            .unwrap_err();
        error
            .to_string()
            .split_once(": ")
            .map(|(_, said)| said.to_owned())
    };
    let json =
        said(|it| it.json(&serde_json::json!({"a": ["hunter22"], "b": {"c": 98765.5}}))).await;
    assert_eq!(
        json.unwrap(),
        "[redacted] and hunter+22 of [redacted] are not t0ken, nor user:passw0rd"
    );
    let basic = said(|it| it.header("authorization", "Basic dXNlcjpwYXNzdzByZA==")).await;
    assert_eq!(
        basic.unwrap(),
        "hunter22 and hunter+22 of 98765.5 are not t0ken, nor [redacted]:[redacted]"
    );
    let cookie = said(|it| it.header("cookie", "a=b; c=t0ken")).await;
    assert_eq!(
        cookie.unwrap(),
        "hunter22 and hunter+22 of 98765.5 are not [redacted], nor user:passw0rd"
    );
    let form = said(|it| {
        it.body(
            "application/x-www-form-urlencoded",
            "a=hunter%2B22".as_bytes(),
        )
    })
    .await;
    assert_eq!(
        form.unwrap(),
        "hunter22 and [redacted] of 98765.5 are not t0ken, nor user:passw0rd"
    );
    let parts = said(|it| {
        it.body(
            "multipart/form-data; boundary=b",
            "--b\r\nname\r\n\r\nhunter22\r\n--b--".as_bytes(),
        )
    })
    .await;
    assert_eq!(
        parts.unwrap(),
        "[redacted] and hunter+22 of 98765.5 are not t0ken, nor user:passw0rd"
    );
}
