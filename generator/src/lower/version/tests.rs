//! Which texts are versions.

use super::semantic;

#[test]
fn a_text_stands_for_a_version_or_for_none() {
    for (text, expected) in [
        ("1.2.3", "1.2.3"),
        ("1.2.3-beta+x", "1.2.3-beta+x"),
        ("1.0", "1.0.0"),
        (" v2 ", "2.0.0"),
        ("V1.02", "1.2.0"),
        ("2024-06-01", "2024.6.1"),
        ("2024-06", "2024.6.0"),
        ("2024-06-01-preview", "2024.6.1-preview"),
        ("2024-06-preview", "2024.6.0-preview"),
        ("20240601", "20240601.0.0"),
        ("2024.06.01", "2024.6.1"),
        ("v1beta1", "1.0.0-beta1"),
        ("v1.33.0+k3s", "1.33.0+k3s"),
        ("1.0-SNAPSHOT", "1.0.0-SNAPSHOT"),
        ("1.0.0.RELEASE", "1.0.0-RELEASE"),
        ("1-2", "1.0.0-2"),
    ] {
        let version = semantic(text).map(|it| it.to_string());
        assert_eq!(version.as_deref(), Some(expected), "{text}");
    }
    for text in [
        "",
        "latest",
        "v",
        "1.2.3.4",
        "1.2.",
        "1..2",
        "1.2.3 beta",
        "1.0.0-",
        "1.0-beta_1",
        "-1",
        "1,0",
        "99999999999999999999",
        "1.0.0-beta.01",
        "é",
        "1é",
        "1.é",
    ] {
        assert_eq!(semantic(text), None, "{text}");
    }
}
