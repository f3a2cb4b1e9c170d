//! What a description suggests for its `codegen.toml`.

use std::collections::{BTreeMap, BTreeSet};

use openapi_generator::Client;
use openapi_generator::diag::Diagnostics;
use openapi_generator::source::{Input, Library, Mapping, Node};
use serde_json::Value;

/// What a description suggests.
#[derive(Debug, Default)]
pub(super) struct Suggestions {
    /// The name of the package.
    pub(super) package: String,
    /// The folder of the client.
    pub(super) out: String,
    /// Parameters of nearly all paths.
    shared: Vec<String>,
    /// The names of the security schemes.
    schemes: Vec<String>,
    /// From tags to the resources that they are now.
    resources: BTreeMap<String, String>,
    /// An operation that seems to have pages.
    paged: Option<String>,
}

/// Names of query parameters by which lists go on.
const PAGING: [&str; 8] = [
    "after",
    "cursor",
    "offset",
    "page",
    "page_no",
    "page_token",
    "pageToken",
    "starting_after",
];

/// How many operations have to share a parameter, so that it is taken for one of the whole API.
const ENOUGH: usize = 4;

/// What the description suggests, and the client that was made of it, if there is one.
pub(super) fn suggest(input: &Input<'_>, client: Option<&Client>) -> Suggestions {
    let manifest = client.and_then(|it| it.manifest.as_deref());
    let manifest = manifest.and_then(|it| serde_json::from_str(it).ok());
    let manifest: Value = manifest.unwrap_or_default();
    let package = manifest
        .get("package")
        .and_then(Value::as_str)
        .unwrap_or("api")
        .to_owned();
    let out = if package.ends_with("client") {
        package.clone()
    } else {
        format!("{package}-client")
    };
    let mut library = Library::new(input);
    // What is wrong is shown by the run that has made the client.
    let mut diagnostics = Diagnostics::new();
    let root = library
        .root(&mut diagnostics)
        .and_then(|it| library.get(&it));
    let operations = manifest.get("operations").and_then(Value::as_array);
    let operations: &[Value] = operations.map_or(&[], Vec::as_slice);
    Suggestions {
        package,
        out,
        shared: shared(operations),
        schemes: root.map(schemes).unwrap_or_default(),
        resources: root.map(|it| resources(it, operations)).unwrap_or_default(),
        paged: paged(operations),
    }
}

fn text<'a>(of: &'a Value, key: &str) -> &'a str {
    of.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The parameters that more than two thirds of the paths have.
fn shared(operations: &[Value]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for operation in operations {
        let parts = text(operation, "path").split('{').skip(1);
        let names = parts.filter_map(|it| Some(it.split_once('}')?.0));
        for name in names.collect::<BTreeSet<&str>>() {
            *counts.entry(name).or_default() += 1;
        }
    }
    let is_shared = |count: usize| count >= ENOUGH && count * 3 > operations.len() * 2;
    let counts = counts.into_iter().filter(|(_, count)| is_shared(*count));
    counts.map(|(name, _)| name.to_owned()).collect()
}

fn schemes(root: &Node) -> Vec<String> {
    let components = root
        .get("components")
        .and_then(|it| it.get("securitySchemes"));
    let schemes = components.or_else(|| root.get("securityDefinitions"));
    let schemes = schemes.and_then(Node::as_mapping);
    schemes
        .into_iter()
        .flat_map(Mapping::keys)
        .map(str::to_owned)
        .collect()
}

/// From the first tag of each operation to its resource.
fn resources(root: &Node, operations: &[Value]) -> BTreeMap<String, String> {
    let resource = |operation: &Value| {
        let path = root.get("paths")?.get(text(operation, "path"))?;
        let of = path.get(&text(operation, "method").to_ascii_lowercase())?;
        let tag = of.get("tags")?.as_list()?.first()?.as_str()?;
        let call = operation.get("call")?.as_array()?;
        let (_, resource) = call.split_last()?;
        let resource: Vec<&str> = resource.iter().filter_map(Value::as_str).collect();
        (!resource.is_empty()).then(|| (tag.to_owned(), resource.join(".")))
    };
    operations.iter().filter_map(resource).collect()
}

