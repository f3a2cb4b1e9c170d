//! How diagnostics are told: to people, or to the programs that read them in their place.

use std::collections::BTreeSet;

use clap::ValueEnum;
use openapi_generator::diag::{Diagnostic, Report, Severity};
use serde_json::{Value, json};

use super::args::ReportArgs;
use crate::error::Error;
use crate::{Ending, output};

/// How diagnostics are told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people, with the lines of the source.
    #[default]
    Text,
    /// One object of JSON.
    Json,
    /// Annotations of the workflows of GitHub.
    Github,
    /// SARIF 2.1.0, as the code scanning of many hosts reads it.
    Sarif,
}

/// Where the specification of the format is that `--format sarif` writes.
const SARIF: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What tells diagnostics in the format that was asked for: text as it comes, and a document at the end.
pub(super) struct Reporter {
    format: Format,
    is_verbose: bool,
    findings: Vec<Finding>,
    /// Why parts of the run could not go on.
    failures: Vec<String>,
}

/// A diagnostic with its place.
struct Finding {
    diagnostic: Diagnostic,
    position: Option<(usize, usize)>,
}

impl Reporter {
    pub(super) fn new(args: &ReportArgs) -> Self {
        Self {
            format: args.format,
            is_verbose: args.verbose,
            findings: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// For people.
    pub(super) fn text() -> Self {
        Self {
            format: Format::Text,
            is_verbose: true,
            findings: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// Takes up what was found.
    pub(super) fn report(&mut self, report: &Report) {
        if self.format == Format::Text {
            output::report(report, self.is_verbose);
        }
        self.findings
            .extend(report.located().map(|(diagnostic, position)| Finding {
                diagnostic: diagnostic.clone(),
                position,
            }));
    }

    /// Says how a run went. Where the output is a document, this is no part of it.
    pub(super) fn say(&self, line: &str) {
        match self.format {
            Format::Text | Format::Github => output::say(line),
            Format::Json | Format::Sarif => output::tell(line),
        }
    }

    /// Shows the lines that differ.
    pub(super) fn say_diff(&self, diff: &str) {
        match self.format {
            Format::Text => output::say_diff(diff),
            Format::Github | Format::Json | Format::Sarif => self.say(diff),
        }
    }

    /// Says why a part of the run was not done, although it could have been.
    pub(super) fn refuse(&mut self, why: &str) -> Ending {
        output::fail(&Error::from(why.to_owned()));
        self.failures.push(why.to_owned());
        Ending::Stale
    }

    /// How a part of the run ended. What kept it from its end is told, and the run goes on.
    pub(super) fn ending(&mut self, result: Result<Ending, Error>) -> Ending {
        result.unwrap_or_else(|error| {
            output::fail(&error);
            self.failures.push(error.to_string());
            Ending::Failed
        })
    }

    /// Ends the output, whatever has come of it all.
    pub(super) fn finish(mut self, result: Result<Ending, Error>) -> Ending {
        let ending = self.ending(result);
        match self.format {
            Format::Text => {}
            Format::Json => output::print(&format!("{:#}\n", self.json())),
            Format::Sarif => output::print(&format!("{:#}\n", self.sarif())),
            Format::Github => {
                let failures = self.failures.iter();
                let failures = failures.map(|it| format!("::error::{}\n", escaped(it, false)));
                let lines = self.findings.iter().map(github).chain(failures);
                output::print(&lines.collect::<String>());
            }
        }
        ending
    }

    fn json(&self) -> Value {
        let count = |severity| {
            let found = self.findings.iter();
            found
                .filter(|it| it.diagnostic.severity == severity)
                .count()
        };
        json!({
            "diagnostics": self.findings.iter().map(Finding::json).collect::<Vec<_>>(),
            "errors": count(Severity::Error),
            "warnings": count(Severity::Warning),
            "failures": self.failures,
        })
    }

    fn sarif(&self) -> Value {
        let rules: BTreeSet<&str> = self.findings.iter().map(|it| it.diagnostic.code).collect();
        let rules: Vec<Value> = rules.into_iter().map(|id| json!({ "id": id })).collect();
        let failures = self.failures.iter();
        let failures = failures.map(|it| json!({ "level": "error", "message": { "text": it } }));
        json!({
            "$schema": SARIF,
            "version": "2.1.0",
            "runs": [{
                "tool": { "driver": {
                    "name": "openapi-client",
                    "version": env!("CARGO_PKG_VERSION"),
                    "rules": rules,
                }},
                "columnKind": "unicodeCodePoints",
                "invocations": [{
                    "executionSuccessful": self.failures.is_empty(),
                    "toolExecutionNotifications": failures.collect::<Vec<_>>(),
                }],
                "results": self.findings.iter().map(Finding::sarif).collect::<Vec<_>>(),
            }],
        })
    }
}

impl Finding {
    fn json(&self) -> Value {
        let Diagnostic {
            severity,
            code,
            origin,
            message,
            hint,
            position: _,
            about_key: _,
        } = &self.diagnostic;
        let (line, column) = self.position.unzip();
        json!({
            "severity": severity.to_string(),
            "code": code,
            "message": message,
            "hint": hint,
            "file": &*origin.file,
            "pointer": origin.pointer,
            "line": line,
            "column": column,
        })
    }

    fn sarif(&self) -> Value {
        let Diagnostic {
            severity,
            code,
            origin,
            ..
        } = &self.diagnostic;
        let region = self
            .position
            .map(|(line, column)| json!({ "startLine": line, "startColumn": column }));
        let mut place = json!({ "artifactLocation": { "uri": uri(&origin.file) } });
        if let (Some(region), Value::Object(place)) = (region, &mut place) {
            place.insert("region".to_owned(), region);
        }
        json!({
            "ruleId": code,
            "level": severity.to_string(),
            "message": { "text": self.text() },
            "locations": [{
                "physicalLocation": place,
                "logicalLocations": [{ "fullyQualifiedName": origin.pointer }],
            }],
        })
    }

    /// The message, with the advice.
    fn text(&self) -> String {
        let Diagnostic { message, hint, .. } = &self.diagnostic;
        match hint {
            Some(hint) => format!("{message}\nhelp: {hint}"),
            None => message.clone(),
        }
    }
}

/// A line that a workflow makes an annotation of.
fn github(finding: &Finding) -> String {
    let Diagnostic {
        severity,
        code,
        origin,
        ..
    } = &finding.diagnostic;
    let kind = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let file = escaped(&origin.file, true);
    let place = finding
        .position
        .map(|(line, column)| format!(",line={line},col={column}"));
    let place = place.unwrap_or_default();
    format!(
        "::{kind} file={file}{place},title={code}::{}\n",
        escaped(&finding.text(), false)
    )
}

/// A text as a workflow command has it: as its message, or as one of its properties.
fn escaped(text: &str, is_property: bool) -> String {
    let text = text
        .replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A");
    if is_property {
        text.replace(':', "%3A").replace(',', "%2C")
    } else {
        text
    }
}

/// The name of a file as a relative reference (RFC 3986, 4.2), or as a URL if it is absolute.
fn uri(file: &str) -> String {
    let scheme = if file.starts_with('/') { "file://" } else { "" };
    let encoded = file.bytes().map(|byte| match char::from(byte) {
        c if c.is_ascii_alphanumeric() || "-._~/".contains(c) => c.to_string(),
        _ => format!("%{byte:02X}"),
    });
    encoded.fold(scheme.to_owned(), |uri, part| uri + &part)
}

#[cfg(test)]
mod tests {
    use super::{escaped, uri};

    #[test]
    fn names_of_files_cannot_be_taken_for_anything_else() {
        for (file, expected) in [
            ("api.yaml", "api.yaml"),
            ("a b/ü:1.yaml", "a%20b/%C3%BC%3A1.yaml"),
            ("/x/api.yaml", "file:///x/api.yaml"),
        ] {
            assert_eq!(uri(file), expected);
        }
        assert_eq!(
            escaped("a,b:c%\n::error::", true),
            "a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A"
        );
        assert_eq!(escaped("a,b:c%\r\n", false), "a,b:c%25%0D%0A");
    }
}
