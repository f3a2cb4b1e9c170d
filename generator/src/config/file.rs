//! The file of a configuration, which is about one client or about several.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;
use toml::de::{DeTable, DeValue, Deserializer};

use super::Config;
use crate::diag::TomlError;
use crate::origin::Origin;

/// The key of the tables that are about one client each.
const CLIENTS: &str = "client";

/// The file of a configuration.
#[derive(Clone, Debug)]
pub struct ConfigFile {
    /// Its name, as diagnostics show it.
    pub file: Arc<str>,
    /// Its text.
    pub text: String,
    /// The table of the client, where the file is about several.
    client: Option<ClientTable>,
}

/// One of several tables `[[client]]`.
#[derive(Clone, Debug)]
struct ClientTable {
    index: usize,
    /// What stands in the table itself, and not outside for all clients.
    keys: BTreeSet<String>,
}

impl ConfigFile {
    /// The file of this name, with this text.
    pub fn of(file: &str, text: &str) -> Self {
        Self {
            file: Arc::from(file),
            text: text.to_owned(),
            client: None,
        }
    }

    /// Where an entry stands, by the keys that lead to it.
    pub(super) fn at(&self, steps: &[&str]) -> Origin {
        let mut at = Origin::root(Arc::clone(&self.file));
        if let Some(client) = &self.client
            && steps.first().is_none_or(|it| client.keys.contains(*it))
        {
            at = at.key(CLIENTS).index(client.index);
        }
        steps.iter().fold(at, |at, step| at.key(step))
    }
}

impl Default for ConfigFile {
    fn default() -> Self {
        Self::of("codegen.toml", "")
    }
}

impl Config {
    /// Reads the text of the file called `file`.
    ///
    /// # Errors
    ///
    /// The text is not TOML, or has an entry that means nothing here.
    pub fn parse(file: &str, text: &str) -> Result<Self, TomlError> {
        let fail = |error: toml::de::Error| {
            let hint = error
                .span()
                .and_then(|it| misplaced(text, &it, error.message()));
            let wrong = TomlError::new("invalid-config", file, text, error.span(), error.message());
            match hint {
                Some(hint) => wrong.with_hint(&hint),
                None => wrong,
            }
        };
        let config: Self = toml::from_str(text).map_err(fail)?;
        Ok(Self {
            source: ConfigFile::of(file, text),
            ..config
        })
    }

    /// Reads the text of the file called `file`, which is about one client, or has a table `[[client]]` for each of several. What stands
    /// outside of these tables holds for every client whose own table does not have that key.
    ///
    /// # Errors
    ///
    /// The text is not TOML, or has an entry that means nothing here.
    pub fn parse_all(file: &str, text: &str) -> Result<Vec<Self>, TomlError> {
        let wrong =
            |span, message: &str| TomlError::new("invalid-config", file, text, Some(span), message);
        let Ok(mut shared) = DeTable::parse(text) else {
            return Self::parse(file, text).map(|it| vec![it]);
        };
        let Some(clients) = shared.get_mut().remove(CLIENTS) else {
            return Self::parse(file, text).map(|it| vec![it]);
        };
        let span = clients.span();
        let DeValue::Array(clients) = clients.into_inner() else {
            let message =
                "there can be several clients: the table of each starts with `[[client]]`";
            return Err(wrong(span, message));
        };
        if clients.is_empty() {
            return Err(wrong(span, "there is no client"));
        }
        let clients = clients.into_iter().enumerate().map(|(index, client)| {
            let span = client.span();
            let DeValue::Table(own) = client.into_inner() else {
                return Err(wrong(
                    span,
                    "a client is a table, which starts with `[[client]]`",
                ));
            };
            let keys = own.keys().map(|key| key.get_ref().to_string()).collect();
            let mut table = shared.get_ref().clone();
            for (key, value) in own {
                // In place of the shared one, so that a mistake is shown where it is.
                table.remove::<str>(key.get_ref());
                table.insert(key, value);
            }
            let table = Deserializer::from(Spanned::new(span.clone(), table));
            let config = Self::deserialize(table)
                .map_err(|error| wrong(error.span().unwrap_or(span), error.message()))?;
            let client = Some(ClientTable { index, keys });
            Ok(Self {
                source: ConfigFile {
                    client,
                    ..ConfigFile::of(file, text)
                },
                ..config
            })
        });
        clients.collect()
    }
}

