//! What a schema became, and what it says besides.

use openapiv3::Schema;

use crate::ir::{Format, Type, Value};
use crate::lower::docs::{self, constraints, nested::NestedDocs};
use crate::lower::merge::conjuncts::conjuncts;
use crate::lower::merge::subschema::Subschema;
use crate::lower::schema::keywords::Keywords;
use crate::spec::Spec;

/// What a schema became.
#[derive(Clone, Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a keyword of the schema"
)]
pub(in crate::lower) struct Lowered {
    /// The type of a value that is not `null`.
    pub(in crate::lower) ty: Type,
    /// Whether the value may be `null`.
    pub(in crate::lower) nullable: bool,
    /// What the schema says about itself.
    pub(in crate::lower) docs: Option<String>,
    /// Its validation keywords, in words.
    pub(in crate::lower) constraints: Option<String>,
    /// What the schemas inside of it say, as far as their types are not documented themselves.
    pub(in crate::lower) nested: Vec<NestedDocs>,
    /// What the value may look like.
    pub(in crate::lower) example: Option<Value>,
    /// The only value there can be.
    pub(in crate::lower) constant: Option<Value>,
    /// Whether that is what holds where the value is left out.
    pub(in crate::lower) by_default: bool,
    /// Whether the schema advises against its use.
    pub(in crate::lower) deprecated: bool,
    /// What the text is that it is.
    pub(in crate::lower) format: Option<Format>,
    /// Whether the value only ever comes from the server.
    pub(in crate::lower) read_only: bool,
    /// Whether the value is only ever sent.
    pub(in crate::lower) write_only: bool,
}

impl Lowered {
    /// A value of this type, with what the schema says about it.
    pub(in crate::lower) fn new(ty: Type, schema: &Schema) -> Self {
        let data = &schema.schema_data;
        Self {
            nullable: data.nullable,
            docs: docs::of_schema(data),
            constraints: constraints::of(schema),
            deprecated: data.deprecated,
            format: format(schema),
            read_only: data.read_only,
            write_only: data.write_only,
            ..Self::plain(ty)
        }
    }

    /// Adds which way it travels, as the members of `allOf` say.
    pub(in crate::lower) fn with_members<'a>(
        mut self,
        spec: &'a Spec,
        subschema: &Subschema<'a>,
    ) -> Self {
        if !subschema.keywords().all_of.is_empty() {
            for it in conjuncts(spec, std::slice::from_ref(subschema)) {
                self.read_only |= it.keywords.data.read_only;
                self.write_only |= it.keywords.data.write_only;
            }
        }
        self
    }

    /// A value of this type, about which nothing else is said.
    pub(in crate::lower) fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
            docs: None,
            constraints: None,
            nested: Vec::new(),
            example: None,
            constant: None,
            by_default: false,
            deprecated: false,
            format: None,
            read_only: false,
            write_only: false,
        }
    }

    /// Stands for a reference that leads nowhere, and for what a client that is too large has no room for. Either is an error
    /// that has been reported.
    pub(in crate::lower) fn unknown() -> Self {
        Self {
            nullable: true,
            ..Self::plain(Type::Json)
        }
    }

    /// The type of a value that may be `null` where nothing around it says so.
    pub(in crate::lower) fn into_type(self) -> Type {
        match self.ty {
            Type::Json => Type::Json,
            ty if self.nullable => Type::Nullable(Box::new(ty)),
            ty => ty,
        }
    }
}

fn format(schema: &Schema) -> Option<Format> {
    match Keywords::of(schema).format.as_deref()? {
        "uri" | "url" | "uri-reference" | "iri" | "iri-reference" => Some(Format::Url),
        "date-time" | "date" | "naive-date" | "time" => Some(Format::Time),
        _ => None,
    }
}
