//! `cargo xtask codegen`: from a description to the files of its client, or to what would change in them.

use std::collections::BTreeMap;
use std::path::Path;

use openapi_generator::source::Input;
use openapi_generator::{Client, generate};

use crate::output::Plan;
use crate::{CodegenArgs, Ending, output, read};

/// Generates the client, and writes or checks its files.
pub(crate) fn run(args: &CodegenArgs) -> Result<Ending, String> {
    let root = read::workspace();
    let spec = args
        .spec
        .clone()
        .unwrap_or_else(|| root.join("spec/realtime-kit.yaml"));
    let out = match (&args.out, &args.spec) {
        (Some(out), _) => out.clone(),
        (None, None) => root.join("generated-client"),
        (None, Some(_)) => {
            return Err(
                "a description of your own needs a folder of its own: give --out".to_owned(),
            );
        }
    };
    let mut config = read::config(args.config.as_deref(), &spec)?;
    if let Some(name) = &args.name {
        config.package = Some(name.clone());
    }
    let lock = read::lock(&out)?;
    let text = read::text(&spec)?;
    let name = read::shown(&spec);
    let loader = read::loader(&spec, &name);
    let input = Input::new(&name, &text).with_loader(&loader);
    let outcome = generate(&input, &config, &lock);
    output::report(&outcome.report);
    let Some(client) = outcome.client else {
        output::say(&format!(
            "{name}: {}; nothing was written",
            output::count(&outcome.report)
        ));
        return Ok(Ending::Failed);
    };
    if args.deny_warnings && outcome.report.warnings() > 0 {
        output::say(&format!(
            "{name}: {}, which are denied; nothing was written",
            output::count(&outcome.report)
        ));
        return Ok(Ending::Stale);
    }
    let summary = format!("{} operations, {} types", client.operations, client.types);
    let plan = plan(client, &out)?;
    if args.check {
        return Ok(check(&plan, &out, &summary));
    }
    plan.carry_out(&out)?;
    let (written, removed) = (plan.write.len(), plan.remove.len());
    let removed = if removed == 0 {
        String::new()
    } else {
        format!(", {removed} removed")
    };
    output::say(&format!(
        "{}: {summary}, {written} files written{removed}, {}",
        read::shown(&out),
        output::count(&outcome.report)
    ));
    Ok(Ending::Done)
}

fn plan(client: Client, out: &Path) -> Result<Plan, String> {
    let mut files: BTreeMap<String, String> = client.files;
    files.insert("names.lock".to_owned(), client.lock.to_text());
    Plan::new(files, out)
}

fn check(plan: &Plan, out: &Path, summary: &str) -> Ending {
    let out = read::shown(out);
    if plan.is_empty() {
        output::say(&format!("{out}: {summary}, up to date"));
        return Ending::Done;
    }
    output::say(&plan.diff());
    output::say(&format!(
        "{out}: {} files are out of date; `cargo xtask codegen` writes them",
        plan.write.len() + plan.remove.len()
    ));
    Ending::Stale
}
