//! `codegen.toml`: what a description cannot say about the crate made from it.

mod choice;
mod command_line;
mod compat;
mod file;
mod files;
mod header_name;
mod layout;
mod operation;
mod runtime;
mod truth;
mod webhooks;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use choice::{ForeignChoice, FormatType, Travels, TypeChoice};
pub use command_line::CommandLineConfig;
pub use compat::CompatConfig;
pub use file::ConfigFile;
pub(crate) use file::hint_above;
pub use files::FilesConfig;
pub use header_name::HeaderName;
pub use layout::Layout;
pub use operation::{
    EnvelopeConfig, OperationConfig, PagingConfig, PagingKind, PagingStyle, ResourcePath,
    SecurityConfig, Select,
};
pub use runtime::RuntimeConfig;
pub use truth::{UnknownFields, Untagged, Unused, ValidateConfig, VersionSource};
pub use webhooks::{HmacAlgorithm, HmacConfig, HmacEncoding, SignatureConfig, WebhooksConfig};

use crate::origin::{Origin, pointer_of};

/// The configuration of one client. Everything has a default, so that any description generates without one.
///
/// The guide and the JSON schema of the file are made from these fields, with their types, their documentation and their examples.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The description: its path from the folder of the file, or that of a folder with one description in it. Like `out`, it is for whoever
    /// reads and writes files.
    ///
    /// ```toml
    /// spec = "api/petstore.yaml"
    /// ```
    pub spec: Option<String>,
    /// The folder of the client: its path from the folder of the file.
    ///
    /// ```toml
    /// out = "petstore-client"
    /// ```
    pub out: Option<String>,
    /// Whether the client is a crate, or a module of the crate that its folder lies in.
    ///
    /// ```toml
    /// layout = "module"
    /// out = "src/api"
    /// ```
    pub layout: Layout,
    /// A command line over the client, where one is wanted: its folder, or a table with the folder, the name of the package and that of
    /// the program.
    ///
    /// ```toml
    /// cli = "petstore-cli"
    /// ```
    pub cli: Option<CommandLineConfig>,
    /// The name of the package; without one, it is made from the title of the description.
    ///
    /// ```toml
    /// package = "acme-petstore"
    /// ```
    pub package: Option<String>,
    /// Where the version of the package comes from, if not from `[manifest]`. Of `info.version`, `v2` is 2.0.0, `1.0` is 1.0.0 and
    /// `2024-06-01-preview` is 2024.6.1-preview.
    ///
    /// ```toml
    /// version = "info"
    /// ```
    pub version: Option<VersionSource>,
    /// Parameters that the client holds for all calls: of the path, and required ones of the query and of headers. Without an entry, these
    /// are the headers, and the version in the query, that nine of ten operations require, as the first run finds them.
    ///
    /// ```toml
    /// client_parameters = ["account_id", "X-Tenant-Id"]
    /// ```
    pub client_parameters: Option<Vec<String>>,
    /// What the relative URLs of servers start from: the URL that the description is found at. Where it names no server, the
    /// URL of the API.
    ///
    /// ```toml
    /// base_url = "https://pets.example/v1/"
    /// ```
    pub base_url: Option<String>,
    /// The environment variable that replaces the URL of the server.
    ///
    /// ```toml
    /// base_url_env = "PETSTORE_BASE_URL"
    /// ```
    pub base_url_env: Option<String>,
    /// What the description may read beside the files of its folder: those of other `roots`, and local files in place of URLs.
    ///
    /// ```toml
    /// [files]
    /// roots = ["../shared"]
    /// "https://pets.example/common.yaml" = "common.yaml"
    /// ```
    pub files: FilesConfig,
    /// How answers say in their body whether the call succeeded.
    ///
    /// ```toml
    /// envelope = { flag = "success" }
    /// ```
    pub envelope: Option<EnvelopeConfig>,
    /// The header with a key by which the server knows a request that it has had before, where the description has none. Operations that
    /// are not idempotent send one, and can be sent again with it.
    ///
    /// ```toml
    /// idempotency_header = "Idempotency-Key"
    /// ```
    pub idempotency_header: Option<HeaderName>,
    /// What the client checks before it sends it: lengths, bounds, patterns, lists of values.
    ///
    /// ```toml
    /// [validate]
    /// requests = true
    /// ```
    pub validate: ValidateConfig,
    /// Requests that the server sends: how a client knows that they are the server's.
    ///
    /// ```toml
    /// [webhooks]
    /// signature = "standard"
    /// ```
    pub webhooks: WebhooksConfig,
    /// Security schemes, by their name in the description.
    ///
    /// ```toml
    /// [security]
    /// api_token = { env = "PETSTORE_TOKEN" }
    /// ```
    pub security: BTreeMap<String, SecurityConfig>,
    /// From tags to the resources of their operations. A dot leads further: `shop.orders` is `client.shop().orders()`.
    ///
    /// ```toml
    /// [resources]
    /// "Pet Orders" = "shop.orders"
    /// ```
    pub resources: BTreeMap<String, ResourcePath>,
    /// Where operations without a tag are found. Unless it is said, a client that would have more than 30 of them groups them by their
    /// paths, if none has a tag.
    ///
    /// ```toml
    /// untagged = "paths"
    /// ```
    pub untagged: Option<Untagged>,
    /// Operations, by `operationId` or by method and path.
    ///
    /// ```toml
    /// [operations.list-pets]
    /// method = "list"
    /// paging = { items = "data.pets" }
    ///
    /// [operations."POST /pets"]
    /// resource = "pets"
    /// idempotent = true
    /// ```
    pub operations: BTreeMap<String, OperationConfig>,
    /// Enums that have no other values than the description lists: their JSON pointers, `"*"` for all.
    ///
    /// ```toml
    /// closed_enums = ["/components/schemas/State"]
    /// ```
    pub closed_enums: Vec<String>,
    /// From formats to the types that their values have, instead of the usual ones; `integer` stands for integers without a format.
    ///
    /// ```toml
    /// [formats]
    /// uuid = "uuid::Uuid"
    /// integer = "i128"
    /// ```
    pub formats: BTreeMap<String, TypeChoice>,
    /// From JSON pointers of schemas to the types that their values have, instead of the usual ones.
    ///
    /// ```toml
    /// [types]
    /// "#/components/schemas/Page/properties/total" = "i64"
    /// "#/components/schemas/Price" = { type = "rust_decimal::Decimal", as = "json" }
    /// ```
    pub types: BTreeMap<String, TypeChoice>,
    /// Traits that are derived for types, and attributes that they have: for `all`, for a kind (`structs`, `enums`, `unions`), or for
    /// a schema, by its name or the JSON pointer to it.
    ///
    /// ```toml
    /// [derives]
    /// all = ["Eq", "Hash"]
    /// Pet = ["PartialOrd", "#[must_use]"]
    /// ```
    pub derives: BTreeMap<String, Vec<String>>,
    /// Which types keep the properties that the description does not name.
    ///
    /// ```toml
    /// unknown_fields = "keep"
    /// ```
    pub unknown_fields: UnknownFields,
    /// Whether schemas that nothing uses become types.
    ///
    /// ```toml
    /// unused = "keep"
    /// ```
    pub unused: Unused,
    /// Whether `null` in the place of a list or a map is an error, where the description does not allow it. It is read as an empty
    /// one otherwise, as some servers mean it.
    ///
    /// ```toml
    /// strict_nulls = true
    /// ```
    pub strict_nulls: bool,
    /// Whether the client has tests of its operations, made from the examples of the description.
    ///
    /// ```toml
    /// tests = true
    /// ```
    pub tests: bool,
    /// Files of changes to the description (`OpenAPI Overlay 1.0`), applied in order: their paths from its folder.
    ///
    /// ```toml
    /// overlays = ["fixes.yaml"]
    /// ```
    pub overlays: Vec<String>,
    /// The operations that the client has; without an entry, all of them. An entry asks for a path, a tag, an `operationId`, a method, or
    /// several of these.
    ///
    /// ```toml
    /// include = [{ path = "/pets/**" }, { tag = "Orders", method = "GET" }]
    /// ```
    pub include: Vec<Select>,
    /// Of these, the operations that it does not have.
    ///
    /// ```toml
    /// exclude = [{ operation = "*-internal" }]
    /// ```
    pub exclude: Vec<Select>,
    /// Names in Rust, by the tables and keys of `names.lock`. A type is also known by the JSON pointer to its schema.
    ///
    /// ```toml
    /// [names.types]
    /// PetDTO = "Pet"
    ///
    /// [names."fields of PetDTO"]
    /// k = "kind"
    /// ```
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// What stays for callers of former versions of the client.
    ///
    /// ```toml
    /// [compat]
    /// aliases = true
    /// ```
    pub compat: CompatConfig,
    /// The crate that has the runtime, where clients share one, and where it comes from, as a dependency says it.
    ///
    /// ```toml
    /// [runtime]
    /// crate = "our-runtime"
    /// path = "../our-runtime"
    /// ```
    pub runtime: Option<RuntimeConfig>,
    /// Tables that are merged into the generated `Cargo.toml`. What would break the client is an error.
    ///
    /// ```toml
    /// [manifest.package]
    /// license = "MIT"
    ///
    /// [manifest.dependencies]
    /// uuid = "1"
    /// ```
    pub manifest: toml::Table,
    /// What is accepted: from the code to the JSON pointers where it is, `"*"` for everywhere. A warning is not shown. What an
    /// error is about is left out, where a client can do without it.
    ///
    /// ```toml
    /// [allow]
    /// not-carried = ["/paths/~1pets/post/callbacks"]
    /// unresolved-reference = ["*"]
    /// ```
    pub allow: BTreeMap<String, Vec<String>>,
    /// The codes of what is accepted everywhere by this run, whether there is any or not.
    #[serde(skip)]
    pub allow_all: Vec<String>,
    /// Where all this stands.
    #[serde(skip)]
    pub source: ConfigFile,
}

/// A JSON schema of the file, by which editors complete and check it.
pub const SCHEMA: &str = include_str!("../../guide/codegen.schema.json");

impl Config {
    /// Where an entry stands, by the keys that lead to it and the numbers of items of lists, counted from 0.
    pub fn at(&self, steps: &[&str]) -> Origin {
        self.source.at(steps)
    }

    /// Whether diagnostics of a code are accepted at a place.
    pub fn accepts(&self, code: &str, place: &Origin) -> bool {
        if self.allow_all.iter().any(|it| it == code) {
            return true;
        }
        let accepted = self.allow.get(code).into_iter().flatten();
        accepted
            .into_iter()
            .any(|it| it == "*" || pointer_of(it) == place.pointer)
    }
}

#[cfg(test)]
mod tests;
