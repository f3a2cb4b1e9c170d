//! The text of a changelog: a title, and a section for each version, the newest first.
//!
//! Somebody writes in it. Lines are only added, but for the heading of a version that is not released yet, which a greater change raises.

use semver::Version;

use super::entry::{ChangelogEntry, ChangelogSection};

/// How a new changelog begins.
const TITLE: &str = "# Changelog\n\nWhat changes for those who use this client.\n";

/// What the versions before the first release are told under.
const UNRELEASED: &str = "unreleased";

/// The changelog of a client that is new.
pub(super) fn first(version: &Version) -> String {
    format!("{TITLE}\n## {version}\n\nThe first version.\n")
}

/// The text with what is told in an entry and not there yet.
pub(super) fn add(entry: &ChangelogEntry, text: Option<&str>) -> String {
    let text = text.unwrap_or(TITLE);
    let is_windows = text.contains("\r\n");
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let headings = headings(&lines);
    let top = headings.first().copied();
    let heading = top.and_then(|at| lines.get_mut(at));
    let own = match (top, heading) {
        (Some(at), Some(heading)) if is_open(heading, entry) => {
            raise(heading, entry);
            let end = headings.get(1).copied().unwrap_or(lines.len());
            Some((at, end))
        }
        _ => None,
    };
    if let Some((start, end)) = own {
        let section = lines.get(start..end).unwrap_or_default();
        let section = merged(section, entry);
        lines.splice(start..end, section);
    } else {
        let at = top.unwrap_or(lines.len());
        let mut section = vec![format!("## {}", entry.version())];
        section = merged(&section, entry);
        if top.is_some() {
            section.push(String::new());
        } else if lines.last().is_some_and(|it| !it.is_empty()) {
            section.insert(0, String::new());
        }
        lines.splice(at..at, section);
    }
    let end = if is_windows { "\r\n" } else { "\n" };
    lines.iter().flat_map(|line| [line.as_str(), end]).collect()
}

/// The lines at which versions begin: those of headings of the second level, in either way that Markdown has for them.
fn headings(lines: &[String]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut is_code = false;
    for (at, line) in lines.iter().enumerate() {
        if line.starts_with("```") || line.starts_with("~~~") {
            is_code = !is_code;
        }
        let next = lines.get(at + 1).map_or("", String::as_str);
        let is_underlined = next.starts_with("--") && next.trim_end().chars().all(|c| c == '-');
        let is_text = !line.trim().is_empty() && !line.starts_with(['#', '-']);
        if !is_code && (line.starts_with("## ") || (is_underlined && is_text)) {
            found.push(at);
        }
    }
    found
}

/// Whether what is told under a heading is not released yet.
fn is_open(heading: &str, entry: &ChangelogEntry) -> bool {
    match version(heading) {
        Some((_, version)) => version > entry.before || version == *entry.version(),
        None => heading.to_lowercase().contains(UNRELEASED),
    }
}

/// The version in a heading, as it stands there.
fn version(heading: &str) -> Option<(&str, Version)> {
    let words = heading.split(|c: char| c.is_whitespace() || "[]()#`".contains(c));
    let mut words = words.map(|it| it.trim_start_matches('v'));
    words.find_map(|it| Some((it, Version::parse(it).ok()?)))
}

/// Puts the version of the entry in the place of an earlier one, which was not released.
fn raise(heading: &mut String, entry: &ChangelogEntry) {
    if let Some((text, version)) = version(heading)
        && version < *entry.version()
    {
        *heading = heading.replacen(text, &entry.version().to_string(), 1);
    }
}

/// A version with what is told in the entry and not there yet, section by section.
fn merged(lines: &[String], entry: &ChangelogEntry) -> Vec<String> {
    let mut lines = lines.to_vec();
    for (section, bullets) in &entry.sections {
        let is_new = |bullet: &&String| {
            let first = bullet.lines().next().unwrap_or_default();
            !lines.iter().any(|it| it.trim_end() == first)
        };
        let bullets: Vec<String> = bullets
            .iter()
            .filter(is_new)
            .flat_map(|it| it.lines().map(str::to_owned))
            .collect();
        if bullets.is_empty() {
            continue;
        }
        let (at, is_there) = place(&lines, *section);
        // Behind the last line that is not empty.
        let before = lines.get(..at).unwrap_or_default();
        let text = before.iter().rposition(|it| !it.trim().is_empty());
        let text = text.map_or(at, |it| it + 1);
        let mut added = Vec::new();
        if !is_there {
            added.extend([String::new(), format!("### {}", section.title())]);
        }
        let is_list = is_there && before.get(text - 1).is_some_and(|it| !it.starts_with('#'));
        if !is_list {
            added.push(String::new());
        }
        added.extend(bullets);
        if text == at && at < lines.len() {
            added.push(String::new());
        }
        lines.splice(text..text, added);
    }
    lines
}

/// Where the lines of a section end, or else where it belongs; and whether it is there.
fn place(lines: &[String], section: ChangelogSection) -> (usize, bool) {
    let all = [
        ChangelogSection::Added,
        ChangelogSection::Changed,
        ChangelogSection::Deprecated,
        ChangelogSection::Removed,
        ChangelogSection::Documentation,
    ];
    let heading = |line: &String| {
        let title = line.strip_prefix("### ")?.trim();
        Some(all.into_iter().find(|it| it.title() == title))
    };
    let headings = lines.iter().enumerate();
    let headings = headings.filter_map(|(at, line)| Some((at, heading(line)?)));
    let headings: Vec<(usize, Option<ChangelogSection>)> = headings.collect();
    if let Some(own) = headings.iter().position(|(_, it)| *it == Some(section)) {
        let next = headings.get(own + 1).map(|(at, _)| *at);
        return (next.unwrap_or(lines.len()), true);
    }
    let mut later = headings.iter();
    let later = later.find(|(_, it)| it.is_some_and(|it| it > section));
    (later.map_or(lines.len(), |(at, _)| *at), false)
}
