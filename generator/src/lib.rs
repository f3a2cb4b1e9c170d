//! Compiles an `OpenAPI` description to the Rust client crate a Rust developer would have written by hand.
//!
//! Text goes in, files come out; nothing here touches the disk or the network. [`generate`] runs the phases in order:
//!
//! 1. [`source`] reads YAML or JSON into trees of values, one for each file.
//! 2. [`normalize`] makes one tree of them, in the form of `OpenAPI` 3.0, and takes out what does not fit.
//! 3. [`spec`] makes the model of it.
//! 4. [`lower`] turns schemas into types and path items into operations: the model of [`ir`], in Rust's shape.
//! 5. [`mod@analyze`] and [`mod@check`] look at that model as a whole.
//! 6. [`names`] gives everything in it an identifier that stays, and [`manifest`] looks at what is added to `Cargo.toml`.
//!
//! Each phase reports what it finds to [`diag`] and goes on. What an accepted error touches is left out by `broken`, and all of
//! this is done once more. Behind the gate that follows, nothing can fail:
//!
//! 7. [`emit`] turns the model into tokens, one file for each kind of item.
//! 8. [`render`] parses and prints them, into [`files`].
//!
//! [`diff`] compares the models of two descriptions, and the clients that come of them. [`mod@explain`] tells why a client is as it is, and
//! [`mod@page`] tells people what there is in one.
//!
//! [`generate_runtime`] needs no description: it writes the runtime that clients share.

pub mod analyze;
mod broken;
pub mod check;
pub mod config;
pub mod diag;
pub mod diff;
pub mod emit;
pub mod explain;
pub mod files;
mod hidden;
pub mod ir;
pub mod lower;
pub mod manifest;
pub mod markdown;
pub mod names;
pub mod normalize;
pub mod origin;
pub mod page;
pub mod render;
mod runtime_crate;
pub mod source;
pub mod spec;
mod suggestions;
mod wire;
mod words;
mod yaml;

pub use runtime_crate::{RuntimeOutcome, generate_runtime};

use std::sync::Arc;

use analyze::{Analysis, analyze};
use broken::BrokenPlaces;
use config::Config;
use diag::{Diagnostics, Report};
use emit::Context;
use files::{Broken, Files};
use ir::Api;
use manifest::PackageName;
use names::{Names, NamesLock};
use normalize::LeftOut;
use origin::Origin;
use serde::{Deserialize, Serialize};
use source::{Input, Library};

/// The result of a run.
#[derive(Debug)]
pub struct Outcome {
    /// The client; `None` where there is an error.
    pub client: Option<Client>,
    /// All diagnostics. There may be warnings although there is a client.
    pub report: Report,
}

/// A generated client.
#[derive(Debug)]
pub struct Client {
    /// Its files.
    pub files: Files,
    /// The files of the command line over it, where the configuration asks for one.
    pub command_line: Option<Files>,
    /// The names it has given, to be handed in with the next run.
    pub lock: NamesLock,
    /// What there is in it, as JSON: every operation and type with its Rust path. Only [`generate_with_manifest`] makes it.
    pub manifest: Option<String>,
    /// How many operations it has.
    pub operations: usize,
    /// How many types it has.
    pub types: usize,
    /// What it needs of the crate around it, where it is a module of one.
    pub around: Option<CrateAround>,
}

/// What a client that is a module needs of the crate around it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CrateAround {
    /// The modules from the root of the crate to the client.
    pub modules: Vec<String>,
    /// What its `Cargo.toml` has under `dependencies`, and under `features` for the parts of the client that are behind one.
    pub manifest: toml::Table,
    /// The least `#![recursion_limit]` at its root, where the usual one does not suffice.
    pub recursion_limit: Option<String>,
}

/// Compiles the description in `input` to the files of its client crate.
pub fn generate(input: &Input<'_>, config: &Config, lock: &NamesLock) -> Outcome {
    let (client, report) = run(input, config, lock, |_, client, _| client);
    Outcome { client, report }
}

