//! Where the files of a client may be.

use std::collections::BTreeMap;

use crate::Verdict;

/// Names that Windows keeps for devices, whatever stands behind a dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul"];

/// Every path stays inside the output, can be a file on every system, and is no other's with the case folded.
pub(super) fn check(files: &BTreeMap<String, String>, text: &str) -> Verdict {
    let mut folded = BTreeMap::new();
    for path in files.keys() {
        for part in path.split('/') {
            ensure!(
                is_plain(part),
                "a path that is none everywhere: {path}\n{text}"
            );
        }
        if let Some(other) = folded.insert(path.to_lowercase(), path) {
            ensure!(false, "two paths that are one: {other} and {path}\n{text}");
        }
    }
    Ok(())
}

fn is_plain(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or_default().to_lowercase();
    let is_port = |name: &str| {
        stem.strip_prefix(name).is_some_and(|number| {
            let mut characters = number.chars();
            characters
                .next()
                .is_some_and(|c| c.is_ascii_digit() || "¹²³".contains(c))
                && characters.next().is_none()
        })
    };
    let is_device = DEVICES.contains(&stem.as_str()) || is_port("com") || is_port("lpt");
    let is_odd = |c: char| c.is_control() || "\\:*?\"<>|".contains(c);
    !part.is_empty()
        && part != "."
        && part != ".."
        && !part.ends_with(['.', ' '])
        && !part.contains(is_odd)
        && !is_device
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn paths_that_are_none_are_found() {
        let ok = |paths: &[&str]| {
            check(
                &paths
                    .iter()
                    .map(|path| ((*path).to_owned(), String::new()))
                    .collect(),
                "",
            )
            .is_ok()
        };
        assert!(ok(&[
            "src/lib.rs",
            "src/types/pet.rs",
            "Cargo.toml",
            "src/日本.rs",
            "src/com.rs",
            "src/com10.rs"
        ]));
        for paths in [
            &["/etc/passwd"][..],
            &["../a"],
            &["src/./a"],
            &["src//a"],
            &["src\\a"],
            &["src/con.rs"],
            &["src/NUL"],
            &["src/com1.rs"],
            &["src/a."],
            &["src/a.rs", "src/A.rs"],
            &["c:a"],
            &["a\0"],
        ] {
            assert!(!ok(paths), "{paths:?}");
        }
    }
}
