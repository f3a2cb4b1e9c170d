//! When a call is sent again, to the millisecond: the clock stands still but for the waits themselves.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::time::Duration;

use crate::support::memory::{Act, Memory, answer, status};
use crate::support::{GET, KICK, POST, TOKEN, builder, request};
use openapi_runtime::runtime::{
    Client, Error, Operation, Timeout, TransportError, TransportErrorKind,
};

const SECOND: Duration = Duration::from_secs(1);

fn client(memory: &Memory) -> Client {
    builder().transport(memory.clone()).build().unwrap()
}

/// How many requests a call of `operation` makes when it is answered by `act` each time.
async fn requests(operation: &'static Operation, act: Act) -> usize {
    let memory = Memory::new(std::iter::repeat_n(act, 9));
    request(&client(&memory), operation).await.unwrap_err();
    memory.seen().len()
}

#[tokio::test(start_paused = true)]
async fn what_is_sent_again() {
    // Each line: the answer, how often an idempotent call is sent, and how often any other.
    let named = |status, name, value| answer(status, &[(name, value)], "");
    let lines = [
        (status(408), 3, 3),
        (status(429), 3, 3),
        (status(500), 3, 1),
        (status(502), 3, 1),
        (status(503), 3, 1),
        (status(504), 3, 1),
        (status(599), 3, 1),
        (status(400), 1, 1),
        (status(401), 1, 1),
        (status(404), 1, 1),
        (status(409), 1, 1),
        (named(503, "retry-after", "1"), 3, 3),
        (named(503, "retry-after-ms", "1"), 3, 3),
        (named(500, "retry-after", "1"), 3, 1),
        (named(503, "retry-after", "soon"), 3, 1),
        (named(400, "x-should-retry", "true"), 3, 3),
        (named(500, "x-should-retry", "true"), 3, 3),
        (named(429, "x-should-retry", "false"), 1, 1),
        (named(500, "x-should-retry", "false"), 1, 1),
        (named(500, "x-should-retry", "perhaps"), 3, 1),
        (Act::Fail(TransportErrorKind::NotSent), 3, 3),
        (Act::Fail(TransportErrorKind::Other), 3, 1),
        (Act::Fail(TransportErrorKind::Timeout), 3, 1),
        (Act::Hang, 2, 1),
        (Act::HangInBody(b"{"), 2, 1),
        (Act::BreakInBody(http::StatusCode::OK, b"{"), 3, 1),
        (Act::BreakInBody(http::StatusCode::NOT_FOUND, b"{"), 1, 1),
        (answer(200, &[], "no JSON"), 1, 1),
    ];
    for (line, (act, idempotent, other)) in lines.into_iter().enumerate() {
        assert_eq!(requests(&GET, act.clone()).await, idempotent, "line {line}");
        assert_eq!(requests(&POST, act).await, other, "line {line}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_post_declared_idempotent_is_sent_again() {
    let memory = Memory::new([status(500)]);
    let client = builder()
        .credential(&TOKEN, "t")
        .transport(memory.clone())
        .build()
        .unwrap();
    let call = request(&client, &KICK).path_parameter("account_id", &"a");
    call.path_parameter("thing_id", &"t").await.unwrap();
    assert_eq!(memory.seen().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn waits_double_up_to_eight_seconds_and_lose_at_most_a_quarter() {
    let memory = Memory::new(std::iter::repeat_n(status(500), 7));
    let call = request(&client(&memory), &GET).max_retries(7);
    call.await.unwrap();
    let waits = memory.waits();
    assert_eq!(waits.len(), 7);
    for (wait, full) in waits.iter().zip([500, 1000, 2000, 4000, 8000, 8000, 8000]) {
        let full = Duration::from_millis(full);
        // The paused clock goes in whole milliseconds.
        let most = full + Duration::from_millis(1);
        assert!((full * 3 / 4..=most).contains(wait), "{wait:?} of {full:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_wait_a_server_names_is_kept() {
    let date = ("date", "Mon, 23 Nov 2026 20:59:58 GMT");
    let lines: [(&[(&'static str, &str)], u64); 10] = [
        (&[("retry-after", "0")], 0),
        (&[("retry-after", "7")], 7000),
        (&[("retry-after", "1.5")], 1500),
        (&[("retry-after", "60")], 60_000),
        (&[("retry-after-ms", "20")], 20),
        (&[("retry-after-ms", "20"), ("retry-after", "7")], 20),
        (&[("retry-after-ms", "x"), ("retry-after", "7")], 7000),
        (
            &[("retry-after", "Mon, 23 Nov 2026 21:00:03 GMT"), date],
            5000,
        ),
        (&[("retry-after", "Mon, 23 Nov 2026 20:00:00 GMT"), date], 0),
        (
            &[("retry-after", "Mon, 23 Nov 2026 21:00:58 GMT"), date],
            60_000,
        ),
    ];
    for (headers, wait) in lines {
        let memory = Memory::new([answer(429, headers, "")]);
        request(&client(&memory), &POST).await.unwrap();
        assert_eq!(memory.waits(), [Duration::from_millis(wait)], "{headers:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_that_makes_no_sense_is_not_kept() {
    for value in [
        "-1",
        "soon",
        "NaN",
        "inf",
        "",
        // Without a `Date` beside it, and long ago.
        "Wed, 23 Nov 2016 21:00:03 GMT",
        "Fri, 23 Nov 2096 21:00:03 GMT",
    ] {
        let memory = Memory::new([answer(429, &[("retry-after", value)], "")]);
        request(&client(&memory), &POST).await.unwrap();
        let wait = memory.waits()[0];
        assert!(wait >= Duration::from_millis(375), "{value}: {wait:?}");
        assert!(wait <= Duration::from_millis(501), "{value}: {wait:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_wait_of_more_than_a_minute_is_not_waited_for() {
    for header in [
        ("retry-after", "61"),
        ("retry-after-ms", "60001"),
        ("retry-after", "1e300"),
    ] {
        let memory = Memory::new([answer(503, &[header], "")]);
        let before = memory.clock;
        let error = request(&client(&memory), &GET).await.unwrap_err();
        let Error::Status(error) = error else {
            panic!("{error}")
        };
        assert_eq!(error.status(), 503);
        assert!(error.retry_after() > Some(Duration::from_secs(60)));
        assert_eq!(memory.seen().len(), 1);
        assert!(elapsed(before) < Duration::from_millis(5));
    }
}

fn elapsed(clock: openapi_runtime::runtime::TokioClock) -> Duration {
    openapi_runtime::runtime::Clock::now(&clock)
}

#[tokio::test(start_paused = true)]
async fn no_wait_goes_past_the_deadline() {
    let memory = Memory::new([answer(503, &[("retry-after", "10")], "")]);
    let call = request(&client(&memory), &GET).timeout(10 * SECOND);
    let error = call.await.unwrap_err();
    assert_eq!(error.status().unwrap(), 503);
    assert!(elapsed(memory.clock) < Duration::from_millis(5));
    assert_eq!(memory.seen().len(), 1);

    let memory = Memory::new([answer(503, &[("retry-after", "9")], "")]);
    let call = request(&client(&memory), &GET).timeout(10 * SECOND);
    call.await.unwrap();
    assert_eq!(memory.waits(), [9 * SECOND]);
}

#[tokio::test(start_paused = true)]
async fn one_deadline_covers_attempts_and_waits() {
    let slow = Act::Slow(
        3 * SECOND,
        Box::new(answer(503, &[("retry-after", "3")], "")),
    );
    let memory = Memory::new(std::iter::repeat_n(slow, 9));
    let call = request(&client(&memory), &GET)
        .timeout(8 * SECOND)
        .max_retries(9);
    let error = call.await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { limit: Timeout::Total(limit), .. } if limit == 8 * SECOND),
        "{error}"
    );
    assert_eq!(memory.seen().len(), 2);
    let spent = elapsed(memory.clock).as_secs_f64();
    assert!((8.0..8.01).contains(&spent), "{spent}");
}

#[tokio::test(start_paused = true)]
async fn the_client_sets_limits_that_a_call_can_change() {
    let memory = Memory::new([status(500), status(500), Act::Hang, Act::Hang]);
    let client = builder()
        .transport(memory.clone())
        .max_retries(0)
        .timeout(5 * SECOND)
        .attempt_timeout(9 * SECOND)
        .build()
        .unwrap();
    request(&client, &GET).await.unwrap_err();
    assert_eq!(memory.seen().len(), 1);
    request(&client, &GET).max_retries(1).await.unwrap_err();
    assert_eq!(memory.seen().len(), 3);
    let call = request(&client, &GET).attempt_timeout(SECOND);
    let error = call.await.unwrap_err();
    assert!(
        matches!(error, Error::Timeout { limit: Timeout::Attempt(limit), .. } if limit == SECOND)
    );
    assert_eq!(
        error.to_string(),
        "an attempt at things.get took longer than 1s"
    );
}

#[tokio::test(start_paused = true)]
async fn limits_without_end_are_no_error() {
    let memory = Memory::new([Act::Slow(10_000 * SECOND, Box::new(answer(200, &[], "1")))]);
    let call = request(&client(&memory), &GET).timeout(Duration::MAX);
    call.attempt_timeout(Duration::MAX).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_call_dropped_while_it_waits_is_not_sent_again() {
    let memory = Memory::new([status(500)]);
    let call = request(&client(&memory), &GET).send();
    let limit = Duration::from_millis(100);
    tokio::time::timeout(limit, call).await.unwrap_err();
    tokio::time::sleep(100 * SECOND).await;
    assert_eq!(memory.seen().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn what_the_transport_reports_can_be_told() {
    let memory = Memory::new([Act::Fail(TransportErrorKind::Timeout)]);
    let error = request(&client(&memory), &POST).await.unwrap_err();
    assert!(error.is_timeout());
    let source = std::error::Error::source(&error).unwrap();
    assert_eq!(source.to_string(), "scripted");
    let Error::Transport { source, .. } = error else {
        panic!("{error}")
    };
    assert_eq!(TransportError::kind(&source), TransportErrorKind::Timeout);
}
