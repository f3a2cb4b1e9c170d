//! Reading what a command is about: the description, its configuration, the names given so far.

use std::fs::File;
use std::io::{self, ErrorKind, Read};
use std::path::{Path, PathBuf};

use openapi_generator::config::{Config, ConfigFile};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Unread;

use crate::access::{Access, absolute};
use crate::description::{is_stdin, is_url};
use crate::plan;

/// What a configuration is called.
pub(crate) const CONFIG: &str = "codegen.toml";

/// How many bytes a file may have that is read: more than any description, and less than memory.
pub(crate) const MAX_BYTES: u64 = 256 << 20;

/// The text of a file that the user has named; it may be a pipe.
///
/// # Errors
///
/// It cannot be read, is no text, or is too long.
pub fn text(path: &Path) -> Result<String, String> {
    File::open(path)
        .and_then(bounded)
        .map_err(|error| cannot_read(path, &error))
}

/// The text of a file that need not be there.
pub(crate) fn text_if_any(path: &Path) -> Result<Option<String>, String> {
    match regular(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(cannot_read(path, &error)),
    }
}

/// The text of a file that others have named: of nothing else, as a pipe may never end, and a device may do anything.
pub(crate) fn regular(path: &Path) -> io::Result<String> {
    let kind = std::fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(io::Error::other("it is a folder"));
    }
    if !kind.is_file() {
        return Err(io::Error::other("it is no regular file"));
    }
    File::open(path).and_then(bounded)
}

pub(crate) fn bounded(file: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    if file.take(MAX_BYTES + 1).read_to_end(&mut bytes)? as u64 > MAX_BYTES {
        let message = format!("it has more than {} MiB", MAX_BYTES >> 20);
        return Err(io::Error::other(message));
    }
    String::from_utf8(bytes).map_err(|error| io::Error::other(no_text(error.as_bytes())))
}

/// What a file is that is no text, by its first bytes.
fn no_text(bytes: &[u8]) -> &'static str {
    match bytes {
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] => {
            "it is a text in UTF-16: save it in UTF-8, as editors and `iconv` do"
        }
        [0x1f, 0x8b, ..] => "it is compressed: unpack it with `gunzip`",
        [b'P', b'K', 3, 4, ..] => "it is an archive: unpack it with `unzip`",
        _ => "it is no text in UTF-8",
    }
}

fn cannot_read(path: &Path, error: &io::Error) -> String {
    format!("cannot read {}: {error}", shown(path))
}

/// What reads the files that the description in `spec` refers to, which messages call `name`.
pub fn loader<'a>(
    spec: &Path,
    name: &str,
    access: &'a Access,
) -> impl Fn(&str) -> Result<String, Unread> + use<'a> {
    let here = spec.parent().map(Path::to_path_buf).unwrap_or_default();
    let folder = Path::new(name)
        .parent()
        .map(Path::to_path_buf)
        .unwrap_or_default();
    move |file| {
        // Names of files are made from the name of the root; the way from its folder is the same from where it lies.
        access.text(&match Path::new(file).strip_prefix(&folder) {
            Ok(below) => here.join(below),
            Err(_) => PathBuf::from(file),
        })
    }
}

/// The configuration in `path`, or else the one beside the description, or else none.
///
/// # Errors
///
/// The file cannot be read, or is wrong: the diagnostic, with its place.
pub fn config(path: Option<&Path>, spec: &Path) -> Result<Config, String> {
    let beside = spec.with_file_name(CONFIG);
    let (path, text) = match path {
        Some(path) => (path, text(path)?),
        None => {
            if let Some(text) = text_if_any(&beside)? {
                (beside.as_path(), text)
            } else {
                let source = ConfigFile::of(&shown(&beside), "");
                return Ok(Config {
                    source,
                    ..Config::default()
                });
            }
        }
    };
    Config::parse(&shown(path), &text).map_err(|error| error.to_string())
}

/// The configurations in a file that the user has named: of one client, or of several.
pub(crate) fn configs(path: &Path) -> Result<Vec<Config>, String> {
    Config::parse_all(&shown(path), &text(path)?).map_err(|error| error.to_string())
}

/// The configurations in a file that was found, and is not waited for.
#[cfg(feature = "cli")]
pub(crate) fn found_configs(path: &Path) -> Result<Vec<Config>, String> {
    let text = regular(path).map_err(|error| cannot_read(path, &error))?;
    Config::parse_all(&shown(path), &text).map_err(|error| error.to_string())
}

/// What the configuration in a file names by a path from its folder.
pub(crate) fn beside(config: &Path, named: Option<&str>) -> Option<PathBuf> {
    let named = named?;
    if is_stdin(Path::new(named)) || is_url(named) {
        return Some(PathBuf::from(named));
    }
    let folder = config.parent().unwrap_or(Path::new(""));
    // As a user in this folder writes it, where that is possible.
    let path = absolute(&folder.join(named));
    let here = std::env::current_dir().unwrap_or_default();
    let below = path.strip_prefix(&here).map(Path::to_path_buf);
    Some(
        below
            .ok()
            .filter(|it| !it.as_os_str().is_empty())
            .unwrap_or(path),
    )
}

/// The folder of the command line that a configuration in a file asks for.
pub(crate) fn command_line(file: &Path, config: &Config) -> Option<PathBuf> {
    beside(file, config.cli.as_ref().map(|it| it.out.as_str()))
}

/// The `codegen.toml` of this folder, or of the nearest around it.
#[cfg(feature = "cli")]
pub(crate) fn nearest_config() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    let mut found = here.ancestors().map(|it| it.join(CONFIG));
    let found = found.find(|it| it.is_file())?;
    Some(
        found
            .strip_prefix(&here)
            .map_or(found.clone(), Path::to_path_buf),
    )
}

/// What is said where a configuration does not say where something is.
pub(crate) fn missing_key(config: &Path, key: &str) -> String {
    let what = match key {
        "spec" => "the description is",
        _ => "the client goes",
    };
    format!(
        "{} does not say where {what}: `{key} = \"…\"` does",
        shown(config)
    )
}

/// The names that the crate in `out` has given so far.
///
/// # Errors
///
/// The file cannot be read, or is wrong: the diagnostic, with its place.
pub fn lock(out: &Path) -> Result<NamesLock, String> {
    parse_lock(lock_text(out)?.as_ref())
}

/// The file of these names and its text, if there is one.
pub(crate) fn lock_text(out: &Path) -> Result<Option<(String, String)>, String> {
    if out.is_file() {
        return Err(format!(
            "{} is a file, and the client needs a folder",
            shown(out)
        ));
    }
    let path = plan::place(out, "names.lock")?;
    match text_if_any(&path)? {
        Some(text) if plan::has_conflict(&text) => Err(format!(
            "{} has the two versions that a merge has left: keep the lines of both, and generate the client again",
            shown(&path)
        )),
        text => Ok(text.map(|it| (shown(&path), it))),
    }
}

/// The names in a file.
pub(crate) fn parse_lock(file: Option<&(String, String)>) -> Result<NamesLock, String> {
    match file {
        Some((name, text)) => NamesLock::parse(name, text).map_err(|error| error.to_string()),
        None => Ok(NamesLock::default()),
    }
}

/// A path as messages show it: from the folder the user is in, where it is below that.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let path = match path.strip_prefix(&here) {
        Ok(below) if below.as_os_str().is_empty() => Path::new("."),
        Ok(below) => below,
        Err(_) => path,
    };
    path.display().to_string().replace('\\', "/")
}
