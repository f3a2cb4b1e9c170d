//! Errors as operations document them.

#![cfg(feature = "mock")]

use bytes::Bytes;
use http::Method;
use serde_json::json;

use crate::runtime::data::{Json, record};
use crate::runtime::{
    Client, ClientBuilder, DocumentedError, Error, ErrorBody, Mock, MockAnswer, Next, Operation,
    Page, Paging, Request, StreamRequest, TypedError, Undocumented, decode, documented_errors,
    event_stream,
};

#[derive(Clone)]
pub struct Problem {
    pub title: String,
}

record! { Problem {
    title: required(String) = "title",
} }

#[derive(Clone)]
pub struct Numbers {
    pub numbers: Vec<i64>,
    pub next: Option<String>,
}

record! { Numbers {
    numbers: required(Vec<i64>) = "numbers",
    next: optional(String) = "next",
} }

impl Page for Numbers {
    type Item = i64;

    fn into_items(self) -> Vec<i64> {
        self.numbers
    }
}

/// Errors of several types.
#[derive(Clone, Debug, PartialEq)]
enum GetError {
    NotFound(Problem),
    ClientError(Vec<Problem>),
    ServerError(Bytes),
}

documented_errors! { GetError {
    NotFound(Problem) = 404,
    ClientError(Vec<Problem>) = 400..=499,
    ServerError(Bytes) = 500..=599,
} }

static GET: Operation = Operation {
    id: "get",
    method: Method::GET,
    path: "/numbers",
    idempotent: true,
    security: &[],
    errors: &["404", "4XX", "5XX"],
};

static ONLY_DEFAULT: Operation = Operation {
    id: "any",
    method: Method::GET,
    path: "/any",
    idempotent: true,
    security: &[],
    errors: &["default"],
};

static NOTHING: Operation = Operation {
    id: "nothing",
    method: Method::GET,
    path: "/nothing",
    idempotent: true,
    security: &[],
    errors: &[],
};

fn client(mock: &Mock) -> Client {
    let builder = ClientBuilder::new(None).base_url("http://api.test");
    let builder = builder.max_retries(0).transport(mock.clone());
    builder.build().unwrap()
}

fn get(client: &Client) -> Request<Json, GetError> {
    Request::new(client, &GET, decode::json)
}

fn any(client: &Client) -> Request<Json, Problem> {
    Request::new(client, &ONLY_DEFAULT, decode::json)
}

fn problem(title: &str) -> Problem {
    Problem {
        title: title.to_owned(),
    }
}

/// The error that is documented.
fn documented<T, E>(ended: Result<T, TypedError<E>>) -> DocumentedError<E> {
    match ended.err().unwrap() {
        TypedError::Documented(error) => *error,
        TypedError::Other(error) => panic!("{error}"),
    }
}

/// The error that is not.
fn other<T, E>(ended: Result<T, TypedError<E>>) -> Error {
    match ended.err().unwrap() {
        TypedError::Documented(error) => panic!("{error}"),
        TypedError::Other(error) => error,
    }
}

