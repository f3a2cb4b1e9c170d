//! Diagnostics as programs read them.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests may panic"
)]

mod support;

use serde_json::{Value, json};
use support::{Folder, PETS};

/// A description with a warning and an error, at different places.
fn wrong() -> String {
    let warned = PETS.replace("      tags: [pets]", "      retries: 3\n      tags: [pets]");
    warned.replace("schemas/Pet\"", "schemas/Pat\"")
}

const COMMANDS: [&str; 2] = [
    "lint api.yaml --format ",
    "codegen api.yaml --out out --format ",
];

#[test]
fn json_has_every_diagnostic_with_its_place() {
    for command in COMMANDS {
        let folder = Folder::with("reports-json", &wrong());
        let ended = folder.run(&format!("{command}json"));
        ended.with_code(2);
        let document: Value = serde_json::from_str(&ended.out).unwrap();
        let expected = json!({
            "diagnostics": [
                {
                    "severity": "warning",
                    "code": "unknown-field",
                    "message": "an operation has no field `retries`",
                    "hint": null,
                    "file": "api.yaml",
                    "pointer": "/paths/~1pets~1{id}/get/retries",
                    "line": 8,
                    "column": 7,
                },
                {
                    "severity": "error",
                    "code": "unresolved-reference",
                    "message": "there is no `Pat` under `components.schemas`",
                    "hint": "did you mean `Pet`?",
                    "file": "api.yaml",
                    "pointer": "/paths/~1pets~1{id}/get/responses/200/content/application~1json/schema/$ref",
                    "line": 16,
                    "column": 55,
                },
            ],
            "errors": 1,
            "warnings": 1,
            "failures": [],
        });
        assert_eq!(document, expected);
        let last = ended.err.lines().last().unwrap();
        assert!(
            last.starts_with("api.yaml: ") && last.ends_with("1 error; 1 warning: 1 unknown-field"),
            "{last}"
        );
    }
}

#[test]
fn workflows_of_github_get_annotations() {
    for command in COMMANDS {
        let folder = Folder::with("reports-github", &wrong());
        let ended = folder.run(&format!("{command}github"));
        ended.with_code(2);
        let expected = "::warning file=api.yaml,line=8,col=7,title=unknown-field::an operation has no field `retries`\n\
                        ::error file=api.yaml,line=16,col=55,title=unresolved-reference::there is no `Pat` under \
                        `components.schemas`%0Ahelp: did you mean `Pet`?\n";
        assert!(ended.out.ends_with(expected), "{}", ended.out);
    }
}

#[test]
fn sarif_names_rules_and_places() {
    for command in COMMANDS {
        let folder = Folder::with("reports-sarif", &wrong());
        let ended = folder.run(&format!("{command}sarif"));
        ended.with_code(2);
        let document: Value = serde_json::from_str(&ended.out).unwrap();
        assert_eq!(document["version"], "2.1.0");
        let run = &document["runs"][0];
        let rules = json!([{ "id": "unknown-field" }, { "id": "unresolved-reference" }]);
        assert_eq!(run["tool"]["driver"]["rules"], rules);
        assert_eq!(run["invocations"][0]["executionSuccessful"], true);
        let results = run["results"].as_array().unwrap();
        assert_eq!(results.len(), 2);
        assert_eq!(results[1]["ruleId"], "unresolved-reference");
        assert_eq!(results[1]["level"], "error");
        let text = "there is no `Pat` under `components.schemas`\nhelp: did you mean `Pet`?";
        assert_eq!(results[1]["message"]["text"], text);
        let place = json!({ "artifactLocation": { "uri": "api.yaml" }, "region": { "startLine": 16, "startColumn": 55 } });
        assert_eq!(results[1]["locations"][0]["physicalLocation"], place);
    }
}

#[test]
fn a_run_that_fails_ends_its_document_all_the_same() {
    let folder = Folder::new("reports-failure");
    let message = "nothing is read from the network: ";
    for command in [
        "lint https://a.test --format ",
        "codegen https://a.test --out out --format ",
    ] {
        for (format, pointer) in [
            ("json", "/failures/0"),
            (
                "sarif",
                "/runs/0/invocations/0/toolExecutionNotifications/0/message/text",
            ),
        ] {
            let ended = folder.run(&format!("{command}{format}"));
            ended.with_code(2);
            let document: Value = serde_json::from_str(&ended.out).unwrap();
            let said = document.pointer(pointer).and_then(Value::as_str).unwrap();
            assert!(said.starts_with(message), "{said}");
            assert!(
                ended.err.starts_with(&format!("error: {message}")),
                "{}",
                ended.err
            );
        }
        let ended = folder.run(&format!("{command}github"));
        assert!(
            ended.out.starts_with(&format!("::error::{message}")),
            "{}",
            ended.out
        );
    }
    folder.run("lint api.yaml --format xml").with_code(64);
}

#[test]
fn lint_denies_warnings_and_takes_a_configuration() {
    let warned = PETS.replace("      tags: [pets]", "      retries: 3\n      tags: [pets]");
    let folder = Folder::with("reports-deny", &warned);
    let ended = folder.run("lint api.yaml --deny-warnings");
    assert_eq!(
        ended.with_code(1),
        "api.yaml: warnings are denied; 1 warning: 1 unknown-field"
    );
    folder
        .run("lint api.yaml --deny-warnings --allow unknown-field")
        .with_code(0);
    folder.write("other.toml", "[allow]\nunknown-field = [\"*\"]\n");
    folder
        .run("lint api.yaml --deny-warnings --config other.toml")
        .with_code(0);
}