/// The way out for a setting that stands in a table by mistake, as a line that is added at the end of a file does.
pub(crate) fn hint_above(key: &str) -> Option<String> {
    // Whoever reads the file knows what may stand there.
    let known = toml::from_str::<Config>("\"\" = 0").err()?;
    let is_setting = known.message().split('`').any(|it| it == key);
    is_setting.then(|| format!("a setting such as `{key}` stands above the first table"))
}

/// The tables whose keys are the user's.
const OPEN_TABLES: [&str; 6] = ["allow", "derives", "files", "formats", "resources", "types"];

/// The same for what is wrong at a place of the text.
fn misplaced(text: &str, span: &Range<usize>, message: &str) -> Option<String> {
    let before = text.get(..span.start)?;
    let mut lines = before.lines().rev();
    let table = lines.find_map(|it| it.trim().strip_prefix('[')?.strip_suffix(']'))?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let (key, _) = text.get(line_start..)?.lines().next()?.split_once('=')?;
    // Where a key can be anything, it is the value that is wrong.
    let is_none = message.starts_with("unknown field") || OPEN_TABLES.contains(&table);
    hint_above(key.trim()).filter(|_| is_none)
}

#[cfg(test)]
mod tests {
    use super::Config;

    const TWO: &str = "package = \"shared\"\nunused = \"keep\"\n[types]\n\"/a\" = \"i64\"\n[[client]]\nspec = \"a.yaml\"\n\
                       package = \"a\"\n[[client]]\nspec = \"b.yaml\"\n[client.types]\n\"/b\" = \"i32\"\n";

    #[test]
    fn a_client_has_what_is_shared_unless_it_says_otherwise() {
        let clients = Config::parse_all("codegen.toml", TWO).unwrap();
        let [a, b] = clients.try_into().unwrap();
        let of = |it: &Config| (it.spec.clone().unwrap(), it.package.clone().unwrap());
        assert_eq!(of(&a), ("a.yaml".to_owned(), "a".to_owned()));
        assert_eq!(of(&b), ("b.yaml".to_owned(), "shared".to_owned()));
        assert!(a.types.contains_key("/a") && !a.types.contains_key("/b"));
        assert!(b.types.contains_key("/b") && !b.types.contains_key("/a"));
        assert_eq!(a.at(&["package"]).pointer, "/client/0/package");
        assert_eq!(a.at(&["types", "/a"]).pointer, "/types/~1a");
        assert_eq!(b.at(&["package"]).pointer, "/package");
        assert_eq!(b.at(&["types", "/b"]).pointer, "/client/1/types/~1b");
        assert_eq!(b.at(&[]).pointer, "/client/1");
    }

    #[test]
    fn a_file_without_a_list_is_about_one_client() {
        let clients = Config::parse_all("codegen.toml", "package = \"a\"\n").unwrap();
        let [only] = clients.try_into().unwrap();
        assert_eq!(only.package.as_deref(), Some("a"));
        assert_eq!(only.at(&["package"]).pointer, "/package");
    }

    #[test]
    fn what_is_wrong_is_shown_where_it_stands() {
        for (text, place, message) in [
            (
                "client = 1\n",
                "1:10",
                "the table of each starts with `[[client]]`",
            ),
            ("client = []\n", "1:10", "there is no client"),
            ("client = [1]\n", "1:11", "a client is a table"),
            (
                "[client]\nspec = \"a\"\n",
                "1:1",
                "starts with `[[client]]`",
            ),
            (
                "[[client]]\n[[client]]\nspce = \"a\"\n",
                "3:1",
                "there is no setting `spce` here",
            ),
            (
                "tests = 1\n[[client]]\n",
                "1:9",
                "expected `true` or `false`",
            ),
            (
                "[[client]]\n[[client.client]]\n",
                "2:10",
                "there is no setting `client` here",
            ),
            ("[[client]\n", "1:10", "unclosed array table"),
        ] {
            let error = Config::parse_all("codegen.toml", text)
                .unwrap_err()
                .to_string();
            let place = format!("--> codegen.toml:{place}\n");
            assert!(
                error.contains(&place) && error.contains(message),
                "{text}{error}"
            );
        }
    }
}