/// The same with the manifest of the client, which few need.
pub fn generate_with_manifest(input: &Input<'_>, config: &Config, lock: &NamesLock) -> Outcome {
    let (client, report) = run(input, config, lock, |model, client, diagnostics| {
        let cx = Context {
            api: &model.api,
            analysis: &model.analysis,
            names: &model.names,
            package: &PackageName::new(&model.api.title, config),
            config,
        };
        let manifest = emit::emit_api_json(&cx, &|place| diagnostics.written(place));
        Client {
            manifest: Some(manifest),
            ..client
        }
    });
    Outcome { client, report }
}

/// Compiles the description in `input`, and makes of the model and the client what is wanted of them.
fn run<T>(
    input: &Input<'_>,
    config: &Config,
    lock: &NamesLock,
    make: impl Fn(Model, Client, &Diagnostics) -> T,
) -> (Option<T>, Report) {
    let mut broken = BrokenPlaces::default();
    let (made, library, diagnostics) = loop {
        let mut diagnostics = broken.diagnostics();
        let mut library = Library::new(input);
        let left_out = &mut broken.left_out;
        let made = compile(
            &mut library,
            config,
            lock,
            left_out,
            &mut diagnostics,
            &make,
        );
        if made.is_some() || !broken.leave_out(input, config, &mut diagnostics) {
            break (made, library, diagnostics);
        }
    };
    let mut texts = library.into_texts();
    for source in [&lock.source, &config.source] {
        texts.insert(Arc::clone(&source.file), source.text.clone());
    }
    (made, diagnostics.into_report(texts))
}

/// What a client is emitted from.
#[derive(Debug)]
struct Model {
    api: Api,
    analysis: Analysis,
    names: Names,
}

fn compile<T>(
    library: &mut Library<'_>,
    config: &Config,
    lock: &NamesLock,
    left_out: &mut LeftOut,
    diagnostics: &mut Diagnostics,
    make: impl Fn(Model, Client, &Diagnostics) -> T,
) -> Option<T> {
    let document = normalize::to_3_0(library, config, left_out, diagnostics)?;
    // Each form of the description is dropped once the next is there: one of them is all that a giant should need at a time.
    library.forget();
    let spec = spec::load(document, diagnostics)?;
    let mut api = lower::lower(&spec, config, lock.earlier_runs(), diagnostics)?;
    drop(spec);
    let analysis = analyze(&mut api, config, diagnostics);
    check::check(&api, config, diagnostics);
    let mut lock = lock.clone();
    let names = names::assign(&api, &analysis, config, &mut lock, diagnostics);
    manifest::check(config, &api.foreign, &names.features, diagnostics);
    diagnostics.accept(config);
    diagnostics.gate()?;

    let cx = Context {
        api: &api,
        analysis: &analysis,
        names: &names,
        package: &PackageName::new(&api.title, config),
        config,
    };
    let (sources, texts) = emit::emit(&cx);
    let modules = config.module();
    let (files, broken) = render::render(&sources, texts, modules.as_deref());
    report_broken(broken, diagnostics);
    let command_line = config.cli.as_ref().map(|config| {
        let (sources, texts) = emit::emit_command_line(&cx, config);
        let (files, broken) = render::render(&sources, texts, None);
        report_broken(broken, diagnostics);
        files
    });
    diagnostics.gate()?;
    let operations = api.operations.iter();
    let around = emit::crate_around(&cx).map(|manifest| CrateAround {
        modules: modules
            .iter()
            .flatten()
            .map(|it| (*it).to_owned())
            .collect(),
        manifest,
        recursion_limit: emit::recursion_limit(&api),
    });
    let client = Client {
        around,
        files,
        command_line,
        lock,
        manifest: None,
        operations: operations.filter(|it| it.variant.is_none()).count(),
        types: api.types.len(),
    };
    drop(sources);
    let model = Model {
        api,
        analysis,
        names,
    };
    Some(make(model, client, diagnostics))
}

/// Reports files that are not what they should be.
fn report_broken(broken: Vec<Broken>, diagnostics: &mut Diagnostics) {
    for Broken { path, message } in broken {
        let message = format!("the generator has made a file that cannot be used: {message}");
        diagnostics
            .error("invalid-output", &Origin::root(path), message)
            .hint("this is a fault of the generator, not of the description");
    }
}
