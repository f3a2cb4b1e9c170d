//! `codegen.toml`: what a description cannot say about the crate made from it.

mod choice;
mod command_line;
mod file;
mod files;
mod header_name;
mod paging;
mod resource;
mod runtime;
mod select;
mod truth;
mod webhooks;

use std::collections::BTreeMap;

use serde::Deserialize;

pub use choice::{ForeignChoice, FormatType, Travels, TypeChoice};
pub use command_line::CommandLineConfig;
pub use file::ConfigFile;
pub use files::FilesConfig;
pub use header_name::HeaderName;
pub use paging::{PagingConfig, PagingKind, PagingStyle};
pub use resource::ResourcePath;
pub use runtime::RuntimeConfig;
pub use select::Select;
pub use truth::{UnknownFields, Untagged, Unused, VersionSource};
pub use webhooks::{HmacAlgorithm, HmacConfig, HmacEncoding, SignatureConfig, WebhooksConfig};

use crate::diag::TomlError;
use crate::origin::Origin;

/// The configuration of one client. Everything has a default, so that any description generates without one.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The description: its path from the folder of the file. Like `out`, it is for whoever reads and writes files.
    pub spec: Option<String>,
    /// The folder of the client: its path from the folder of the file.
    pub out: Option<String>,
    /// A command line over the client, where one is wanted.
    pub cli: Option<CommandLineConfig>,
    /// The name of the package; without one, it is made from the title of the description.
    pub package: Option<String>,
    /// Where the version of the package comes from, if not from `[manifest]`.
    pub version: Option<VersionSource>,
    /// Path parameters that the client can hold for all operations.
    pub client_parameters: Option<Vec<String>>,
    /// What the relative URLs of servers start from: the URL that the description is found at. Where it names no server, the
    /// URL of the API.
    pub base_url: Option<String>,
    /// The environment variable that replaces the URL of the server.
    pub base_url_env: Option<String>,
    /// What the description may read beside the files of its folder.
    pub files: FilesConfig,
    /// How answers say in their body whether the call succeeded.
    pub envelope: Option<EnvelopeConfig>,
    /// The header with a key by which the server knows a request that it has had before, where the description has none.
    pub idempotency_header: Option<HeaderName>,
    /// Requests that the server sends.
    pub webhooks: WebhooksConfig,
    /// Security schemes, by their name in the description.
    pub security: BTreeMap<String, SecurityConfig>,
    /// From tags to the resources of their operations, as `realtime_kit.active_session`.
    pub resources: BTreeMap<String, ResourcePath>,
    /// Where operations without a tag are found. Unless it is said, a client that would have many of them groups them by their paths,
    /// if none has a tag.
    pub untagged: Option<Untagged>,
    /// Operations, by `operationId` or by method and path, as `POST /meetings`.
    pub operations: BTreeMap<String, OperationConfig>,
    /// Enums that have no other values than the description lists: their JSON pointers, `"*"` for all.
    pub closed_enums: Vec<String>,
    /// From formats to the types that their values have, instead of the usual ones.
    pub formats: BTreeMap<String, TypeChoice>,
    /// From JSON pointers of schemas to the types that their values have, instead of the usual ones.
    pub types: BTreeMap<String, TypeChoice>,
    /// Traits that are derived for types, and attributes that they have: for `all`, for a kind (`structs`, `enums`, `unions`), or for
    /// a schema, by its name or the JSON pointer to it.
    pub derives: BTreeMap<String, Vec<String>>,
    /// Which types keep the properties that the description does not name.
    pub unknown_fields: UnknownFields,
    /// Whether schemas that nothing uses become types.
    pub unused: Unused,
    /// Whether `null` in the place of a list or a map is an error, where the description does not allow it. It is read as an empty
    /// one otherwise, as some servers mean it.
    pub strict_nulls: bool,
    /// Whether the client has tests of its operations, made from the examples of the description.
    pub tests: bool,
    /// Files of changes to the description (`OpenAPI Overlay 1.0`), applied in order: their paths from its folder.
    pub overlays: Vec<String>,
    /// The operations that the client has; without an entry, all of them.
    pub include: Vec<Select>,
    /// Of these, the operations that it does not have.
    pub exclude: Vec<Select>,
    /// Names in Rust, by the tables and keys of `names.lock`. A type is also known by the JSON pointer to its schema.
    pub names: BTreeMap<String, BTreeMap<String, String>>,
    /// The crate that has the runtime, where clients share one.
    pub runtime: Option<RuntimeConfig>,
    /// Tables that are merged into the generated `Cargo.toml`. What would break the client is an error.
    pub manifest: toml::Table,
    /// What is accepted: from the code to the JSON pointers where it is, `"*"` for everywhere. A warning is not shown. What an
    /// error is about is left out, where a client can do without it.
    pub allow: BTreeMap<String, Vec<String>>,
    /// The codes of what is accepted everywhere by this run, whether there is any or not.
    #[serde(skip)]
    pub allow_all: Vec<String>,
    /// Where all this stands.
    #[serde(skip)]
    pub source: ConfigFile,
}

/// What answers have around what they are about.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EnvelopeConfig {
    /// The property that says whether the call succeeded. A call whose answer says `false` is an error.
    pub flag: String,
}

/// What the configuration says about a security scheme.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SecurityConfig {
    /// The environment variable that holds the credential.
    pub env: Option<String>,
}

