//! The folder of the cache.

use std::ffi::OsString;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The variable that names the folder, or turns the cache off.
const VARIABLE: &str = "OPENAPI_CLIENT_CACHE";

/// The folder of the user, if there is to be a cache. A run of continuous integration checks what others have made, and relies on nothing
/// that they may have left.
pub(super) fn of_user(variable: impl Fn(&str) -> Option<OsString>) -> Option<PathBuf> {
    if variable("CI").is_some() {
        return None;
    }
    if let Some(named) = variable(VARIABLE) {
        return Some(PathBuf::from(named)).filter(|it| !it.as_os_str().is_empty());
    }
    let named = |name| variable(name).map(PathBuf::from);
    // A path that leads elsewhere from every folder is none.
    let named = |name| named(name).filter(|it| it.is_absolute());
    let caches = if cfg!(windows) {
        named("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        named("HOME").map(|it| it.join("Library/Caches"))
    } else {
        named("XDG_CACHE_HOME").or_else(|| named("HOME").map(|it| it.join(".cache")))
    };
    Some(caches?.join("openapi-client"))
}

/// Whether a folder is one of this user, and no other can put something into it. Elsewhere than on Unix, the folders of a user are.
pub(super) fn is_own(folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let user = rustix::process::geteuid().as_raw();
        fs::metadata(folder).is_ok_and(|it| it.uid() == user && it.mode() & 0o022 == 0)
    }
    #[cfg(not(unix))]
    {
        folder.is_dir()
    }
}

/// Writes a file of the folder, as a whole or not at all. Of two runs that write it at a time, one may not; what is spoilt is noticed when it is read.
pub(super) fn write(folder: &Path, place: &Path, text: &str) -> io::Result<()> {
    let mut folders = DirBuilder::new();
    let mut options = OpenOptions::new();
    folders.recursive(true);
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
        folders.mode(0o700);
        options.mode(0o600);
    }
    folders.create(folder)?;
    if !is_own(folder) {
        return Err(io::Error::other("others may write to it"));
    }
    let new = place.with_extension("new");
    // What a run that was cut short has left, or a link that leads elsewhere.
    let _ = fs::remove_file(&new);
    let written = options
        .open(&new)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&new, place));
    if written.is_err() {
        // A part of an entry is of no use.
        let _ = fs::remove_file(&new);
    }
    written
}
