//! The keys that tables of a manifest have, and what they hold.

use toml::Value;

/// What a key holds.
#[derive(Clone, Copy)]
pub(super) enum Setting {
    Text,
    Texts,
    Flag,
    Table,
    /// A text, or whether there is one.
    TextOrFlag,
    /// Several texts, or whether there are any.
    TextsOrFlag,
}

impl Setting {
    /// Whether a value is one of these.
    pub(super) fn holds(self, value: &Value) -> bool {
        match self {
            Self::Text => value.is_str(),
            Self::Texts => value
                .as_array()
                .is_some_and(|it| it.iter().all(Value::is_str)),
            Self::Flag => value.is_bool(),
            Self::Table => value.is_table(),
            Self::TextOrFlag => value.is_str() || value.is_bool(),
            Self::TextsOrFlag => Self::Texts.holds(value) || value.is_bool(),
        }
    }

    /// What it is called.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Texts => "a list of texts",
            Self::Flag => "`true` or `false`",
            Self::Table => "a table",
            Self::TextOrFlag => "a text, or `true` or `false`",
            Self::TextsOrFlag => "a list of texts, or `true` or `false`",
        }
    }
}

use Setting::{Flag, Table, Text, TextOrFlag, Texts, TextsOrFlag};

/// Those of `[package]`, without the ones that the generator decides.
pub(super) const PACKAGE: &[(&str, Setting)] = &[
    ("authors", Texts),
    ("autobenches", Flag),
    ("autobins", Flag),
    ("autoexamples", Flag),
    ("autotests", Flag),
    ("build", TextOrFlag),
    ("categories", Texts),
    ("description", Text),
    ("documentation", Text),
    ("exclude", Texts),
    ("homepage", Text),
    ("include", Texts),
    ("keywords", Texts),
    ("license", Text),
    ("license-file", Text),
    ("metadata", Table),
    ("publish", TextsOrFlag),
    ("readme", TextOrFlag),
    ("repository", Text),
    ("rust-version", Text),
    ("version", Text),
    ("workspace", Text),
];

/// Those of `[lib]`, without the ones that the generator decides.
pub(super) const LIB: &[(&str, Setting)] = &[
    ("bench", Flag),
    ("crate-type", Texts),
    ("doc", Flag),
    ("doc-scrape-examples", Flag),
    ("doctest", Flag),
    ("name", Text),
    ("test", Flag),
];

/// Those of a program, an example, a test or a benchmark.
pub(super) const TARGET: &[(&str, Setting)] = &[
    ("bench", Flag),
    ("crate-type", Texts),
    ("doc", Flag),
    ("doc-scrape-examples", Flag),
    ("doctest", Flag),
    ("edition", Text),
    ("harness", Flag),
    ("name", Text),
    ("path", Text),
    ("proc-macro", Flag),
    ("required-features", Texts),
    ("test", Flag),
];

/// Those of a dependency.
pub(super) const DEPENDENCY: &[(&str, Setting)] = &[
    ("branch", Text),
    ("default-features", Flag),
    ("features", Texts),
    ("git", Text),
    ("optional", Flag),
    ("package", Text),
    ("path", Text),
    ("registry", Text),
    ("registry-index", Text),
    ("rev", Text),
    ("tag", Text),
    ("version", Text),
    ("workspace", Flag),
];