/// What the configuration says about an operation.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OperationConfig {
    /// The resource it belongs to, instead of the one of its tag.
    pub resource: Option<ResourcePath>,
    /// The name of its method.
    pub method: Option<String>,
    /// Whether sending it twice does what sending it once does, whatever its HTTP method.
    pub idempotent: Option<bool>,
    /// How its pages follow each other, where the description does not tell; `false` for not at all.
    pub paging: Option<PagingConfig>,
}

impl Config {
    /// Reads the text of the file called `file`.
    ///
    /// # Errors
    ///
    /// The text is not TOML, or has an entry that means nothing here.
    pub fn parse(file: &str, text: &str) -> Result<Self, TomlError> {
        let fail = |error: toml::de::Error| {
            TomlError::new("invalid-config", file, text, error.span(), error.message())
        };
        let config: Self = toml::from_str(text).map_err(fail)?;
        Ok(Self {
            source: ConfigFile::of(file, text),
            ..config
        })
    }

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
            .any(|it| it == "*" || *it == place.pointer)
    }

    /// What is configured for an operation, and under which key.
    pub fn operation(
        &self,
        id: Option<&str>,
        method: &str,
        path: &str,
    ) -> Option<(&str, &OperationConfig)> {
        let by_id = id.and_then(|id| self.operations.get_key_value(id));
        let found = by_id.or_else(|| self.operations.get_key_value(&format!("{method} {path}")));
        found.map(|(key, config)| (key.as_str(), config))
    }
}

#[cfg(test)]
mod tests {
    use super::{Config, ForeignChoice, FormatType, Travels, TypeChoice};

    #[test]
    fn every_entry_is_read() {
        let config = Config::parse(
            "codegen.toml",
            r##"
            package = "pets"
            client_parameters = ["account_id"]
            closed_enums = ["/components/schemas/State"]
            base_url_env = "PETS_URL"
            idempotency_header = "Pet-Request-Id"
            [security.token]
            env = "PETS_TOKEN"
            [resources]
            Pet = "zoo.pets"
            [operations.list-pets]
            method = "list"
            idempotent = true
            [operations."POST /pets"]
            resource = "pets"
            [formats]
            uuid = "string"
            unix-time = "u32"
            [types]
            "#/components/schemas/Id" = "uuid::Uuid"
            "#/components/schemas/Money" = { type = "my::Money", as = "json", blank = "my::NOTHING" }
            [manifest.dev-dependencies]
            tokio = "1"
            [files]
            roots = ["../shared"]
            "https://a.test/a.yaml" = "a.yaml"
            [allow]
            not-carried = ["/paths/~1pets/get/callbacks"]
            "##,
        )
        .unwrap();
        assert_eq!(config.package.as_deref(), Some("pets"));
        let header = config.idempotency_header.as_ref().unwrap();
        assert_eq!(header.as_str(), "Pet-Request-Id");
        assert_eq!(config.security["token"].env.as_deref(), Some("PETS_TOKEN"));
        let (_, by_id) = config.operation(Some("list-pets"), "GET", "/pets").unwrap();
        assert_eq!(
            (by_id.method.as_deref(), by_id.idempotent),
            (Some("list"), Some(true))
        );
        let (key, by_path) = config.operation(Some("add-pet"), "POST", "/pets").unwrap();
        assert_eq!(key, "POST /pets");
        assert_eq!(by_path.resource.as_ref().unwrap().segments(), ["pets"]);
        assert!(config.operation(None, "GET", "/").is_none());
        assert_eq!(
            config.manifest["dev-dependencies"]["tokio"].as_str(),
            Some("1")
        );
        assert_eq!(config.closed_enums, ["/components/schemas/State"]);
        let known = TypeChoice::Known;
        assert_eq!(config.formats["uuid"], known(FormatType::String));
        assert_eq!(config.formats["unix-time"], known(FormatType::U32));
        let foreign = |path: &str, travels, blank: Option<&str>| {
            TypeChoice::Foreign(ForeignChoice {
                path: path.to_owned(),
                travels,
                blank: blank.map(str::to_owned),
            })
        };
        assert_eq!(
            config.types["#/components/schemas/Id"],
            foreign("uuid::Uuid", Travels::Text, None)
        );
        assert_eq!(
            config.types["#/components/schemas/Money"],
            foreign("my::Money", Travels::Json, Some("my::NOTHING"))
        );
        assert_eq!(config.files.roots, ["../shared"]);
        assert_eq!(config.files.urls["https://a.test/a.yaml"], "a.yaml");
        assert_eq!(config.allow["not-carried"], ["/paths/~1pets/get/callbacks"]);
    }

    #[test]
    fn a_wrong_entry_is_shown_where_it_stands() {
        let error =
            Config::parse("codegen.toml", "package = \"pets\"\nbase_urls = 1\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "error[invalid-config]: unknown field `base_urls`, expected one of `spec`, `out`, `cli`, `package`, `version`, `client_parameters`, \
             `base_url`, `base_url_env`, `files`, `envelope`, `idempotency_header`, `security`, `resources`, `untagged`, `operations`, `closed_enums`, `formats`, `types`, `derives`, `unknown_fields`, `unused`, `strict_nulls`, `tests`, `overlays`, `include`, `exclude`, `names`, `runtime`, `manifest`, `allow`\n \
             --> codegen.toml:2:1\n  |\n2 | base_urls = 1\n  | ^"
        );
    }
}
