//! Where files may be.

use super::Files;

#[test]
fn every_file_has_a_place_of_its_own() {
    let mut files = Files::default();
    for path in ["src/lib.rs", "src/a.rs", "src/a/b.rs", "src/a/c.rs"] {
        files.insert(path, path.to_owned()).unwrap();
    }
    for (path, message) in [
        ("src/lib.rs", "`src/lib.rs` has the place of `src/lib.rs`"),
        ("src/Lib.rs", "`src/lib.rs` has the place of `src/Lib.rs`"),
        ("SRC/d.rs", "`src` has the place of `SRC`"),
        ("src/a", "`src/a` has the place of `src/a`"),
        ("src/a.rs/b", "`src/a.rs` has the place of `src/a.rs`"),
        ("", "the path may lead out of the crate"),
        ("/a", "the path may lead out of the crate"),
        ("a//b", "the path may lead out of the crate"),
        ("a/", "the path may lead out of the crate"),
        ("./a", "the path may lead out of the crate"),
        ("src/../a", "the path may lead out of the crate"),
        ("c:/a", "`c:` can be no file on some disks"),
        ("a\\..\\b", "`a\\..\\b` can be no file on some disks"),
        ("a\0", "`a\0` can be no file on some disks"),
        ("a b", "`a b` can be no file on some disks"),
        ("a.", "`a.` can be no file on some disks"),
        ("ä.rs", "`ä.rs` can be no file on some disks"),
        ("src/nul.rs", "`nul.rs` is a device of Windows"),
        ("src/Com1/a.rs", "`Com1` is a device of Windows"),
        ("lpt0.a.b", "`lpt0.a.b` is a device of Windows"),
    ] {
        let broken = files.insert(path, String::new()).unwrap_err();
        assert_eq!((broken.path.as_str(), &*broken.message), (path, message));
    }
    let long = "a".repeat(256);
    assert!(files.insert(long.clone(), String::new()).is_err());
    assert!(files.insert(long.get(1..).unwrap(), String::new()).is_ok());
    assert_eq!(files.len(), 5);
    assert_eq!(files["src/a/b.rs"], "src/a/b.rs");
}
