//! Base64, by the test vectors of RFC 4648, and what is none.

use crate::runtime::data::{Base64, from_json};

#[test]
fn the_vectors_of_the_rfc() {
    let vectors = [
        ("", ""),
        ("f", "Zg=="),
        ("fo", "Zm8="),
        ("foo", "Zm9v"),
        ("foob", "Zm9vYg=="),
        ("fooba", "Zm9vYmE="),
        ("foobar", "Zm9vYmFy"),
    ];
    for (bytes, text) in vectors {
        assert_eq!(Base64::encode(bytes).as_str(), text);
        assert_eq!(Base64::from(text).decode().unwrap(), bytes.as_bytes());
        let bare = text.trim_end_matches('=');
        assert_eq!(Base64::encode_url_safe(bytes).as_str(), bare);
        assert_eq!(Base64::from(bare).decode().unwrap(), bytes.as_bytes());
    }
}

#[test]
fn every_byte_comes_back() {
    let all: Vec<u8> = (0..=255).collect();
    for length in 0..=all.len() {
        let bytes = &all[length..];
        assert_eq!(Base64::encode(bytes).decode().unwrap(), bytes);
        assert_eq!(Base64::encode_url_safe(bytes).decode().unwrap(), bytes);
    }
    assert_eq!(Base64::encode([0xfb, 0xff]).as_str(), "+/8=");
    assert_eq!(Base64::encode_url_safe([0xfb, 0xff]).as_str(), "-_8");
}

#[test]
fn lines_are_joined_and_nonsense_is_kept_as_text() {
    assert_eq!(Base64::from("Zm9v\r\nYmFy\n").decode().unwrap(), b"foobar");
    for text in ["Z", "Zm9vY", "Zm=9v", "Zm9v!", "ü"] {
        let value: Base64 = from_json(&format!("{text:?}")).unwrap();
        assert_eq!((value.decode(), value.as_str()), (None, text));
    }
}
