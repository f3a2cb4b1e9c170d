//! Where references lead.

use std::collections::BTreeMap;

use super::{join, pointer, resolve, steps};

#[test]
fn files_are_relative_to_the_one_that_names_them() {
    assert_eq!(join("a/b.yaml", "c.yaml"), "a/c.yaml");
    assert_eq!(join("a/b.yaml", "./c/../d.yaml"), "a/d.yaml");
    assert_eq!(join("a/b.yaml", "../../c.yaml"), "../c.yaml");
    assert_eq!(join("/a/b.yaml", "../c.yaml"), "/c.yaml");
    assert_eq!(join("b.yaml", "c.yaml"), "c.yaml");
}

#[test]
fn urls_and_absolute_paths_lead_elsewhere() {
    let files = BTreeMap::from([("https://a.test/x.yaml".to_owned(), "x.yaml".to_owned())]);
    let file = |reference| resolve(reference, "d/b.yaml", "d/r.yaml", &files).map(|it| it.file);
    assert_eq!(file("https://b.test/x.yaml#/A"), None);
    assert_eq!(file("urn:x:y"), None);
    assert_eq!(file("/etc/passwd"), None);
    assert_eq!(file("//a.test/x"), None);
    assert_eq!(
        file("https://a.test/x.yaml#/A").as_deref(),
        Some("d/x.yaml")
    );
    assert_eq!(file("#/A").as_deref(), Some("d/b.yaml"));
}

#[test]
fn pointers_are_read_with_both_kinds_of_escapes() {
    let read = steps("/paths/~1a~1%7Bid%7D/with%20space").unwrap();
    assert_eq!(read, ["paths", "/a/{id}", "with space"]);
    assert_eq!(pointer(&read), "/paths/~1a~1{id}/with space");
    assert_eq!(steps("anchor"), None);
}
