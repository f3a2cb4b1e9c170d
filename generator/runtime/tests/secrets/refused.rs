//! What is refused before anything is sent, and values that are read badly.

use openapi_runtime::runtime::data::{Json, from_json};
use openapi_runtime::runtime::{ClientBuilder, Secret, Server as ApiServer, Style};

use crate::SECRET;
use crate::call::{
    BEARER, COOKIE, HEADER, Login, OPERATIONS, body, call, client, with_credentials,
};
use crate::collect::note;
use crate::drive::note_all;

/// What is refused before anything is sent.
pub(crate) fn builders() {
    let refused = |builder: ClientBuilder| {
        note("builder", &builder);
        note_all(&builder.build().unwrap_err());
    };
    for url in [
        format!("http://user:{SECRET}@127.0.0.1/"),
        format!("http://{SECRET}@127.0.0.1/"),
        format!("http://127.0.0.1/?key={SECRET}"),
        format!("http://127.0.0.1/#{SECRET}"),
        format!("ftp://{SECRET}/"),
        format!("http://[{SECRET}"),
        format!("http://127.0.0.1:{SECRET}/"),
        format!("http://{SECRET}\u{0}/"),
        SECRET.to_owned(),
    ] {
        refused(with_credentials(&url));
        let call = call(&client("http://127.0.0.1:1"), &OPERATIONS[0]).base_url(&url);
        note("request", &call);
        note_all(&call.build().unwrap_err());
    }
    let server = ApiServer::new("http://user:s3cret@127.0.0.1/", &[]);
    refused(ClientBuilder::new(None).server(server));
    for bad in ["\n", "\u{0}", "\u{7f}"] {
        let text = format!("{SECRET}{bad}{SECRET}");
        for scheme in [&BEARER, &HEADER, &COOKIE] {
            refused(with_credentials("http://127.0.0.1:1").credential(scheme, text.as_str()));
        }
        refused(with_credentials("http://127.0.0.1:1").header("x-own", &text));
    }
    refused(with_credentials("http://127.0.0.1:1").credential(&COOKIE, format!("{SECRET};")));
    let client = client("http://127.0.0.1:1");
    let bad: Secret<String> = format!("{SECRET}\n").into();
    for call in [
        call(&client, &OPERATIONS[0]).header_parameter("x-bad", &bad, Style::SIMPLE),
        call(&client, &OPERATIONS[0]).header("x-bad", bad.expose()),
        call(&client, &OPERATIONS[0]).cookie_parameter("bad", &bad, Style::FORM),
        call(&client, &OPERATIONS[0])
            .set_json(&format!("/a/{}", "0"), Json::from(SECRET))
            .set_json("bad", 1),
    ] {
        note("request", &call);
        let _ = call.build().map_err(|error| note_all(&error));
    }
}

/// Where the type says that something is a secret, not even the error of the parser quotes what is there instead.
pub(crate) fn values() {
    for value in [
        "5350735",
        "-5350735",
        "5350735.5",
        "5350735e100",
        "99999999999999999995350735",
        "[5350735]",
        "{\"5350735\":1}",
    ] {
        let text = body("").replace("\"\"", value);
        let errors = [
            from_json::<Login>(&text).unwrap_err().to_string(),
            format!("{:?}", from_json::<Login>(&text).unwrap_err()),
            format!("{:?}", serde_json::from_str::<Login>(&text).unwrap_err()),
        ];
        for error in errors {
            assert!(!error.contains("5350735"), "{error}");
            assert!(error.contains("expected a string"), "{error}");
        }
    }
}
