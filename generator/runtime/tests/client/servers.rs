//! Which of several servers a call goes to.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "tests may panic"
)]

use crate::support::memory::Memory;
use crate::support::{GET, TOKEN, request};
use openapi_runtime::runtime::server::ServerVariable;
use openapi_runtime::runtime::{Client, ClientBuilder, Error, Server};

const TWO: Server = Server::new(
    "https://{region}.example.com/{version}",
    &[
        ServerVariable::new("region", "us", &["us", "eu"]),
        ServerVariable::new("version", "v1", &[]),
    ],
);

const TENANT: Server = Server::new(
    "{scheme}://{tenant}.example.com",
    &[
        ServerVariable::new("scheme", "https", &[]),
        ServerVariable::new("tenant", "shared", &[]),
    ],
);

const HOST: Server = Server::new(
    "https://{host}/v1",
    &[ServerVariable::new("host", "example.com", &[])],
);

fn client(builder: ClientBuilder) -> Result<Client, Error> {
    builder.transport(Memory::new([])).build()
}

fn url(builder: ClientBuilder) -> String {
    let client = client(builder).unwrap();
    request(&client, &GET).build().unwrap().uri().to_string()
}

fn builder() -> ClientBuilder {
    ClientBuilder::new(Some("https://example.com"))
}

#[test]
fn a_server_is_its_url_with_its_variables() {
    assert_eq!(url(builder()), "https://example.com/things");
    assert_eq!(
        url(builder().server(TWO)),
        "https://us.example.com/v1/things"
    );
    let other = TWO.with("region", "us").with("region", "eu");
    assert_eq!(
        url(builder().server(other.with("version", "beta/2"))),
        "https://eu.example.com/beta/2/things"
    );
}

#[test]
fn a_value_is_a_part_of_the_place_it_stands_at() {
    let urls = [
        (
            TENANT.with("tenant", "acme.eu"),
            "https://acme.eu.example.com/things",
        ),
        (
            TENANT.with("scheme", "http"),
            "http://shared.example.com/things",
        ),
        (
            HOST.with("host", "localhost:8080"),
            "https://localhost:8080/v1/things",
        ),
        (
            HOST.with("host", "[::1]:8080"),
            "https://[::1]:8080/v1/things",
        ),
    ];
    for (server, expected) in urls {
        assert_eq!(url(builder().server(server)), expected);
    }
}

#[test]
fn what_is_wrong_with_a_variable_is_said_when_the_client_is_built() {
    for (server, said) in [
        (TWO.with("region", "mars"), "not one of us, eu"),
        (TWO.with("zone", "1"), "has no variable zone"),
        (TWO.with("version", "v1?x"), "change the meaning"),
        (TWO.with("version", "../admin"), "change the meaning"),
        (TENANT.with("tenant", "evil.test/"), "change the meaning"),
        (TENANT.with("tenant", "evil.test#"), "change the meaning"),
        (TENANT.with("tenant", "evil.test\\"), "change the meaning"),
        (
            TENANT.with("tenant", "user:pass@evil"),
            "change the meaning",
        ),
        (TENANT.with("tenant", "evil.test:80"), "change the meaning"),
        (TENANT.with("tenant", ""), "change the meaning"),
        (
            TENANT.with("scheme", "http://evil.test/"),
            "change the meaning",
        ),
        (TENANT.with("scheme", "ftp"), "must begin with http"),
        (HOST.with("host", "a.test/b"), "change the meaning"),
    ] {
        let error = client(builder().server(server)).unwrap_err();
        assert!(matches!(error, Error::Config { .. }), "{error}");
        assert!(error.to_string().contains(said), "{error}");
    }
}

#[test]
fn the_one_that_is_given_last_counts() {
    let own = "https://mine.test";
    assert_eq!(
        url(builder().server(TWO).base_url(own)),
        "https://mine.test/things"
    );
    assert_eq!(
        url(builder().base_url(own).server(TWO)),
        "https://us.example.com/v1/things"
    );
}

#[test]
fn an_operation_goes_to_its_own_server_unless_the_caller_has_named_one() {
    let call = |builder: ClientBuilder, base_url: Option<&str>| {
        let client = client(builder.credential(&TOKEN, "s3cret")).unwrap();
        let mut call = request(&client, &GET).server("https://files.example.com/v2");
        if let Some(url) = base_url {
            call = call.base_url(url);
        }
        call.build().unwrap().uri().to_string()
    };
    let own = "https://files.example.com/v2/things";
    assert_eq!(call(builder(), None), own);
    assert_eq!(call(builder().server(TWO), None), own);
    assert_eq!(
        call(builder().base_url("https://mine.test"), None),
        "https://mine.test/things"
    );
    assert_eq!(
        call(builder(), Some("https://other.test")),
        "https://other.test/things"
    );
}
