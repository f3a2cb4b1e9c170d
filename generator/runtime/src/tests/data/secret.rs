//! Secrets: written where they belong, shown nowhere.

use std::cell::Cell;
use std::collections::BTreeMap;

use crate::runtime::Secret;
use crate::runtime::data::{Encode, Json, Patch, from_json, holds_secret, record, setters};

#[derive(Clone)]
struct Login {
    user: String,
    password: Secret<String>,
    pin: Option<Secret<String>>,
    next: Patch<Secret<String>>,
    old: Option<Vec<Secret<String>>>,
}

record! { Login {
    user: required(String) = "user",
    password: required(Secret<String>) = "password",
    pin: optional(Secret<String>) = "pin",
    next: patch(Secret<String>) = "next",
    old: optional(Vec<Secret<String>>) = "old",
} }

struct Params {
    token: Option<Secret<String>>,
}

setters! { Params {
    token: optional(Secret<String>),
} }

const TEXT: &str =
    r#"{"user":"u","password":"hunter2","pin":"1234","next":"hunter3","old":["hunter1"]}"#;

#[test]
fn a_secret_field_is_read_and_written() {
    let login: Login = from_json(TEXT).unwrap();
    assert_eq!(login.password.expose(), "hunter2");
    assert_eq!(serde_json::to_string(&login).unwrap(), TEXT);
    let again: Login = serde_json::from_str(TEXT).unwrap();
    assert!(login == again);
    assert!(login != again.pin("4321"));
}

#[test]
fn a_secret_field_is_not_shown() {
    let login: Login = from_json(TEXT).unwrap();
    let plain = format!("{login:?}");
    assert_eq!(
        plain,
        r#"Login { user: "u", password: [redacted], pin: Some([redacted]), next: Value([redacted]), old: Some([[redacted]]) }"#
    );
    for shown in [
        plain,
        format!("{login:#?}"),
        format!("{:?}", login.password),
    ] {
        assert!(
            !shown.contains("hunter") && !shown.contains("1234"),
            "{shown}"
        );
    }
    let error = from_json::<Login>(r#"{"user": "u", "password": 7}"#).unwrap_err();
    assert_eq!(error.path().to_string(), "password");
}

#[test]
fn setters_take_strings() {
    let login = from_json::<Login>(TEXT).unwrap();
    let login = login
        .password("a")
        .pin("b".to_owned())
        .next("c")
        .old(["d", "e"]);
    assert_eq!(login.password.expose(), "a");
    assert_eq!(login.next.value().unwrap().expose(), "c");
    assert_eq!(login.old.unwrap().len(), 2);
    let token = "t".to_owned();
    assert_eq!(
        Params { token: None }.token(&token).token.unwrap().expose(),
        "t"
    );
}

#[test]
fn a_secret_on_its_own() {
    let secret = Secret::from("s");
    assert_eq!(serde_json::to_string(&secret).unwrap(), "\"s\"");
    assert_eq!(
        serde_json::from_str::<Secret<String>>("\"s\"").unwrap(),
        secret
    );
    assert_eq!(format!("{:?}", Secret::new(vec![1_u8])), "[redacted]");
}

#[test]
fn secrets_are_found_however_deep() {
    let login: Login = from_json(TEXT).unwrap();
    assert!(holds_secret(login.view()));
    let map = BTreeMap::from([("a".to_owned(), vec![Secret::from("x")])]);
    assert!(holds_secret(map.view()));
    assert!(holds_secret(Some(Secret::from("x")).view()));
    assert!(!holds_secret(Json::from("x").view()));
    assert!(!holds_secret(vec!["x".to_owned()].view()));
}

#[test]
fn a_secret_is_wiped_when_it_is_dropped() {
    struct Probe<'a>(&'a Cell<u32>);

    impl zeroize::Zeroize for Probe<'_> {
        fn zeroize(&mut self) {
            self.0.set(self.0.get() + 1);
        }
    }

    let wiped = Cell::new(0);
    drop(Secret::new(Probe(&wiped)));
    assert_eq!(wiped.get(), 1);
}

/// What is in the place of a secret may be the secret, and an error of a parser quotes what it did not expect.
#[test]
fn no_error_quotes_what_is_in_the_place_of_a_secret() {
    for wrong in ["5350735", "-5350735", "1.5350735", "true", "[5350735]"] {
        for rest in [
            format!(r#""password":{wrong}"#),
            format!(r#""password":"","pin":{wrong}"#),
            format!(r#""password":"","next":{wrong}"#),
            format!(r#""password":"","old":["",{wrong}]"#),
        ] {
            let error = from_json::<Login>(&format!(r#"{{"user":"u",{rest}}}"#));
            let error = error.map(|login| login.user).unwrap_err();
            let shown = format!("{error} {error:?}");
            assert!(!shown.contains("5350735"), "{shown}");
            assert!(shown.contains("expected a string"), "{shown}");
        }
    }
}
