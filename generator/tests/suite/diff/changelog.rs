//! The changelog that is made of every kind of change.

use openapi_generator::diff::Bump;
use openapi_generator::diff::changelog::ChangelogEntry;

use super::kinds::{Compared, compared};

/// A changelog that somebody keeps by hand, with what looks like a version and is none.
const BY_HAND: &str = "# What is new\n\nSee below.\n\n```text\n## 9.9.9\n```\n\n## Unreleased\n\n- A line of mine.\n\n### Removed\n\n\
                       - Another.\n\n## 0.1.0 (2020-01-01)\n\n### Added\n\n- All of it.\n";

fn entry(compared: &Compared) -> Option<ChangelogEntry> {
    ChangelogEntry::new(&compared.comparison, compared.clients.each_ref())
}

#[test]
fn what_callers_meet_is_told_and_only_once() {
    for it in compared() {
        let name = &it.kind.name;
        let Some(entry) = entry(it) else {
            assert!(it.comparison.bump() <= Bump::Patch, "{name} is not told");
            continue;
        };
        let new = entry.added_to(None);
        assert_eq!(entry.added_to(Some(&new)), new, "{name}");
        let is_breaking = new.contains("**Breaking:**");
        assert_eq!(
            is_breaking,
            it.comparison.bump() == Bump::Major,
            "{name}: {new}"
        );
        let version = match it.comparison.bump() {
            Bump::Major => "0.2.0",
            _ => "0.1.1",
        };
        assert!(
            new.contains(&format!("\n\n## {version}\n\n### ")),
            "{name}: {new}"
        );
        let lacking = entry.lacking_version().map(ToString::to_string);
        assert_eq!(lacking.as_deref(), Some(version), "{name}");
    }
}

#[test]
fn what_somebody_wrote_stays() {
    for text in [BY_HAND.to_owned(), BY_HAND.replace('\n', "\r\n")] {
        for it in compared() {
            let name = &it.kind.name;
            let Some(entry) = entry(it) else { continue };
            let made = entry.added_to(Some(&text));
            assert_eq!(made.contains('\r'), text.contains('\r'), "{name}");
            assert_eq!(entry.added_to(Some(&made)), made, "{name}");
            // All lines are there in their order, and others between the headings of the two versions.
            let mut lines = made.lines();
            for line in text.lines() {
                assert!(lines.any(|it| it == line), "{name}: no `{line}` in {made}");
            }
            let head = text.split("- A line").next().unwrap();
            let tail = text.split("## 0.1.0").nth(1).unwrap();
            assert!(made.starts_with(head) && made.ends_with(tail), "{made}");
            assert!(!made.replace("\r\n", "\n").contains("\n\n\n"), "{made}");
        }
    }
}
