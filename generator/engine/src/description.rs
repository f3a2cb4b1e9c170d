//! A description: where it is, its text, and the files that it refers to.

use std::ffi::OsStr;
use std::io;
use std::path::{Path, PathBuf};

use openapi_generator::config::Config;
use openapi_generator::source::Input;

use crate::access::Access;
use crate::error::Error;
use crate::{find, read};

/// What stands for standard input.
const STDIN: &str = "-";

/// The files that a description refers to.
#[derive(Clone, Debug, Default)]
pub struct FilesAsked {
    /// Those that were read.
    pub read: Vec<PathBuf>,
    /// Those that it may read and that could not be.
    pub missing: Vec<PathBuf>,
}

/// A description that was read.
#[derive(Debug)]
pub struct Description {
    path: PathBuf,
    name: String,
    text: String,
}

impl Description {
    /// Reads a file, the only description in a folder, or standard input, which is called `-`.
    ///
    /// # Errors
    ///
    /// It cannot be read, or is a URL: nothing is downloaded.
    pub fn read(place: &Path) -> Result<Self, Error> {
        let path = Self::find(place)?;
        let (name, text) = if is_stdin(&path) {
            let name = "standard input";
            let text = read::bounded(io::stdin());
            let text = text.map_err(|error| format!("cannot read {name}: {error}"))?;
            (name.to_owned(), text)
        } else {
            (read::shown(&path), read::text(&path)?)
        };
        Ok(Self { path, name, text })
    }

    /// The file that is meant by a place: of a folder, the description in it.
    ///
    /// # Errors
    ///
    /// It is a URL, or a folder without a description or with several.
    pub fn find(place: &Path) -> Result<PathBuf, Error> {
        if let Some(url) = place.to_str().filter(|it| is_url(it)) {
            return Err(advice(url).into());
        }
        if place.is_dir() {
            return Ok(find::in_folder(place)?);
        }
        if place.extension().is_some_and(|it| it == "toml") {
            let message = format!(
                "{} is a configuration, and no description: leave it out, or give it with --config",
                read::shown(place)
            );
            return Err(message.into());
        }
        let slashed = place.to_str().map(|it| it.replace('\\', "/"));
        if let Some(slashed) = slashed.filter(|it| !place.exists() && Path::new(it).exists()) {
            let message = format!(
                "there is no file `{}`, as a path has slashes here: give {slashed}",
                place.display()
            );
            return Err(message.into());
        }
        Ok(place.to_path_buf())
    }

    /// Its name, as messages show it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Hands it to the generator, and returns what comes of it with the files that it was made from.
    ///
    /// # Errors
    ///
    /// A folder that the configuration names is not there.
    pub fn compile<T>(
        &self,
        config: &Config,
        work: impl FnOnce(&Input<'_>) -> T,
    ) -> Result<(T, FilesAsked), Error> {
        let access = Access::new(&self.path, config)?;
        let loader = read::loader(&self.path, &self.name, &access);
        let result = work(&Input::new(&self.name, &self.text).with_loader(&loader));
        let mut files = access.asked();
        if !is_stdin(&self.path) {
            files.read.insert(0, self.path.clone());
        }
        Ok((result, files))
    }
}

/// Whether a place is standard input.
pub(crate) fn is_stdin(place: &Path) -> bool {
    place.as_os_str() == OsStr::new(STDIN)
}

/// Whether a place is a URL, which is never read.
pub(crate) fn is_url(place: &str) -> bool {
    let scheme = place.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| it.eq_ignore_ascii_case("http") || it.eq_ignore_ascii_case("https"))
}

/// How to get what is at a URL.
fn advice(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let last = path.split('/').skip(1).last().unwrap_or_default();
    let is_plain = |it: &str| {
        it.chars()
            .all(|c| c.is_ascii_alphanumeric() || "-._~:/".contains(c))
    };
    let file = if !last.is_empty() && is_plain(last) && !last.starts_with('-') {
        last
    } else {
        "openapi.json"
    };
    let quoted = if is_plain(url) {
        url.to_owned()
    } else {
        format!("'{}'", url.replace('\'', "%27"))
    };
    format!(
        "nothing is read from the network: get the file with `curl --fail --location --output {file} {quoted}`, and give {file}"
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::Description;

    #[test]
    fn a_url_is_answered_by_the_command_that_downloads_it() {
        for (url, file, quoted) in [
            (
                "https://a.test/v1/api.yaml",
                "api.yaml",
                "https://a.test/v1/api.yaml",
            ),
            ("HTTP://a.test", "openapi.json", "HTTP://a.test"),
            ("https://a.test/", "openapi.json", "https://a.test/"),
            (
                "https://a.test/api?v=1&x='",
                "api",
                "'https://a.test/api?v=1&x=%27'",
            ),
            ("https://a.test/-o", "openapi.json", "https://a.test/-o"),
            ("https://a.test/a$b", "openapi.json", "'https://a.test/a$b'"),
        ] {
            let message = Description::read(Path::new(url)).unwrap_err().to_string();
            let expected = format!(
                "nothing is read from the network: get the file with `curl --fail --location --output {file} {quoted}`, and give {file}"
            );
            assert_eq!(message, expected);
        }
    }
}
