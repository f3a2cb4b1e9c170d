//! What the generator says of a client: which type is at which place of the description. Nothing else is asked of it.

use serde::Deserialize;

use crate::document::View;

/// `--manifest` of the generator.
#[derive(Clone, Debug, Deserialize)]
pub struct Manifest {
    /// The package.
    pub package: String,
    /// What the crate is called in Rust.
    #[serde(rename = "crate")]
    pub krate: String,
    /// Its types.
    pub schemas: Vec<Type>,
    /// Its operations.
    pub operations: Vec<Operation>,
}

impl Manifest {
    /// Reads what the generator wrote.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| format!("the manifest: {error}"))
    }

    /// Reads what the generator wrote of a client that is the module `module` of another crate now.
    ///
    /// # Errors
    ///
    /// Why it is none.
    pub fn parse_in(text: &str, module: &str) -> Result<Self, String> {
        let Self { krate, .. } = Self::parse(text)?;
        let mut manifest =
            Self::parse(&text.replace(&format!("{krate}::"), &format!("{module}::")))?;
        module.clone_into(&mut manifest.krate);
        Ok(manifest)
    }
}

/// A type of the client.
#[derive(Clone, Debug, Deserialize)]
pub struct Type {
    /// Where its schema stands.
    pub pointer: String,
    /// The file.
    pub file: String,
    /// Whether the schema there is only one of several that the type is of, which stand elsewhere.
    pub is_part: bool,
    /// Its path in Rust.
    pub path: String,
    /// `read`, `write`, or both.
    pub directions: Vec<String>,
    /// What it is.
    pub kind: TypeKind,
    /// Whether it keeps properties that it does not name.
    pub keeps_unknown: bool,
}

/// The kinds of types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TypeKind {
    /// An object with named fields.
    Struct,
    /// A list of values to which a server may add.
    OpenEnum,
    /// A list of values to which nobody adds.
    ClosedEnum,
    /// One of several types.
    Union,
    /// What an operation answers, by status: no value of a schema.
    Answer,
}

/// Whether values of a type can be read: it is of the client or of Rust, and no list of parts, which a caller names one by one.
pub fn is_own(ty: &str, krate: &str) -> bool {
    let root = |path: &str| path.split("::").next().map(str::to_owned);
    let is_path = |it: &&str| it.contains("::");
    let mut paths = ty.split(['<', '>', ',', ' ', '(', ')']).filter(is_path);
    paths.all(|it| root(it) == root(krate) && !it.ends_with("::body::Parts"))
}

impl Type {
    /// The views of its schema that it has values of.
    pub fn views(&self) -> Vec<View> {
        let has = |name: &str| self.directions.iter().any(|it| it == name);
        match (has("read"), has("write")) {
            (true, _) => vec![View::Read],
            (false, true) => vec![View::Write],
            (false, false) => Vec::new(),
        }
    }

    /// Whether it is only sent.
    pub fn is_only_sent(&self) -> bool {
        self.views() == [View::Write]
    }
}

/// An operation, and how it is called.
#[derive(Clone, Debug, Deserialize)]
pub struct Operation {
    /// Where it stands: the file.
    pub file: String,
    /// Where it stands.
    pub pointer: String,
    /// Its method.
    pub method: String,
    /// Its path template.
    pub path: String,
    /// The methods that lead from the client to the request.
    pub call: Vec<String>,
    /// What is passed one by one, all in the path.
    pub arguments: Vec<Argument>,
    /// The type of the rest.
    pub params: Option<String>,
    /// How they are made.
    pub constructor: Option<Constructor>,
    /// Its fields.
    pub fields: Vec<Field>,
    /// How its body is written.
    pub body: Option<Body>,
    /// Whether what it answers is read item by item.
    pub is_stream: bool,
    /// Other ways to call it.
    pub variants: Vec<Operation>,
}

impl Operation {
    /// The path template as the description has it, where that is its key.
    pub fn template(&self) -> String {
        let key = self.pointer.strip_prefix("/paths/");
        let key = key.and_then(|it| it.split('/').next());
        match key {
            Some(key) => key.replace("~1", "/").replace("~0", "~"),
            None => self.path.clone(),
        }
    }
}

/// What is passed one by one.
#[derive(Clone, Debug, Deserialize)]
pub struct Argument {
    /// Its name on the wire.
    pub wire: String,
    /// Its type in Rust.
    #[serde(rename = "type")]
    pub ty: String,
}

/// How params are made.
#[derive(Clone, Debug, Deserialize)]
pub struct Constructor {
    /// The fields that are given, in order.
    pub takes: Vec<String>,
    /// The struct in which they are given.
    #[serde(rename = "struct")]
    pub named: Option<String>,
}

/// A field of the params.
#[derive(Clone, Debug, Deserialize)]
pub struct Field {
    /// Its name on the wire.
    pub wire: String,
    /// `path`, `query`, `querystring`, `header`, `cookie`, `body` or `body-field`.
    #[serde(rename = "in")]
    pub place: String,
    /// Its name in Rust.
    pub name: String,
    /// Its type in Rust, without what says that it may not be there.
    #[serde(rename = "type")]
    pub ty: String,
    /// `required`, `nullable`, `optional`, `nullish` or `patch`.
    pub presence: String,
    /// Whether the constructor takes it.
    pub needed: bool,
    /// The value that it has unless another is set.
    #[serde(default)]
    pub preset: Option<serde_json::Value>,
    /// Whether it is set here.
    #[serde(skip)]
    pub is_set: bool,
}

/// How a body is written.
#[derive(Clone, Debug, Deserialize)]
pub struct Body {
    /// Its media type.
    pub media_type: String,
    /// `json`, `form`, `multipart`, `text` or `bytes`.
    pub format: String,
    /// A property that the method sets.
    pub flag: Option<String>,
    /// Whether there is always one.
    pub required: bool,
}
