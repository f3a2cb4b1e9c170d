//! JSON that is deep, long, double or none at all.

use std::collections::BTreeMap;

use openapi_runtime::runtime::data::{Decode, Json};
use openapi_runtime::runtime::{Error, Request, Undocumented, json};
use serde_json::json as value;

use crate::client;
use crate::support::GET;
use crate::support::server::{Server, reply};

/// What comes of reading `body` as a `T`.
async fn read<T: Decode + Send + 'static>(status: u16, body: &[u8]) -> Result<T, Error> {
    let server = Server::start([reply(status, "", body)]).await;
    let call = Request::<_, Undocumented>::new(&client(&server), &GET, json::<T>);
    match call.await {
        Err(Error::Status(error)) => error.decode_as().map_err(Error::Decode),
        other => other,
    }
}

fn is_decode<T>(result: &Result<T, Error>) -> bool {
    matches!(result, Err(error @ Error::Decode(_)) if !crate::everything(error).is_empty())
}

#[tokio::test]
async fn depth_is_bounded_wherever_it_is() {
    for depth in [129, 10_000, 1_000_000] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":[", "]}]")] {
            let whole = format!("{}1{}", open.repeat(depth), close.repeat(depth));
            let within = format!("{{\"a\": 1, \"b\": {whole}}}");
            for body in [&whole, &within, &open.repeat(depth)] {
                assert!(
                    is_decode(&read::<Json>(200, body.as_bytes()).await),
                    "{depth} of {open}"
                );
                assert!(
                    is_decode(&read::<Vec<Json>>(200, body.as_bytes()).await),
                    "{depth} of {open}"
                );
                assert!(
                    is_decode(&read::<BTreeMap<String, Json>>(200, body.as_bytes()).await),
                    "{depth} of {open}"
                );
            }
        }
    }
}

#[tokio::test]
async fn numbers_may_have_a_million_digits() {
    let digits = "7".repeat(1_000_000);
    for number in [
        digits.clone(),
        format!("-{digits}"),
        format!("0.{digits}"),
        format!("1e{digits}"),
        format!("{digits}e-{digits}"),
    ] {
        let body = number.as_bytes();
        // What a number can be that large for is not the question: it is read or refused, soon.
        let _ = read::<Json>(200, body).await;
        let _ = read::<f64>(200, body).await;
        let _ = read::<i64>(200, body).await;
        let listed = format!("{{\"a\": [1, {number}]}}");
        let _ = read::<BTreeMap<String, Vec<Json>>>(200, listed.as_bytes()).await;
    }
    let nothing = format!("0.{}", "0".repeat(1_000_000));
    let nothing = read::<f64>(200, nothing.as_bytes()).await.unwrap();
    assert_eq!(nothing.to_bits(), 0);
}

#[tokio::test]
async fn what_is_no_json_is_said_to_be_none() {
    // Nothing is what has no value here, where the answer says that it is all there.
    assert_eq!(read::<Json>(200, b"").await.unwrap(), Json::Null);
    assert!(is_decode(&read::<i64>(200, b"").await));
    for body in [
        &b" \r\n"[..],
        b"{",
        b"}",
        b"[1,]",
        b"{\"a\":}",
        b"{\"a\" 1}",
        b"nul",
        b"NaN",
        b"Infinity",
        b"01",
        b"+1",
        b"'a'",
        b"[1] 2",
        b"[1]]",
        b"\"a",
        b"\"\\ud800\"",
        b"\"\\u12\"",
        b"\"\\x\"",
        b"\"a\nb\"",
        b"\xff",
        b"\"\xc3\"",
        b"\"\xed\xa0\x80\"",
        b"\xfe\xff\0[\0]",
        b"[\0\0\0]\0\0\0",
        b"\0",
        b"<html></html>",
        b"\xef\xbb\xbf\xef\xbb\xbf[]",
    ] {
        let result = read::<Json>(200, body).await;
        assert!(is_decode(&result), "{body:?}: {result:?}");
        let result = read::<Json>(500, body).await;
        assert!(is_decode(&result), "{body:?}: {result:?}");
    }
    assert_eq!(
        read::<Json>(200, b"\xef\xbb\xbf[]").await.unwrap(),
        value!([])
    );
}

#[tokio::test]
async fn a_key_that_comes_twice_is_read_as_serde_does() {
    let body = b"{\"a\": 1, \"a\": 2}";
    assert_eq!(read::<Json>(200, body).await.unwrap(), value!({"a": 2}));
    let map = read::<BTreeMap<String, i64>>(200, body).await;
    assert_eq!(map.unwrap(), BTreeMap::from([("a".to_owned(), 2)]));
    // An envelope that says both yes and no: the last word counts, as for whoever reads the body.
    let server = Server::start([reply(200, "", "{\"success\": false, \"success\": true}")]).await;
    let call = crate::request(&client(&server), &GET).envelope("success");
    call.await.unwrap();
}

#[tokio::test]
async fn a_million_keys_and_items_are_read() {
    let keys: Vec<String> = (0..200_000).map(|key| format!("\"{key}\":0")).collect();
    let body = format!("{{{}}}", keys.join(","));
    assert_eq!(
        read::<BTreeMap<String, i64>>(200, body.as_bytes())
            .await
            .unwrap()
            .len(),
        200_000
    );
    let body = format!("[{}1]", "0,".repeat(1_000_000));
    assert_eq!(
        read::<Vec<i64>>(200, body.as_bytes()).await.unwrap().len(),
        1_000_001
    );
}
