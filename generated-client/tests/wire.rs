//! Replays what was recorded of other SDKs: the same calls against the same answers, request by request.

#![cfg(all(feature = "reqwest", feature = "resources"))]

#[path = "wire/calls.rs"]
mod calls;
#[path = "wire/expected.rs"]
mod expected;
#[path = "wire/recorder.rs"]
mod recorder;

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};
use std::time::{Duration, Instant};

use calls::call;
use cloudflare_realtime_kit::runtime::ReqwestTransport;
use cloudflare_realtime_kit::types::ErrorResponse;
use cloudflare_realtime_kit::{Client, Error, Json};
use expected::{EXPECTED, Ends, READ_OTHERWISE, Row, credentials};
use percent_encoding::percent_decode_str;
use recorder::Recorder;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;

/// How many cases run at a time: waiting costs nothing, but processors are few.
const AT_A_TIME: usize = 24;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_recorded_case() {
    let (Some(cases), Some(lines)) = (
        recorder::text("cases.json"),
        recorder::text("recorded.jsonl"),
    ) else {
        return println!("skipped: there are no recordings in ../shared/wire");
    };
    let Some(recorder) = Recorder::start().await.map(Arc::new) else {
        return println!("skipped: python3 does not run the recording server");
    };
    let cases: Vec<Json> = serde_json::from_str(&cases).expect("cases");
    let references = references(&lines);
    let room = Arc::new(Semaphore::new(AT_A_TIME));
    let mut running = JoinSet::new();
    for case in cases.into_iter() {
        let (recorder, room) = (Arc::clone(&recorder), Arc::clone(&room));
        let reference = references[text(&case["case"])].clone();
        running.spawn(async move {
            let _place = room.acquire().await.expect("room");
            faults(&case, &reference, &recorder).await
        });
    }
    let ran = running.len();
    let faults = running.join_all().await.concat();
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert_eq!(
        ran,
        EXPECTED.len(),
        "the table names cases that are not there"
    );
}

/// A client for a port. All share the default transport, for making it takes a while.
fn client(port: u16, options: &Json) -> Result<Client, Error> {
    static TRANSPORT: LazyLock<ReqwestTransport> =
        LazyLock::new(|| ReqwestTransport::new().expect("the default transport"));
    let mut builder = Client::builder()
        .base_url(&format!("http://127.0.0.1:{port}/client/v4"))
        .transport(TRANSPORT.clone());
    let token = serde_json::json!({"api_token": "T"});
    let auth = options.get("auth").unwrap_or(&token);
    for (name, secret) in auth.as_object().expect("credentials") {
        let secret = text(secret);
        builder = match name.as_str() {
            "api_token" => builder.api_token(secret),
            "api_key" => builder.api_key(secret),
            "api_email" => builder.api_email(secret),
            "user_service_key" => builder.user_service_key(secret),
            other => panic!("no credential {other}"),
        };
    }
    builder.build()
}

/// Runs a case; returns all that is not as it should be.
async fn faults(case: &Json, reference: &Reference, recorder: &Recorder) -> Vec<String> {
    let name = text(&case["case"]);
    let Some(row) = EXPECTED.iter().find(|row| row.0 == name) else {
        return vec![format!("{name}: is not in the table")];
    };
    let options = &case["client"];
    let port = recorder.open(&case["script"]).await;
    let client = client(port, options);
    let started = Instant::now();
    let run = async { call(&client?, text(&case["op"]), &case["args"], options).await };
    let patience = milliseconds(&options["cancel_after_ms"]);
    let end = tokio::time::timeout(patience.unwrap_or(Duration::from_secs(30)), run).await;
    let took = u64::try_from(started.elapsed().as_millis()).expect("a short time");
    if patience.is_some() {
        // Time enough for whatever might still be going on.
        tokio::time::sleep(Duration::from_millis(1500)).await;
    }
    let sent = recorder.close(port).await;

    let mut faults = check_end(
        row,
        end.as_ref().ok(),
        &right_answer(case, &reference.value),
    );
    if !row.3.contains(&took) {
        faults.push(format!("took {took} ms, not {:?}", row.3));
    }
    if sent.len() != row.2 {
        faults.push(format!("{} requests, not {}", sent.len(), row.2));
    }
    for (index, (ours, theirs)) in sent.iter().zip(&reference.requests).enumerate() {
        faults.extend(check_request(ours, theirs).map(|fault| format!("request {index} {fault}")));
    }
    for (index, request) in sent.iter().enumerate() {
        let (sent, right) = (credentials_of(request), credentials(name, index));
        if sent != right {
            faults.push(format!("request {index} has {sent:?}, not {right:?}"));
        }
    }
    faults
        .into_iter()
        .map(|fault| format!("{name}: {fault}"))
        .collect()
}