fn paged(operations: &[Value]) -> Option<String> {
    let is_paged = |operation: &&Value| {
        let fields = operation.get("fields").and_then(Value::as_array);
        let mut fields = fields.into_iter().flatten();
        text(operation, "method") == "GET"
            && fields.any(|it| text(it, "in") == "query" && PAGING.contains(&text(it, "wire")))
    };
    let operation = operations.iter().find(is_paged)?;
    Some(match text(operation, "id") {
        "" => format!("GET {}", text(operation, "path")),
        id => id.to_owned(),
    })
}

impl Suggestions {
    /// The text of the configuration of the description called `spec`; where suggestions are not `active`, they are comments.
    pub(super) fn to_toml(&self, spec: &str, errors: &[&str], active: bool) -> String {
        let mark = if active { "" } else { "# " };
        let head = format!(
            "# What the description cannot say about the crate that is made from it. Paths start from this file.\n\
             spec = {}\nout = {}\n\n# The name of the package.\npackage = {}\n",
            quoted(spec),
            quoted(&self.out),
            quoted(&self.package)
        );
        let last = "# What goes into the Cargo.toml of the client as it is.\n[manifest.package]\npublish = false\n";
        let parts = [
            Some(head),
            self.shared_to_toml(mark),
            Some(self.url_to_toml(mark)),
            self.schemes_to_toml(mark),
            self.resources_to_toml(),
            self.paging_to_toml(),
            errors_to_toml(errors),
            Some(last.to_owned()),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join("\n")
    }

    fn shared_to_toml(&self, mark: &str) -> Option<String> {
        let names: Vec<String> = self.shared.iter().map(|it| quoted(it)).collect();
        (!names.is_empty()).then(|| {
            format!(
                "# Nearly every path has these: a caller gives them once, on the client, or call by call.\n\
                 {mark}client_parameters = [{}]\n",
                names.join(", ")
            )
        })
    }

    fn url_to_toml(&self, mark: &str) -> String {
        format!(
            "# The variable that replaces the URL of the server, for tests and proxies.\n\
             {mark}base_url_env = \"{}_BASE_URL\"\n\n\
             # A test of each operation, made from the examples of the description.\n# tests = true\n",
            variable(&self.package)
        )
    }

    fn schemes_to_toml(&self, mark: &str) -> Option<String> {
        let of = variable(&self.package);
        let lines = self.schemes.iter();
        let lines = lines.map(|it| {
            format!(
                "{mark}{} = {{ env = \"{of}_{}\" }}\n",
                key(it),
                variable(it)
            )
        });
        let lines: String = lines.collect();
        (!lines.is_empty()).then(|| {
            format!("# Where `Client::from_env` finds the credential of each security scheme.\n{mark}[security]\n{lines}")
        })
    }

    fn resources_to_toml(&self) -> Option<String> {
        let lines = self.resources.iter();
        let lines = lines.map(|(tag, resource)| format!("# {} = {}\n", key(tag), quoted(resource)));
        let lines: String = lines.collect();
        (!lines.is_empty()).then(|| {
            format!(
                "# From the tag of an operation to the way a caller reaches it, as it is now. A dot leads further:\n\
                 # `\"shop.orders\"` is `client.shop().orders()`.\n# [resources]\n{lines}"
            )
        })
    }

    fn paging_to_toml(&self) -> Option<String> {
        let operation = self.paged.as_ref()?;
        Some(format!(
            "# Where the items of a list are, if the description does not tell.\n# [operations.{}.paging]\n# items = \"data\"\n",
            key(operation)
        ))
    }
}

fn errors_to_toml(errors: &[&str]) -> Option<String> {
    let lines = errors.iter().map(|it| format!("# {it} = [\"*\"]\n"));
    let lines: String = lines.collect();
    (!lines.is_empty()).then(|| {
        format!(
            "# The description has these errors. Accepted, what they touch is left out, and a warning says so.\n# [allow]\n{lines}"
        )
    })
}

/// A name as that of a variable of the environment.
fn variable(name: &str) -> String {
    let letter = |c: char| {
        if c.is_ascii_alphanumeric() {
            c.to_ascii_uppercase()
        } else {
            '_'
        }
    };
    name.chars().map(letter).collect()
}

fn quoted(text: &str) -> String {
    toml::Value::from(text).to_string()
}

fn key(name: &str) -> String {
    let is_bare = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if !name.is_empty() && name.chars().all(is_bare) {
        name.to_owned()
    } else {
        quoted(name)
    }
}
