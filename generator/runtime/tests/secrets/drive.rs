//! Calls against servers that do whatever can be done to them, and everything that can be printed along the way.

use std::time::Duration;

use http::Method;
use openapi_runtime::runtime::event_stream::{self, Framing};
use openapi_runtime::runtime::multipart::Part;
use openapi_runtime::runtime::{
    Client, ClientBuilder, Error, File, Request, Undocumented, decode, json,
};

use crate::SECRET;
use crate::call::{
    ALONE, Login, OPERATIONS, body, call, client, secret, with_credentials, with_providers,
};
use crate::collect::{note, note_error};
use crate::support::server::{Reply, Server, reply};

/// What a server can do to a call; it knows the secret, and says it wherever it can.
fn replies(elsewhere: &str) -> Vec<Reply> {
    let echo =
        format!("set-cookie: {SECRET}\r\nx-auth-token: {SECRET}\r\nwww-authenticate: {SECRET}\r\n");
    let moved = |location: &str| reply(307, &format!("{echo}location: {location}\r\n"), SECRET);
    let good = body(SECRET);
    vec![
        reply(200, &echo, &good),
        reply(200, &echo, SECRET),
        reply(200, &echo, good.replace("\"u\"", "[1]")),
        reply(
            200,
            &echo,
            format!("{{\"user\":\"u\",\"password\":{{\"{SECRET}\":1}}}}"),
        ),
        reply(
            200,
            &echo,
            format!("{{\"password\":\"{SECRET}\",\"other\":1}}"),
        ),
        reply(200, &echo, format!("{SECRET}\u{0}")),
        reply(200, &echo, [SECRET.as_bytes(), b"\xff"].concat()),
        reply(200, &echo, SECRET.repeat(200_000)),
        reply(403, &echo, &good),
        reply(500, &echo, SECRET.repeat(20_000)),
        reply(
            403,
            &echo,
            format!(
                "{{\"title\":\"No {SECRET}\",\"detail\":\"{SECRET}-thing of {SECRET}-tenant, {SECRET}-query\"}}"
            ),
        ),
        reply(
            400,
            &echo,
            format!("{{\"errors\":[{{\"message\":\"user1:{SECRET}\"}}]}}"),
        ),
        reply(503, &format!("{echo}retry-after: 0\r\n"), SECRET),
        reply(429, &format!("{echo}retry-after: soon\r\n"), SECRET),
        Reply::Reset,
        Reply::SendAndClose(Vec::new()),
        Reply::SendAndClose(format!("{SECRET}\r\n\r\n").into()),
        Reply::SendAndClose(format!("HTTP/1.1 200 {SECRET}\r\n{SECRET}\r\n\r\n").into()),
        Reply::SendAndClose(format!("HTTP/1.1 200 OK\r\ncontent-length: {SECRET}\r\n\r\n").into()),
        Reply::SendAndClose(
            format!("HTTP/1.1 200 OK\r\n{echo}content-length: 99\r\n\r\n{SECRET}").into(),
        ),
        Reply::SendAndClose(
            format!("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{SECRET}\r\n").into(),
        ),
        Reply::SendAndClose(
            format!("HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\n{SECRET}").into(),
        ),
        Reply::Hang(Vec::new()),
        Reply::Hang(format!("HTTP/1.1 200 OK\r\n{echo}content-length: 99\r\n\r\n{SECRET}").into()),
        moved(elsewhere),
        moved(&format!(
            "/{SECRET}-tenant/things/{SECRET}-thing/?q={SECRET}&p={SECRET}"
        )),
        moved(&format!("ftp://{SECRET}/{SECRET}")),
        moved(&format!("http://{SECRET}:{SECRET}@127.0.0.1/")),
        moved(&format!("http://[{SECRET}/")),
        moved(&format!("http://127.0.0.1:1/?auth={SECRET}")),
    ]
}

