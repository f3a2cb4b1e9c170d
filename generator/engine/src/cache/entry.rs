//! An entry: a line with what it is and the hash of the rest, a line of JSON, and the texts of all files behind each other.

use std::collections::BTreeMap;

use openapi_generator::CrateAround;
use openapi_generator::diag::SavedReport;
use openapi_generator::files::Files;
use serde::{Deserialize, Serialize};

use super::hash;
use crate::client::{Answer, Texts};

/// How an entry begins. Another form of entries has another number.
const KIND: &str = "openapi-client 1 ";

/// What an entry says, but for the texts.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    /// What the answer depends on.
    pub(super) key: String,
    /// The files that the description has asked for, with what was said of them.
    pub(super) asked: BTreeMap<String, String>,
    report: SavedReport,
    files: Lengths,
    command_line: Option<Lengths>,
    manifest: Option<usize>,
    operations: usize,
    types: usize,
    around: Option<CrateAround>,
}

/// The paths of files, and how long their texts are.
type Lengths = Vec<(String, usize)>;

impl Entry {
    /// The text of the entry for an answer, if that is one that is kept.
    pub(super) fn text(
        key: String,
        asked: BTreeMap<String, String>,
        answer: &Answer,
    ) -> Option<String> {
        let Answer { report, texts } = answer;
        let Texts {
            files,
            command_line,
            manifest,
            operations,
            types,
            around,
        } = texts.as_ref()?;
        let lengths = |files: &Files| {
            let files = files.iter();
            files
                .map(|(path, text)| (path.clone(), text.len()))
                .collect()
        };
        let entry = Self {
            key,
            asked,
            report: SavedReport::of(report),
            files: lengths(files),
            command_line: command_line.as_ref().map(lengths),
            manifest: manifest.as_ref().map(String::len),
            operations: *operations,
            types: *types,
            around: around.clone(),
        };
        let mut rest = serde_json::to_string(&entry).ok()? + "\n";
        let of_command_line = command_line.iter().flat_map(|it| it.values());
        rest.extend(
            files
                .values()
                .chain(of_command_line)
                .chain(manifest)
                .map(String::as_str),
        );
        Some(format!("{KIND}{}\n{rest}", hash([rest.as_bytes()])))
    }

    /// Reads the text of an entry, up to the texts. `None` where it is none, or is damaged.
    pub(super) fn parse(text: &str) -> Option<(Self, &str)> {
        let (known, rest) = text.strip_prefix(KIND)?.split_once('\n')?;
        if hash([rest.as_bytes()]) != known {
            return None;
        }
        let (entry, texts) = rest.split_once('\n')?;
        Some((serde_json::from_str(entry).ok()?, texts))
    }

    /// The answer, by the texts of the entry and those that the report is about.
    pub(super) fn answer(
        self,
        texts: &str,
        source: impl Fn(&str) -> Option<String>,
    ) -> Option<Answer> {
        let mut left = texts;
        let mut next = |length: usize| {
            let (text, rest) = left.split_at_checked(length)?;
            left = rest;
            Some(text.to_owned())
        };
        let mut files_of = |lengths: Lengths| {
            let mut files = Files::default();
            for (path, length) in lengths {
                files.insert(path, next(length)?).ok()?;
            }
            Some(files)
        };
        let files = files_of(self.files)?;
        let command_line = match self.command_line {
            Some(lengths) => Some(files_of(lengths)?),
            None => None,
        };
        let manifest = match self.manifest {
            Some(length) => Some(next(length)?),
            None => None,
        };
        if !left.is_empty() {
            return None;
        }
        Some(Answer {
            report: self.report.report(source)?,
            texts: Some(Texts {
                files,
                command_line,
                manifest,
                operations: self.operations,
                types: self.types,
                around: self.around,
            }),
        })
    }
}
