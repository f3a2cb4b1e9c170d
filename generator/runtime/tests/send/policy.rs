//! What a caller can change about retries, and the keys by which a server knows a call again.

#![cfg(feature = "tokio")]
#![allow(clippy::unwrap_used, reason = "helpers of tests may panic")]

use std::collections::BTreeSet;
use std::time::Duration;

use crate::support::memory::{Memory, answer, status};
use crate::support::{GET, POST, builder, request};
use http::StatusCode;
use openapi_runtime::runtime::{Client, RetryBudget, RetryPolicy, TransportErrorKind};

const SECOND: Duration = Duration::from_secs(1);
const KEY: &str = "Idempotency-Key";

fn client(memory: &Memory, policy: RetryPolicy) -> Client {
    let builder = builder().transport(memory.clone()).retry_policy(policy);
    builder.build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn waits_begin_and_end_where_the_policy_says() {
    let memory = Memory::new(std::iter::repeat_n(status(500), 4));
    let policy = RetryPolicy::new()
        .first_wait(SECOND)
        .longest_wait(3 * SECOND);
    let client = client(&memory, policy);
    request(&client, &GET).max_retries(4).await.unwrap();
    for (wait, full) in memory.waits().iter().zip([1, 2, 3, 3]) {
        let full = full * SECOND;
        let most = full + Duration::from_millis(1);
        assert!((full * 3 / 4..=most).contains(wait), "{wait:?} of {full:?}");
    }
    assert_eq!(memory.waits().len(), 4);
}

#[tokio::test(start_paused = true)]
async fn a_call_has_a_policy_of_its_own() {
    let asked = || answer(429, &[("retry-after", "90")], "");
    let memory = Memory::new([asked(), asked()]);
    let client = client(&memory, RetryPolicy::new());
    request(&client, &GET).await.unwrap_err();
    assert_eq!(memory.seen().len(), 1);
    let patient = RetryPolicy::new().longest_asked_wait(90 * SECOND);
    request(&client, &GET).retry_policy(patient).await.unwrap();
    assert_eq!(memory.waits()[1..], [90 * SECOND]);
}

#[tokio::test(start_paused = true)]
async fn statuses_are_added_and_taken_away() {
    let policy = RetryPolicy::new()
        .also_on(StatusCode::CONFLICT)
        .never_on(StatusCode::INTERNAL_SERVER_ERROR)
        .never_on(StatusCode::TOO_MANY_REQUESTS);
    // Each line: the status, what the server asks for, how often an idempotent call is sent, and how often any other.
    let lines = [
        (409, None, 3, 1),
        (500, None, 1, 1),
        (429, None, 1, 1),
        (502, None, 3, 1),
        (408, None, 3, 3),
        (500, Some("true"), 3, 3),
        (409, Some("false"), 1, 1),
    ];
    for (status, asked, idempotent, other) in lines {
        for (operation, times) in [(&GET, idempotent), (&POST, other)] {
            let header = asked.map(|it| ("x-should-retry", it));
            let act = answer(status, header.as_slice(), "");
            let memory = Memory::new(std::iter::repeat_n(act, 9));
            let client = client(&memory, policy.clone());
            request(&client, operation).await.unwrap_err();
            assert_eq!(memory.seen().len(), times, "{status} {asked:?}");
        }
    }
    let back = policy.also_on(StatusCode::INTERNAL_SERVER_ERROR);
    let memory = Memory::new([status(500)]);
    request(&client(&memory, back), &GET).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn all_calls_have_one_budget() {
    let memory = Memory::new(std::iter::repeat_n(status(500), 9));
    let budget = RetryBudget::new(3).successes_per_retry(2);
    let client = client(&memory, RetryPolicy::new().budget(budget));
    // Two retries, one, and none.
    for seen in [3, 5, 6] {
        request(&client, &GET).await.unwrap_err();
        assert_eq!(memory.seen().len(), seen);
    }
    // What fails otherwise takes nothing, and two calls that succeed give one back.
    let memory = Memory::new([
        status(500),
        status(404),
        answer(200, &[], "1"),
        answer(200, &[], "1"),
        status(500),
    ]);
    let policy = RetryPolicy::new().budget(RetryBudget::new(1).successes_per_retry(2));
    let client = self::client(&memory, policy);
    request(&client, &GET).await.unwrap_err();
    request(&client, &GET).await.unwrap();
    assert_eq!(memory.seen().len(), 3);
    request(&client, &GET).await.unwrap();
    request(&client, &GET).await.unwrap();
    assert_eq!(memory.seen().len(), 6);
}

#[tokio::test(start_paused = true)]
async fn a_retry_that_succeeds_is_given_back() {
    let fails = |times| std::iter::repeat_n(status(500), times);
    let works = || answer(200, &[], "1");
    let each = (0..5).flat_map(|_| fails(1).chain([works()]));
    let memory = Memory::new(each.chain(fails(9)));
    let client = client(&memory, RetryPolicy::new().budget(RetryBudget::new(1)));
    for _ in 0..5 {
        request(&client, &GET).await.unwrap();
    }
    // One that has not helped is gone.
    request(&client, &GET).await.unwrap_err();
    assert_eq!(memory.seen().len(), 12);
    request(&client, &GET).await.unwrap_err();
    assert_eq!(memory.seen().len(), 13);
}

#[tokio::test(start_paused = true)]
async fn a_budget_never_has_more_than_at_first() {
    let budget = RetryBudget::new(1).successes_per_retry(1);
    let answers = std::iter::repeat_n(answer(200, &[], "1"), 5);
    let memory = Memory::new(answers.chain(std::iter::repeat_n(status(500), 9)));
    let client = client(&memory, RetryPolicy::new().budget(budget));
    for _ in 0..5 {
        request(&client, &GET).await.unwrap();
    }
    request(&client, &GET).await.unwrap_err();
    assert_eq!(memory.seen().len(), 7);
}

#[tokio::test(start_paused = true)]
async fn the_end_of_a_limit_is_waited_for() {
    let lines: [(&[(&'static str, &str)], u64); 10] = [
        (&[("ratelimit", "\"a;r=1,t=9\";r=0;t=6;pk=:Zm9v:")], 6000),
        (
            &[("ratelimit", "\"burst\";r=0;t=3, \"hour\";r=7;t=3000")],
            3000,
        ),
        (
            &[("ratelimit", "\"burst\";r=0;t=3, \"minute\";t=20;r=0")],
            20_000,
        ),
        (&[("ratelimit", "limit=10, remaining=0, reset=4")], 4000),
        (
            &[("ratelimit-remaining", "0"), ("ratelimit-reset", "5")],
            5000,
        ),
        (
            &[("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "0.5")],
            500,
        ),
        (
            &[
                ("x-ratelimit-remaining", "0"),
                ("x-ratelimit-reset", "1795467603"),
                ("date", "Mon, 23 Nov 2026 20:59:58 GMT"),
            ],
            5000,
        ),
        (
            &[
                ("x-ratelimit-remaining", "0"),
                ("x-ratelimit-reset", "1795467602001"),
                ("date", "Mon, 23 Nov 2026 20:59:58 GMT"),
            ],
            5000,
        ),
        (
            &[("retry-after", "7"), ("ratelimit", "\"a\";r=0;t=3")],
            7000,
        ),
        (
            &[("ratelimit-remaining", "0"), ("ratelimit-reset", "60")],
            60_000,
        ),
    ];
    for (headers, wait) in lines {
        let memory = Memory::new([answer(429, headers, "")]);
        let client = client(&memory, RetryPolicy::new());
        request(&client, &POST).await.unwrap();
        assert_eq!(memory.waits(), [Duration::from_millis(wait)], "{headers:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_makes_no_sense_or_is_not_reached_is_not_waited_for() {
    let lines: [&[(&'static str, &str)]; 10] = [
        &[("ratelimit", "\"hour\";r=7;t=3000")],
        &[("ratelimit", ";;=,=;r=;t=,")],
        &[("ratelimit", "\"a\";r=0;t=99999999999")],
        &[("ratelimit", "\"a\";r=0")],
        &[("ratelimit-remaining", "1"), ("ratelimit-reset", "5")],
        &[("ratelimit-reset", "5")],
        &[("ratelimit-remaining", "0"), ("ratelimit-reset", "soon")],
        &[("ratelimit-remaining", "0"), ("ratelimit-reset", "-1")],
        &[("ratelimit-remaining", "0"), ("ratelimit-reset", "1e300")],
        &[("ratelimit-remaining", "0"), ("ratelimit-reset", "NaN")],
    ];
    for headers in lines {
        let memory = Memory::new([answer(429, headers, "")]);
        let client = client(&memory, RetryPolicy::new());
        request(&client, &POST).await.unwrap();
        let wait = memory.waits()[0];
        assert!(wait <= Duration::from_millis(501), "{headers:?}: {wait:?}");
    }
    // There is nothing to be had for longer than anybody waits.
    let spent = answer(
        429,
        &[
            ("x-ratelimit-remaining", "0"),
            ("x-ratelimit-reset", "3600"),
        ],
        "",
    );
    let memory = Memory::new([spent]);
    request(&client(&memory, RetryPolicy::new()), &GET)
        .await
        .unwrap_err();
    assert_eq!(memory.seen().len(), 1);
}

type Headers<'a> = &'a [(&'static str, &'a str)];

#[tokio::test(start_paused = true)]
async fn a_limit_may_have_other_statuses_which_do_without_one_what_they_mean() {
    let spent = [("x-ratelimit-remaining", "0"), ("x-ratelimit-reset", "5")];
    let lines: [(u16, Headers<'_>, Option<u64>); 7] = [
        (403, &[("retry-after", "7")], Some(7)),
        (403, &spent, Some(5)),
        (503, &spent, Some(5)),
        (403, &[], None),
        (503, &[], None),
        (403, &[("x-ratelimit-remaining", "9"), spent[1]], None),
        (404, &spent, None),
    ];
    for (status, headers, wait) in lines {
        let memory = Memory::new([answer(status, headers, "")]);
        let client = client(&memory, RetryPolicy::new());
        let result = request(&client, &POST).await;
        let waits: Vec<Duration> = wait.map(Duration::from_secs).into_iter().collect();
        assert_eq!(result.is_ok(), wait.is_some(), "{status} {headers:?}");
        assert_eq!(memory.waits(), waits, "{status} {headers:?}");
    }
}

/// The keys of the requests so far.
fn keys(memory: &Memory) -> Vec<Option<String>> {
    let seen = memory.seen();
    let keys = seen
        .iter()
        .map(|it| it.header("idempotency-key").map(str::to_owned));
    keys.collect()
}

#[tokio::test(start_paused = true)]
async fn a_call_with_a_key_is_sent_again_with_the_same() {
    let failed = crate::support::memory::Act::Fail(TransportErrorKind::Other);
    let memory = Memory::new([failed, status(500)]);
    let client = client(&memory, RetryPolicy::new());
    request(&client, &POST)
        .idempotency_header(KEY)
        .await
        .unwrap();
    let keys = keys(&memory);
    assert_eq!(keys.len(), 3);
    let key = keys[0].as_deref().unwrap();
    assert!(keys.iter().all(|it| it.as_deref() == Some(key)), "{keys:?}");
    let places: Vec<usize> = key.split('-').map(str::len).collect();
    assert_eq!(places, [8, 4, 4, 4, 12]);
    assert!(
        key.as_bytes()[14] == b'4' && b"89ab".contains(&key.as_bytes()[19]),
        "{key}"
    );
}

#[tokio::test(start_paused = true)]
async fn each_call_has_a_key_of_its_own() {
    let memory = Memory::new([]);
    let client = client(&memory, RetryPolicy::new());
    for _ in 0..100 {
        request(&client, &POST)
            .idempotency_header(KEY)
            .await
            .unwrap();
    }
    let built = request(&client, &POST)
        .idempotency_header(KEY)
        .build()
        .unwrap();
    let mut all: BTreeSet<_> = keys(&memory).into_iter().flatten().collect();
    all.insert(
        built.headers()["idempotency-key"]
            .to_str()
            .unwrap()
            .to_owned(),
    );
    assert_eq!(all.len(), 101);
}

#[tokio::test(start_paused = true)]
async fn the_key_of_the_caller_counts() {
    let memory = Memory::new([status(500), status(500), answer(200, &[], "1"), status(500)]);
    let client = client(&memory, RetryPolicy::new());
    let call = || request(&client, &POST).idempotency_header(KEY);
    call().header("idempotency-key", "mine").await.unwrap();
    assert_eq!(keys(&memory), vec![Some("mine".to_owned()); 3]);
    // Without a key nobody knows whether the server has done it.
    call().remove_header(KEY).await.unwrap_err();
    assert_eq!(keys(&memory)[3..], [None]);
}

#[tokio::test(start_paused = true)]
async fn a_key_of_the_caller_makes_any_call_one_that_may_be_sent_again() {
    let fails = || [status(500), status(500), status(500)].into_iter();
    let mine = || vec![Some("mine".to_owned()); 3];
    // An operation that has no header for it, an endpoint that is not described, and a header set by hand.
    let memory = Memory::new(fails().chain(fails()).chain(fails()));
    let client = client(&memory, RetryPolicy::new());
    let call = request(&client, &POST).idempotency_key("mine");
    call.await.unwrap_err();
    let call = client.request(http::Method::POST, "/x");
    call.header(KEY, "mine").await.unwrap_err();
    let call = request(&client, &POST).header("Idempotency-Key", "mine");
    call.await.unwrap_err();
    assert_eq!(keys(&memory), [mine(), mine(), mine()].concat());

    // One whose server takes no key that the client makes.
    let name = "X-Order-Key";
    let memory = Memory::new(fails().chain(fails()));
    let client = self::client(&memory, RetryPolicy::new());
    let call = || request(&client, &POST).given_idempotency_header(name);
    call().await.unwrap_err();
    assert_eq!(memory.seen().len(), 1);
    call().idempotency_key("mine").await.unwrap_err();
    let seen = memory.seen();
    let given: Vec<_> = seen.iter().map(|it| it.header(name)).collect();
    assert_eq!(given, [None, Some("mine"), Some("mine"), Some("mine")]);
    assert_eq!(keys(&memory), [None, None, None, None]);
}

/// The same over a socket: an attempt that is lost on its way, and one that fails.
#[cfg(feature = "reqwest")]
#[tokio::test]
async fn a_server_has_the_same_key_with_every_attempt() {
    use crate::support::server::{Reply, Server, reply};

    let server = Server::start([Reply::Reset, reply(500, "", ""), reply(200, "", "1")]).await;
    let policy = RetryPolicy::new().first_wait(Duration::from_millis(2));
    let builder = builder().base_url(&server.url()).retry_policy(policy);
    let client = builder.build().unwrap();
    let call = request(&client, &POST).idempotency_header(KEY);
    call.json(&"an order").await.unwrap();
    let requests = server.requests();
    let key = |request: &String| {
        let mut lines = request.lines();
        let key = lines.find_map(|line| line.strip_prefix("idempotency-key: "));
        key.unwrap().to_owned()
    };
    let keys: BTreeSet<String> = requests.iter().map(key).collect();
    assert_eq!((requests.len(), keys.len()), (3, 1));
}
