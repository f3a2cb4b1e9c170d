//! Files: which properties of a form are sent as one, or as several (`OpenAPI 3.0.4, 4.8.14.5`; `3.1.1, 4.8.14.4`).

use openapiv3::{ReferenceOr, Schema};

use super::media_type::MediaFormat;
use crate::ir::{Presence, Type};
use crate::lower::schema::keywords::Keywords;
use crate::spec::Spec;

/// How many schemas are looked at for one property.
const MAX_SCHEMAS: usize = 256;

/// What a property holds that is sent as files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum FilePart {
    One,
    Many,
}

impl FilePart {
    /// The files that a property of a form holds, if it does: bytes that nothing encodes, or a list of them. `media_type` is
    /// what its encoding says.
    pub(super) fn of(
        spec: &Spec,
        property: &ReferenceOr<Box<Schema>>,
        media_type: Option<&str>,
    ) -> Option<Self> {
        let property = spec.boxed_schema(property, spec.root())?;
        let is_typed = media_type.is_some_and(are_bytes);
        Self::search(spec, property.value, is_typed)
    }

    /// The files that a value holds of which no encoding says anything.
    pub(super) fn of_schema(spec: &Spec, schema: &Schema) -> Option<Self> {
        Self::search(spec, schema, false)
    }

    /// Whether only words say of a property that it is a file: it is called so, or described as one to be uploaded.
    pub(super) fn is_meant(spec: &Spec, name: &str, property: &ReferenceOr<Box<Schema>>) -> bool {
        let Some(property) = spec.boxed_schema(property, spec.root()) else {
            return false;
        };
        let keywords = Keywords::of(property.value);
        let is_any_string = keywords.typ == Some("string")
            && keywords.format.is_none()
            && keywords.values.is_empty()
            && keywords.are_only_type();
        let docs = keywords.data.description.as_deref().unwrap_or_default();
        let docs = docs.to_ascii_lowercase();
        let says = ["file to upload", "file to be uploaded"];
        is_any_string && (name == "file" || says.iter().any(|it| docs.contains(it)))
    }

    fn search(spec: &Spec, schema: &Schema, is_typed: bool) -> Option<Self> {
        let left = MAX_SCHEMAS;
        FileSearch {
            spec,
            is_typed,
            left,
        }
        .of_schema(schema)
    }

    /// The type of the property.
    pub(super) fn ty(self) -> Type {
        match self {
            Self::One => Type::File,
            Self::Many => Type::List(Box::new(Type::File)),
        }
    }

    /// When the property is there. In a form, one that is `null` is one that is left out.
    pub(super) fn presence(described: Presence) -> Presence {
        match described {
            Presence::Patch => Presence::Optional,
            other => other,
        }
    }
}

/// Whether each of some media types is one of bytes.
fn are_bytes(allowed: &str) -> bool {
    let is_bytes = |it: &str| MediaFormat::of(it).is_bytes() && it.contains('/');
    allowed.split(',').map(str::trim).all(is_bytes)
}

struct FileSearch<'s> {
    spec: &'s Spec,
    /// Whether the media type of the part says that it is a file, unless its schema does not.
    is_typed: bool,
    left: usize,
}

impl FileSearch<'_> {
    fn of_schema(&mut self, schema: &Schema) -> Option<FilePart> {
        self.left = self.left.checked_sub(1)?;
        let keywords = Keywords::of(schema);
        if self.is_bytes(&keywords) {
            return Some(FilePart::One);
        }
        if let Some(items) = keywords.items {
            let items = self.spec.boxed_schema(items, self.spec.root())?;
            return self.of_schema(items.value).map(|_| FilePart::Many);
        }
        let of_all = keywords
            .all_of
            .iter()
            .find_map(|member| self.of_branch(member));
        of_all.or_else(|| {
            let mut branches = keywords.one_of.iter().chain(keywords.any_of);
            let first = self.of_branch(branches.next()?)?;
            branches.try_fold(first, |files, branch| {
                Some(files.max(self.of_branch(branch)?))
            })
        })
    }

    fn of_branch(&mut self, branch: &ReferenceOr<Schema>) -> Option<FilePart> {
        let branch = self.spec.schema(branch, self.spec.root())?;
        self.of_schema(branch.value)
    }

    fn is_bytes(&self, keywords: &Keywords<'_>) -> bool {
        let is_open = matches!(keywords.typ, None | Some("string")) && keywords.are_only_type();
        matches!(keywords.format.as_deref(), Some("binary" | "file"))
            || keywords.typ == Some("file")
            || self.is_typed && is_open
    }
}
