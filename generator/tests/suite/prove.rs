//! The clients of the golden cases read and write what their descriptions say.
//!
//! Cases are tried that share a crate in the test `compile`: their types are compiled with one runtime, and one program tries all of
//! them. The others are crates for what is not about their types.

#![allow(
    clippy::format_push_string,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "helpers of tests may panic"
)]

use openapi_prove::document::Library;
use openapi_prove::driver::{self, Driver};
use openapi_prove::manifest::Manifest;
use openapi_prove::plan::Plan;
use openapi_prove::report::Length;

use crate::compile::{DRIVER, GOLDEN, crates};
use crate::support::{Made, golden_clients};

/// Cases that are not tried, each with the reason.
const EXCEPTIONS: [(&str, &str); 10] = [
    (
        "chosen_types",
        "its configuration names types that take less than the description allows",
    ),
    (
        "formats_configured",
        "its configuration names types that take less than the description allows",
    ),
    (
        "broken_overlay",
        "an overlay changes the description that is judged",
    ),
    (
        "overlay",
        "an overlay changes the description that is judged",
    ),
    (
        "integers",
        "an `i128` does not take a whole number that is written `2.0`",
    ),
    (
        "integers_configured",
        "an `i128` does not take a whole number that is written `2.0`",
    ),
    (
        "type_places",
        "bounds of more than 64 bits are the nearest double to the judge",
    ),
    (
        "schemas_schemars",
        "its schemas are meant otherwise than they are written",
    ),
    (
        "schemas_frameworks",
        "its schemas are meant otherwise than they are written",
    ),
    (
        "std_names",
        "properties that one branch of a union allows are asked of another, which is only read",
    ),
];

#[test]
fn every_case_reads_and_writes_what_its_description_says() {
    let is_tried = |Made { case, .. }: &&Made| {
        let is_exception = EXCEPTIONS.iter().any(|(name, _)| *name == case.name);
        GOLDEN.sharing.contains_key(&case.name) && !is_exception
    };
    let cases: Vec<&Made> = golden_clients().iter().filter(is_tried).collect();
    let libraries: Vec<Library> = cases
        .iter()
        .map(|Made { case, .. }| Library::load(&case.folder.join(case.file)).unwrap())
        .collect();
    let plans: Vec<Plan<'_>> = cases
        .iter()
        .zip(&libraries)
        .map(|(made, library)| {
            let package = &GOLDEN.sharing[&made.case.name];
            Plan::new(library, &manifest(made, package)).unwrap()
        })
        .collect();

    let driver = Driver {
        name: DRIVER.to_owned(),
        dependencies: GOLDEN.dependencies(),
        clients: plans.iter().map(Plan::client).collect(),
    };
    let folder = GOLDEN.folder.join("drivers").join(DRIVER);
    driver::write(&folder, &driver).unwrap();
    GOLDEN.build("build", &["--bin", DRIVER]);
    let program = GOLDEN.folder.join("target/debug").join(DRIVER);
    let questions: Vec<_> = plans
        .iter()
        .enumerate()
        .map(|(index, plan)| plan.questions(index))
        .collect();
    let answers = driver::run(&program, &questions.concat()).unwrap();

    let mut answers = answers.as_slice();
    let mut unproven = String::new();
    for ((plan, made), questions) in plans.into_iter().zip(&cases).zip(&questions) {
        let (own, rest) = answers.split_at(questions.len());
        answers = rest;
        let report = plan.judge(own).unwrap();
        if !report.is_proven() {
            unproven.push_str(&format!(
                "{}\n{}\n\n",
                made.case.name,
                report.text(Length::Bounded)
            ));
        }
    }
    assert!(cases.len() > 60, "{} cases", cases.len());
    assert!(unproven.is_empty(), "{unproven}");
}

/// The manifest of a case, as that of a module of the crate that the case shares.
fn manifest(made: &Made, package: &str) -> Manifest {
    let Made { case, client, .. } = made;
    let module = format!(
        "{}::{}",
        package.replace('-', "_"),
        crates::module(&case.name)
    );
    let mut manifest = Manifest::parse_in(client.manifest.as_deref().unwrap(), &module).unwrap();
    let absolute = |file: &mut String| *file = case.folder.join(&*file).display().to_string();
    manifest
        .schemas
        .iter_mut()
        .for_each(|it| absolute(&mut it.file));
    for operation in &mut manifest.operations {
        absolute(&mut operation.file);
        operation
            .variants
            .iter_mut()
            .for_each(|it| absolute(&mut it.file));
    }
    manifest
}
