//! Where entries lie.

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use openapi_generator::source::Input;

use super::super::{Cache, folder};
use super::{configured, empty, long, other, question};

#[test]
fn the_folder_is_that_of_the_user() {
    let absolute = |path: &str| {
        let root = if cfg!(windows) { "C:\\" } else { "/" };
        PathBuf::from(root).join(path)
    };
    let caches = if cfg!(windows) {
        "LOCALAPPDATA"
    } else if cfg!(target_os = "macos") {
        "HOME"
    } else {
        "XDG_CACHE_HOME"
    };
    let of = |variables: &[(&str, PathBuf)]| {
        folder::of_user(|name| {
            let found = variables.iter().find(|(of, _)| *of == name);
            found.map(|(_, value)| OsString::from(value))
        })
    };
    let user = (caches, absolute("user"));
    let found = of(std::slice::from_ref(&user)).unwrap();
    assert!(
        found.starts_with(absolute("user")) && found.ends_with("openapi-client"),
        "{found:?}"
    );
    let named = ("OPENAPI_CLIENT_CACHE", PathBuf::from("here"));
    assert_eq!(
        of(&[user.clone(), named.clone()]),
        Some(PathBuf::from("here"))
    );
    let off = ("OPENAPI_CLIENT_CACHE", PathBuf::new());
    assert_eq!(of(&[user.clone(), off]), None);
    assert_eq!(of(&[user, named, ("CI", PathBuf::from("true"))]), None);
    assert_eq!(of(&[(caches, PathBuf::from("user"))]), None);
    assert_eq!(of(&[]), None);
    if cfg!(all(unix, not(target_os = "macos"))) {
        let home = ("HOME", absolute("home"));
        assert_eq!(of(&[home]), Some(absolute("home/.cache/openapi-client")));
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_or_writes_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let path = empty("own").join("deep");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    folder::write(&path, &path.join("a"), "text").unwrap();
    assert_eq!((mode(&path), mode(&path.join("a"))), (0o700, 0o600));
    assert!(folder::is_own(&path) && !path.join("a.new").exists());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
    assert!(!folder::is_own(&path));
    assert!(folder::write(&path, &path.join("b"), "text").is_err());
    assert!(!path.join("b").exists());

    let (victim, link) = (path.with_file_name("victim"), path.join("a.new"));
    fs::write(&victim, "kept").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    std::os::unix::fs::symlink(&victim, &link).unwrap();
    folder::write(&path, &path.join("a"), "again").unwrap();
    assert_eq!(fs::read_to_string(&victim).unwrap(), "kept");
    assert_eq!(fs::read_to_string(path.join("a")).unwrap(), "again");
    let foreign = empty("foreign");
    fs::create_dir_all(&foreign).unwrap();
    fs::set_permissions(&foreign, fs::Permissions::from_mode(0o700)).unwrap();
    assert!(folder::is_own(&foreign));
    // Only root can give a folder away.
    if std::os::unix::fs::chown(&foreign, Some(65534), None).is_ok() {
        assert!(!folder::is_own(&foreign));
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();

    let cache = Cache::new(&path);
    let config = configured("");
    let long = long();
    let input = Input::new("api.yaml", &long).with_loader(&other);
    cache.generate(&question(&config, None), &input).unwrap();
    assert!(cache.find(&question(&config, None), &input).is_none());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o700)).unwrap();
    cache.generate(&question(&config, None), &input).unwrap();
    assert!(cache.find(&question(&config, None), &input).is_some());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o777)).unwrap();
    assert!(cache.find(&question(&config, None), &input).is_none());
}
