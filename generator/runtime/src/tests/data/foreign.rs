//! Types of other crates: as texts, and as JSON.

use std::net::Ipv4Addr;
use std::time::Duration;

use crate::runtime::data::{Encode, Json, foreign_json, foreign_text, from_json, record, union};
use crate::runtime::request::parameter;
use crate::runtime::{Style, StyleKind};

foreign_text! { Ipv4Addr {
    blank: Ipv4Addr::UNSPECIFIED,
} }

foreign_text! { char {
    blank: ' ',
    read: |text| u32::from_str_radix(text, 16).ok().and_then(char::from_u32),
    write: |value| format!("{:x}", u32::from(*value)),
} }

foreign_json! { Duration {
    blank: Duration::default(),
} }

#[derive(Clone)]
pub struct Host {
    address: Ipv4Addr,
    others: Option<Vec<Ipv4Addr>>,
    sign: Option<char>,
    timeout: Option<Duration>,
    place: Option<Place>,
}

record! { Host {
    address: required(Ipv4Addr) = "address",
    others: optional(Vec<Ipv4Addr>) = "others",
    sign: optional(char) = "sign",
    timeout: optional(Duration) = "timeout",
    place: optional(Place) = "place",
} }

#[derive(Clone)]
pub enum Place {
    Address(Ipv4Addr),
    Span(Duration),
    Name(Vec<String>),
    Unknown(Json),
}

union! { Place {
    Address(Ipv4Addr): String(),
    Span(Duration): Object("secs"),
    Name(Vec<String>): Array(),
    ..Unknown
} }

const TEXT: &str = r#"{"address":"192.0.2.1","others":["192.0.2.2"],"sign":"61","timeout":{"secs":1,"nanos":5},"place":{"secs":2,"nanos":0}}"#;

#[test]
fn what_is_read_is_written_again() {
    let host: Host = from_json(TEXT).unwrap();
    assert_eq!(host.address, Ipv4Addr::new(192, 0, 2, 1));
    assert_eq!(host.sign, Some('a'));
    assert_eq!(host.timeout, Some(Duration::new(1, 5)));
    let json: Json = TEXT.parse().unwrap();
    assert_eq!(serde_json::to_value(&host).unwrap(), json);
    assert_eq!(serde_json::from_str::<Host>(TEXT).unwrap(), host);
    let others = Host {
        others: None,
        ..host.clone()
    };
    assert_ne!(others, host);
    assert_eq!(
        format!("{:?}", host.place),
        "Some(Span(2s))",
        "as its own `Debug` has it"
    );
    let text = r#"{"address":"192.0.2.1","place":"192.0.2.3"}"#;
    let host: Host = from_json(text).unwrap();
    assert!(matches!(host.place, Some(Place::Address(_))));
    assert_eq!(serde_json::to_string(&host).unwrap(), text);
}

#[test]
fn what_does_not_fit_is_an_error_at_its_place() {
    for (text, message) in [
        (
            r#"{"address":"192.0.2"}"#,
            "address: invalid value: string \"192.0.2\", expected a value of `Ipv4Addr`",
        ),
        (
            r#"{"address":1}"#,
            "address: invalid type: integer `1`, expected a string",
        ),
        (
            r#"{"address":"192.0.2.1","timeout":{"secs":"1","nanos":0}}"#,
            "timeout: invalid type: string \"1\", expected u64",
        ),
        (
            r#"{"address":"192.0.2.1","others":["192.0.2.1",""]}"#,
            "others[1]: invalid value: string \"\", expected a value of `Ipv4Addr`",
        ),
    ] {
        let error = from_json::<Host>(text).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
}

#[test]
fn parameters_are_written_as_the_value_looks() {
    // The order of properties is that of `serde_json`, which a feature of it changes.
    let query = |value: &dyn Encode, style| {
        let text = parameter::query("p", value.view(), style).unwrap()?;
        let mut pairs: Vec<&str> = text.split('&').collect();
        pairs.sort_unstable();
        Some(pairs.join("&"))
    };
    let some = |text: &str| Some(text.to_owned());
    let address = Ipv4Addr::new(192, 0, 2, 1);
    assert_eq!(query(&address, Style::FORM), some("p=192.0.2.1"));
    assert_eq!(
        query(&vec![address; 2], Style::FORM),
        some("p=192.0.2.1&p=192.0.2.1")
    );
    let span = Some(Duration::new(1, 5));
    assert_eq!(query(&span, Style::FORM), some("nanos=5&secs=1"));
    assert_eq!(query(&None::<Duration>, Style::FORM), None);
    let deep = Style {
        kind: StyleKind::DeepObject,
        ..Style::FORM
    };
    assert_eq!(query(&span, deep), some("p%5Bnanos%5D=5&p%5Bsecs%5D=1"));
    let json = Style {
        kind: StyleKind::Json,
        ..Style::FORM
    };
    let text = query(&span, json).unwrap();
    assert!(
        text.starts_with("p=%7B%22") && text.contains("%22secs%22%3A1"),
        "{text}"
    );
    assert_eq!(
        parameter::path("p", address.view(), Style::SIMPLE).unwrap(),
        some("192.0.2.1")
    );
}
