//! The proof of several clients: one program tries all of them, so that their runtime is compiled once, and linked once.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::document::Library;
use crate::driver::merged::{self, Files};
use crate::driver::{self, Dependency, Driver, Workspace};
use crate::manifest::Manifest;
use crate::plan::Plan;
use crate::report::Report;

/// A client, and what it was made of.
#[derive(Clone, Debug)]
pub struct Subject {
    /// The description.
    pub description: PathBuf,
    /// What `--manifest` of the generator wrote.
    pub manifest: PathBuf,
}

/// The crate that has several clients.
const MERGED: &str = "several-clients";

/// The features of clients that are asked for: all their resources, what the server sends, and the constructors of what they read.
const FEATURES: [&str; 3] = ["mock", "resources", "webhooks"];

/// Proves all clients. A description that cannot be judged is an error of its own.
///
/// # Errors
///
/// Why the program cannot be made.
pub fn prove(
    subjects: &[Subject],
    workspace: &Workspace,
) -> Result<Vec<Result<Report, String>>, String> {
    let texts: Vec<String> = subjects
        .iter()
        .map(|it| read(&it.manifest))
        .collect::<Result<_, _>>()?;
    let manifests: Vec<Manifest> = texts
        .iter()
        .map(|it| Manifest::parse(it))
        .collect::<Result<_, _>>()?;
    let (members, dependency) = match manifests.as_slice() {
        [one] => alone(workspace, &one.package)?,
        several => together(workspace, several)?,
    };
    let root = dependency.package.replace('-', "_");
    let manifests: Vec<Manifest> = if let [_] = manifests.as_slice() {
        manifests
    } else {
        let inner = manifests.iter().zip(&texts);
        let inner =
            inner.map(|(it, text)| Manifest::parse_in(text, &format!("{root}::{}", it.krate)));
        inner.collect::<Result<_, _>>()?
    };
    let libraries = subjects.iter().zip(&manifests).map(|(it, manifest)| {
        let mut library = Library::load(&it.description)?;
        library.narrow(&manifest.integers);
        Ok(library)
    });
    let libraries: Vec<Result<Library, String>> = libraries.collect();
    let plans = libraries.iter().zip(&manifests);
    let plans: Vec<Result<Plan<'_>, String>> = plans
        .map(|(library, manifest)| Plan::new(library.as_ref().map_err(Clone::clone)?, manifest))
        .collect();
    let driver = Driver {
        name: format!("{}-driver", dependency.package),
        dependencies: vec![dependency],
        clients: plans.iter().flatten().map(Plan::client).collect(),
    };
    answered(workspace, members, &driver, plans)
}

/// Has the program answer what all plans ask, and judges the answers.
fn answered(
    workspace: &Workspace,
    mut members: Vec<String>,
    driver: &Driver,
    plans: Vec<Result<Plan<'_>, String>>,
) -> Result<Vec<Result<Report, String>>, String> {
    let asked = plans.iter().flatten().enumerate();
    let questions: Vec<_> = asked.map(|(index, plan)| plan.questions(index)).collect();
    let all = questions.concat();
    let answers = if all.is_empty() {
        Vec::new()
    } else {
        let folder = format!("drivers/{}", driver.name);
        driver::write(&workspace.folder.join(&folder), driver)?;
        members.push(folder);
        let program = driver::build(workspace, &members, &driver.name)?;
        driver::run(&program, &all)?
    };
    let mut rest = answers.as_slice();
    let mut questions = questions.iter();
    let judged = plans.into_iter().map(|plan| {
        let plan = plan?;
        let count = questions.next().map_or(0, Vec::len);
        let (own, others) = rest.split_at(count.min(rest.len()));
        rest = others;
        plan.judge(own)
    });
    Ok(judged.collect())
}

/// The crate of one client, as it was generated but for examples and tests, which are written by hand and not here.
fn alone(workspace: &Workspace, package: &str) -> Result<(Vec<String>, Dependency), String> {
    let folder = format!("crates/{package}");
    let path = workspace.folder.join(&folder).join("Cargo.toml");
    let text = read(&path)?;
    let kept = without_targets(&text);
    if kept.len() + 1 < text.len() {
        fs::write(&path, &kept).map_err(|error| failed(&path, &error))?;
    }
    let dependency = dependency(package, format!("../../{folder}"), &kept);
    Ok((vec![folder], dependency))
}

/// One crate that has all clients.
fn together(
    workspace: &Workspace,
    clients: &[Manifest],
) -> Result<(Vec<String>, Dependency), String> {
    let mut sources = BTreeMap::new();
    let mut manifests = Vec::new();
    for Manifest { package, krate, .. } in clients {
        let folder = workspace.folder.join("crates").join(package);
        let mut files = Files::new();
        add_files(&folder, &folder.join("src"), &mut files)?;
        sources.insert(krate.clone(), files);
        manifests.push(without_targets(&read(&folder.join("Cargo.toml"))?));
    }
    let manifests: Vec<&str> = manifests.iter().map(String::as_str).collect();
    let manifest = merged::manifest(MERGED, &manifests)?;
    let folder = format!("merged/{MERGED}");
    let whole = workspace.folder.join(&folder);
    if whole.exists() {
        fs::remove_dir_all(&whole).map_err(|error| failed(&whole, &error))?;
    }
    let dependency = dependency(MERGED, format!("../../{folder}"), &manifest);
    let mut files = merged::sources(&sources);
    files.insert("Cargo.toml".to_owned(), manifest);
    for (path, text) in files {
        driver::write_if_changed(&whole.join(path), &text)?;
    }
    Ok((vec![folder], dependency))
}

fn dependency(package: &str, path: String, manifest: &str) -> Dependency {
    let has = |name: &&str| {
        let entry = format!("{name} = [");
        manifest.lines().any(|line| line.starts_with(&entry))
    };
    Dependency {
        package: package.to_owned(),
        path,
        features: FEATURES
            .into_iter()
            .filter(has)
            .map(str::to_owned)
            .collect(),
    }
}

/// A manifest without what it says of examples and tests.
fn without_targets(manifest: &str) -> String {
    let mut is_kept = true;
    let kept = manifest.lines().filter(|line| {
        if line.starts_with('[') {
            is_kept = !line.starts_with("[[");
        }
        is_kept
    });
    kept.collect::<Vec<_>>().join("\n")
}

fn add_files(root: &Path, folder: &Path, files: &mut Files) -> Result<(), String> {
    let entries = fs::read_dir(folder).map_err(|error| failed(folder, &error))?;
    for entry in entries {
        let path = entry.map_err(|error| failed(folder, &error))?.path();
        if path.is_dir() {
            add_files(root, &path, files)?;
        } else if let Ok(inner) = path.strip_prefix(root) {
            let name = inner.to_string_lossy().replace('\\', "/");
            files.insert(name, read(&path)?);
        }
    }
    Ok(())
}

fn read(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| failed(path, &error))
}

fn failed(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}
