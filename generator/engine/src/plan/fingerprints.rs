//! `files.lock`: a fingerprint of each generated file, by which an edit is told from what an earlier run has written.

use std::collections::{BTreeMap, BTreeSet};

use openapi_generator::files::Files;

/// What the file is called.
pub(super) const LOCK: &str = "files.lock";

/// Its first line.
const HEAD: &str = "# Fingerprints of the generated files: one that no longer has its own was edited by hand. It is generated; commit it.";

/// How the lines begin between which a merge has left two versions of a text.
const CONFLICT: [&str; 2] = ["<<<<<<< ", ">>>>>>> "];

/// The fingerprints of the files that were generated last, by the paths of these.
#[derive(Debug, Default)]
pub(super) struct Fingerprints<'a>(BTreeMap<&'a str, BTreeSet<&'a str>>);

impl<'a> Fingerprints<'a> {
    /// Reads the text of the file. A line that is none is passed over: what a merge has left of two versions says what both have said.
    pub(super) fn parse(text: &'a str) -> Self {
        let mut all = Self::default();
        for (fingerprint, path) in text.lines().filter_map(|line| line.split_once(' ')) {
            all.0.entry(path).or_default().insert(fingerprint);
        }
        all
    }

    /// Whether a file of this name was generated.
    pub(super) fn list(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// Whether the file of this name was generated with another text. One that a merge could not finish was not edited: generating is how
    /// that is done.
    pub(super) fn show_edit(&self, name: &str, text: &str) -> bool {
        let known = self.0.get(name);
        known.is_some_and(|it| !it.contains(&*fingerprint(text))) && !has_conflict(text)
    }
}

/// The text of the file for these. The lock of the names is for users to change.
pub(super) fn to_text(files: &Files) -> String {
    let files = files.iter().filter(|(path, _)| *path != "names.lock");
    let lines = files.map(|(path, text)| format!("{} {path}\n", fingerprint(text)));
    format!("{HEAD}\n\n{}", lines.collect::<String>())
}

/// Whether a text is that of such a file.
pub(super) fn is_lock(text: &str) -> bool {
    text.starts_with(HEAD) || has_conflict(text)
}

/// Whether a merge has left two versions of a text.
pub(crate) fn has_conflict(text: &str) -> bool {
    CONFLICT.iter().all(|mark| {
        let mut lines = text.lines();
        lines.any(|line| line.starts_with(mark))
    })
}

/// FNV-1a for 64 bits (RFC 9923), in hexadecimal: it meets no forger, only edits. A checkout may have other ends of lines.
fn fingerprint(text: &str) -> String {
    let bytes = text.bytes().filter(|byte| *byte != b'\r');
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::{Fingerprints, fingerprint, to_text};
    use openapi_generator::files::Files;

    #[test]
    fn the_fingerprint_is_that_of_the_standard() {
        assert_eq!(fingerprint(""), "cbf29ce484222325");
        assert_eq!(fingerprint("foobar"), "85944171f73967e8");
        assert_eq!(fingerprint("a\r\nb\n"), fingerprint("a\nb\n"));
    }

    #[test]
    fn an_edit_shows_and_a_merge_does_not() {
        let lock = |text: &str| {
            let mut files = Files::default();
            files.insert("src/a.rs", text.to_owned()).unwrap();
            to_text(&files)
        };
        let (ours, theirs) = (lock("ours"), lock("theirs"));
        let both = format!("<<<<<<< a\n{ours}=======\n{theirs}>>>>>>> b\n");
        for (lock, text, expected) in [
            (&ours, "ours", false),
            (&ours, "theirs", true),
            (&both, "ours", false),
            (&both, "theirs", false),
            (&both, "by hand", true),
            (
                &both,
                "<<<<<<< a\nours\n=======\ntheirs\n>>>>>>> b\n",
                false,
            ),
        ] {
            let lock = Fingerprints::parse(lock);
            assert_eq!(lock.show_edit("src/a.rs", text), expected, "{text}");
            assert!(!lock.show_edit("src/other.rs", text));
        }
    }
}
