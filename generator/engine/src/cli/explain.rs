//! `explain`: why something in a client is as it is, and what a diagnostic means.

use openapi_generator::diag::pages::{self, nearest_code};
use openapi_generator::explain::report::{json, nowhere, text};
use openapi_generator::explain::{ExplainedClient, Explanation};
use openapi_generator::names::NamesLock;
use serde_json::{Value, json};

use super::args::{ExplainArgs, ExplainFormat};
use super::select::{Selected, select};
use crate::description::Description;
use crate::error::Error;
use crate::{Ending, output, read};

/// Explains a code, or else what is called so in the clients that the command line is about.
pub(super) fn run(args: &ExplainArgs) -> Result<Ending, Error> {
    let query = args.query.trim();
    if let Some(page) = pages::page(query) {
        match args.format {
            ExplainFormat::Text => output::say(&format!("{query}\n\n{page}")),
            ExplainFormat::Json => {
                print(&json!({ "query": query, "page": page, "clients": [] }));
            }
        }
        return Ok(Ending::Done);
    }
    let selected = select(&args.from);
    let selected = match (selected, nearest_code(query)) {
        (Err(_), Some(near)) if query.contains('-') => {
            fail(&nowhere(query, &[near.to_owned()]));
            return Ok(Ending::Usage);
        }
        (selected, _) => selected?.0,
    };
    let mut clients: Vec<(String, Explanation)> = Vec::new();
    for selected in selected {
        match one(selected, args)? {
            Some(client) => clients.push(client),
            None => return Ok(Ending::Failed),
        }
    }
    Ok(show(query, &clients, args.format))
}

/// What there is to say about the query in one client; `None` where its description cannot be used, which is told.
fn one(selected: Selected, args: &ExplainArgs) -> Result<Option<(String, Explanation)>, Error> {
    let Selected {
        spec,
        out,
        command_line: _,
        mut config,
    } = selected;
    config.allow_all.clone_from(&args.accepted);
    let out = args.out.clone().or(out);
    let lock = out.map(|it| read::lock(&it)).transpose()?;
    let lock = lock.unwrap_or_else(NamesLock::default);
    let description = Description::read(&spec)?;
    let doing = format!("Compiling {}", description.name());
    let (explained, _) = output::with_progress(&doing, || {
        description.compile(&config, |input| {
            let client = ExplainedClient::new(input, &config, &lock);
            client.map(|it| it.explain(&args.query))
        })
    })?;
    Ok(match explained {
        Ok(explanation) => Some((description.name().to_owned(), explanation)),
        Err(report) => {
            output::report(&report, false);
            None
        }
    })
}

fn show(query: &str, clients: &[(String, Explanation)], format: ExplainFormat) -> Ending {
    let found = |it: &Explanation| matches!(it, Explanation::Items(_));
    let several = |it: &Explanation| matches!(it, Explanation::Candidates(_));
    let ending = if clients.iter().any(|(_, it)| found(it)) {
        Ending::Done
    } else {
        Ending::Usage
    };
    if format == ExplainFormat::Json {
        let clients = clients.iter().map(|(spec, it)| json(spec, it));
        print(&json!({ "query": query, "page": null, "clients": clients.collect::<Vec<_>>() }));
        return ending;
    }
    let is_told = |it: &Explanation| match ending {
        Ending::Done => found(it),
        _ => several(it),
    };
    let told: Vec<&(String, Explanation)> = clients.iter().filter(|(_, it)| is_told(it)).collect();
    if told.is_empty() {
        let near = clients.iter().flat_map(|(_, it)| match it {
            Explanation::Nowhere(near) => near.clone(),
            Explanation::Items(_) | Explanation::Candidates(_) => Vec::new(),
        });
        let near: Vec<String> = near.chain(nearest_code(query).map(str::to_owned)).collect();
        fail(&nowhere(query, &near));
    }
    for (_, explanation) in told {
        output::say(text(query, explanation).trim_end());
    }
    ending
}

fn fail(message: &str) {
    output::fail(&Error::from(message.to_owned()));
}

fn print(document: &Value) {
    output::print(&format!("{document:#}\n"));
}