/// Makes calls of every kind against every reply; gives all that was sent.
pub(crate) async fn calls() -> String {
    let mut sent = String::new();
    let elsewhere = Server::start([]).await;
    let away = format!("{}/away?token={SECRET}", elsewhere.url());
    for reply in replies(&away) {
        let ways: [fn(&str) -> ClientBuilder; 2] = [with_credentials, with_providers];
        for (operation, builder) in OPERATIONS.iter().flat_map(|it| ways.map(|way| (it, way))) {
            let again = matches!(reply, Reply::Send(_)).then(|| reply.clone());
            let server = Server::start([reply.clone()].into_iter().chain(again)).await;
            let client = builder(&server.url())
                .timeout(Duration::from_millis(300))
                .max_response_bytes(1 << 20)
                .max_retries(1)
                .build()
                .unwrap();
            note("result", one(call(&client, operation)).await);
            sent.push_str(&server.requests().concat());
        }
        let server = Server::start([reply]).await;
        other_ways(&client(&server.url())).await;
        sent.push_str(&server.requests().concat());
    }
    for request in elsewhere.requests() {
        let headers = request
            .split_once("\r\n")
            .unwrap()
            .1
            .split("\r\n\r\n")
            .next()
            .unwrap();
        assert!(!headers.contains(SECRET), "{request}");
    }
    let gone = client("http://127.0.0.1:1");
    note("result", one(call(&gone, &OPERATIONS[0])).await);
    sent
}

/// Sends a request, and prints whatever comes of it.
pub(crate) async fn one(request: Request<Login>) -> bool {
    let response = request.send_with_response().await;
    match &response {
        Ok(response) => note("response", (response, response.raw(), response.body())),
        Err(error) => note_all(error),
    }
    response.is_ok()
}

pub(crate) fn note_all(error: &Error) {
    note_error(error);
    match error {
        Error::Status(error) => {
            let _ = error
                .decode_as::<Login>()
                .map_err(|error| note_error(&error));
            let _ = error.decode_as::<i64>().map_err(|error| note_error(&error));
        }
        Error::Decode(error) => note("path", error.json().map(|json| json.path().to_string())),
        _ => {}
    }
}

/// The ways to send a request beside the usual one.
async fn other_ways(client: &Client) {
    let short = Duration::from_millis(300);
    let get = || call(client, &OPERATIONS[0]).timeout(short);
    match get().bytes_stream().await {
        Ok(mut stream) => {
            note("stream", &stream);
            while let Some(Ok(_)) = stream.chunk().await.transpose() {}
        }
        Err(error) => note_all(&error),
    }
    let events = Request::<_, Undocumented>::new(client, &OPERATIONS[0], decode::empty)
        .path_parameter("thing", &secret("-thing"))
        .items_as(Framing::Data, event_stream::json::<Login>)
        .timeout(short);
    note("events", &events);
    match events.await {
        Ok(mut items) => {
            note("items", &items);
            while let Some(item) = items.next().await {
                let _ = item.map_err(|error| note_all(&error));
            }
        }
        Err(error) => note_all(&error),
    }
    let value = secret("");
    let parts = [Part::value("secret", &value, None)];
    note("parts", &parts);
    let upload = Request::new(client, &OPERATIONS[1], json::<Login>)
        .path_parameter("thing", &secret("-thing"))
        .multipart(&parts)
        .timeout(short);
    note("result", one(upload).await);
    let file = File::new(SECRET.as_bytes());
    note("file", &file);
    note("result", one(get().body("text/plain", file)).await);
    note(
        "raw",
        get()
            .send_raw()
            .await
            .map_err(|error| note_all(&error))
            .is_ok(),
    );
    let alone = Request::new(client, &ALONE, json::<Login>).timeout(short);
    note("result", one(alone).await);
    let undocumented = client.request(Method::GET, "/undocumented").timeout(short);
    let _ = undocumented.await.map_err(|error| note_all(&error));
}
