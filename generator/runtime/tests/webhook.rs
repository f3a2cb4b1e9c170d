//! Signatures of requests that a server sends, with the examples that their makers publish.

#![cfg(feature = "webhook-signatures")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::time::{Duration, SystemTime};

use http::{HeaderMap, HeaderName, HeaderValue};
use openapi_runtime::runtime::data::Json;
use openapi_runtime::runtime::webhook::{
    SignatureAlgorithm, SignatureEncoding, SignatureScheme, WebhookError, WebhookVerifier,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

fn headers(list: &[(&str, &str)]) -> HeaderMap {
    let pair = |(name, value): &(&str, &str)| {
        let name: HeaderName = name.parse().unwrap();
        (name, HeaderValue::from_str(value).unwrap())
    };
    list.iter().map(pair).collect()
}

fn at(seconds: u64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(seconds)
}

fn verifier(scheme: SignatureScheme, secret: &str) -> WebhookVerifier {
    WebhookVerifier::new(scheme, secret).unwrap()
}

const STANDARD_SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const STANDARD_SENT: u64 = 1_614_265_330;
const STANDARD: [(&str, &str); 3] = [
    ("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek"),
    ("webhook-timestamp", "1614265330"),
    (
        "webhook-signature",
        "v1a,x v1,MDAwMA== v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
    ),
];
const STANDARD_BODY: &[u8] = br#"{"test": 2432232314}"#;

const GITHUB: &str = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

#[test]
fn standard_webhooks() {
    let verify = |headers: &HeaderMap, seconds| {
        let verifier = verifier(SignatureScheme::standard(), STANDARD_SECRET);
        verifier.verify_at(headers, STANDARD_BODY, at(seconds))
    };
    let good = headers(&STANDARD);
    verify(&good, STANDARD_SENT).unwrap();
    // Five minutes in either direction.
    verify(&good, STANDARD_SENT + 300).unwrap();
    verify(&good, STANDARD_SENT - 300).unwrap();
    let error = verify(&good, STANDARD_SENT + 301).unwrap_err();
    assert_eq!(
        error.to_string(),
        "the request was sent 301 seconds from now"
    );
    assert!(verify(&good, STANDARD_SENT - 301).is_err());
    // Everything that is signed counts.
    for (name, value) in [
        ("webhook-id", "msg_other"),
        ("webhook-timestamp", "1614265331"),
        ("webhook-signature", "v1,MDAwMA=="),
    ] {
        let mut changed = good.clone();
        changed.insert(name, HeaderValue::from_static(value));
        let error = verify(&changed, STANDARD_SENT).unwrap_err();
        assert!(
            matches!(error, WebhookError::WrongSignature),
            "{name}: {error}"
        );
        changed.remove(name);
        let error = verify(&changed, STANDARD_SENT).unwrap_err();
        assert_eq!(
            error.to_string(),
            format!("the request has no header `{name}`")
        );
    }
    for (name, value) in [
        ("webhook-timestamp", "\u{ff}"),
        (
            "webhook-signature",
            "v2,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
        ),
        ("webhook-signature", ""),
    ] {
        let mut changed = good.clone();
        changed.insert(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
        let error = verify(&changed, STANDARD_SENT).unwrap_err();
        assert!(
            matches!(error, WebhookError::InvalidHeader(_)),
            "{name}: {error}"
        );
    }
}

#[test]
fn github() {
    let verifier = verifier(SignatureScheme::github(), "It's a Secret to Everybody");
    let good = headers(&[("x-hub-signature-256", GITHUB)]);
    verifier.verify(&good, b"Hello, World!").unwrap();
    let error = verifier.verify(&good, b"Hello, World?").unwrap_err();
    assert!(matches!(error, WebhookError::WrongSignature), "{error}");
    let error = verifier.read::<Json>(&good, b"Hello, World!").unwrap_err();
    assert!(matches!(error, WebhookError::Json(_)), "{error}");
    for other in [
        "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
        "sha256=757107",
        "sha256=",
        "sha256=é",
        "sha256=0",
    ] {
        let headers = headers(&[("x-hub-signature-256", other)]);
        assert!(
            verifier.verify(&headers, b"Hello, World!").is_err(),
            "{other}"
        );
    }
}

/// The signatures were made with OpenSSL.
#[test]
fn stripe_with_two_secrets() {
    let verifier = verifier(SignatureScheme::stripe(), "new")
        .or_secret("old")
        .unwrap();
    let verify = |value: &str| {
        let headers = headers(&[("stripe-signature", value)]);
        verifier.verify_at(&headers, br#"{"id":"evt_1"}"#, at(1_700_000_000))
    };
    verify(
        "t=1700000000,v1=5a74f33d11d9902bcf719984af4cbeaf4d5578ea4afc1ea4fa0a84059940e46f,v0=aa",
    )
    .unwrap();
    verify(
        "v1=00,v1=cf693a4b560b05592ce075bbc072d5b59db3a490a3d56fe963680673d41ce564,t=1700000000",
    )
    .unwrap();
    let error =
        verify("v1=5a74f33d11d9902bcf719984af4cbeaf4d5578ea4afc1ea4fa0a84059940e46f").unwrap_err();
    assert!(matches!(error, WebhookError::InvalidHeader(_)), "{error}");
    let error =
        verify("t=1700000001,v1=5a74f33d11d9902bcf719984af4cbeaf4d5578ea4afc1ea4fa0a84059940e46f")
            .unwrap_err();
    assert!(matches!(error, WebhookError::WrongSignature), "{error}");
}

#[test]
fn schemes_that_are_described() {
    let slack = SignatureScheme::hmac("X-Slack-Signature")
        .prefix("v0=")
        .timestamp_header("X-Slack-Request-Timestamp")
        .signed("v0:{timestamp}:{body}");
    let body = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&\
                channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&\
                response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&\
                trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";
    let good = headers(&[
        ("x-slack-request-timestamp", "1531420618"),
        (
            "x-slack-signature",
            "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
        ),
    ]);
    let slack = verifier(slack, "8f742231b10e8888abcd99yyyzzz85a5");
    let slack = slack.tolerance(Duration::from_secs(1));
    slack
        .verify_at(&good, body.as_bytes(), at(1_531_420_618))
        .unwrap();
    assert!(
        slack
            .verify_at(&good, body.as_bytes(), at(1_531_420_620))
            .is_err()
    );
    // RFC 4231, test case 2.
    let long = SignatureScheme::hmac("signature")
        .algorithm(SignatureAlgorithm::Sha512)
        .encoding(SignatureEncoding::Hex);
    let good = headers(&[(
        "signature",
        "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737",
    )]);
    verifier(long, "Jefe")
        .verify(&good, b"what do ya want for nothing?")
        .unwrap();
    // Braces that name nothing are signed as they stand.
    let braces = SignatureScheme::hmac("signature").signed("{{body}{}{other}");
    let good = headers(&[(
        "signature",
        "232fc04eb7b622032ed1bd68695e6013108320245d1f9fcff6dcee5951539d5e",
    )]);
    verifier(braces, "key").verify(&good, b"text").unwrap();
}

#[test]
fn a_secret_has_to_be_one_and_is_not_shown() {
    for (scheme, secret) in [
        (SignatureScheme::github(), ""),
        (SignatureScheme::standard(), "whsec_"),
        (SignatureScheme::standard(), "whsec_%"),
    ] {
        let error = WebhookVerifier::new(scheme, secret).unwrap_err();
        assert!(matches!(error, WebhookError::InvalidSecret), "{error}");
    }
    let verifier = verifier(SignatureScheme::github(), "a secret word");
    let shown = format!("{verifier:?}");
    assert!(
        shown.contains("[redacted]") && !shown.contains("secret word"),
        "{shown}"
    );
    assert!(!shown.contains("97, 32, 115"), "{shown}");
}

#[allow(dead_code, unreachable_pub, reason = "an example has a main function")]
#[path = "../examples/webhook_receiver.rs"]
mod receiver;

/// A real server, which is sent what is signed with OpenSSL's signature, and what is not.
#[tokio::test]
async fn a_server_that_receives_webhooks() {
    let scheme = SignatureScheme::hmac("x-signature");
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let app = receiver::app(verifier(scheme, "key"));
    tokio::spawn(async move { axum::serve(listener, app).await });
    let send = |signature: &'static str, body: &'static str| async move {
        let length = body.len();
        let request = format!(
            "POST /webhooks HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\ncontent-length: {length}\r\n\
             x-signature: {signature}\r\n\r\n{body}"
        );
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        let (head, text) = answer.split_once("\r\n\r\n").unwrap();
        let status: u16 = head.split(' ').nth(1).unwrap().parse().unwrap();
        (status, text.to_owned())
    };
    let right = "2ae2315f8714c8fba90d5eea22f143e10dc007e51972d28afd22c351b760a7f9";
    let (status, text) = send(right, r#"{"type":"order.paid"}"#).await;
    assert_eq!(
        (status, text.as_str()),
        (200, r#"received {"type":"order.paid"}"#)
    );
    let (status, text) = send(right, r#"{"type":"order.lost"}"#).await;
    assert_eq!(
        (status, text.as_str()),
        (401, "no signature of the request is right")
    );
    let (status, _) = send(
        "3d20c132b21eff5e4241a2ac6b28884b809b5efc693a8d99e07f338c8565271c",
        "order.paid",
    )
    .await;
    assert_eq!(status, 422);
}
