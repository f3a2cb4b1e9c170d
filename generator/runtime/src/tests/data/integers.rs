//! Integers of all widths, up to the ends of each.

use std::collections::BTreeMap;

use crate::runtime::data::{Decode, Encode, Patch, decode, from_json, record};
use crate::runtime::request::parameter::{path, query};
use crate::runtime::{Style, StyleKind};

/// What a widest integer can be in.
#[derive(Clone)]
pub struct Sums {
    pub wei: i128,
    pub perhaps: Option<i128>,
    pub patched: Patch<i128>,
    pub list: Vec<i128>,
    pub map: BTreeMap<String, i128>,
    pub serial: u64,
}

record! { Sums {
    wei: required(i128) = "wei",
    perhaps: optional(i128) = "perhaps",
    patched: patch(i128) = "patched",
    list: required(Vec<i128>) = "list",
    map: required(BTreeMap<String, i128>) = "map",
    serial: required(u64) = "serial",
} }

const MOST: &str = "170141183460469231731687303715884105727";
const LEAST: &str = "-170141183460469231731687303715884105728";

#[test]
fn the_widest_integers_keep_their_digits() {
    for number in [
        MOST,
        LEAST,
        "0",
        "-1",
        "18446744073709551616",
        "9007199254740993",
    ] {
        let text = format!(
            r#"{{"wei":{number},"perhaps":{number},"patched":{number},"list":[{number}],"map":{{"a":{number}}},"serial":18446744073709551615}}"#
        );
        let sums: Sums = from_json(&text).unwrap();
        assert_eq!(sums.wei.to_string(), number);
        assert_eq!(serde_json::to_string(&sums).unwrap(), text);
        let segment = path("id", sums.wei.view(), Style::SIMPLE);
        assert_eq!(segment.unwrap().as_deref(), Some(number));
        let pair = query("id", sums.perhaps.view(), Style::FORM);
        assert_eq!(pair, Ok(Some(format!("id={number}"))));
        let list = query("id", sums.list.view(), Style::new(StyleKind::Form, false));
        assert_eq!(list, Ok(Some(format!("id={number}"))));
        assert!(format!("{sums:?}").contains(number));
        assert!(sums == sums.clone());
    }
    let null: Option<i128> = from_json("null").unwrap();
    assert_eq!(null, None);
    let patch = r#"{"wei":1,"patched":null,"list":[],"map":{},"serial":0}"#;
    assert_eq!(from_json::<Sums>(patch).unwrap().patched, Patch::Null);
}

#[test]
fn what_is_beyond_is_an_error() {
    for number in [
        "170141183460469231731687303715884105728",
        "1.5",
        "true",
        "[]",
    ] {
        assert!(from_json::<i128>(number).is_err(), "{number}");
    }
    assert_eq!(
        from_json::<u64>("18446744073709551616")
            .unwrap_err()
            .to_string(),
        "invalid type: floating point `1.8446744073709552e+19`, expected an unsigned 64-bit integer at line 1 column 20"
    );
    assert!(says_so::<i64>("9223372036854775808"));
    assert!(says_so::<i32>("2147483648"));
    assert!(says_so::<u64>("-1"));
    assert!(!says_so::<i64>("\"a\""));
    assert!(!says_so::<bool>("1"));
}

fn says_so<T: Decode + std::fmt::Debug>(number: &str) -> bool {
    from_json::<T>(number).unwrap_err().is_about_an_integer()
}

#[test]
fn an_integer_that_a_format_has_in_128_bits_is_read_as_in_a_text() {
    fn read<T: Decode>(value: u128) -> Option<T> {
        let value = serde::de::value::U128Deserializer::<serde::de::value::Error>::new(value);
        decode(value).ok()
    }
    let large = u128::from(u64::MAX) * 2;
    for (value, number) in [
        (7, 7.0),
        (large, 36_893_488_147_419_103_230.0),
        (u128::MAX, 3.402_823_669_209_385e38),
    ] {
        assert_eq!(read::<f64>(value), Some(number));
    }
    assert_eq!(read::<i64>(7), Some(7));
    assert_eq!(read::<i64>(large), None);
    assert_eq!(read::<i128>(large), i128::try_from(large).ok());
    assert_eq!(read::<i128>(u128::MAX), None);
    let below = serde::de::value::I128Deserializer::<serde::de::value::Error>::new(-7);
    assert_eq!(decode::<i64, _>(below).ok(), Some(-7));
}