#[tokio::test]
async fn the_status_chooses_the_type() {
    let mock = Mock::new();
    let client = client(&mock);
    let answer = MockAnswer::json(404, &json!({"title": "gone"})).header("x-request-id", "r1");
    mock.respond("get", answer);
    mock.answer_status("get", 422, &json!([{"title": "short"}]));
    mock.respond("get", MockAnswer::bytes(503, "text/html", "<p>"));

    let error = documented(get(&client).typed_errors().await);
    assert_eq!(error.body, GetError::NotFound(problem("gone")));
    assert_eq!(
        (error.status().as_u16(), error.request_id()),
        (404, Some("r1"))
    );
    assert_eq!(error.header("x-request-id"), Some("r1"));
    assert_eq!(error.as_status_error().body(), r#"{"title":"gone"}"#);

    let error = documented(get(&client).typed_errors().await);
    assert_eq!(error.body, GetError::ClientError(vec![problem("short")]));
    let error = documented(get(&client).typed_errors().await);
    assert_eq!(error.body, GetError::ServerError("<p>".into()));
}

#[tokio::test]
async fn what_is_not_documented_is_as_it_always_was() {
    let mock = Mock::new();
    let client = client(&mock);
    mock.answer_status("get", 302, &json!({"title": "elsewhere"}));
    mock.respond(
        "get",
        MockAnswer::fail(crate::runtime::TransportErrorKind::NotSent),
    );
    mock.answer_status("nothing", 404, &json!({"title": "gone"}));

    other(get(&client).typed_errors().await);
    assert!(other(get(&client).typed_errors().await).is_connect());
    let nothing: Request<Json> = Request::new(&client, &NOTHING, decode::json);
    let error = other(nothing.typed_errors().await);
    assert!(matches!(&error, Error::Status(error) if error.decode_error().is_none()));
    let unread = Undocumented::read(&match error {
        Error::Status(error) => error.into_response(),
        error => panic!("{error}"),
    });
    assert!(
        unread
            .unwrap_err()
            .to_string()
            .ends_with("is not documented")
    );
}

#[tokio::test]
async fn a_body_that_does_not_fit_is_kept_with_the_reason() {
    let mock = Mock::new();
    let client = client(&mock);
    for body in [r#"{"titel": "x"}"#, "<html>", "", "[{\"title\": 5}]"] {
        mock.respond("any", MockAnswer::bytes(502, "text/html", body));
        let Error::Status(error) = other(any(&client).typed_errors().await) else {
            panic!("another error")
        };
        assert_eq!(
            (error.status().as_u16(), &**error.body()),
            (502, body.as_bytes())
        );
        let reason = error.decode_error().unwrap().to_string();
        assert!(error.to_string().ends_with(&reason), "{error}");
        assert!(reason.contains("502"), "{reason}");
    }
}

#[tokio::test]
async fn an_error_becomes_what_it_would_have_been() {
    async fn ask(client: &Client) -> Result<Json, Error> {
        Ok(get(client).typed_errors().await?)
    }
    let mock = Mock::new();
    let client = client(&mock);
    mock.answer_error(&get(&client), 404, &GetError::NotFound(problem("gone")));
    let (typed, plain) = (ask(&client).await, get(&client).await);
    let (typed, plain) = (typed.unwrap_err(), plain.unwrap_err());
    assert!(matches!(&plain, Error::Status(error) if error.status() == 404));
    assert_eq!(typed.to_string(), plain.to_string());
    let typed = get(&client).typed_errors().await.unwrap_err();
    assert_eq!(typed.to_string(), plain.to_string());
    assert_eq!(typed.status(), plain.status());
    let boxed: Box<dyn std::error::Error + Send + Sync> = typed.into();
    assert_eq!(boxed.to_string(), plain.to_string());
}

#[tokio::test]
async fn every_way_to_send_reads_them() {
    static PAGING: Paging = Paging {
        next: Next::Cursor {
            parameter: "after",
            from: &["next"],
        },
        items: &["numbers"],
        total: None,
        pages: None,
        more: None,
    };
    let mock = Mock::new();
    let client = client(&mock);
    mock.answer_error(&any(&client), 400, &problem("no"));
    let body = problem("no");
    let call = || any(&client).typed_errors();
    assert_eq!(documented(call().send_with_response().await).body, body);
    assert_eq!(documented(call().bytes_stream().await).body, body);
    assert_eq!(
        documented(call().into_inner().decode_as::<u8>().typed_errors().await).body,
        body
    );
    #[cfg(feature = "blocking")]
    {
        assert_eq!(documented(call().blocking()).body, body);
        assert_eq!(documented(call().blocking_with_response()).body, body);
    }
    let stream = || -> StreamRequest<Json, Problem> {
        Request::new(&client, &ONLY_DEFAULT, decode::empty)
            .items_as(event_stream::Framing::Data, event_stream::json)
    };
    assert_eq!(documented(stream().typed_errors().await).body, body);

    let mock = Mock::new();
    let client = self::client(&mock);
    mock.answer("any", &json!({"numbers": [1, 2], "next": "x"}));
    mock.answer_error(&stream(), 400, &problem("no"));
    let list: Request<Numbers, Problem> = Request::new(&client, &ONLY_DEFAULT, decode::json);
    let mut items = list.paged(&PAGING).typed_errors().items();
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert_eq!(documented(items.next().await.unwrap()).body, body);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_mock_answers_with_nothing_that_is_not_documented() {
    let wrong = [
        (404, GetError::ClientError(Vec::new())),
        (400, GetError::NotFound(problem("no"))),
        (302, GetError::NotFound(problem("no"))),
    ];
    for (status, body) in wrong {
        let mock = Mock::new();
        let client = client(&mock);
        mock.answer_error(&get(&client), status, &body);
        let error = other(get(&client).typed_errors().await).to_string();
        assert!(error.contains("not what get documents"), "{error}");
    }
}
