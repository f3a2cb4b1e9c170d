//! Answers of success that say in their body that the call failed.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use crate::support::memory::{Memory, answer};
use crate::support::{GET, builder};
use openapi_runtime::runtime::{Error, Request, Undocumented, json};

#[tokio::test]
async fn success_that_is_false_is_an_error() {
    for (body, is_refused) in [
        (r#"{"success": false, "errors": ["no"]}"#, true),
        (r#"{"success":true}"#, false),
        (r#"{"success":null}"#, false),
        (r#"{"result":{"success":false}}"#, false),
        ("{}", false),
    ] {
        let memory = Memory::new([
            answer(200, &[("cf-ray", "r")], body),
            answer(200, &[], body),
        ]);
        let client = builder().transport(memory).build().unwrap();
        let call = || {
            Request::<_, Undocumented>::new(
                &client,
                &GET,
                json::<openapi_runtime::runtime::data::Json>,
            )
        };
        match call().envelope("success").await {
            Ok(_) => assert!(!is_refused, "{body}"),
            Err(Error::Refused(error)) => {
                assert!(is_refused, "{body}");
                assert_eq!(error.body(), body);
                let error = Error::Refused(error);
                assert_eq!(error.status().unwrap(), 200);
                assert_eq!(
                    error.to_string(),
                    "things.get was answered with 200 OK, but says that it failed: no (request id r)"
                );
            }
            Err(error) => panic!("{error}"),
        }
        // Who asks for the response as it came gets it.
        assert_eq!(
            call().envelope("success").send_raw().await.unwrap().body(),
            body
        );
    }
}