fn check_end(row: &Row, end: Option<&Result<Json, Error>>, right: &Json) -> Vec<String> {
    let as_expected = match (row.1, end) {
        (Ends::Dropped, None)
        | (Ends::Config, Some(Err(Error::Config { .. })))
        | (Ends::NoCredentials, Some(Err(Error::MissingCredentials { .. }))) => true,
        (Ends::Success, Some(Ok(ours))) => known(ours) == known(right),
        (Ends::Parameter(right), Some(Err(Error::InvalidParameter { name, .. }))) => {
            **name == *right
        }
        (Ends::Status(status), Some(Err(Error::Status(error)))) => {
            // Of whatever shape the body is, asking for its type does no harm.
            let _ = error.decode_as::<ErrorResponse>();
            error.status() == status
        }
        (Ends::Decode(path), Some(Err(Error::Decode(error)))) => {
            error.status() == 200
                && error
                    .json()
                    .is_some_and(|json| json.path().to_string() == path)
        }
        _ => false,
    };
    if as_expected {
        Vec::new()
    } else {
        vec![format!("ended with {end:?}, not {:?} {right}", row.1)]
    }
}

/// The answer as the type should have it: what the other SDK read, where that makes sense, or else what the server sent.
fn right_answer(case: &Json, value: &Json) -> Json {
    let name = text(&case["case"]);
    if let Some((_, json)) = READ_OTHERWISE.iter().find(|(known, _)| *known == name) {
        return serde_json::from_str(json).expect("JSON");
    }
    if text(&case["op"]).starts_with("kick") {
        return value.clone();
    }
    let replies = case["script"].as_array().expect("replies").iter();
    let sent = |reply: &Json| serde_json::from_str(text(&reply["body"])).expect("JSON");
    let mut sent: Vec<Json> = replies.map(sent).collect();
    if text(&case["op"]) == "meetings_list_pages" {
        Json::Array(sent)
    } else {
        sent.remove(0)
    }
}

/// What is not the same about two requests: method, decoded target, JSON body.
fn check_request(ours: &Json, theirs: &Json) -> Option<String> {
    let method = |request: &Json| text(&request["method"]).to_owned();
    let target = |request: &Json| decoded(text(&request["target"]));
    let body = |request: &Json| match text(&request["body"]) {
        "" => Json::Null,
        body => serde_json::from_str(body).expect("a JSON body"),
    };
    let same = method(ours) == method(theirs)
        && target(ours) == target(theirs)
        && body(ours) == body(theirs);
    (!same).then(|| format!("is {ours}\n    not {theirs}"))
}

/// The segments of a path and the pairs of its query, decoded one by one.
fn decoded(target: &str) -> (Vec<String>, Vec<(String, String)>) {
    let decode = |text: &str| {
        percent_decode_str(text)
            .decode_utf8()
            .expect("UTF-8")
            .into_owned()
    };
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (
            decode(&name.replace('+', " ")),
            decode(&value.replace('+', " ")),
        )
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    let mut pairs: Vec<_> = pairs.map(pair).collect();
    // The order of different parameters means nothing; that of the values of one does.
    pairs.sort_by(|one, other| one.0.cmp(&other.0));
    (path.split('/').map(decode).collect(), pairs)
}

fn credentials_of(request: &Json) -> Vec<String> {
    let headers = request["headers"].as_array().expect("headers");
    let mut found: Vec<_> = headers
        .iter()
        .map(|header| {
            format!(
                "{}: {}",
                text(&header[0]).to_ascii_lowercase(),
                text(&header[1])
            )
        })
        .filter(|line| line.starts_with("authorization") || line.starts_with("x-auth-"))
        .collect();
    found.sort();
    found
}

/// What another SDK did.
#[derive(Clone, Default)]
struct Reference {
    requests: Vec<Json>,
    value: Json,
}

/// The reference of each case: what the Python SDK did, or the one for npm where that did not send anything.
fn references(lines: &str) -> BTreeMap<String, Reference> {
    let mut references: BTreeMap<String, Reference> = BTreeMap::new();
    for line in lines.lines() {
        let mut run: Json = serde_json::from_str(line).expect("a recording");
        let reference = references.entry(text(&run["case"]).to_owned()).or_default();
        let python = run["driver"] == "python";
        let requests: Vec<Json> = run["requests"]
            .take()
            .as_array()
            .cloned()
            .unwrap_or_default();
        let first = reference.requests.is_empty() && run["driver"] == "npm";
        if (python && !requests.is_empty()) || first {
            reference.requests = requests;
            reference.value = run["outcome"]["value"].take();
        }
    }
    references
}

/// A value without what is null and without what the type does not know, which the recording marks by a plus, and with one
/// kind of numbers.
fn known(value: &Json) -> Json {
    match value {
        Json::Object(fields) => fields
            .iter()
            .filter(|(name, value)| !value.is_null() && !name.starts_with('+'))
            .map(|(name, value)| (name.clone(), known(value)))
            .collect(),
        Json::Array(items) => items.iter().map(known).collect(),
        Json::Number(number) => number.as_f64().into(),
        other => other.clone(),
    }
}

fn text(value: &Json) -> &str {
    value
        .as_str()
        .unwrap_or_else(|| panic!("{value} is no text"))
}

fn milliseconds(value: &Json) -> Option<Duration> {
    value.as_u64().map(Duration::from_millis)
}
