//! What changed between two descriptions: a file of `tests/diff` for each kind of change.
//!
//! A file begins with the verdict, which is the version needed and a rule that decides it; the old and the new description follow, and what
//! is shown of them as Markdown. `BLESS=1` writes that, and never the verdict.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

mod changelog;
mod judge;
mod kinds;

use crate::support::{assert_none, golden_cases};
use openapi_generator::diff::report::{Titles, json, markdown, text};
use openapi_generator::diff::{ApiChange, ApiDiff, Bump, DescribedVersion, Subject, diff};
use openapi_generator::names::NamesLock;
use openapi_generator::source::Input;

use kinds::{Compared, Kind, compared};

const TITLES: Titles<'static> = Titles {
    old: "old.yaml",
    new: "new.yaml",
};

#[test]
fn every_kind_of_change_has_its_verdict() {
    let mut wrong = Vec::new();
    let all = compared();
    for Compared {
        kind, comparison, ..
    } in all
    {
        let made = markdown(comparison, TITLES);
        let rules = comparison.decided_by();
        let is_rule = kind.rule.is_empty() || rules.iter().any(|it| it.code == kind.rule);
        if comparison.bump().as_str() != kind.bump || !is_rule {
            let verdict = format!("{}: not {} {}", kind.name, kind.bump, kind.rule);
            wrong.push(format!("{verdict}\n{made}"));
        } else {
            wrong.extend(kind.check(&made));
        }
        check_json(kind, comparison);
    }
    assert!(all.len() >= 100, "{} kinds", all.len());
    assert_none(&wrong);
}

/// The verdict is at the top, and every change says something.
fn check_json(kind: &Kind, comparison: &ApiDiff) {
    let all: serde_json::Value = serde_json::from_str(&json(comparison, TITLES)).unwrap();
    assert_eq!(all["bump"], comparison.bump().as_str(), "{}", kind.name);
    let changes = all["changes"].as_array().unwrap();
    assert_eq!(changes.len(), comparison.changes().count());
    assert_eq!(
        changes.is_empty(),
        comparison.bump() == Bump::None,
        "{}",
        kind.name
    );
    for change in changes {
        assert_ne!(change["words"], "", "{}: {change}", kind.name);
        assert_ne!(change["why"], "", "{}: {change}", kind.name);
    }
}

#[test]
fn rustdoc_sees_what_callers_see() {
    let sides = [("old", 0), ("new", 1)].map(|(side, index)| {
        let clients = compared().iter();
        let clients = clients.map(|it| (it.kind.name.clone(), &it.clients[index]));
        judge::judge(side, &clients.collect())
    });
    let (old, new) = match sides {
        [Ok(old), Ok(new)] => (old, new),
        [Err(why), _] | [_, Err(why)] => {
            println!("skipped: rustdoc writes no JSON here: {why}");
            return;
        }
    };
    let mut wrong = Vec::new();
    for it in compared() {
        let name = &it.kind.name;
        let (seen, why) = judge::verdict(&old[name], &new[name]);
        let items = it.comparison.groups.iter();
        let alone = items.filter(|it| it.subject == Subject::Items);
        let alone = alone.flat_map(|it| &it.changes);
        let alone = alone.filter(|it| it.rule.code != "package-renamed");
        let alone = alone.map(ApiChange::bump);
        let with = it.comparison.changes().flat_map(|it| &it.rust);
        // The name of the package is nothing that is in it.
        let with = with.filter(|it| it.rule.code != "package-renamed");
        let said = with.map(|it| it.rule.bump).chain(alone).max();
        // Words and code are nothing to rustdoc.
        let said = said.filter(|it| *it > Bump::Patch).unwrap_or(Bump::None);
        if seen != said {
            wrong.push(format!(
                "{name}: {} and not {}: {why:#?}",
                seen.as_str(),
                said.as_str()
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_description_is_what_it_was() {
    // Each is compiled twice, so that not all are.
    for case in golden_cases().iter().step_by(4) {
        let loader = |name: &str| {
            std::fs::read_to_string(case.folder.join(name))
                .map_err(|_| openapi_generator::source::Unread::Failed(String::new()))
        };
        let input = Input::new(case.file, &case.text).with_loader(&loader);
        let version = DescribedVersion {
            input: &input,
            config: &case.config,
        };
        let comparison = diff(&version, &version, &case.lock).comparison.unwrap();
        let shown = text(&comparison, TITLES);
        assert_eq!(comparison.bump(), Bump::None, "{}: {shown}", case.name);
        assert!(comparison.groups.is_empty(), "{}: {shown}", case.name);
    }
}

#[test]
fn an_error_of_either_description_is_its_own() {
    let good = "openapi: 3.0.3\ninfo: {title: A, version: '1'}\npaths: {/a: {get: {responses: {'200': {description: Yes.}}}}}\n";
    let bad = &good.replace(
        "{description: Yes.}",
        "{$ref: '#/components/responses/None'}",
    );
    let config = openapi_generator::config::Config::default();
    let lock = NamesLock::default();
    let [good, bad] =
        [("good.yaml", good), ("bad.yaml", bad)].map(|(name, text)| Input::new(name, text));
    let [good, bad] = [&good, &bad].map(|input| DescribedVersion {
        input,
        config: &config,
    });
    let outcome = diff(&good, &bad, &lock);
    assert!(outcome.comparison.is_none() && outcome.old.errors() == 0);
    assert!(outcome.new.is_some_and(|it| it.errors() > 0));
    let outcome = diff(&bad, &good, &lock);
    assert!(outcome.comparison.is_none() && outcome.old.errors() > 0 && outcome.new.is_none());
}
