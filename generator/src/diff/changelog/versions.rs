//! Which version a set of changes belongs to.

use semver::{Prerelease, Version};

use crate::diff::rules::Bump;

/// The version in a manifest; that of a new package where there is none.
pub(super) fn of(manifest: &str) -> Version {
    let manifest = manifest.parse::<toml::Table>().ok();
    let version = manifest.as_ref().and_then(|it| {
        let version = it.get("package")?.get("version")?.as_str()?;
        Version::parse(version).ok()
    });
    version.unwrap_or(Version::new(0, 1, 0))
}

/// The version after this one, with changes that need a `bump`: as Cargo understands versions, the first number that is not zero says
/// what is compatible. What comes before a version has that version after it.
pub(super) fn after(version: &Version, bump: Bump) -> Version {
    let Version {
        major,
        minor,
        patch,
        pre,
        ..
    } = version;
    let (major, minor, patch) = (*major, *minor, *patch);
    if bump != Bump::None && *pre != Prerelease::EMPTY {
        return Version::new(major, minor, patch);
    }
    let next = |number: u64| number.saturating_add(1);
    match (bump, major, minor) {
        (Bump::None, ..) => version.clone(),
        (Bump::Major, 0, 0) => Version::new(0, 0, next(patch)),
        (Bump::Major, 0, _) => Version::new(0, next(minor), 0),
        (Bump::Major, ..) => Version::new(next(major), 0, 0),
        (Bump::Minor, 1.., _) => Version::new(major, next(minor), 0),
        (Bump::Minor | Bump::Patch, ..) => Version::new(major, minor, next(patch)),
    }
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::after;
    use crate::diff::rules::Bump;

    #[test]
    fn versions_follow_each_other_as_cargo_understands_them() {
        for (version, major, minor, patch) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.2.4", "0.2.4"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("2.0.0-beta1", "2.0.0", "2.0.0", "2.0.0"),
        ] {
            let version = Version::parse(version).unwrap();
            let made = [Bump::Major, Bump::Minor, Bump::Patch].map(|it| after(&version, it));
            assert_eq!(made.map(|it| it.to_string()), [major, minor, patch]);
            assert_eq!(after(&version, Bump::None), version);
        }
    }
}
