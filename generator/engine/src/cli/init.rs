//! `init`: a `codegen.toml` with what a description suggests.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use openapi_generator::config::{Config, SCHEMA};
use openapi_generator::diag::{Diagnostic, Report, Severity};
use openapi_generator::names::NamesLock;
use openapi_generator::{Client, generate_with_manifest};

use super::args::InitArgs;
use super::suggest::{Suggestions, suggest};
use crate::description::{Description, is_stdin};
use crate::error::Error;
use crate::read::{CONFIG, configs, shown};
use crate::write::cannot;
use crate::{Ending, output};

/// The file beside it by which editors complete it, as the first line of the configuration says.
const SCHEMA_FILE: &str = "codegen.schema.json";

/// Writes the file, and says what to do next with the program that is called by `program`.
pub(super) fn run(args: &InitArgs, program: &str) -> Result<Ending, Error> {
    let file = Path::new(CONFIG);
    if file.exists() {
        let message =
            format!("{CONFIG} is there already: change it by hand, or remove it to start anew");
        return Err(message.into());
    }
    if is_stdin(&args.spec) {
        let message = "a configuration names a file: save the description as one, and give that";
        return Err(message.to_owned().into());
    }
    let path = Description::find(&args.spec)?;
    let description = Description::read(&path)?;
    let doing = format!("Reading {}", description.name());
    let (report, suggestions) = output::with_progress(&doing, || look_at(&description))?;
    output::report(&report, false);
    let text = text_of(&description, &suggestions, &report)?;
    let text = format!("#:schema {SCHEMA_FILE}\n\n{text}");
    let schema = Path::new(SCHEMA_FILE);
    fs::write(schema, SCHEMA).map_err(|error| cannot("write", schema, &error))?;
    write_new(file, &text).map_err(|error| cannot("write", file, &error))?;
    // What has just been written can be read: a mistake would be shown here, and not at the next run.
    configs(file)?;
    next_steps(&report, &suggestions, program);
    Ok(Ending::Done)
}

/// What is wrong with a description, and what it suggests: that of what remains, where something has to be left out.
fn look_at(description: &Description) -> Result<(Report, Suggestions), Error> {
    let mut config = Config::default();
    let (report, mut client) = compile(description, &config)?;
    if client.is_none() {
        config.allow_all = errors(&report).into_iter().map(str::to_owned).collect();
        client = compile(description, &config)?.1;
    }
    let (suggestions, _) = description.compile(&config, |input| suggest(input, client.as_ref()))?;
    Ok((report, suggestions))
}

fn compile(description: &Description, config: &Config) -> Result<(Report, Option<Client>), Error> {
    let (outcome, _) = description.compile(config, |input| {
        generate_with_manifest(input, config, &NamesLock::default())
    })?;
    Ok((outcome.report, outcome.client))
}

/// The codes of the errors, each once.
fn errors(report: &Report) -> Vec<&'static str> {
    let errors = report
        .diagnostics()
        .filter(|it| it.severity == Severity::Error);
    let mut codes: Vec<&str> = errors.map(|Diagnostic { code, .. }| *code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The text, in which a suggestion that would be a mistake is a comment.
fn text_of(
    description: &Description,
    suggestions: &Suggestions,
    report: &Report,
) -> Result<String, Error> {
    let text = suggestions.to_toml(description.name(), &errors(report), true);
    let is_fit = match Config::parse(CONFIG, &text) {
        Ok(mut config) => {
            config.allow_all = errors(report).into_iter().map(str::to_owned).collect();
            let is_found =
                |it: &Diagnostic| it.severity == Severity::Error && &*it.origin.file == CONFIG;
            !compile(description, &config)?.0.diagnostics().any(is_found)
        }
        Err(_) => false,
    };
    if is_fit {
        return Ok(text);
    }
    Ok(suggestions.to_toml(description.name(), &errors(report), false))
}

/// Writes a file that must not be there yet.
fn write_new(path: &Path, text: &str) -> std::io::Result<()> {
    File::create_new(path)?.write_all(text.as_bytes())
}

fn next_steps(report: &Report, suggestions: &Suggestions, program: &str) {
    let Suggestions { package, out, .. } = suggestions;
    let mut steps = vec![format!(
        "{CONFIG} is written, with a word on each setting, and {SCHEMA_FILE}, by which editors know them. What comes next:"
    )];
    if report.errors() > 0 {
        let found = output::count(report);
        steps.push(format!(
            "  look at the errors above ({found}): `[allow]` in {CONFIG} leaves out what they touch"
        ));
    }
    steps.push(format!(
        "  {program} codegen    writes the client to {}",
        shown(Path::new(out))
    ));
    steps.push(format!(
        "  cargo add {package} --path {out}    in the crate that calls the API"
    ));
    output::say(&steps.join("\n"));
}
