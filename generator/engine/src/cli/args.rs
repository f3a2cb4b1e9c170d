//! The arguments of the commands.

use std::path::PathBuf;

use openapi_generator::diag::pages::{nearest_code, page};

use super::reporter::Format;

/// Where a client is made from, and what configures it.
#[derive(Debug, Default, clap::Args)]
pub struct SpecArgs {
    /// The description, in YAML or JSON: a file, a folder with one in it, or `-`. Without it, the nearest `codegen.toml` says where it is.
    #[arg(value_name = "SPEC")]
    pub place: Option<PathBuf>,
    /// The same.
    #[arg(long, value_name = "FILE", conflicts_with = "place")]
    pub spec: Option<PathBuf>,
    /// The configuration; without it, `codegen.toml` beside the description counts, or the nearest one that names it.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
}

/// Without a description, all clients of the nearest `codegen.toml` are written. Options count before what it says.
#[derive(Debug, clap::Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag")]
pub struct CodegenArgs {
    /// Where it is made from.
    #[command(flatten)]
    pub from: SpecArgs,
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The name of the package, whatever the configuration says.
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,
    /// Where to write what there is in the client, as JSON: every operation and type with its Rust path.
    #[arg(long, value_name = "FILE")]
    pub manifest: Option<PathBuf>,
    /// Adds tests of all operations, made from the examples of the description, whatever the configuration says.
    #[arg(long)]
    pub tests: bool,
    /// Adds what changed since the client was last committed to its `CHANGELOG.md`, in words for those who call it.
    #[arg(long)]
    pub changelog: bool,
    /// What the changelog compares with instead: a former description, or a git revision such as a tag.
    #[arg(long, value_name = "FILE|REVISION", requires = "changelog")]
    pub since: Option<String>,
    /// Goes on, and writes the client again whenever a file changes that it is made from.
    #[arg(long, conflicts_with_all = ["check", "changelog"])]
    pub watch: bool,
    /// Adds a command line over the client: a crate in this folder, or in the folder `cli` of the client's.
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true)]
    #[allow(clippy::option_option, reason = "a flag with or without a value")]
    pub cli: Option<Option<PathBuf>>,
    /// Writes nothing; shows what would change, and fails if anything would.
    #[arg(long)]
    pub check: bool,
    /// Replaces generated files that were edited by hand, too.
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
    /// Generates everything anew, and remembers nothing. Otherwise a run for a large description that is the same in all it is made from
    /// takes what the last one has made, from the user's cache folder or the one that `OPENAPI_CLIENT_CACHE` names.
    #[arg(long)]
    pub no_cache: bool,
    /// What is accepted and shown.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// Without a description, those of the nearest `codegen.toml` are looked at.
#[derive(Debug, clap::Args)]
pub struct LintArgs {
    /// Where it is made from.
    #[command(flatten)]
    pub from: SpecArgs,
    /// What is accepted and shown.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// Without a description, those of the nearest `codegen.toml` are told of.
#[derive(Debug, clap::Args)]
pub struct DocsArgs {
    /// Where the client is made from.
    #[command(flatten)]
    pub from: SpecArgs,
    /// The page; without it, a file in the current folder that is named after the package.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Writes nothing; shows what would change, and fails if anything would.
    #[arg(long)]
    pub check: bool,
    /// What is accepted and shown.
    #[command(flatten)]
    pub report: ReportArgs,
}

/// The file is `codegen.toml` in the current folder.
#[derive(Debug, clap::Args)]
pub struct InitArgs {
    /// The description, in YAML or JSON: a file, or a folder with one in it.
    #[arg(value_name = "SPEC")]
    pub spec: PathBuf,
}

/// A runtime has no description.
#[derive(Debug, clap::Args)]
pub struct RuntimeArgs {
    /// The folder of the crate.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The name of the package, whatever the configuration says.
    #[arg(long, value_name = "CRATE")]
    pub name: Option<String>,
    /// A `codegen.toml` of the runtime's own: its `package` and `[manifest]`, types of other crates in `[formats]` and `[types]`, and
    /// `strict_nulls`.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Writes nothing; shows what would change, and fails if anything would.
    #[arg(long)]
    pub check: bool,
    /// Replaces generated files that were edited by hand, too.
    #[arg(long, conflicts_with = "check")]
    pub force: bool,
}

/// What a run accepts, beside what `[allow]` in the configuration names, and what it shows.
#[derive(Debug, clap::Args)]
pub struct ReportArgs {
    /// Accepts what has this code, wherever it is: a warning is not shown, and what an error touches is left out with a warning.
    /// May be given several times.
    #[arg(long = "allow", value_name = "CODE", value_parser = code)]
    pub accepted: Vec<String>,
    /// How diagnostics are told. Where that is a document, the rest is said on standard error.
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    /// Takes warnings for errors.
    #[arg(long)]
    pub deny_warnings: bool,
    /// Shows every warning with its lines, and not only how many there are of a kind.
    #[arg(long)]
    pub verbose: bool,
}

/// A description is a file, a folder that has one, or a file of a git revision, as in `main:spec/api.yaml`.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// The old description.
    pub old: String,
    /// The new one.
    pub new: String,
    /// How the changes are shown.
    #[arg(long, value_enum, default_value_t)]
    pub format: DiffFormat,
    /// The configuration of both; without it, `codegen.toml` beside each of them counts.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The `names.lock` of the client of the old description; without it, the one beside that counts.
    #[arg(long, value_name = "FILE")]
    pub lock: Option<String>,
    /// Accepts what has this code, wherever it is: what an error touches is left out. May be given several times.
    #[arg(long = "allow", value_name = "CODE", value_parser = code)]
    pub accepted: Vec<String>,
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
pub enum DiffFormat {
    /// As text.
    #[default]
    Text,
    /// As Markdown, for a pull request.
    Markdown,
    /// As JSON, for other programs.
    Json,
    /// As a page for people, with what changed side by side.
    Html,
}

/// The code of a diagnostic needs no description. Without one, the clients of the nearest `codegen.toml` are looked at.
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// What is to be explained: a name in Rust, as `Pet`, `Pet::name` or `pets`; an operation, by its `operationId` or as `"GET /pets"`; a
    /// JSON pointer, as `#/components/schemas/Pet`; or the code of a diagnostic.
    #[arg(value_name = "NAME|POINTER|CODE")]
    pub query: String,
    /// Where the client is made from.
    #[command(flatten)]
    pub from: SpecArgs,
    /// The folder of the client, whose `names.lock` counts, whatever the configuration says.
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// How it is told.
    #[arg(long, value_enum, default_value_t)]
    pub format: ExplainFormat,
    /// Accepts what has this code, wherever it is: what an error touches is left out. May be given several times.
    #[arg(long = "allow", value_name = "CODE", value_parser = code)]
    pub accepted: Vec<String>,
}

/// How an explanation is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ExplainFormat {
    /// As text.
    #[default]
    Text,
    /// As JSON, for other programs.
    Json,
}

/// The code of a diagnostic, which has to be one.
fn code(text: &str) -> Result<String, String> {
    if page(text).is_some() {
        return Ok(text.to_owned());
    }
    let meant = nearest_code(text).map(|it| format!(": did you mean `{it}`?"));
    Err(format!(
        "no diagnostic has this code{}",
        meant.unwrap_or_default()
    ))
}
